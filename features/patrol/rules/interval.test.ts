import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Instant } from '../../../kernel/brand.ts';
import { type Interval, holdsMoment, merged, totalOf, within, without } from './interval.ts';

const LONG = 60;
const anyInterval = fc
  .tuple(fc.integer({ min: 0, max: LONG }), fc.integer({ min: 0, max: LONG }))
  .map(([a, b]) => ({ from: Math.min(a, b) as Instant, to: Math.max(a, b) as Instant }));
const some = fc.array(anyInterval, { maxLength: 8 });
/** The half-seconds: the only moments where open and closed ends cannot differ. */
const between = Array.from({ length: LONG }, (_, at) => (at + 0.5) as Instant);
const moments = (intervals: readonly Interval[]) => between.map((at) => holdsMoment(intervals, at));

test('merging changes no moment and leaves pieces that are apart and in order', () => {
  fc.assert(
    fc.property(some, (intervals) => {
      const pieces = merged(intervals);
      assert.deepEqual(moments(pieces), moments(intervals));
      for (const [at, piece] of pieces.slice(1).entries()) assert.ok(piece.from > (pieces[at]?.to ?? Infinity));
      assert.equal(totalOf(pieces), moments(intervals).filter(Boolean).length);
    }),
  );
});

test('taking away leaves exactly the moments that were not taken', () => {
  fc.assert(
    fc.property(some, some, (all, less) => {
      const left = without(merged(all), merged(less));
      assert.deepEqual(
        moments(left),
        between.map((at) => holdsMoment(all, at) && !holdsMoment(less, at)),
      );
    }),
  );
});

test('clipping leaves exactly the moments inside', () => {
  fc.assert(
    fc.property(some, anyInterval, (intervals, window) => {
      assert.deepEqual(
        moments(within(intervals, window)),
        between.map((at) => holdsMoment(intervals, at) && holdsMoment([window], at)),
      );
    }),
  );
});
