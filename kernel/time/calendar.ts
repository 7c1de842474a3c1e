import type { Day, Instant } from '../brand.ts';

/** A working period in minutes after local midnight. */
export type Period = { readonly from: number; readonly to: number };

/** The working calendar of a world: its offset from UTC, its periods, its special days and the years whose holidays are published. */
export type Calendar = {
  readonly utcOffsetMinutes: number;
  /** In the order of the day, not overlapping, within one midnight and the next. */
  readonly periods: readonly Period[];
  /** `work` for a make-up Saturday, `rest` for a statutory holiday; every other day follows the week. */
  readonly specialDays: ReadonlyMap<Day, 'work' | 'rest'>;
  /** Years whose holidays have been published. In any other year nobody knows, and deadlines are provisional. */
  readonly knownYears: ReadonlySet<number>;
};

/** 08:00–12:00 and 14:00–18:00, eight hours (domain handbook 3.5). */
export const standardPeriods: readonly Period[] = [
  { from: 480, to: 720 },
  { from: 840, to: 1080 },
];

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Days since 1970-01-01 of the local day that holds this moment. */
export function dayNumber(at: Instant, { utcOffsetMinutes }: Pick<Calendar, 'utcOffsetMinutes'>): number {
  return Math.floor((at + utcOffsetMinutes * MINUTE) / DAY);
}

export function startOfDayNumber(day: number, { utcOffsetMinutes }: Pick<Calendar, 'utcOffsetMinutes'>): Instant {
  return (day * DAY - utcOffsetMinutes * MINUTE) as Instant;
}

/** The calendar day `YYYY-MM-DD` of a day number: civil-from-days over the 400-year cycle, so that no rule needs `Date`. */
export function dayFromNumber(day: number): Day {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const civil = year + era * 400 + (month <= 2 ? 1 : 0);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(civil).padStart(4, '0')}-${two(month)}-${two(date)}` as Day;
}

/** The day number of `YYYY-MM-DD`; the inverse of `dayFromNumber`. */
export function numberOfDay(day: Day): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return numberOfDate(year, month, date);
}

/** The same of a year, a month from 1 and a date, for whoever has them as numbers. */
export function numberOfDate(year: number, month: number, date: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

export function dayOf(at: Instant, calendar: Pick<Calendar, 'utcOffsetMinutes'>): Day {
  return dayFromNumber(dayNumber(at, calendar));
}

export function startOfDay(day: Day, calendar: Pick<Calendar, 'utcOffsetMinutes'>): Instant {
  return startOfDayNumber(numberOfDay(day), calendar);
}

/** Whether people work on this day (a day number), and whether that is published or only the guess that the week goes on as usual. */
export function isWorkday(day: number, { specialDays, knownYears }: Calendar): { work: boolean; known: boolean } {
  const name = dayFromNumber(day);
  const known = knownYears.has(Number(name.slice(0, 4)));
  const special = specialDays.get(name);
  if (special) return { work: special === 'work', known };
  // 1970-01-01 was a Thursday: 0 is Monday.
  const weekday = (((day + 3) % 7) + 7) % 7;
  return { work: weekday < 5, known };
}

/** The last day whose holidays are published; null when no year is. Holidays are announced a whole year at a time. */
export function coveredUntil({ knownYears }: Calendar): Day | null {
  return knownYears.size === 0 ? null : (`${Math.max(...knownYears)}-12-31` as Day);
}
