import type { Instant } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import { groupsOf } from './likeness.ts';
import type { Figures } from './measure.ts';

/** A confirmed report as it is taught: when it came, and of which incident it was. */
export type Confirmed = { readonly text: string; readonly label: string; readonly at: Instant; readonly incident: string | null };

/** Of all confirmed reports the newest fifth tests, the rest teaches. */
const TESTED = 0.2;

/**
 * The newest reports are kept out of teaching, for tomorrow's are what a model is for. An incident or a text written twice is on one
 * side whole: it is tested only when its first telling is new, so nothing is asked that was taught.
 */
export function splitByTime(rows: readonly Confirmed[]): { taught: Confirmed[]; tested: Confirmed[] } {
  const groups = groupsOf(rows);
  const began = new Map<number, number>();
  for (const [i, { at }] of rows.entries()) began.set(groups[i] ?? i, Math.min(at, began.get(groups[i] ?? i) ?? at));
  const beginnings = rows.map((_, i) => began.get(groups[i] ?? i) ?? 0);
  const since = beginnings.toSorted((a, b) => a - b)[Math.floor(rows.length * (1 - TESTED))] ?? Number.POSITIVE_INFINITY;
  const isTested = (i: number) => (beginnings[i] ?? 0) >= since;
  return { taught: rows.filter((_, i) => !isTested(i)), tested: rows.filter((_, i) => isTested(i)) };
}

/** How much worse than the model in use another may be and still take its place: about what chance makes of a few hundred tests. */
const MARGIN = { macroF1: 0.01, classF1: 0.05 };
/** A class with fewer tests says nothing by itself. */
const ENOUGH_TESTS = 30;

export type Worse = {
  readonly code: 'model-worse';
  readonly macroF1: { readonly live: number; readonly candidate: number };
  readonly classes: readonly { readonly label: string; readonly live: number; readonly candidate: number }[];
};

/** Whether a model may take the place of the one in use, both tested on the same texts; if not, the figures that forbid it. */
export function mayPromote(live: Figures | undefined, candidate: Figures): Result<Figures, Worse> {
  if (!live) return ok(candidate);
  const classes = Object.entries(live.perClass).flatMap(([label, { f1, n }]) => {
    const now = candidate.perClass[label]?.f1 ?? 0;
    return n >= ENOUGH_TESTS && now < f1 - MARGIN.classF1 ? [{ label, live: f1, candidate: now }] : [];
  });
  if (classes.length === 0 && candidate.macroF1 >= live.macroF1 - MARGIN.macroF1) return ok(candidate);
  return refuse({ code: 'model-worse', macroF1: { live: live.macroF1, candidate: candidate.macroF1 }, classes });
}
