import type { Day, Instant } from '../../../kernel/brand.ts';
import { dayFromNumber, numberOfDay, startOfDayNumber } from '../../../kernel/time/calendar.ts';
import { DAY_KINDS } from './ground.ts';
import type { DutyMap } from './map.ts';
import { type When, kindAt } from './when.ts';

/** From this day up to but without that one. */
export type Span = { readonly from: Day; readonly until: Day };

/** An atom of time: moments between which no row begins or ends, on days no row tells apart. `at` is the first of them. */
export type Moment = { readonly day: number; readonly slot: number; readonly at: Instant; readonly until: Instant };

/** The atoms of a span: stretches of days between dates of rows × kinds of day that occur in them × segments of the day. */
export function momentsIn({ when, ground }: Pick<DutyMap, 'when' | 'ground'>, { from, until }: Span): Moment[] {
  const [first, end] = [numberOfDay(from), numberOfDay(until)];
  const cuts = new Set([...when.from, ...when.until].filter((day) => day > first && day < end));
  const sameKind = kindsAlike(when);
  const found: Moment[] = [];
  let seen = new Set<number>();
  for (let day = first; day < end; day += 1) {
    if (cuts.has(day)) seen = new Set();
    const kind = sameKind[kindAt(day, ground)] as number;
    if (seen.has(kind)) continue;
    seen.add(kind);
    const midnight = startOfDayNumber(day, ground.calendar);
    for (const [segment, start] of when.starts.entries()) {
      const next = when.starts[segment + 1] ?? 1440;
      found.push({
        day,
        slot: kindAt(day, ground) * when.starts.length + segment,
        at: (midnight + start * 60_000) as Instant,
        until: (midnight + next * 60_000) as Instant,
      });
    }
  }
  return found;
}

/** Each kind of day → the first kind that all rows treat the same. */
function kindsAlike({ slots, starts }: When): number[] {
  const known = new Map<string, number>();
  return Array.from({ length: DAY_KINDS }, (_, kind) => {
    const key = slots.map((bits) => bits.subarray(kind * starts.length, (kind + 1) * starts.length).join('')).join(' ');
    const alike = known.get(key) ?? kind;
    known.set(key, alike);
    return alike;
  });
}

/** A year from a day on: how far ahead a proof looks. Contracts that end later are not yet anybody's fault. */
export function yearFrom(day: Day): Span {
  return { from: day, until: dayFromNumber(numberOfDay(day) + 366) };
}
