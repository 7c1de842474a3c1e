import type { Instant } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import { type Artefact, pack, unpack } from './artefact.ts';
import { type Targets, chooseBands, usualTargets } from './bands.ts';
import type { Bands, Taught } from './blend.ts';
import { type Answer, type Figures, measure } from './measure.ts';
import { type Confirmed, type Worse, mayPromote, splitByTime } from './promote.ts';
import { train } from './train.ts';

/** A model with all that is kept beside it. What was measured is what is kept: it is not taught again on its tests. */
export type Lesson = {
  readonly artefact: Artefact;
  readonly counts: Readonly<Record<string, number>>;
  readonly bands: Bands;
  readonly figures: Figures;
  /** The newest report it was taught on; it has seen none after that. */
  readonly taughtUntil: Instant;
  readonly taught: number;
};
/** The model in use, for comparing: how it answers, and what it has seen. */
export type Live = { readonly answer: (text: string) => Answer; readonly taughtUntil: Instant };
export type Learning = {
  readonly seed: number;
  /** How a model answers; blended with the lexicon where there is one. */
  readonly answerBy: (taught: Taught) => (text: string) => Answer;
  readonly live?: Live | undefined;
  readonly targets?: Targets;
};
export type LearnRefusal =
  | Worse
  | { readonly code: 'too-little-to-learn'; readonly texts: number; readonly least: number }
  | { readonly code: 'nothing-new'; readonly texts: number; readonly least: number };

/** Fewer texts than this teach and test nothing. */
const LEAST_TEXTS = 40;
/** Two models are compared on so many texts that neither has seen, or not at all. */
const LEAST_NEW = 30;

/**
 * Teaches on the older reports, tests on the newest, and offers the result only if it is not worse than the model in use on reports
 * that neither has seen.
 */
export function learn(
  rows: readonly Confirmed[],
  { seed, answerBy, live, targets = usualTargets }: Learning,
): Result<Lesson, LearnRefusal> {
  const { taught, tested } = splitByTime(rows);
  const labels = new Set(taught.map(({ label }) => label));
  if (rows.length < LEAST_TEXTS || labels.size < 2 || tested.length === 0)
    return refuse({ code: 'too-little-to-learn', texts: rows.length, least: LEAST_TEXTS });
  const artefact = pack(train(taught, { seed }));
  const model = unpack(artefact);
  if (!model.ok) throw new Error(`a model just packed cannot be read: ${model.refusal.code}`);
  const counts: Record<string, number> = {};
  for (const { label } of taught) counts[label] = (counts[label] ?? 0) + 1;
  const answer = answerBy({ model: model.value, counts });
  const answers = tested.map(({ text }) => answer(text));
  const truth = tested.map(({ label }) => label);
  const fresh = live ? tested.filter(({ at }) => at > live.taughtUntil) : [];
  if (live && fresh.length < LEAST_NEW) return refuse({ code: 'nothing-new', texts: fresh.length, least: LEAST_NEW });
  const on = (by: (text: string) => Answer) =>
    measure(
      fresh.map(({ label }) => label),
      fresh.map(({ text }) => by(text)),
    );
  const allowed = live ? mayPromote(on(live.answer), on(answer)) : undefined;
  if (allowed && !allowed.ok) return allowed;
  const tried = answers.map(({ label, chance }, i) => ({ label, chance, right: label === truth[i] }));
  return ok({
    artefact,
    counts,
    bands: chooseBands(tried, targets),
    figures: measure(truth, answers),
    taughtUntil: Math.max(...taught.map(({ at }) => at)) as Instant,
    taught: taught.length,
  });
}
