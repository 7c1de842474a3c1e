import type { Instant } from '../../../kernel/brand.ts';
import type { Position } from '../../telemetry/rules/position.ts';
import { paces } from '../../telemetry/rules/trail/pace.ts';
import type { Judged } from '../../telemetry/rules/trail/trail.ts';
import type { Interval } from './interval.ts';
import type { Watch } from './promise.ts';
import { type Target, depthIn } from './target.ts';

/** A stretch of duty in which nobody knows where a device was, with the last place before and the first after, where known. */
export type Silence = Interval & { readonly before: Position | null; readonly after: Position | null };

/**
 * Where a device's trail claims nothing between two fixes, before the first and after the last. A ride in a car is known; a
 * jump, an invented place or an imprecise fix is not.
 */
export function silencesOf({ duty }: Watch, trail: readonly Judged[], claim: number, now: Instant): Silence[] {
  const until = Math.min(duty.to, now) as Instant;
  const known = trail.filter(
    ({ position: { at }, doubts }) => at >= duty.from && at <= until && doubts.every((doubt) => doubt === 'riding'),
  );
  const found: Silence[] = [];
  let before: Position | null = null;
  for (const { position } of known) {
    const from = before?.at ?? duty.from;
    if (position.at - from > claim * 1000) found.push({ from, to: position.at, before, after: position });
    before = position;
  }
  const from = before?.at ?? duty.from;
  if (until - from > claim * 1000) found.push({ from, to: until, before, after: null });
  return found;
}

/**
 * When, within a silence, its bearer could have been in a target at the greatest speed of its kind; undefined when there was no
 * time for a visit. Silence is not absence: only what cannot have been is called absence.
 */
export function couldHaveBeen(target: Target, silence: Silence, { mover }: Watch, dwellSeconds: number): Interval | undefined {
  const metresPerMs = paces[mover].short / 3600; // km/h is metres per ms × 3,600
  const away = (position: Position | null) => (position ? Math.max(0, -depthIn(target, position)) / metresPerMs : 0);
  const from = Math.ceil(silence.from + away(silence.before)) as Instant;
  const to = Math.floor(silence.to - away(silence.after)) as Instant;
  return to - from >= dwellSeconds * 1000 ? { from, to } : undefined;
}
