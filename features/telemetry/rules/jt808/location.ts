import type { Instant } from '../../../../kernel/brand.ts';
import { numberOfDate, startOfDayNumber } from '../../../../kernel/time/calendar.ts';
import { doubleWord, toHex, word } from './bytes.ts';

/** An additional item of a location, as it came: vendors reuse identifiers with lengths of their own. */
export type Item = { readonly id: number; readonly value: Uint8Array };

export type Location = {
  readonly alarm: number;
  readonly status: number;
  /** Status bit 1. Without it the terminal repeats its last known place. */
  readonly isFix: boolean;
  readonly lat: number;
  readonly lon: number;
  readonly heightMetres: number;
  readonly speedKmh: number;
  readonly course: number;
  /** GMT+8, twelve digits YYMMDDhhmmss as they came. */
  readonly digits: string;
  /** Null when the digits name no moment. */
  readonly at: Instant | null;
  readonly items: readonly Item[];
  /** An item ran past the end: the base is good, the rest is not. */
  readonly isTruncated: boolean;
};

export const BASE = 28;
const EAST_OF_GREENWICH = { utcOffsetMinutes: 480 };
/** Two-digit years: the first edition is of 2011, so nothing is older than 2000. */
const CENTURY = 2000;

/** The location at the start of `body`, which must be at least `BASE` long. */
export function readLocation(body: Uint8Array): Location {
  const status = doubleWord(body, 4);
  const height = word(body, 16);
  const digits = toHex(body, 22, BASE);
  const { items, isTruncated } = readItems(body);
  return {
    alarm: doubleWord(body, 0),
    status,
    isFix: (status & 2) !== 0,
    lat: signed(doubleWord(body, 8) / 1e6, (status & 4) !== 0),
    lon: signed(doubleWord(body, 12) / 1e6, (status & 8) !== 0),
    heightMetres: height > 0x7fff ? height - 0x10000 : height,
    speedKmh: word(body, 18) / 10,
    course: word(body, 20),
    digits,
    at: momentOf(digits),
    items,
    isTruncated,
  };
}

const ZERO = '0'.charCodeAt(0);

// Not minus nothing: -0 is another number to those who compare.
const signed = (value: number, isNegative: boolean) => (isNegative && value !== 0 ? -value : value);

/** The moment of twelve digits in GMT+8; null when one is no digit, or no such moment exists. */
export function momentOf(digits: string): Instant | null {
  if (digits.length !== 12) return null;
  const pair = (at: number) => {
    const [tens, ones] = [digits.charCodeAt(at) - ZERO, digits.charCodeAt(at + 1) - ZERO];
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
  };
  const [year, month, date, hour, minute, second] = [CENTURY + pair(0), pair(2), pair(4), pair(6), pair(8), pair(10)];
  if (!(year >= CENTURY && month >= 1 && month <= 12 && date >= 1 && hour <= 23 && minute <= 59 && second <= 59)) return null;
  const number = numberOfDate(year, month, date);
  const next = month === 12 ? numberOfDate(year + 1, 1, 1) : numberOfDate(year, month + 1, 1);
  if (number >= next) return null;
  return (startOfDayNumber(number, EAST_OF_GREENWICH) + ((hour * 60 + minute) * 60 + second) * 1000) as Instant;
}

function readItems(body: Uint8Array): { items: Item[]; isTruncated: boolean } {
  const items: Item[] = [];
  let at = BASE;
  while (at + 2 <= body.length) {
    const end = at + 2 + (body[at + 1] as number);
    if (end > body.length) return { items, isTruncated: true };
    items.push({ id: body[at] as number, value: body.subarray(at + 2, end) });
    at = end;
  }
  return { items, isTruncated: at < body.length };
}

/** What the standard's own items say, where their length is the standard one. */
export type Extras = {
  readonly mileageKm?: number;
  readonly fuelL?: number;
  readonly recorderSpeedKmh?: number;
  readonly alarmEventId?: number;
  readonly extSignals?: number;
  readonly io?: number;
  readonly analog?: readonly [number, number];
  readonly signal?: number;
  readonly sats?: number;
};

const standard: Record<number, { length: number; read: (value: Uint8Array) => Extras }> = {
  0x01: { length: 4, read: (value) => ({ mileageKm: doubleWord(value, 0) / 10 }) },
  0x02: { length: 2, read: (value) => ({ fuelL: word(value, 0) / 10 }) },
  0x03: { length: 2, read: (value) => ({ recorderSpeedKmh: word(value, 0) / 10 }) },
  0x04: { length: 2, read: (value) => ({ alarmEventId: word(value, 0) }) },
  0x25: { length: 4, read: (value) => ({ extSignals: doubleWord(value, 0) }) },
  0x2a: { length: 2, read: (value) => ({ io: word(value, 0) }) },
  0x2b: { length: 4, read: (value) => ({ analog: [word(value, 2), word(value, 0)] }) },
  0x30: { length: 1, read: (value) => ({ signal: value[0] as number }) },
  0x31: { length: 1, read: (value) => ({ sats: value[0] as number }) },
};

export function extrasOf({ items }: Pick<Location, 'items'>): Extras {
  return items.reduce<Extras>((sum, { id, value }) => {
    const known = standard[id];
    return known && known.length === value.length ? { ...sum, ...known.read(value) } : sum;
  }, {});
}
