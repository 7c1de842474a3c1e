import { fold } from '../../catalogue/rules/text.ts';

/** Features are hashed into this many buckets; a quarter of a million keeps collisions rare for letters (judgement handbook 2.2). */
export const BUCKETS = 1 << 18;
/** Raised whenever the same text would give other features: a model reads only texts cut as it was taught. */
export const FEATURE_VERSION = 1;

/** Told the bucket of each feature and where in the folded text it stands. */
type Visit = (bucket: number, from: number, to: number) => void;

// Marks keep a feature of one kind apart from the same signs of another kind.
const WORD = 1;
const WORDS = 2;
const PIECE = 3;
const HAN = 4;
/** Pieces of an English word, its ends marked: they forgive endings and typing errors, where whole words do not. */
const PIECE_SIZES = [3, 4, 5];

const FNV = 0x01000193;
const start = (mark: number) => Math.imul(0x811c9dc5 ^ mark, FNV);
const add = (hash: number, sign: number) => Math.imul(hash ^ sign, FNV);

/** FNV-1a leaves its low bits poor for two signs; the finaliser of MurmurHash3 spreads them. */
function bucketOf(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) & (BUCKETS - 1);
}

const runs = /(\p{Script=Han}+)|([\p{Script=Latin}\p{N}]+(?:'\p{Script=Latin}+)?)/gu;

/**
 * The features of a text: single characters and pairs of a run of Chinese, words, pairs of words and pieces of words of anything
 * Latin. Longer runs of characters, and words cut by a dictionary, were measured and are worse on letters of a few thousand.
 */
export function eachGram(text: string, visit: Visit): string {
  const folded = fold(text);
  let before: { hash: number; from: number } | undefined;
  for (const { 0: run, 1: han, index } of folded.matchAll(runs)) {
    if (han === undefined) {
      before = eachOfWord(run, index, before, visit);
    } else {
      before = undefined;
      eachOfHan(run, index, visit);
    }
  }
  return folded;
}

function eachOfHan(run: string, at: number, visit: Visit) {
  for (let i = 0; i < run.length; i += 1) {
    const one = add(start(HAN), run.charCodeAt(i));
    visit(bucketOf(one), at + i, at + i + 1);
    if (i + 1 < run.length) visit(bucketOf(add(one, run.charCodeAt(i + 1))), at + i, at + i + 2);
  }
}

const hashOf = (mark: number, signs: string) => {
  let hash = start(mark);
  for (let i = 0; i < signs.length; i += 1) hash = add(hash, signs.charCodeAt(i));
  return hash;
};

function eachOfWord(word: string, at: number, before: { hash: number; from: number } | undefined, visit: Visit) {
  const to = at + word.length;
  visit(bucketOf(hashOf(WORD, word)), at, to);
  const hash = hashOf(WORDS, word);
  if (before) visit(bucketOf(add(before.hash, hash)), before.from, to);
  // Numbers have no endings to forgive, and every other one would be new.
  if (word.length >= 3 && !/\p{N}/u.test(word)) {
    const marked = `<${word}>`;
    for (const size of PIECE_SIZES) {
      for (let i = 0; i + size <= marked.length; i += 1) {
        visit(bucketOf(hashOf(PIECE, marked.slice(i, i + size))), at + Math.max(0, i - 1), Math.min(to, at + i + size - 1));
      }
    }
  }
  return { hash, from: at };
}

/** How often each bucket occurs in a text. */
export function countGrams(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  eachGram(text, (bucket) => counts.set(bucket, (counts.get(bucket) ?? 0) + 1));
  return counts;
}
