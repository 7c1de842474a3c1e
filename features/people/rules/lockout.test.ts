import assert from 'node:assert/strict';
import test from 'node:test';
import type { Instant } from '../../../kernel/brand.ts';
import { FORGOTTEN_AFTER, type Tries, tried, waitAfter } from './lockout.ts';

const at = (ms: number) => ms as Instant;
const MINUTE = 60_000;

for (const [count, minutes] of [
  [0, 0],
  [4, 0],
  [5, 1],
  [6, 2],
  [7, 4],
  [8, 8],
  [9, 15],
  [500, 15],
] as const)
  test(`after ${count} wrong tries one waits ${minutes} minutes, to the millisecond`, () => {
    const tries: Tries = { count, lastAt: at(0) };
    assert.equal(waitAfter(tries, at(0)), minutes * MINUTE);
    assert.equal(waitAfter(tries, at(minutes * MINUTE)), 0);
    if (minutes > 0) assert.equal(waitAfter(tries, at(minutes * MINUTE - 1)), 1);
  });

test('an hour after the last wrong try all is forgotten, a moment before it is not', () => {
  assert.deepEqual(tried({ count: 7, lastAt: at(0) }, at(FORGOTTEN_AFTER)), { count: 1, lastAt: FORGOTTEN_AFTER });
  assert.deepEqual(tried({ count: 7, lastAt: at(0) }, at(FORGOTTEN_AFTER - 1)), { count: 8, lastAt: FORGOTTEN_AFTER - 1 });
});
