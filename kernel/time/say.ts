import type { Minutes } from '../brand.ts';
import { minutesOf, runsOn } from './deadline.ts';
import type { LimitUnit } from './limit.ts';

/** A time left or overdue, in whole parts for a locale to word. */
export type RemainingParts = { readonly days: number; readonly hours: number; readonly minutes: number; readonly overdue: boolean };

/**
 * Splits minutes of a unit's clock. A day is eight hours on a working clock and 24 on the others, so that "1 day left"
 * means what was promised. Time left is rounded down and time overdue up: a started minute of lateness is a minute late.
 */
export function remainingParts(minutes: Minutes, unit: LimitUnit): RemainingParts {
  const overdue = minutes < 0;
  const whole = overdue ? Math.ceil(-minutes) : Math.floor(minutes);
  const day = minutesOf({ value: 1, unit: runsOn(unit) ? 'natural_day' : 'work_day' });
  return { days: Math.floor(whole / day), hours: Math.floor((whole % day) / 60), minutes: whole % 60, overdue };
}
