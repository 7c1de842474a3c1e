import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Day, Instant } from '../brand.ts';
import { type Clock, extend, light, pause, recompute, remaining, resume, startClock, yellowAt } from './clock.ts';
import { isoLocal } from './iso.ts';
import type { Limit, LimitUnit } from './limit.ts';
import { at, shenzhen } from './testing.ts';

const fourHours: Limit = { value: 4, unit: 'work_hour' };
const start = (local: string, limit: Limit) => startClock(at(local), limit, shenzhen);
const paused = (clock: Clock, local: string) => pause(clock, at(local), shenzhen);
const resumed = (clock: Clock, local: string) => resume(clock, at(local), shenzhen);
const later = (moment: Instant, ms: number) => (moment + ms) as Instant;
const same = (found: Instant, local: string) => assert.equal(isoLocal(found, 480), isoLocal(at(local), 480));

for (const [says, now, shown, left] of [
  ['green at the start', '2026-03-02 09:00:00', 'green', 240],
  ['green a second before four fifths', '2026-03-02 14:11:59', 'green', 48 + 1 / 60],
  ['yellow at four fifths', '2026-03-02 14:12:00', 'yellow', 48],
  ['yellow at the deadline itself', '2026-03-02 15:00:00', 'yellow', 0],
  ['red a second after', '2026-03-02 15:00:01', 'red', -1 / 60],
  ['still over lunch', '2026-03-02 13:59:00', 'green', 60],
  ['overdue by working time only: a night adds nothing', '2026-03-03 08:00:00', 'red', -180],
] as const) {
  test(`a four-hour promise from nine is ${says}`, () => {
    const clock = start('2026-03-02 09:00', fourHours);
    assert.equal(light(clock, at(now), shenzhen), shown);
    assert.ok(Math.abs(remaining(clock, at(now), shenzhen) - left) < 1e-6);
  });
}

test('after a deadline at knocking-off the light is red that evening', () => {
  const clock = start('2026-03-02 14:00', fourHours);
  same(clock.due, '2026-03-02 18:00');
  assert.equal(light(clock, at('2026-03-02 18:00'), shenzhen), 'yellow');
  assert.equal(light(clock, at('2026-03-02 18:01'), shenzhen), 'red');
});

test('a pause keeps the working minutes that were left', () => {
  const clock = paused(start('2026-03-06 16:00', fourHours), '2026-03-06 17:00');
  assert.equal(light(clock, at('2026-03-20 09:00'), shenzhen), 'paused');
  assert.equal(remaining(clock, at('2026-03-20 09:00'), shenzhen), 180);
  const on = resumed(clock, '2026-03-09 11:00');
  same(on.due, '2026-03-09 16:00');
  assert.equal(on.pausedAt, null);
  assert.equal(remaining(on, at('2026-03-09 14:30'), shenzhen), 90);
});

test('a pause through the night costs a working promise nothing', () => {
  const clock = start('2026-03-02 17:00', fourHours);
  same(resumed(paused(clock, '2026-03-02 20:00'), '2026-03-03 06:00').due, isoLocal(clock.due, 480));
});

test('pausing twice and resuming twice change nothing', () => {
  const clock = start('2026-03-02 09:00', fourHours);
  const once = paused(clock, '2026-03-02 10:00');
  assert.deepEqual(paused(once, '2026-03-02 11:00'), once);
  const on = resumed(once, '2026-03-02 11:00');
  assert.deepEqual(resumed(on, '2026-03-02 15:00'), on);
});

test('a promise paused at its very end is due the moment it runs again', () => {
  const on = resumed(paused(start('2026-03-02 09:00', fourHours), '2026-03-02 15:00'), '2026-03-04 10:00');
  same(on.due, '2026-03-04 10:00');
  assert.equal(light(on, at('2026-03-04 10:00'), shenzhen), 'yellow');
  assert.equal(light(on, at('2026-03-04 10:01'), shenzhen), 'red');
});

test('fractions of minutes gathered over several pauses do not break a promise that was kept to the millisecond', () => {
  const clock = start('2026-03-02 14:00', fourHours);
  const stops = [7_966_514, 7_966_514 + 104_637].map((wait) => later(clock.startedAt, wait));
  const on = [...stops, clock.due].reduce((each, stop) => resume(pause(each, stop, shenzhen), stop, shenzhen), clock);
  assert.ok(on.used > on.promised, 'the sum of fractions is a little too much');
  same(resumed(pause(on, on.due, shenzhen), '2026-03-03 10:00').due, '2026-03-03 10:00');
});

test('the light agrees with its timer on a promise whose four fifths is no whole number', () => {
  const clock = start('2026-03-02 09:00', { value: 31 / 60, unit: 'work_hour' });
  same(yellowAt(clock, shenzhen), '2026-03-02 09:24:48');
  assert.equal(light(clock, yellowAt(clock, shenzhen), shenzhen), 'yellow');
});

for (const [says, pausedAt, left] of [
  ['in working time', '2026-03-03 09:00', -60],
  ['in the evening, before a working minute was lost', '2026-03-02 20:00', 0],
] as const) {
  test(`a promise broken ${says} is not mended by a pause`, () => {
    const on = resumed(paused(start('2026-03-02 14:00', fourHours), pausedAt), '2026-03-05 10:00');
    same(on.due, '2026-03-02 18:00');
    assert.equal(light(on, at('2026-03-05 10:00'), shenzhen), 'red');
    assert.equal(remaining(on, at('2026-03-05 10:00'), shenzhen), left);
  });
}

test('an extension runs on from the deadline, and turns a yellow light green again', () => {
  const clock = start('2026-03-02 09:00', fourHours);
  const longer = extend(clock, { value: 1, unit: 'work_day' }, shenzhen);
  same(longer.due, '2026-03-03 15:00');
  assert.equal(light(clock, at('2026-03-02 14:30'), shenzhen), 'yellow');
  assert.equal(light(longer, at('2026-03-02 14:30'), shenzhen), 'green');
  same(yellowAt(longer, shenzhen), '2026-03-03 10:36');
});

test('an extension granted during a pause is kept for the resumption', () => {
  const stopped = paused(start('2026-03-02 09:00', fourHours), '2026-03-02 11:00');
  const longer = extend(stopped, { value: 1, unit: 'work_hour' }, shenzhen);
  same(longer.due, '2026-03-02 16:00');
  same(resumed(longer, '2026-03-03 08:00').due, '2026-03-03 11:00');
});

test('an extension too short for a promise long broken moves its deadline and leaves it broken', () => {
  const on = resumed(paused(start('2026-03-02 09:00', fourHours), '2026-03-04 15:00'), '2026-03-05 09:00');
  const longer = extend(on, { value: 2, unit: 'work_hour' }, shenzhen);
  same(longer.due, '2026-03-02 17:00');
  assert.equal(remaining(longer, at('2026-03-05 09:00'), shenzhen), remaining(on, at('2026-03-05 09:00'), shenzhen) + 120);
  assert.equal(light(longer, at('2026-03-05 09:00'), shenzhen), 'red');
});

test('when the next year is published a provisional deadline becomes certain', () => {
  const clock = start('2026-12-31 17:00', fourHours);
  assert.equal(clock.provisional, true);
  same(clock.due, '2027-01-01 11:00');
  const published = {
    ...shenzhen,
    specialDays: new Map([...shenzhen.specialDays, ['2027-01-01' as Day, 'rest' as const]]),
    knownYears: new Set([2026, 2027]),
  };
  const certain = recompute(clock, published);
  assert.equal(certain.provisional, false);
  same(certain.due, '2027-01-04 11:00');
  const stopped = recompute(pause(clock, at('2026-12-31 17:30'), shenzhen), published);
  same(stopped.due, '2027-01-04 11:00');
  assert.equal(stopped.provisional, false);
});

const anyLimit = fc.record({
  value: fc.integer({ min: 1, max: 20 }),
  unit: fc.constantFrom<LimitUnit>('urgent_hour', 'urgent_day', 'work_hour', 'work_day', 'natural_day'),
});
const anyMoment = fc.integer({ min: at('2026-01-01'), max: at('2026-06-01') }) as unknown as fc.Arbitrary<Instant>;
const anyWait = fc.integer({ min: 0, max: 20 * 86_400_000 });
const ms = (minutes: number) => Math.round(minutes * 60_000);

test('a pause keeps what was left on every clock, and on one that runs on it moves the deadline by its own length', () => {
  fc.assert(
    fc.property(anyMoment, anyLimit, anyWait, anyWait, (begun, limit, before, during) => {
      const clock = startClock(begun, limit, shenzhen);
      const stop = later(begun, before);
      const on = resume(pause(clock, stop, shenzhen), later(stop, during), shenzhen);
      assert.equal(ms(remaining(on, later(stop, during), shenzhen)), ms(remaining(clock, stop, shenzhen)));
      if (stop > clock.due) assert.equal(on.due, clock.due);
      else if (limit.unit.startsWith('work')) assert.ok(on.due >= clock.due);
      else assert.equal(on.due, clock.due + during);
    }),
  );
});

test('pausing and resuming at once changes neither deadline nor light, however often', () => {
  fc.assert(
    fc.property(anyMoment, anyLimit, fc.array(anyWait, { maxLength: 5 }), (begun, limit, waits) => {
      const clock = startClock(begun, limit, shenzhen);
      const stops = waits.map((wait) => later(begun, wait)).sort((a, b) => a - b);
      const broken = stops.filter((stop) => stop > clock.due);
      const worked = stops.reduce((each, stop) => resume(pause(each, stop, shenzhen), stop, shenzhen), clock);
      const now = later(begun, 21 * 86_400_000);
      assert.equal(light(worked, now, shenzhen), light(clock, now, shenzhen));
      if (broken.length === 0 && limit.unit === 'natural_day') assert.equal(worked.due, clock.due);
      assert.equal(ms(remaining(worked, now, shenzhen)), ms(remaining(clock, now, shenzhen)));
    }),
  );
});

test('the light turns yellow exactly when its timer says, after any pause', () => {
  fc.assert(
    fc.property(anyMoment, anyLimit, anyWait, anyWait, (begun, limit, before, during) => {
      const stop = later(begun, before);
      const clock = resume(pause(startClock(begun, limit, shenzhen), stop, shenzhen), later(stop, during), shenzhen);
      const turns = yellowAt(clock, shenzhen);
      if (turns > clock.due) return;
      assert.equal(light(clock, turns, shenzhen), 'yellow');
      if (turns > clock.since) assert.equal(light(clock, later(turns, -1), shenzhen), 'green');
    }),
  );
});

test('what is left is never negative before the deadline nor positive after it', () => {
  fc.assert(
    fc.property(anyMoment, anyLimit, anyWait, anyLimit, (begun, limit, wait, more) => {
      const clock = extend(startClock(begun, limit, shenzhen), more, shenzhen);
      const now = later(begun, wait);
      const left = ms(remaining(clock, now, shenzhen));
      assert.ok(now <= clock.due ? left >= 0 : left <= 0);
      assert.equal(ms(remaining(clock, clock.due, shenzhen)), 0);
    }),
  );
});

test('a clock survives being written down', () => {
  const clock = paused(start('2026-03-02 09:00', fourHours), '2026-03-02 10:07:13');
  assert.deepEqual(JSON.parse(JSON.stringify(clock)), clock);
});
