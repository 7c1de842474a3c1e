import type { Day, Instant } from '../brand.ts';
import { dayFromNumber, dayNumber, numberOfDay, startOfDayNumber } from './calendar.ts';

const two = (n: number) => String(Math.floor(n)).padStart(2, '0');

/** `2026-11-23T14:05:00+08:00`: the local time with its offset, to the second. */
export function isoLocal(at: Instant, utcOffsetMinutes: number): string {
  const offset = { utcOffsetMinutes };
  const day = dayNumber(at, offset);
  const seconds = Math.floor((at - startOfDayNumber(day, offset)) / 1000);
  const sign = utcOffsetMinutes < 0 ? '-' : '+';
  const off = Math.abs(utcOffsetMinutes);
  return `${dayFromNumber(day)}T${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}${sign}${two(off / 60)}:${two(off % 60)}`;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/;

/** Reads an ISO 8601 day or time; without a zone it is taken in the given offset. Undefined when it is none, or no such day exists. */
export function parseIso(text: string, utcOffsetMinutes: number): Instant | undefined {
  const found = ISO.exec(text.trim());
  if (!found) return undefined;
  const [, year, month, date, hour = '0', minute = '0', second = '0', fraction = '0', zone] = found;
  const day = `${year}-${month}-${date}` as Day;
  const number = numberOfDay(day);
  if (dayFromNumber(number) !== day || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const time = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(fraction.padEnd(3, '0'));
  return (startOfDayNumber(number, { utcOffsetMinutes: offsetOf(zone) ?? utcOffsetMinutes }) + time) as Instant;
}

function offsetOf(zone: string | undefined): number | undefined {
  if (!zone) return undefined;
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}
