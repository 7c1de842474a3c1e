import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Day, UnitId } from '../../../kernel/brand.ts';
import { seeded } from '../../../kernel/chance.ts';
import { startOfDay } from '../../../kernel/time/calendar.ts';
import { type PastCases, compare } from './compare.ts';
import { compile, decide } from './map.ts';
import { calendar, randomAsked, randomRows, row, toyGround } from './testing.ts';

const ground = toyGround();
const day = '2026-10-05' as Day;

function pastOf(count: number, seed: number): { past: PastCases; asked: ReturnType<typeof randomAsked>[] } {
  const chance = seeded(seed);
  const asked = Array.from({ length: count }, () => randomAsked(chance, ground.pieces));
  const past = {
    questions: asked.map(({ matter, condition }) => ({ matter, condition })),
    spots: asked.map(({ spot }) => spot),
    question: Int32Array.from(asked, (_, i) => i),
    spot: Int32Array.from(asked, (_, i) => i),
    at: Float64Array.from(asked, ({ at }) => at),
  };
  return { past, asked };
}

test('a preview counts exactly the cases that two lists, open-ended, would have given to different parties', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
      const standing = (rows: ReturnType<typeof randomRows>) => rows.map((each) => ({ ...each, from: '2026-01-01' as Day, until: null }));
      const [before, after] = [
        compile(standing(randomRows(seeded(seed), 15)), ground),
        compile(standing(randomRows(seeded(seed + 1), 15)), ground),
      ];
      const { past, asked } = pastOf(200, seed);
      const moves = asked.map((each) => [decide(before, each)?.party ?? null, decide(after, each)?.party ?? null]);
      const preview = compare(before, after, past, day);
      assert.equal(preview.moved, moves.filter(([was, becomes]) => was !== becomes).length);
      assert.equal(
        preview.shifts.reduce((sum, { count }) => sum + count, 0),
        preview.moved,
      );
      for (const { from, to, samples, matter } of preview.shifts)
        for (const i of samples) assert.deepEqual([...(moves[i] ?? []), asked[i]?.matter], [from, to, matter]);
      assert.equal(
        preview.movedBySpot.reduce((sum, count) => sum + count, 0),
        preview.moved,
      );
    }),
    { numRuns: 60 },
  );
});

test('a row that begins tomorrow is previewed as if it had held', () => {
  const before = compile([row('old', { party: 'a' as UnitId })], ground);
  const after = compile(
    [row('old', { party: 'a' as UnitId }), row('new', { party: 'b' as UnitId, matter: { kind: 'matter' }, from: '2026-10-05' as Day })],
    ground,
  );
  const { past } = pastOf(500, 1);
  assert.ok(compare(before, after, past, day).moved > 0);
  assert.equal(compare(before, after, past, '2026-10-04' as Day).moved, 0);
});

test('hours are asked at the hour of each case, not of the day of the preview', () => {
  const nights = [{ on: 'every', from: 0, to: 360 }] as const;
  const before = compile([row('all', { party: 'day' as UnitId })], ground);
  const after = compile([row('all', { party: 'day' as UnitId }), row('nights', { party: 'night' as UnitId, hours: nights })], ground);
  const spot = { areas: ['S1'], asset: null, point: null };
  const at = [3, 12].map((hour) => startOfDay('2025-12-01' as Day, calendar) + hour * 3_600_000);
  const past = {
    questions: [{ matter: null, condition: null }],
    spots: [spot],
    question: Int32Array.of(0, 0),
    spot: Int32Array.of(0, 0),
    at: Float64Array.from(at),
  };
  assert.deepEqual(
    compare(before, after, past, day).shifts.map(({ count, samples, to }) => [count, samples, to]),
    [[1, [0], 'night']],
  );
});

test('a promise that changes while the party stays is told apart', () => {
  const before = compile([row('one', { party: 'a' as UnitId })], ground);
  const after = compile([row('one', { party: 'a' as UnitId, limit: { value: 2, unit: 'work_hour' } })], ground);
  const { past } = pastOf(50, 3);
  const preview = compare(before, after, past, day);
  assert.equal(preview.moved, 0);
  assert.equal(
    preview.promises.reduce((sum, { count }) => sum + count, 0),
    50,
  );
  assert.deepEqual(preview.promises[0]?.after, { value: 2, unit: 'work_hour' });
});
