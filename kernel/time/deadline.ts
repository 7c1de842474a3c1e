import type { Instant, Minutes } from '../brand.ts';
import { type Calendar, dayNumber, isWorkday, startOfDayNumber } from './calendar.ts';
import type { Limit, LimitUnit } from './limit.ts';

const MINUTE = 60_000;
/** A work day is eight working hours whatever the periods say (domain handbook 3.5). */
const WORK_DAY = 480;

/** How many minutes of its own clock a limit is. */
export function minutesOf({ value, unit }: Limit): Minutes {
  const each: Record<LimitUnit, number> = { urgent_hour: 60, urgent_day: 1440, work_hour: 60, work_day: WORK_DAY, natural_day: 1440 };
  return (value * each[unit]) as Minutes;
}

/** Units that run on through night and holiday. */
export function runsOn(unit: LimitUnit): boolean {
  return unit === 'urgent_hour' || unit === 'urgent_day' || unit === 'natural_day';
}

export type Due = {
  readonly due: Instant;
  /** True when a day walked over lies in a year whose holidays are unpublished. */
  readonly provisional: boolean;
};
/** Looking further than this for working time means that the calendar is broken. */
const LONGEST_SEARCH_DAYS = 3660;

/** When the promised time runs out. Due exactly at knocking-off is due that evening, not the next morning. */
export function deadline(start: Instant, limit: Limit, calendar: Calendar): Due {
  return advance(start, minutesOf(limit), limit.unit, calendar);
}

/**
 * The first moment at which so many minutes have passed on the unit's clock. No minutes lead nowhere, even at night:
 * a promise of nothing is due when it is made. Throws when the end is not found within ten years.
 */
export function advance(start: Instant, minutes: Minutes, unit: LimitUnit, calendar: Calendar): Due {
  // Whole milliseconds: what is left of a paused clock is a fraction, and a billionth too many would carry a deadline over the night.
  let left = Math.round(minutes * MINUTE);
  if (left <= 0) return { due: start, provisional: false };
  if (runsOn(unit)) return { due: (start + left) as Instant, provisional: false };
  let provisional = false;
  const first = dayNumber(start, calendar);
  for (let day = first; day < first + LONGEST_SEARCH_DAYS; day++) {
    const { work, known } = isWorkday(day, calendar);
    provisional ||= !known;
    if (!work) continue;
    const midnight = startOfDayNumber(day, calendar);
    for (const { from, to } of calendar.periods) {
      const opens = Math.max(start, midnight + from * MINUTE);
      const open = midnight + to * MINUTE - opens;
      if (open <= 0) continue;
      if (left <= open) return { due: (opens + left) as Instant, provisional };
      left -= open;
    }
  }
  throw new Error('no end of this promise within ten years of the calendar');
}

/** Minutes that passed on the unit's clock between two moments; 0 when `to` is not after `from`. */
export function timeBetween(from: Instant, to: Instant, unit: LimitUnit, calendar: Calendar): Minutes {
  if (to <= from) return 0 as Minutes;
  if (runsOn(unit)) return ((to - from) / MINUTE) as Minutes;
  let passed = 0;
  for (let day = dayNumber(from, calendar); day <= dayNumber(to, calendar); day++) {
    if (!isWorkday(day, calendar).work) continue;
    const midnight = startOfDayNumber(day, calendar);
    for (const period of calendar.periods) {
      passed += Math.max(0, Math.min(to, midnight + period.to * MINUTE) - Math.max(from, midnight + period.from * MINUTE));
    }
  }
  return (passed / MINUTE) as Minutes;
}
