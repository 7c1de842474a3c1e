import type { Instant } from '../../../kernel/brand.ts';
import type { Point } from '../../../kernel/place/point.ts';
import { paces } from '../../telemetry/rules/trail/pace.ts';
import type { Judged } from '../../telemetry/rules/trail/trail.ts';
import type { Interval } from './interval.ts';
import type { Watch } from './promise.ts';
import { type Target, depthIn } from './target.ts';

/** A stretch of duty in which nobody knows where a device was, with the last place before and the first after, where known. */
export type Silence = Interval & { readonly before: Point | null; readonly after: Point | null };

/** Where a device was last known to be, and when. */
export type Seen = Point & { readonly at: Instant };

/**
 * Where a device's trail claims nothing before its first fix and between two. A ride in a car is known; a jump, an invented place
 * or an imprecise fix is not.
 */
export function silencesWithin({ duty }: Watch, trail: readonly Judged[], claim: number): { silences: Silence[]; last: Seen | null } {
  const silences: Silence[] = [];
  let last: Seen | null = null;
  for (const { position, doubts } of trail) {
    if (position.at < duty.from || position.at > duty.to || !isKnown(doubts)) continue;
    const from: Instant = last?.at ?? duty.from;
    if (position.at - from > claim * 1000) silences.push({ from, to: position.at, before: last, after: position });
    last = position;
  }
  return { silences, last };
}

export function isKnown(doubts: Judged['doubts']): boolean {
  return doubts.every((doubt) => doubt === 'riding');
}

/** The silence that still lasts, if the last fix is so old. */
export function silenceSince({ duty }: Watch, last: Seen | null, claim: number, now: Instant): Silence[] {
  const from = last?.at ?? duty.from;
  const to = Math.min(duty.to, now) as Instant;
  return to - from > claim * 1000 ? [{ from, to, before: last, after: null }] : [];
}

/**
 * When, within a silence, its bearer could have been in a target at the greatest speed of its kind; undefined when there was no
 * time for a visit. Silence is not absence: only what cannot have been is called absence.
 */
export function couldHaveBeen(target: Target, silence: Silence, { mover }: Watch, dwellSeconds: number): Interval | undefined {
  const metresPerMs = paces[mover].short / 3600; // km/h is metres per ms × 3,600
  const away = (place: Point | null) => (place ? Math.max(0, -depthIn(target, place)) / metresPerMs : 0);
  const from = Math.ceil(silence.from + away(silence.before)) as Instant;
  const to = Math.floor(silence.to - away(silence.after)) as Instant;
  return to - from >= dwellSeconds * 1000 ? { from, to } : undefined;
}
