import type { Catalogue } from '../../catalogue/rules/catalogue.ts';
import { type Asking, type Proposal, propose } from '../../catalogue/rules/propose.ts';
import { type Band, type Bands, type Taught, bandOf, blend, learnedWords } from './blend.ts';

/** Proposals for a reporter or a dispatcher, and what may be done with the first of them. */
export type Offer = { readonly matters: readonly Proposal[]; readonly band: Band };

/** Below this part of the best chance an offer is noise, however few there are. */
const FADES = 0.04;
/** Words told as the reason for one offer, at most. */
const REASONS = 3;

/**
 * What the words may mean, by the lexicon and what was learned. Without a model it is the lexicon's offer to the letter; where a thing
 * was scanned the thing's own matters stay first, for the plate says more than words do.
 */
export function offer(
  catalogue: Catalogue,
  text: string,
  { by, bands, asking }: { by: Taught | undefined; bands: Bands; asking: Asking },
): Offer {
  const spoken = propose(catalogue, text, asking);
  const blended = blend(catalogue, by, text);
  const band = bandOf(bands, text, blended);
  if (!by || asking.forPart !== undefined || text.trim() === '') return { matters: spoken, band };
  const least = (blended[0]?.chance ?? 0) * FADES;
  // Words are told against the likeliest other matter that was taught: against one that never was there is nothing to tell.
  const rivalOf = (key: string) => blended.find((each) => each.key !== key && by.model.labels.includes(each.key))?.key ?? '';
  const likely = blended.filter(({ chance }, at) => chance >= least && at < asking.limit);
  const matters = likely.map(({ key }): Proposal => {
    const told = spoken.find((each) => each.key === key)?.why ?? [];
    return { key, why: told.length > 0 ? told : learnedWords(by, text, { key, rival: rivalOf(key), most: REASONS }) };
  });
  return { matters, band };
}
