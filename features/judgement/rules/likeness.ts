import { fold } from '../../catalogue/rules/text.ts';

/** Texts by the features they share: for each feature which texts have it, and how much of each text it is. */
export type Likenesses = {
  readonly size: number;
  readonly postings: ReadonlyMap<string, readonly (readonly [text: number, weight: number])[]>;
};

const runs = /(\p{Script=Han}+)|([\p{Script=Latin}\p{N}]+)/gu;

/** Pairs and threes of Chinese characters, whole words of anything Latin. Measured: threes tell repeats apart that pairs confuse. */
function featuresOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (feature: string) => counts.set(feature, (counts.get(feature) ?? 0) + 1);
  for (const { 0: run, 1: han } of fold(text).matchAll(runs)) {
    const pieces = han === undefined ? [run] : [...slices(run, 2), ...slices(run, 3)];
    for (const piece of pieces) add(piece);
  }
  return counts;
}

const slices = (run: string, size: number) =>
  Array.from({ length: Math.max(0, run.length - size + 1) }, (_, at) => run.slice(at, at + size));

/** Each feature's weight, together of length 1. What no text of the index has still counts for the length: it is what sets texts apart. */
function weighed(counts: ReadonlyMap<string, number>, rarity: (feature: string) => number): [string, number][] {
  const cells = [...counts].map(([feature, count]): [string, number] => [feature, (1 + Math.log(count)) * rarity(feature)]);
  const length = Math.sqrt(cells.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return cells.map(([feature, weight]) => [feature, weight / length]);
}

const rarityAmong = (size: number, texts: number) => Math.log((1 + size) / (1 + texts)) + 1;

export function buildLikenesses(texts: readonly string[]): Likenesses {
  const counted = texts.map(featuresOf);
  const inTexts = new Map<string, number>();
  for (const counts of counted) for (const feature of counts.keys()) inTexts.set(feature, (inTexts.get(feature) ?? 0) + 1);
  const postings = new Map<string, [number, number][]>();
  for (const [number, counts] of counted.entries()) {
    for (const [feature, weight] of weighed(counts, (each) => rarityAmong(texts.length, inTexts.get(each) ?? 0))) {
      const posting = postings.get(feature) ?? [];
      posting.push([number, weight]);
      postings.set(feature, posting);
    }
  }
  return { size: texts.length, postings };
}

/**
 * The texts that share anything with this one, with the cosine between them, 0 to 1. Only postings of its own features are read, and
 * of those only the ones no longer than `longest`: what is left out makes the cosine smaller, never larger.
 */
export function alikeTo({ size, postings }: Likenesses, text: string, longest = Number.POSITIVE_INFINITY): Map<number, number> {
  const found = new Map<number, number>();
  for (const [feature, weight] of weighed(featuresOf(text), (each) => rarityAmong(size, postings.get(each)?.length ?? 0))) {
    const posting = postings.get(feature) ?? [];
    if (posting.length > longest) continue;
    for (const [number, other] of posting) found.set(number, (found.get(number) ?? 0) + weight * other);
  }
  return found;
}

/** From here on two texts are one text written twice. */
const NEAR_DUPLICATE = 0.8;
// Among thousands of letters the common features have postings of thousands. Rare ones alone find every pair worth weighing whole.
const RARE = 100;
const WORTH_WEIGHING = 0.3;

function isSame({ size, postings }: Likenesses, a: string, b: string): boolean {
  const weights = (text: string) => weighed(featuresOf(text), (each) => rarityAmong(size, postings.get(each)?.length ?? 0));
  const theirs = new Map(weights(b));
  return weights(a).reduce((sum, [feature, weight]) => sum + weight * (theirs.get(feature) ?? 0), 0) >= NEAR_DUPLICATE;
}

/**
 * A group for each text: near-duplicates, and texts of one incident where incidents are known, are together. Split by these, no test
 * asks what teaching has already answered.
 */
export function groupsOf(rows: readonly { readonly text: string; readonly incident?: string | null }[]): Int32Array {
  const likenesses = buildLikenesses(rows.map(({ text }) => text));
  const head = Int32Array.from(rows, (_, row) => row);
  const headOf = (row: number): number => {
    let at = row;
    while ((head[at] ?? at) !== at) at = head[at] ?? at;
    head[row] = at;
    return at;
  };
  const join = (a: number, b: number) => {
    head[Math.max(headOf(a), headOf(b))] = Math.min(headOf(a), headOf(b));
  };
  const first = new Map<string, number>();
  for (const [row, { text, incident }] of rows.entries()) {
    for (const [other, part] of alikeTo(likenesses, text, Math.max(RARE, rows.length / 50))) {
      if (other < row && part >= WORTH_WEIGHING && headOf(other) !== headOf(row) && isSame(likenesses, text, rows[other]?.text ?? ''))
        join(row, other);
    }
    if (!incident) continue;
    join(row, first.get(incident) ?? row);
    first.set(incident, first.get(incident) ?? row);
  }
  return Int32Array.from(rows, (_, row) => headOf(row));
}
