import type { Instant } from '../../../kernel/brand.ts';

/** A phone in a basement for a weekend is still believed; one that says last month is not. */
const OLDEST = 72 * 3_600_000;
/** Two honest clocks differ by this much; a phone slightly ahead of us is not lying. */
const AHEAD = 120_000;

/**
 * Which of the two times counts. A phone may speak late but not early: its word is taken when it is not in our future
 * and not older than three days; else the time we heard counts. Both are kept on the event.
 */
export function believe(said: Instant | null, heard: Instant): Instant {
  if (said === null || said > heard + AHEAD || said < heard - OLDEST) return heard;
  return Math.min(said, heard) as Instant;
}
