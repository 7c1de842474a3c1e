import type { Instant } from '../../../kernel/brand.ts';

/** From a moment to a later one, both included; of length zero where something was only an instant. */
export type Interval = { readonly from: Instant; readonly to: Instant };

export function lengthOf({ from, to }: Interval): number {
  return to - from;
}

/** The same moments as intervals that neither overlap nor touch, in order. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const found: Interval[] = [];
  for (const next of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && next.from <= last.to) {
      if (next.to > last.to) found[found.length - 1] = { from: last.from, to: next.to };
    } else found.push(next);
  }
  return found;
}

/** What of these lies within `window`. */
export function within(intervals: readonly Interval[], window: Interval): Interval[] {
  return intervals.flatMap(({ from, to }) => {
    const piece = { from: Math.max(from, window.from) as Instant, to: Math.min(to, window.to) as Instant };
    return piece.from <= piece.to ? [piece] : [];
  });
}

/** What of `all` is in none of `less`; both merged. Pieces of length zero are left out. */
export function without(all: readonly Interval[], less: readonly Interval[]): Interval[] {
  return all.flatMap((piece) => {
    const left: Interval[] = [];
    let from = piece.from;
    for (const cut of less) {
      if (cut.to < from || cut.from > piece.to) continue;
      if (cut.from > from) left.push({ from, to: cut.from });
      from = Math.max(from, cut.to) as Instant;
    }
    if (piece.to > from) left.push({ from, to: piece.to });
    return left;
  });
}

export function totalOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, each) => sum + lengthOf(each), 0);
}

export function holdsMoment(intervals: readonly Interval[], at: Instant): boolean {
  return intervals.some(({ from, to }) => from <= at && at <= to);
}
