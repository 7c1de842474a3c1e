import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrationError, measure } from './measure.ts';

const said = (label: string, chance: number) => ({ label, chance });
const near = (found: number, expected: number) => assert.ok(Math.abs(found - expected) < 1e-9, `${found} is not ${expected}`);

test('figures worked out by hand', () => {
  const figures = measure(['a', 'a', 'a', 'b', 'b'], [said('a', 0.95), said('a', 0.92), said('b', 0.6), said('b', 0.91), said('a', 0.55)]);
  near(figures.accuracy, 3 / 5);
  near(figures.perClass.a?.f1 ?? 0, (2 * 2) / (3 + 3));
  near(figures.perClass.b?.f1 ?? 0, (2 * 1) / (2 + 2));
  near(figures.macroF1, (2 / 3 + 1 / 2) / 2);
  near(figures.coverageAt90, 3 / 5);
  near(figures.precisionAt90, 1);
  // Bins: three in .9–1 right with .95 .92 .91, one in .6 wrong, one in .5 wrong.
  near(figures.ece, (3 - (0.95 + 0.92 + 0.91) + 0.6 + 0.55) / 5);
});

test('a label that only the answers know counts as a class of its own with nothing right', () => {
  const figures = measure(['a', 'a'], [said('a', 1), said('x', 1)]);
  assert.equal(figures.classes, 2);
  near(figures.macroF1, (2 / 3 + 0) / 2);
});

for (const [says, chances, right, expected] of [
  ['said .7 and right seven times of ten is no error', Array(10).fill(0.7), 7, 0],
  ['said .9 and right five times of ten is .4 off', Array(10).fill(0.9), 5, 0.4],
  ['a chance of exactly 1 falls into the last bin', [1, 1], 2, 0],
] as const) {
  test(says, () => {
    const truth = chances.map((_, i) => (i < right ? 'a' : 'b'));
    near(
      calibrationError(
        truth,
        chances.map((chance) => said('a', chance)),
        10,
      ),
      expected,
    );
  });
}
