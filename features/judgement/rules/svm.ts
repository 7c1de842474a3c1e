import type { Chance } from '../../../kernel/chance.ts';
import { type Rows, rowCount } from './rows.ts';

/** A plane that parts rows of one class from all others: the sign of `w·x + bias` says on which side a row lies. */
export type Plane = { readonly weights: Float64Array; readonly bias: number };
export type Separating = {
  /** How many columns there are. */
  readonly width: number;
  /** What a row on the wrong side costs, each row its own. */
  readonly cost: Float64Array;
  readonly chance: Chance;
  /** Stop when no step would gain more than this; liblinear's tolerance on the projected gradient. */
  readonly tolerance?: number;
  readonly epochs?: number;
};

/**
 * Linear SVM with squared hinge loss, `min ½|w|² + Σ cᵢ max(0, 1 − yᵢ(w·xᵢ + b))²`, the bias kept small like any weight, by dual
 * coordinate descent with shrinking (Hsieh et al., ICML 2008): one row at a time, exactly, until nothing moves.
 */
export function separate(rows: Rows, positive: Uint8Array, { width, cost, chance, tolerance = 0.01, epochs = 60 }: Separating): Plane {
  const size = rowCount(rows);
  const weights = new Float64Array(width);
  let bias = 0;
  const alpha = new Float64Array(size);
  const square = Float64Array.from(alpha, (_, row) => 1 + squareOf(rows, row));
  const order = Int32Array.from({ length: size }, (_, row) => row);
  let active = size;
  let shrinkAbove = Number.POSITIVE_INFINITY;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, active, chance);
    let most = Number.NEGATIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    for (let at = 0; at < active; at += 1) {
      const row = read(order, at);
      const sign = positive[row] ? 1 : -1;
      const diagonal = 0.5 / read(cost, row);
      const was = read(alpha, row);
      const slope = sign * (dot(rows, row, weights) + bias) - 1 + was * diagonal;
      if (was === 0 && slope > shrinkAbove) {
        // Far on the right side: out of the way until all others have settled.
        active -= 1;
        order[at] = read(order, active);
        order[active] = row;
        at -= 1;
        continue;
      }
      const gain = was === 0 ? Math.min(0, slope) : slope;
      most = Math.max(most, gain);
      least = Math.min(least, gain);
      if (Math.abs(gain) < 1e-12) continue;
      const now = Math.max(0, was - slope / (read(square, row) + diagonal));
      alpha[row] = now;
      const step = sign * (now - was);
      bias += step;
      addTo(weights, rows, row, step);
    }
    const settled = most - least <= tolerance;
    if (settled && active === size) break;
    if (settled) active = size;
    shrinkAbove = settled || most <= 0 ? Number.POSITIVE_INFINITY : most;
  }
  return { weights, bias };
}

/** A cell that is there; the compiler cannot know. */
const read = (values: Float64Array | Int32Array, at: number) => values[at] ?? 0;

function shuffle(order: Int32Array, active: number, chance: Chance) {
  for (let at = active - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}

function squareOf({ starts, values }: Rows, row: number): number {
  let sum = 0;
  for (let cell = starts[row] ?? 0; cell < (starts[row + 1] ?? 0); cell += 1) sum += (values[cell] ?? 0) ** 2;
  return sum;
}

export function dot({ starts, columns, values }: Rows, row: number, weights: Float64Array | Float32Array): number {
  const end = starts[row + 1] ?? 0;
  let sum = 0;
  for (let cell = starts[row] ?? 0; cell < end; cell += 1) sum += (values[cell] ?? 0) * (weights[columns[cell] ?? 0] ?? 0);
  return sum;
}

function addTo(weights: Float64Array, { starts, columns, values }: Rows, row: number, step: number) {
  const end = starts[row + 1] ?? 0;
  for (let cell = starts[row] ?? 0; cell < end; cell += 1) {
    const column = columns[cell] ?? 0;
    weights[column] = (weights[column] ?? 0) + step * (values[cell] ?? 0);
  }
}
