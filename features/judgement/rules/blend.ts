import type { Catalogue } from '../../catalogue/rules/catalogue.ts';
import { lexiconScores } from '../../catalogue/rules/propose.ts';
import { type MatterKey, keyOf } from '../../catalogue/rules/matter.ts';
import { dangersIn } from '../../catalogue/rules/safety.ts';
import { type Model, explain, rank } from './model.ts';

/** A model with how many texts each of its labels was taught on. */
export type Taught = { readonly model: Model; readonly counts: Readonly<Record<string, number>> };
export type Blended = { readonly key: MatterKey; readonly chance: number };

/** At so many labelled texts of a matter, what was learned and what the lexicon says weigh the same. */
const EVEN = 20;
/** What a matter that no word speaks for still gets, against the cube of a score; scores of real hits are 2 to 30. */
const UNSPOKEN = 0.02;

/** How much a matter's learned chance counts: nothing without labels, half at twenty, five sixths at a hundred. */
export function learnedShare(count: number): number {
  return count / (count + EVEN);
}

/** The lexicon's scores as chances: cubes, by which, blended, the said chance comes true about as often as said (off by .04 to .07 on our reports). */
function lexiconChances(catalogue: Catalogue, text: string): Map<MatterKey, number> {
  const scores = lexiconScores(catalogue, text);
  const cubes = catalogue.matters.map((matter) => [keyOf(matter), (scores.get(keyOf(matter)) ?? 0) ** 3 + UNSPOKEN] as const);
  const sum = cubes.reduce((total, [, cube]) => total + cube, 0);
  return new Map(cubes.map(([key, cube]) => [key, cube / sum]));
}

/**
 * Every matter of the catalogue with its chance, likeliest first: `(1 − s) · lexicon + s · learned`, made to sum to 1, where `s` is
 * the matter's own `learnedShare`. A matter nobody has labelled is the lexicon's alone; what left the catalogue is not proposed.
 */
export function blend(catalogue: Catalogue, taught: Taught | undefined, text: string): Blended[] {
  const learned = new Map(taught ? rank(taught.model, text).map(({ label, chance }) => [label, chance]) : []);
  const mixed = [...lexiconChances(catalogue, text)].map(([key, chance]) => {
    const share = learnedShare(taught?.counts[key] ?? 0);
    return { key, chance: (1 - share) * chance + share * (learned.get(key) ?? 0) };
  });
  const sum = mixed.reduce((total, { chance }) => total + chance, 0);
  return mixed.map(({ key, chance }) => ({ key, chance: chance / sum })).sort((a, b) => b.chance - a.chance);
}

/** Words of the text that made the model prefer `key` to `rival`; none when it knows either of them not at all. */
export function learnedWords(
  { model }: Taught,
  text: string,
  { key, rival, most }: { key: string; rival: string; most: number },
): string[] {
  const [label, other] = [model.labels.indexOf(key), model.labels.indexOf(rival)];
  if (label < 0 || other < 0) return [];
  return explain(model, text, { label, rival: other, most }).map(({ words }) => words);
}

/** What may be done with a proposal without asking. `person`: somebody looks at it first. */
export type Band = 'auto' | 'ask' | 'person';
/** From which chance on a matter is dispatched unasked, and from which the reporter is asked; null for never. */
export type Bands = Readonly<Record<string, { readonly auto: number | null; readonly ask: number | null }>>;

/** Words of danger to life go to a person at once, whatever was learned and however sure. */
export function bandOf(bands: Bands, text: string, [best]: readonly Blended[]): Band {
  if (!best || dangersIn(text).length > 0) return 'person';
  const { auto = null, ask = null } = bands[best.key] ?? {};
  if (auto !== null && best.chance >= auto) return 'auto';
  return ask !== null && best.chance >= ask ? 'ask' : 'person';
}
