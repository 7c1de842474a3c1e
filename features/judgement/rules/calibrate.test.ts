import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../../../kernel/chance.ts';
import { type Calibration, type Evidence, calibrate, chancesOf, surprise } from './calibrate.ts';

/** Texts whose true labels are drawn from the very chances a known calibration gives their scores. */
function drawn(true_: Calibration, count: number, sizes: readonly number[]): Evidence[] {
  const chance = seeded(11);
  return Array.from({ length: count }, (_, i) => {
    const scores = Float64Array.from({ length: 4 }, () => chance() * 2 - 1);
    const size = sizes[i % sizes.length] ?? 200;
    let at = chance();
    const chances = chancesOf({ scores, size }, true_);
    const truth = chances.findIndex((each) => (at -= each) < 0);
    return { scores, size, truth: Math.max(0, truth), weight: 1 };
  });
}

for (const true_ of [
  { temperature: 0.2, cooling: 0, stray: 0.1 },
  { temperature: 0.1, cooling: 0.5, stray: 0 },
  { temperature: 0.3, cooling: 0.4, stray: 0.05 },
]) {
  test(`what was drawn by ${JSON.stringify(true_)} is found again`, () => {
    const found = calibrate(drawn(true_, 10_000, [10, 40, 200, 400]));
    assert.ok(Math.abs(found.temperature / true_.temperature - 1) < 0.1, JSON.stringify(found));
    assert.ok(Math.abs(found.cooling - true_.cooling) < 0.06, JSON.stringify(found));
    assert.ok(Math.abs(found.stray - true_.stray) < 0.025, JSON.stringify(found));
  });
}

test('no neighbour surprises less', () => {
  const evidence = drawn({ temperature: 0.2, cooling: 0.3, stray: 0.05 }, 4_000, [10, 200]);
  const found = calibrate(evidence);
  const least = surprise(evidence, found);
  for (const change of [0.9, 1.1]) {
    assert.ok(surprise(evidence, { ...found, temperature: found.temperature * change }) > least);
    assert.ok(surprise(evidence, { ...found, cooling: found.cooling * change }) > least);
    assert.ok(surprise(evidence, { ...found, stray: found.stray * change }) > least);
  }
});

test('chances sum to one and keep the order of the scores', () => {
  const chances = chancesOf({ scores: Float64Array.from([3, -1, 2, 900]), size: 12 }, { temperature: 0.2, cooling: 0.5, stray: 0.08 });
  assert.ok(Math.abs(chances.reduce((a, b) => a + b, 0) - 1) < 1e-12);
  assert.deepEqual([...chances.keys()].sort((a, b) => (chances[b] ?? 0) - (chances[a] ?? 0))[0], 3);
  assert.ok((chances[0] ?? 0) >= 0.02);
});
