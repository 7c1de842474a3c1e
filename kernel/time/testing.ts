import type { Day, Instant } from '../brand.ts';
import { type Calendar, standardPeriods } from './calendar.ts';
import { parseIso } from './iso.ts';

const rest = [
  ...['2026-01-01', '2026-01-02', '2026-01-03'],
  ...Array.from({ length: 9 }, (_, i) => `2026-02-${15 + i}`),
  ...Array.from({ length: 7 }, (_, i) => `2026-10-0${1 + i}`),
];
const work = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10'];

/** Shenzhen's 2026 as announced: New Year, Spring Festival and National Day with their make-up days. 2027 is unpublished. */
export const shenzhen: Calendar = {
  utcOffsetMinutes: 480,
  periods: standardPeriods,
  specialDays: new Map<Day, 'work' | 'rest'>([
    ...rest.map((day) => [day as Day, 'rest'] as const),
    ...work.map((day) => [day as Day, 'work'] as const),
  ]),
  knownYears: new Set([2025, 2026]),
};

/** A moment spelled in Shenzhen's local time, `2026-03-02 09:00`. */
export function at(local: string): Instant {
  const moment = parseIso(local, 480);
  if (moment === undefined) throw new Error(`no such moment: ${local}`);
  return moment;
}
