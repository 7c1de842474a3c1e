import { type Chance, seeded } from '../../../kernel/chance.ts';

/** A letter made up by a known recipe, so that the chance of each label given the letter can be worked out and compared. */
export type MadeUp = { readonly text: string; readonly title: string; readonly label: string; readonly chances: readonly number[] };
export type Recipe = {
  readonly seed: number;
  readonly letters: number;
  /** Relative sizes of the classes, one each. */
  readonly sizes: readonly number[];
  /** Of the words of a letter, the share that its class chose; the rest is what everybody writes. Lower is harder. */
  readonly telling: number;
  /** Words of a letter, about; a title has six. */
  readonly words: number;
  /** Of the letters, the share whose label is drawn anew, whatever they say. */
  readonly mislabelled?: number;
};

const WORDS = 2_400;
const SIGNS = 900;
/** Words a class likes, and how many of them its neighbour likes too. */
const LIKED = 160;
const SHARED = 50;

/** Zipf's law, which words of every language follow: the n-th is drawn in proportion to 1/n. */
function zipf(size: number): number[] {
  const weights = Array.from({ length: size }, (_, i) => 1 / (i + 2));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

function drawer(chances: readonly number[]): (chance: Chance) => number {
  const sums: number[] = [];
  for (const each of chances) sums.push((sums.at(-1) ?? 0) + each);
  return (chance) => {
    const at = chance() * (sums.at(-1) ?? 1);
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** Letters in invented words of two or three Chinese characters. Classes share most words; neighbours share favourites too. */
export function makeLetters({ seed, letters, sizes, telling, words, mislabelled = 0 }: Recipe): MadeUp[] {
  const chance = seeded(seed);
  const sign = () => String.fromCharCode(0x4e00 + Math.floor(chance() ** 2 * SIGNS));
  const vocabulary = Array.from({ length: WORDS }, () => sign() + sign() + (chance() < 0.25 ? sign() : ''));
  const common = zipf(WORDS);
  const order = vocabulary.map((_, i) => ({ i, at: chance() })).sort((a, b) => a.at - b.at);
  const liked = sizes.map((_, label) => order.slice(label * (LIKED - SHARED), label * (LIKED - SHARED) + LIKED).map(({ i }) => i));
  const favour = zipf(LIKED);
  // What one word of a letter of each class is drawn from, mixed once so that drawing and judging use the same numbers.
  const mixes = liked.map((own) => {
    const mix = common.map((each) => each * (1 - telling));
    for (const [rank, word] of own.entries()) mix[word] = (mix[word] ?? 0) + telling * (favour[rank] ?? 0);
    return mix;
  });
  const drawers = mixes.map(drawer);
  const total = sizes.reduce((a, b) => a + b, 0);
  const prior = sizes.map((size) => size / total);
  const drawLabel = drawer(prior);
  const write = (label: number, length: number) => Array.from({ length }, () => drawers[label]?.(chance) ?? 0);
  const said = (drawn: readonly number[]) => drawn.map((word) => `${vocabulary[word]}${chance() < 0.12 ? '，' : ''}`).join('');
  return Array.from({ length: letters }, () => {
    const label = drawLabel(chance);
    const body = write(label, Math.max(4, Math.round(words * (0.4 + 1.2 * chance()))));
    const title = write(label, 6);
    const fair = posterior(body, mixes, prior);
    const stray = chance() < mislabelled;
    return {
      text: said(body),
      title: said(title),
      label: `c${stray ? drawLabel(chance) : label}`,
      chances: fair.map((each, i) => (1 - mislabelled) * each + mislabelled * (prior[i] ?? 0)),
    };
  });
}

/** Bayes' rule on the words as drawn: nobody can judge better. */
function posterior(drawn: readonly number[], mixes: readonly (readonly number[])[], prior: readonly number[]): number[] {
  const logs = mixes.map((mix, label) => drawn.reduce((sum, word) => sum + Math.log(mix[word] ?? 0), Math.log(prior[label] ?? 0)));
  const most = Math.max(...logs);
  const powers = logs.map((log) => Math.exp(log - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** A random choice of rows for teaching and the rest for testing. */
export function halves<T>(rows: readonly T[], share: number, seed: number): { taught: T[]; tested: T[] } {
  const chance = seeded(seed);
  const taught: T[] = [];
  const tested: T[] = [];
  for (const row of rows) (chance() < share ? taught : tested).push(row);
  return { taught, tested };
}
