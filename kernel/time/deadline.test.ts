import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Day, Instant, Minutes } from '../brand.ts';
import { advance, deadline, minutesOf, timeBetween } from './deadline.ts';
import { isoLocal } from './iso.ts';
import type { LimitUnit } from './limit.ts';
import { at, shenzhen } from './testing.ts';

for (const [says, start, value, unit, due] of [
  ['an hour inside the morning', '2026-03-02 09:00', 1, 'work_hour', '2026-03-02 10:00'],
  ['what is left at noon carries over lunch', '2026-03-02 11:00', 2, 'work_hour', '2026-03-02 15:00'],
  ['due exactly at noon is due before lunch', '2026-03-02 11:00', 1, 'work_hour', '2026-03-02 12:00'],
  ['what is left at knocking-off carries to the morning', '2026-03-02 17:00', 2, 'work_hour', '2026-03-03 09:00'],
  ['due exactly at knocking-off is due that evening', '2026-03-02 17:00', 1, 'work_hour', '2026-03-02 18:00'],
  ['a start before work waits for the morning', '2026-03-02 06:30', 1, 'work_hour', '2026-03-02 09:00'],
  ['a start at lunch waits for the afternoon', '2026-03-02 13:10', 1, 'work_hour', '2026-03-02 15:00'],
  ['a start at knocking-off waits for the morning', '2026-03-02 18:00', 1, 'work_hour', '2026-03-03 09:00'],
  ['a start after work waits for the morning', '2026-03-02 22:00', 4, 'work_hour', '2026-03-03 12:00'],
  ['a start at midnight waits for that morning', '2026-03-03 00:00', 1, 'work_hour', '2026-03-03 09:00'],
  ['a work day from the morning ends that evening', '2026-03-02 08:00', 1, 'work_day', '2026-03-02 18:00'],
  ['a work day from ten ends at ten', '2026-03-02 10:00', 1, 'work_day', '2026-03-03 10:00'],
  ['Friday afternoon runs on to Monday', '2026-03-06 17:00', 2, 'work_hour', '2026-03-09 09:00'],
  ['a start on Sunday waits for Monday', '2026-03-08 10:00', 4, 'work_hour', '2026-03-09 12:00'],
  ['the make-up Saturday before Spring Festival works', '2026-02-13 17:00', 2, 'work_hour', '2026-02-14 09:00'],
  ['Spring Festival is jumped over', '2026-02-14 17:00', 2, 'work_hour', '2026-02-24 09:00'],
  ['the make-up Saturday after it works', '2026-02-27 17:00', 2, 'work_hour', '2026-02-28 09:00'],
  ['National Day week is jumped over', '2026-09-30 10:00', 1, 'work_day', '2026-10-08 10:00'],
  ['twenty work days from before National Day', '2026-09-28 08:00', 20, 'work_day', '2026-10-29 18:00'],
  ['a fraction of an hour counts in minutes', '2026-03-02 11:50', 0.5, 'work_hour', '2026-03-02 14:20'],
  ['an urgent hour runs through lunch', '2026-03-02 11:30', 1, 'urgent_hour', '2026-03-02 12:30'],
  ['an urgent day runs through National Day', '2026-09-30 22:00', 1, 'urgent_day', '2026-10-01 22:00'],
  ['natural days run through the weekend', '2026-03-06 17:00', 3, 'natural_day', '2026-03-09 17:00'],
  ['a promise of nothing is due when made, even at night', '2026-03-02 22:00', 0, 'work_hour', '2026-03-02 22:00'],
] as const) {
  test(says, () => {
    const { due: found, provisional } = deadline(at(start), { value, unit }, shenzhen);
    assert.equal(isoLocal(found, 480), isoLocal(at(due), 480));
    assert.equal(provisional, false);
  });
}

for (const [says, start, value, unit, due, provisional] of [
  ['a deadline on the last published day is certain', '2026-12-31 10:00', 6, 'work_hour', '2026-12-31 18:00', false],
  ['a deadline beyond it is provisional', '2026-12-31 17:00', 2, 'work_hour', '2027-01-01 09:00', true],
  ['a natural day asks no calendar and is certain', '2026-12-31 17:00', 2, 'natural_day', '2027-01-02 17:00', false],
] as const) {
  test(says, () => {
    assert.deepEqual(deadline(at(start), { value, unit }, shenzhen), { due: at(due), provisional });
  });
}

test('an unpublished weekend makes a deadline provisional too: it might have been a make-up day', () => {
  const known = { ...shenzhen, knownYears: new Set([2023]) };
  const found = deadline(at('2022-12-31 10:00'), { value: 1, unit: 'work_hour' }, known);
  assert.deepEqual(found, { due: at('2023-01-02 09:00'), provisional: true });
});

test('a calendar that never works is a bug and says so', () => {
  assert.throws(() => deadline(at('2026-03-02 09:00'), { value: 1, unit: 'work_hour' }, { ...shenzhen, periods: [] }), /ten years/);
});

test('work outside every period passes no time', () => {
  assert.equal(timeBetween(at('2026-03-06 18:00'), at('2026-03-09 08:00'), 'work_hour', shenzhen), 0);
  assert.equal(timeBetween(at('2026-03-06 11:30'), at('2026-03-09 08:10'), 'work_day', shenzhen), 30 + 240 + 10);
});

test('a billionth of a minute too many does not carry a deadline over lunch', () => {
  assert.equal(advance(at('2026-03-02 08:00'), (240 + 1e-9) as Minutes, 'work_hour', shenzhen).due, at('2026-03-02 12:00'));
  assert.equal(advance(at('2026-03-02 12:00'), 1e-9 as Minutes, 'work_hour', shenzhen).due, at('2026-03-02 12:00'));
});

const anyUnit = fc.constantFrom<LimitUnit>('urgent_hour', 'urgent_day', 'work_hour', 'work_day', 'natural_day');
const anyMoment = fc.integer({ min: at('2025-12-01'), max: at('2026-11-30') }) as unknown as fc.Arbitrary<Instant>;
/** Whole milliseconds, as moments are: up to six work weeks. */
const anyMinutes = fc.integer({ min: 0, max: 14_400 * 60_000 }).map((ms) => (ms / 60_000) as Minutes);
const due = (start: Instant, minutes: Minutes, unit: LimitUnit) => advance(start, minutes, unit, shenzhen).due;

test('a later start is never due earlier', () => {
  fc.assert(
    fc.property(anyMoment, anyMoment, anyMinutes, anyUnit, (a, b, minutes, unit) => {
      const [sooner, later] = a < b ? [a, b] : [b, a];
      return due(sooner, minutes, unit) <= due(later, minutes, unit);
    }),
  );
});

test('a longer limit is always due later', () => {
  fc.assert(
    fc.property(anyMoment, anyMinutes, anyMinutes, anyUnit, (start, a, b, unit) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      return less === more || due(start, less, unit) < due(start, more, unit);
    }),
  );
});

test('two limits one after the other are their sum', () => {
  fc.assert(
    fc.property(anyMoment, anyMinutes, anyMinutes, anyUnit, (start, a, b, unit) => {
      assert.equal(due(due(start, a, unit), b, unit), due(start, (a + b) as Minutes, unit));
    }),
  );
});

test('the time between a start and its deadline is the limit', () => {
  fc.assert(
    fc.property(anyMoment, anyMinutes, anyUnit, (start, minutes, unit) => {
      const between = timeBetween(start, due(start, minutes, unit), unit, shenzhen);
      assert.equal(Math.round(between * 60_000), Math.round(minutes * 60_000));
    }),
  );
});

test('time between three moments adds up, and never runs backwards', () => {
  fc.assert(
    fc.property(anyMoment, anyMoment, anyMoment, anyUnit, (...given) => {
      const unit = given[3];
      const [a, b, c] = [given[0], given[1], given[2]].sort((x, y) => x - y) as [Instant, Instant, Instant];
      const ms = (from: Instant, to: Instant) => Math.round(timeBetween(from, to, unit, shenzhen) * 60_000);
      assert.equal(ms(a, b) + ms(b, c), ms(a, c));
      assert.equal(ms(c, a), 0);
    }),
  );
});

test('a deadline on a working clock falls inside working time', () => {
  fc.assert(
    fc.property(anyMoment, anyMinutes, (start, minutes) => {
      const end = due(start, minutes, 'work_hour');
      return minutes === 0 || timeBetween((end - 1) as Instant, end, 'work_hour', shenzhen) > 0;
    }),
  );
});

test('the same local day in another zone has the same local deadline', () => {
  fc.assert(
    fc.property(anyMoment, anyMinutes, anyUnit, fc.integer({ min: -720, max: 840 }), (start, minutes, unit, utcOffsetMinutes) => {
      const west = (480 - utcOffsetMinutes) * 60_000;
      const there = advance((start + west) as Instant, minutes, unit, { ...shenzhen, utcOffsetMinutes });
      assert.deepEqual(there, { ...there, due: due(start, minutes, unit) + west });
    }),
  );
});

test('the machine may stand in any time zone', () => {
  const before = process.env.TZ;
  const seen = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Apia'].map((zone) => {
    process.env.TZ = zone;
    const found = deadline(at('2026-12-29 23:59:59'), { value: 3, unit: 'work_day' }, shenzhen);
    return { machine: new Date(2026, 0, 1).getTimezoneOffset(), due: isoLocal(found.due, 480), provisional: found.provisional };
  });
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
  assert.deepEqual(new Set(seen.map(({ machine }) => machine)).size, 4);
  for (const { due: local, provisional } of seen) {
    assert.deepEqual([local, provisional], ['2027-01-01T18:00:00+08:00', true]);
  }
});

test('a work day is eight hours even where the day is longer', () => {
  const longer = { ...shenzhen, periods: [{ from: 480, to: 1200 }] };
  assert.equal(minutesOf({ value: 2, unit: 'work_day' }), 960);
  assert.equal(deadline(at('2026-03-02 08:00'), { value: 2, unit: 'work_day' }, longer).due, at('2026-03-03 12:00'));
});

test('a typhoon day declared afterwards moves the deadline by a day', () => {
  const stopped = { ...shenzhen, specialDays: new Map([...shenzhen.specialDays, ['2026-09-08' as Day, 'rest' as const]]) };
  const limit = { value: 2, unit: 'work_day' } as const;
  assert.equal(deadline(at('2026-09-07 10:00'), limit, shenzhen).due, at('2026-09-09 10:00'));
  assert.equal(deadline(at('2026-09-07 10:00'), limit, stopped).due, at('2026-09-10 10:00'));
});
