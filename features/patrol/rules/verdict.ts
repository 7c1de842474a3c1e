import type { Instant } from '../../../kernel/brand.ts';
import { type Interval, lengthOf, merged, within, without } from './interval.ts';
import type { Form, VisitRule } from './promise.ts';

/** Stretches of a duty window by what became of the promise. Together they are the window up to the moment of judging. */
export type Ledger = { readonly kept: readonly Interval[]; readonly broken: readonly Interval[]; readonly unknown: readonly Interval[] };

const MINUTE = 60_000;

/**
 * The stretches in which a target had gone unvisited too long, were these all its visits. Gap form: from the end of a visit and
 * the promised time on, until the next visit begins; duty itself begins as if it were the end of a visit.
 */
export function overdue(
  form: Form,
  visits: readonly Interval[],
  window: Interval,
  { now, rule }: { now: Instant; rule: VisitRule },
): Interval[] {
  const until = Math.min(window.to, now) as Instant;
  if (until <= window.from) return [];
  return form.kind === 'gap'
    ? overdueGaps(visits, { from: window.from, to: until }, (form.every + form.grace) * MINUTE)
    : overdueSlots(visits, window, until, { length: form.every * MINUTE, dwell: rule.dwellSeconds * 1000 });
}

function overdueGaps(visits: readonly Interval[], window: Interval, limit: number): Interval[] {
  const found: Interval[] = [];
  let end: number = window.from;
  for (const { from, to } of [...merged(within(visits, window)), { from: window.to, to: window.to }]) {
    if (from - end > limit) found.push({ from: (end + limit) as Instant, to: from });
    end = Math.max(end, to);
  }
  return found;
}

/** Only a slot that has ended can be broken; a shorter last slot promises nothing. */
function overdueSlots(
  visits: readonly Interval[],
  window: Interval,
  until: Instant,
  { length, dwell }: { length: number; dwell: number },
): Interval[] {
  const found: Interval[] = [];
  for (let from = window.from; from + length <= until; from = (from + length) as Instant) {
    const slot = { from, to: (from + length) as Instant };
    if (!visits.some((visit) => fillsSlot(visit, slot, dwell))) found.push(slot);
  }
  return merged(found);
}

/** A visit over the end of a slot belongs to each slot in which it alone would have been one. */
export function fillsSlot(visit: Interval, slot: Interval, dwell: number): boolean {
  const [piece] = within([visit], slot);
  if (!piece) return false;
  return lengthOf(piece) >= dwell || (visit.from >= slot.from && visit.to < slot.to);
}

/**
 * Broken is what would be broken even if every silence hid a visit; unknown is what only the silence leaves open. So nothing
 * unknown is ever called kept, and nobody is accused on the word of a dead battery.
 */
export function ledgerOf(
  form: Form,
  { visits, possible }: { visits: readonly Interval[]; possible: readonly Interval[] },
  window: Interval,
  asked: { now: Instant; rule: VisitRule },
): Ledger {
  const worst = overdue(form, visits, window, asked);
  const broken = overdue(form, [...visits, ...possible], window, asked);
  const until = Math.min(window.to, asked.now) as Instant;
  const whole = until > window.from ? [{ from: window.from, to: until }] : [];
  return { kept: without(whole, worst), broken, unknown: without(worst, broken) };
}

/** The longest time between two visits in a window up to a moment, its beginning and the moment taken for visits. */
export function longestGap(visits: readonly Interval[], window: Interval, now: Instant): number {
  const until = Math.min(window.to, now);
  let [longest, end]: [number, number] = [0, window.from];
  for (const { from, to } of merged(within(visits, { from: window.from, to: until as Instant }))) {
    longest = Math.max(longest, from - end);
    end = Math.max(end, to);
  }
  return Math.max(longest, until - end, 0);
}
