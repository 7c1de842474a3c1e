import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import fc from 'fast-check';
import { LegalHoliday } from 'tyme4ts';
import type { Day, Instant } from '../brand.ts';
import { type Calendar, coveredUntil, dayFromNumber, dayOf, isWorkday, numberOfDay, startOfDay } from './calendar.ts';
import { at, shenzhen } from './testing.ts';

const workOn = (day: string, calendar: Calendar) => isWorkday(numberOfDay(day as Day), calendar);

for (const [says, day, work] of [
  ['a Monday is a workday', '2026-03-02', true],
  ['a Friday is a workday', '2026-03-06', true],
  ['a Saturday is not', '2026-03-07', false],
  ['a Sunday is not', '2026-03-08', false],
  ['the make-up Saturday before Spring Festival is', '2026-02-14', true],
  ['the make-up Saturday after Spring Festival is', '2026-02-28', true],
  ['a Thursday in National Day week is not', '2026-10-01', false],
  ['the day after National Day week is', '2026-10-08', true],
] as const) {
  test(says, () => assert.deepEqual(workOn(day, shenzhen), { work, known: true }));
}

test('in a year whose holidays are unpublished the week goes on as usual, and nobody claims to know', () => {
  assert.deepEqual(workOn('2027-01-01', shenzhen), { work: true, known: false });
  assert.deepEqual(workOn('2027-01-02', shenzhen), { work: false, known: false });
});

test('a day announced early counts although its year is not published yet', () => {
  const early = { ...shenzhen, specialDays: new Map([['2027-01-01' as Day, 'rest' as const]]) };
  assert.deepEqual(workOn('2027-01-01', early), { work: false, known: false });
});

test('coverage ends with the newest published year', () => {
  assert.equal(coveredUntil(shenzhen), '2026-12-31');
  assert.equal(coveredUntil({ ...shenzhen, knownYears: new Set([2026, 2024]) }), '2026-12-31');
  assert.equal(coveredUntil({ ...shenzhen, knownYears: new Set() }), null);
});

for (const [says, moment, day] of [
  ['the last millisecond belongs to the old day', (at('2026-12-31') + 86_400_000 - 1) as Instant, '2026-12-31'],
  ['midnight belongs to the new day', at('2027-01-01 00:00'), '2027-01-01'],
  ['before 1970 days count backwards', -1 as Instant, '1970-01-01'],
  ['a moment well before 1970', at('1949-10-01 15:00'), '1949-10-01'],
] as const) {
  test(says, () => assert.equal(dayOf(moment, shenzhen), day));
}

test('every day from 1800 to 2400 has the name that Date gives it, and its number back', () => {
  for (let day = -62_091; day < 157_055; day++) {
    const name = dayFromNumber(day);
    assert.equal(name, new Date(day * 86_400_000).toISOString().slice(0, 10));
    assert.equal(numberOfDay(name), day);
  }
});

test('a day begins at its own midnight, whatever the offset', () => {
  fc.assert(
    fc.property(fc.integer({ min: -4e12, max: 8e12 }), fc.integer({ min: -720, max: 840 }), (moment, utcOffsetMinutes) => {
      const begins = startOfDay(dayOf(moment as Instant, { utcOffsetMinutes }), { utcOffsetMinutes });
      return begins <= moment && moment < begins + 86_400_000 && (begins + utcOffsetMinutes * 60_000) % 86_400_000 === 0;
    }),
  );
});

test('two independent almanacs agree with our calendar on every day of 2024 to 2026', () => {
  const file = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json');
  const seed = JSON.parse(readFileSync(file, 'utf8')) as Record<'holidays' | 'workdays', Record<string, string>>;
  const special = (kind: 'work' | 'rest', days: Record<string, string>) => Object.keys(days).map((day) => [day as Day, kind] as const);
  const calendar: Calendar = {
    ...shenzhen,
    specialDays: new Map([...special('rest', seed.holidays), ...special('work', seed.workdays)]),
    knownYears: new Set([2024, 2025, 2026]),
  };
  let compared = 0;
  for (let number = numberOfDay('2024-01-01' as Day); number <= numberOfDay('2026-12-31' as Day); number++) {
    const day = dayFromNumber(number);
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    const theirs = LegalHoliday.fromYmd(year, month, date)?.isWork() ?? (weekday > 0 && weekday < 6);
    assert.deepEqual(isWorkday(number, calendar), { work: theirs, known: true }, day);
    compared++;
  }
  assert.equal(compared, 366 + 365 + 365);
});
