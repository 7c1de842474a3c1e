import { type Chance, seeded } from '../../../kernel/chance.ts';
import { type Calibration, type Evidence, calibrate } from './calibrate.ts';
import { foldsOf } from './folds.ts';
import { BUCKETS } from './grams.ts';
import { type Model, emptyWeights } from './model.ts';
import { type Rows, countRows, rarityOf, rowCount, weigh } from './rows.ts';
import { type Plane, dot, separate } from './svm.ts';

/** A text whose matter is known. */
export type Labelled = { readonly text: string; readonly label: string };
export type Settings = {
  readonly seed: number;
  /** What a text on the wrong side costs against a flat plane. Measured: .5 and 1 are alike, .5 a little better on fewer letters. */
  readonly cost?: number;
  /** Folds whose left-out scores the temperature is fitted on. */
  readonly folds?: number;
  /** Texts of one group are never on both sides of a fold. */
  readonly groups?: Int32Array;
};
export const COST = 0.5;

/** Teaches one plane a label. The same rows, settings and seed give the same model to the last bit. */
export function train(rows: readonly Labelled[], { seed, cost = COST, folds = 3, groups }: Settings): Model {
  const labels = [...new Set(rows.map(({ label }) => label))].sort();
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const truth = Int32Array.from(rows, ({ label }) => numbers.get(label) ?? 0);
  const counts = countRows(rows.map(({ text }) => text));
  const chance = seeded(seed);
  const all = Int32Array.from(rows, (_, row) => row);
  const calibration = calibrationOf(rows, counts, truth, { labels: labels.length, cost, folds, chance, ...(groups ? { groups } : {}) });
  const rarity = rarityOf(counts, all);
  const { used, packed } = pack(weigh(counts, all, rarity));
  const weights = emptyWeights(labels.length);
  const biases = new Float64Array(labels.length);
  for (const [label, plane] of planesOf(packed, truth, { width: used.length, labels: labels.length, cost, chance }).entries()) {
    for (const [column, bucket] of used.entries()) weights[bucket * labels.length + label] = plane.weights[column] ?? 0;
    biases[label] = plane.bias;
  }
  return { labels, rarity, weights, biases, calibration };
}

type Planes = { width: number; labels: number; cost: number; chance: Chance };

function planesOf(rows: Rows, truth: Int32Array, { width, labels, cost, chance }: Planes): Plane[] {
  const costs = new Float64Array(rowCount(rows)).fill(cost);
  return Array.from({ length: labels }, (_, label) =>
    separate(
      rows,
      Uint8Array.from(truth, (each) => (each === label ? 1 : 0)),
      { width, cost: costs, chance },
    ),
  );
}

/** Columns renumbered without gaps: planes a tenth as wide stay in the cache. */
function pack(rows: Rows): { used: Int32Array; packed: Rows } {
  const seen = new Uint8Array(BUCKETS);
  for (const column of rows.columns) seen[column] = 1;
  const number = new Int32Array(BUCKETS);
  const used: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    if (seen[bucket]) number[bucket] = used.push(bucket) - 1;
  }
  return { used: Int32Array.from(used), packed: { ...rows, columns: rows.columns.map((column) => number[column] ?? 0) } };
}

type Calibrating = { labels: number; cost: number; folds: number; chance: Chance; groups?: Int32Array };

/**
 * Planes score the texts they were taught by too well; so each fold is scored by planes taught on the others. Its long texts are
 * scored once more as their first words alone, which says how far short reports can be trusted where only letters were to learn from.
 */
function calibrationOf(
  rows: readonly Labelled[],
  counts: Rows,
  truth: Int32Array,
  { labels, cost, folds, chance, groups }: Calibrating,
): Calibration {
  const fold = foldsOf(truth, { folds, chance, ...(groups ? { groups } : {}) });
  const evidence: Evidence[] = [];
  for (let left = 0; left < folds; left += 1) {
    const taught = Int32Array.from([...fold.keys()].filter((row) => fold[row] !== left));
    const out = Int32Array.from([...fold.keys()].filter((row) => fold[row] === left));
    const rarity = rarityOf(counts, taught);
    const { used, packed } = pack(weigh(counts, taught, rarity));
    const ours = Int32Array.from(taught, (row) => truth[row] ?? 0);
    const planes = planesOf(packed, ours, { width: used.length, labels, cost, chance }).map((plane) => ({
      bias: plane.bias,
      weights: spread(plane.weights, used),
    }));
    const score = (from: Rows, i: number, row: number, weight: number) =>
      evidence.push({
        scores: Float64Array.from(planes, ({ weights, bias }) => dot(from, i, weights) + bias),
        size: (from.starts[i + 1] ?? 0) - (from.starts[i] ?? 0),
        truth: truth[row] ?? 0,
        weight,
      });
    const whole = weigh(counts, out, rarity);
    for (const [i, row] of out.entries()) score(whole, i, row, 1);
    const long = out.filter((row) => (rows[row]?.text.length ?? 0) > 2 * (CUTS[row % CUTS.length] ?? 0));
    const cuts = countRows([...long].map((row) => rows[row]?.text.slice(0, CUTS[row % CUTS.length]) ?? ''));
    const short = weigh(
      cuts,
      Int32Array.from(long, (_, i) => i),
      rarity,
    );
    for (const [i, row] of long.entries()) score(short, i, row, CUT_WEIGHT);
  }
  return calibrate(evidence);
}

/** Signs of a title, of a short report, of a long one. */
const CUTS = [15, 30, 60];
const CUT_WEIGHT = 0.5;

function spread(packed: Float64Array, used: Int32Array): Float64Array {
  const wide = new Float64Array(BUCKETS);
  for (const [column, bucket] of used.entries()) wide[bucket] = packed[column] ?? 0;
  return wide;
}
