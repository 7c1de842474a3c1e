import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../../../kernel/chance.ts';
import { foldsOf } from './folds.ts';

const labels = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 60 });

test('every label is spread evenly, to within one text', () =>
  fc.assert(
    fc.property(labels, fc.integer(), (truth, seed) => {
      const fold = foldsOf(Int32Array.from(truth), { folds: 3, chance: seeded(seed) });
      for (const label of new Set(truth)) {
        const sizes = [0, 1, 2].map((each) => truth.filter((it, i) => it === label && fold[i] === each).length);
        assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, JSON.stringify(sizes));
      }
    }),
  ));

test('a group is never split', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 9 })), { minLength: 3 }),
      fc.integer(),
      (rows, seed) => {
        const groups = Int32Array.from(rows, ([, group]) => group);
        const fold = foldsOf(
          Int32Array.from(rows, ([label]) => label),
          { folds: 3, chance: seeded(seed), groups },
        );
        for (const [i, group] of groups.entries()) assert.equal(fold[i], fold[groups.indexOf(group)]);
      },
    ),
  ));
