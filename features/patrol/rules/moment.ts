import type { Instant } from '../../../kernel/brand.ts';
import type { Interval } from './interval.ts';
import { type Findings } from './judge.ts';
import { type PatrolPromise, claimSeconds } from './promise.ts';
import { LEAD_SECONDS, type Outlook, heardSeconds } from './warning.ts';

/** The verdict of a window is written so long after its end: a phone's last reports are on their way. */
export const CLOSES_AFTER = 10 * 60_000;

/**
 * The next moment at which anything can change without news: a deadline, a time to warn, a silence that becomes one, an end. So a
 * promise is looked at when it can matter, not every so often.
 */
export function nextMoment(
  { askedSeconds, form, visit }: PatrolPromise,
  {
    outlooks,
    findings,
    window,
    asked,
  }: { outlooks: readonly Outlook[]; findings: readonly Findings[]; window: Interval; asked: readonly Instant[] },
  now: Instant,
): Instant | null {
  const moments: number[] = [window.from, window.to, window.to + CLOSES_AFTER, ...asked];
  for (const { due, slack } of outlooks) {
    if (due === null) continue;
    const spent = slack === null ? 0 : (due - now) / 1000 - slack;
    const grace = form.kind === 'gap' ? form.grace * 60_000 : 0;
    moments.push(due, due + grace + 1, due - LEAD_SECONDS * 2000, due - (LEAD_SECONDS + spent) * 1000 + 1, due - spent * 1000 + 1);
    moments.push(due - (LEAD_SECONDS + visit.dwellSeconds + 60) * 1000 + 1);
  }
  for (const { watch, last, ahead } of findings) {
    const from = last?.at ?? watch.duty.from;
    moments.push(
      from + claimSeconds(askedSeconds) * 1000 + visit.dwellSeconds * 1000 + 1,
      from + heardSeconds({ askedSeconds }) * 1000 + 1,
    );
    if (ahead !== null) moments.push(ahead);
  }
  // A plan believed may stop being believed between two of these; the rehearsal looks every minute, and so do we while on duty.
  if (now >= window.from && now < window.to) moments.push(now + 60_000);
  const next = Math.min(...moments.filter((moment) => moment > now));
  return Number.isFinite(next) ? (Math.ceil(next) as Instant) : null;
}
