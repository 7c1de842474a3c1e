import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Instant, Metres, Minutes } from '../../../kernel/brand.ts';
import { type Interval, holdsMoment, totalOf } from './interval.ts';
import type { Form, VisitRule } from './promise.ts';
import { ledgerOf, overdue } from './verdict.ts';

const rule: VisitRule = { dwellSeconds: 60, fixes: 2, walked: null as Metres | null };
const minute = (n: number) => (n * 60_000) as Instant;
const from = (a: number, b: number): Interval => ({ from: minute(a), to: minute(b) });
const said = (intervals: readonly Interval[]) => intervals.map((each) => [each.from / 60_000, each.to / 60_000]);
const gap: Form = { kind: 'gap', every: 30 as Minutes, grace: 2 as Minutes };
const slot: Form = { kind: 'slot', every: 30 as Minutes };
const duty = from(0, 240);

describe('a gap of at most 30 minutes, 2 of grace', () => {
  for (const [says, visits, now, broken] of [
    ['duty begins as if it were the end of a visit', [], 32, []],
    ['one minute later it is broken', [], 33, [[32, 33]]],
    ['it is broken until the visit begins, not until it ends', [from(40, 45)], 60, [[32, 40]]],
    ['time runs from the end of a visit', [from(10, 29)], 61, []],
    ['exactly at the grace it is kept', [from(10, 12), from(44, 45)], 46, []],
    ['of two devices the later end counts', [from(10, 30), from(12, 14)], 62, []],
    ['the end of duty breaks nothing by itself', [from(200, 210)], 500, [[32, 200]]],
    ['a visit before duty began does not count', [from(-20, -5)], 33, [[32, 33]]],
    ['a visit that lasts into duty counts until its end', [from(-5, 5)], 37, []],
  ] as const) {
    test(says, () => assert.deepEqual(said(overdue(gap, visits, duty, { now: minute(now), rule })), broken));
  }
});

describe('a visit in every slot of 30 minutes', () => {
  for (const [says, visits, now, broken] of [
    ['a slot that is not over is not broken', [], 29.9, []],
    ['a slot that is over is', [], 30, [[0, 30]]],
    ['a visit in each is enough, though 59 minutes lie between', [from(0, 1), from(59, 60)], 60, []],
    ['a visit over the end counts in both when it is long enough in each', [from(29, 31)], 60, []],
    ['and in the first alone when it leaves at once', [from(28, 30.5)], 60, [[30, 60]]],
    ['the last, shorter slot promises nothing', [from(0, 1)], 10_000, [[30, 240]]],
  ] as const) {
    test(says, () => assert.deepEqual(said(overdue(slot, visits, duty, { now: minute(now), rule })), broken));
  }
});

/** The promise read aloud, second by second: no interval arithmetic, no sorting. */
function overdueBySeconds(form: Form, visits: readonly Interval[], until: number, dwell: number): boolean[] {
  const inVisit = (second: number) => visits.some((each) => each.from <= second * 1000 && second * 1000 <= each.to);
  if (form.kind === 'gap') {
    const limit = (form.every + form.grace) * 60;
    let since = 0;
    return Array.from({ length: until }, (_, second) => {
      since = inVisit(second) ? 0 : since;
      const late = since >= limit && !(inVisit(second + 1) && since + 1 <= limit) && since + 1 > limit;
      since = inVisit(second + 1) && inVisit(second) ? 0 : since + 1;
      return late;
    });
  }
  const length = form.every * 60;
  return Array.from({ length: until }, (_, second) => {
    const start = Math.floor(second / length) * length;
    if (start + length > until) return false;
    return !visits.some((each) => {
      const seconds = Array.from({ length: length + 1 }, (_unused, at) => start + at).filter(
        (at) => each.from <= at * 1000 && at * 1000 <= each.to,
      );
      const isWhole = each.from >= start * 1000 && each.to < (start + length) * 1000;
      return seconds.length > 0 && (isWhole || (seconds.at(-1) ?? 0) - (seconds[0] ?? 0) >= dwell);
    });
  });
}

const LONG = 1200;
const anyVisits = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: LONG }), fc.integer({ min: 1, max: 200 }))
    .map(([a, b]) => ({ from: (a * 1000) as Instant, to: ((a + b) * 1000) as Instant })),
  { maxLength: 10 },
);
const anyForm: fc.Arbitrary<Form> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 2 }))
    .map(([every, grace]): Form => ({ kind: 'gap', every: every as Minutes, grace: grace as Minutes })),
  fc.integer({ min: 1, max: 6 }).map((every): Form => ({ kind: 'slot', every: every as Minutes })),
);
const window = { from: 0 as Instant, to: (LONG * 1000) as Instant };

test('interval arithmetic and reading the promise second by second agree', () => {
  fc.assert(
    fc.property(anyForm, anyVisits, fc.integer({ min: 1, max: LONG }), (form, visits, until) => {
      const found = overdue(form, visits, window, { now: (until * 1000) as Instant, rule });
      const bySeconds = overdueBySeconds(form, visits, until, rule.dwellSeconds);
      assert.deepEqual(
        bySeconds.map((_, second) => holdsMoment(found, (second * 1000 + 500) as Instant)),
        bySeconds,
      );
    }),
    { numRuns: 400 },
  );
});

describe('kept, broken and unknown', () => {
  const now = window.to;
  test('fill the window and share no moment', () => {
    fc.assert(
      fc.property(anyForm, anyVisits, anyVisits, (form, visits, possible) => {
        const { kept, broken, unknown } = ledgerOf(form, { visits, possible }, window, { now, rule });
        assert.equal(totalOf(kept) + totalOf(broken) + totalOf(unknown), LONG * 1000);
      }),
    );
  });
  test('nothing is called kept that certain visits do not keep, whatever a silence may hide', () => {
    fc.assert(
      fc.property(anyForm, anyVisits, anyVisits, (form, visits, possible) => {
        assert.deepEqual(
          ledgerOf(form, { visits, possible }, window, { now, rule }).kept,
          ledgerOf(form, { visits, possible: [] }, window, { now, rule }).kept,
        );
      }),
    );
  });
  test('whatever the silence hid, the truth lies between: nothing kept was broken, nothing broken was kept', () => {
    fc.assert(
      fc.property(anyForm, anyVisits, anyVisits, fc.func(fc.boolean()), (form, visits, possible, happened) => {
        const { kept, broken } = ledgerOf(form, { visits, possible }, window, { now, rule });
        const truth = overdue(form, [...visits, ...possible.filter(happened)], window, { now, rule });
        for (let at = 500; at < LONG * 1000; at += 1000) {
          if (holdsMoment(broken, at as Instant)) assert.ok(holdsMoment(truth, at as Instant));
          if (holdsMoment(kept, at as Instant)) assert.ok(!holdsMoment(truth, at as Instant));
        }
      }),
      { numRuns: 60 },
    );
  });
});
