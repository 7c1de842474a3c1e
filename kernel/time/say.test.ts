import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Minutes } from '../brand.ts';
import type { LimitUnit } from './limit.ts';
import { remainingParts } from './say.ts';

for (const [says, given, unit, days, hours, minutes, overdue] of [
  ['a working day is eight hours', 480, 'work_hour', 1, 0, 0, false],
  ['a natural day is twenty-four', 480, 'natural_day', 0, 8, 0, false],
  ['parts are whole', 1591, 'work_day', 3, 2, 31, false],
  ['time left is rounded down', 59.99, 'urgent_hour', 0, 0, 59, false],
  ['nothing left is not yet overdue', 0, 'work_hour', 0, 0, 0, false],
  ['a started minute of lateness is a minute late', -0.01, 'work_hour', 0, 0, 1, true],
  ['overdue in days', -2 * 1440 - 61, 'urgent_day', 2, 1, 1, true],
] as const) {
  test(says, () => assert.deepEqual(remainingParts(given as Minutes, unit), { days, hours, minutes, overdue }));
}

test('the parts add up to the whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), fc.constantFrom<LimitUnit>('work_day', 'natural_day'), (given, unit) => {
      const { days, hours, minutes, overdue } = remainingParts(given as Minutes, unit);
      const whole = days * (unit === 'work_day' ? 480 : 1440) + hours * 60 + minutes;
      assert.equal(overdue ? -whole : whole, given);
      assert.ok(minutes < 60 && hours < 24);
    }),
  );
});
