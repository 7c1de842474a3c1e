import type { Instant } from '../../../kernel/brand.ts';
import { dayNumber, numberOfDay, startOfDayNumber } from '../../../kernel/time/calendar.ts';
import { DAY_KINDS, type DayKinds, type Ground, kindOfDay } from './ground.ts';
import type { DutyRow, Hours, On } from './row.ts';

/** A day number (days since 1970) that no row reaches. */
export const NEVER = 2_147_483_647;

/**
 * Time as rows cut it: the day into segments at every minute some row begins or ends, days into their kinds. A slot is one
 * segment of one kind of day; what a row says of hours is one bit a slot.
 */
export type When = {
  readonly from: Int32Array;
  readonly until: Int32Array;
  /** By row, which list of slots it keeps; -1 for all hours. */
  readonly hours: Int32Array;
  readonly slots: readonly Uint8Array[];
  /** First minutes of the segments, ascending, from 0. */
  readonly starts: readonly number[];
  readonly segmentOf: Uint16Array;
};

export function cutTime(rows: readonly DutyRow[]): When {
  const starts = [...new Set([0, ...rows.flatMap(({ hours }) => hours.flatMap(({ from, to }) => [from, to]))])]
    .filter((minute) => minute >= 0 && minute < 1440)
    .sort((a, b) => a - b);
  const segmentOf = new Uint16Array(1440);
  for (const [segment, start] of starts.entries()) segmentOf.fill(segment, start);
  const known = new Map<string, number>();
  const slots: Uint8Array[] = [];
  const hours = Int32Array.from(rows, ({ hours: said }) => {
    if (said.length === 0) return -1;
    const key = JSON.stringify(said);
    const index = known.get(key) ?? slots.push(slotsOf(said, starts)) - 1;
    known.set(key, index);
    return index;
  });
  return {
    from: Int32Array.from(rows, (row) => numberOfDay(row.from)),
    until: Int32Array.from(rows, (row) => (row.until === null ? NEVER : numberOfDay(row.until))),
    hours,
    slots,
    starts,
    segmentOf,
  };
}

function slotsOf(hours: readonly Hours[], starts: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: DAY_KINDS * starts.length }, (_, slot) => {
    const start = starts[slot % starts.length] as number;
    const kind = Math.floor(slot / starts.length);
    return Number(hours.some(({ on, from, to }) => from <= start && start < to && isOn(on, kind)));
  });
}

/** Whether a kind of day is meant. A statutory holiday is a rest day as well. */
export function isOn(on: On, kind: number): boolean {
  if (on === 'every') return true;
  if (on === 'workdays') return kind % 3 === 0;
  if (on === 'restdays') return kind % 3 !== 0;
  if (on === 'holidays') return kind % 3 === 2;
  return on.includes(Math.floor(kind / 3) + 1);
}

export function kindAt(day: number, { dayKinds, calendar }: Pick<Ground, 'dayKinds' | 'calendar'>): number {
  return known(day, dayKinds) ?? kindOfDay(day, calendar, new Set());
}

function known(day: number, { first, kinds }: DayKinds): number | undefined {
  return kinds[day - first];
}

/** A moment as decisions use it: the local day and the slot. `onDay` asks the hours of one moment on the dates of another day. */
export function momentOf(
  at: Instant,
  { starts, segmentOf }: When,
  ground: Pick<Ground, 'dayKinds' | 'calendar'>,
): { day: number; slot: number } {
  const day = dayNumber(at, ground.calendar);
  const minute = Math.floor((at - startOfDayNumber(day, ground.calendar)) / 60_000);
  return { day, slot: kindAt(day, ground) * starts.length + (segmentOf[minute] as number) };
}

export function holdsAt({ from, until, hours, slots }: When, row: number, day: number, slot: number): boolean {
  if (day < (from[row] as number) || day >= (until[row] as number)) return false;
  const index = hours[row] as number;
  return index < 0 || slots[index]?.[slot] === 1;
}
