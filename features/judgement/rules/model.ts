import { type Calibration, type Scored, chancesOf } from './calibrate.ts';
import { BUCKETS, countGrams, eachGram } from './grams.ts';
import type { Answer } from './measure.ts';

/** What was learned, as it scores: a plane for each label over all buckets, and how rare each bucket was. */
export type Model = {
  readonly labels: readonly string[];
  /** By bucket; 0 for one that no text had, which then counts for nothing. */
  readonly rarity: Float32Array;
  /** By bucket and then by label, so that one bucket's weights lie together. */
  readonly weights: Float32Array;
  readonly biases: Float64Array;
  readonly calibration: Calibration;
};

/** The features of a text with their weight in it; together of length 1. */
function vectorOf({ rarity }: Model, text: string): [bucket: number, value: number][] {
  const cells: [number, number][] = [];
  let square = 0;
  for (const [bucket, count] of countGrams(text)) {
    const value = (1 + Math.log(count)) * (rarity[bucket] ?? 0);
    if (value === 0) continue;
    cells.push([bucket, value]);
    square += value * value;
  }
  const length = Math.sqrt(square) || 1;
  for (const cell of cells) cell[1] /= length;
  return cells;
}

/** How far on each label's side of its plane a text lies. */
export function scoresOf(model: Model, text: string): Scored {
  const { labels, weights, biases } = model;
  const scores = Float64Array.from(biases);
  const cells = vectorOf(model, text);
  for (const [bucket, value] of cells) {
    const at = bucket * labels.length;
    for (let label = 0; label < labels.length; label += 1) scores[label] = (scores[label] ?? 0) + value * (weights[at + label] ?? 0);
  }
  return { scores, size: cells.length };
}

export type Ranked = Answer & { readonly number: number };

/** Every label with its chance, likeliest first. */
export function rank(model: Model, text: string): Ranked[] {
  const chances = chancesOf(scoresOf(model, text), model.calibration);
  return model.labels
    .map((label, number) => ({ label, number, chance: chances[number] ?? 0 }))
    .sort((a, b) => b.chance - a.chance || a.number - b.number);
}

export function answer(model: Model, text: string): Answer {
  const [{ label, chance } = { label: '', chance: 0 }] = rank(model, text);
  return { label, chance };
}

/** A stretch of the folded text and how strongly it spoke for one label and against another. */
export type Reason = { readonly words: string; readonly weight: number };

/**
 * The words that made `label` win over `rival`: each feature's share of the difference is spread over the signs it stands on, and
 * neighbouring signs that push the same way are read together.
 */
export function explain(model: Model, text: string, { label, rival, most }: { label: number; rival: number; most: number }): Reason[] {
  const values = new Map(vectorOf(model, text));
  const seen = new Map<number, [from: number, to: number][]>();
  const folded = eachGram(text, (bucket, from, to) => seen.set(bucket, [...(seen.get(bucket) ?? []), [from, to]]));
  const push = new Float64Array(folded.length);
  for (const [bucket, places] of seen) {
    const at = bucket * model.labels.length;
    const more = (values.get(bucket) ?? 0) * ((model.weights[at + label] ?? 0) - (model.weights[at + rival] ?? 0));
    for (const [from, to] of places) {
      for (let sign = from; sign < to; sign += 1) push[sign] = (push[sign] ?? 0) + more / places.length / (to - from);
    }
  }
  return stretchesOf(folded, push)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most);
}

function stretchesOf(folded: string, push: Float64Array): Reason[] {
  const found = new Map<string, number>();
  let from = 0;
  for (let at = 0; at <= folded.length; at += 1) {
    if ((push[at] ?? 0) > 0) continue;
    const words = folded.slice(from, at).trim();
    const weight = push.subarray(from, at).reduce((a, b) => a + b, 0);
    if (words !== '') found.set(words, (found.get(words) ?? 0) + weight);
    from = at + 1;
  }
  return [...found].map(([words, weight]) => ({ words, weight }));
}

export const emptyWeights = (labels: number) => new Float32Array(BUCKETS * labels);
