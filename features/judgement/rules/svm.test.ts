import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../../../kernel/chance.ts';
import type { Rows } from './rows.ts';
import { type Plane, dot, separate } from './svm.ts';

type Problem = { rows: Rows; positive: Uint8Array; cost: Float64Array; width: number };

function problem(seed: number, size = 30, width = 6): Problem {
  const chance = seeded(seed);
  const table = Array.from({ length: size }, () => Array.from({ length: width }, () => (chance() < 0.5 ? chance() * 2 - 1 : 0)));
  const lean = Array.from({ length: width }, () => chance() * 2 - 1);
  const positive = Uint8Array.from(table, (row) =>
    row.reduce((sum, value, i) => sum + value * (lean[i] ?? 0), 0.3 * (chance() - 0.5)) > 0 ? 1 : 0,
  );
  return { rows: rowsOf(table), positive, cost: Float64Array.from(table, () => 0.2 + chance() * 3), width };
}

function rowsOf(table: readonly (readonly number[])[]): Rows {
  const cells = table.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [[column, value] as const])));
  const starts = Int32Array.from([0, ...cells.map((_, i) => cells.slice(0, i + 1).flat().length)]);
  return {
    starts,
    columns: Int32Array.from(cells.flat(), ([column]) => column),
    values: Float32Array.from(cells.flat(), ([, value]) => value),
  };
}

const solve = ({ rows, positive, cost, width }: Problem, seed = 1) =>
  separate(rows, positive, { width, cost, chance: seeded(seed), tolerance: 1e-9, epochs: 20_000 });

/** ½|w|² + ½b² + Σ c max(0, 1 − y(w·x + b))², written down again from its definition. */
function objective({ rows, positive, cost }: Problem, { weights, bias }: Plane): number {
  const size = weights.reduce((sum, weight) => sum + weight * weight, bias * bias) / 2;
  return cost.reduce((sum, c, row) => sum + c * Math.max(0, 1 - (positive[row] ? 1 : -1) * (dot(rows, row, weights) + bias)) ** 2, size);
}

function gradient({ rows, positive, cost, width }: Problem, { weights, bias }: Plane): Float64Array {
  const slope = Float64Array.from([...weights, bias]);
  for (const [row, c] of cost.entries()) {
    const sign = positive[row] ? 1 : -1;
    const push = -2 * c * sign * Math.max(0, 1 - sign * (dot(rows, row, weights) + bias));
    for (let cell = rows.starts[row] ?? 0; cell < (rows.starts[row + 1] ?? 0); cell += 1) {
      const column = rows.columns[cell] ?? 0;
      slope[column] = (slope[column] ?? 0) + push * (rows.values[cell] ?? 0);
    }
    slope[width] = (slope[width] ?? 0) + push;
  }
  return slope;
}

/** Plain steepest descent with halving steps on the same objective: slow, and knows nothing of duals. */
function descend(it: Problem): Plane {
  let plane: Plane = { weights: new Float64Array(it.width), bias: 0 };
  let step = 1;
  for (let round = 0; round < 3_000; round += 1) {
    const slope = gradient(it, plane);
    const steep = slope.reduce((sum, each) => sum + each * each, 0);
    if (steep < 1e-16) break;
    const moved = (by: number): Plane => ({
      weights: plane.weights.map((weight, i) => weight - by * (slope[i] ?? 0)),
      bias: plane.bias - by * (slope[it.width] ?? 0),
    });
    step *= 2;
    const now = objective(it, plane);
    while (step > 1e-12 && objective(it, moved(step)) > now - 0.5 * step * steep) step /= 2;
    plane = moved(step);
  }
  return plane;
}

test('the plane is the one steepest descent finds', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
      const it = problem(seed);
      const [ours, theirs] = [solve(it), descend(it)];
      assert.ok(Math.abs(objective(it, ours) - objective(it, theirs)) < 1e-6, `${objective(it, ours)} ${objective(it, theirs)}`);
      for (const [i, weight] of ours.weights.entries()) assert.ok(Math.abs(weight - (theirs.weights[i] ?? 0)) < 1e-4);
    }),
    { numRuns: 30 },
  ));

test('nothing moves at the plane: its slope is zero in every direction', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
      const it = problem(seed, 60, 12);
      for (const slope of gradient(it, solve(it))) assert.ok(Math.abs(slope) < 1e-5, String(slope));
    }),
    { numRuns: 30 },
  ));

test('the order in which rows are looked at does not matter', () => {
  const it = problem(5);
  const [one, other] = [solve(it, 1), solve(it, 2)];
  for (const [i, weight] of one.weights.entries()) assert.ok(Math.abs(weight - (other.weights[i] ?? 0)) < 1e-6);
});

test('a row that costs more is obeyed more', () => {
  const rows = rowsOf([[1], [1]]);
  const positive = Uint8Array.from([1, 0]);
  const bent = (first: number, second: number) =>
    separate(rows, positive, { width: 1, cost: Float64Array.from([first, second]), chance: seeded(1), tolerance: 1e-9, epochs: 1_000 })
      .weights[0] ?? 0;
  assert.ok(bent(4, 1) > 0.1);
  assert.ok(bent(1, 4) < -0.1);
});
