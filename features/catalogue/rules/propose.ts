import type { Catalogue } from './catalogue.ts';
import { type Feature, knownIn } from './lexicon.ts';
import { type MatterKey, keyOf } from './matter.ts';
import { nationalSayings } from './sayings.ts';
import { fold } from './text.ts';

/** A matter offered for some words, and which of them spoke for it. The order is all the confidence there is: no score leaves here. */
export type Proposal = { readonly key: MatterKey; readonly why: readonly string[] };
export type Asking = {
  readonly limit: number;
  /** Class of the thing whose code was scanned: it and the matters about it come first. */
  readonly forPart?: string;
  /** Offered when nothing was said, or nothing that the catalogue knows. */
  readonly common?: readonly MatterKey[];
};

// Offered where a world names none of its own: litter, full bins, parking, lamps, pavements, standing water.
const usual: readonly MatterKey[] = [
  'matter:06010',
  'matter:06042',
  'matter:09010',
  'part:01037',
  'matter:06013',
  'matter:L0506',
  'matter:09009',
  'part:03005',
];
/** Below this part of the best score a match is chance: chips that mean nothing cost a resident more than a missing one. */
const FADES = 0.2;
/** About one shared rare pair of characters. A few single characters in common do not reach it. */
const LEAST = 1.5;
/** How much of what a thing's own name weighs a matter must share with it to be about that thing, and how many such matters are offered. */
const KIN_SHARES = 0.1;
const KIN = 4;

type Match = { score: number; readonly hits: Feature[] };

function matchesOf({ lexicon }: Catalogue, folded: string): Map<number, Match> {
  const matches = new Map<number, Match>();
  const seen = new Set<string>();
  for (const feature of knownIn(lexicon, folded)) {
    const isRepeated = seen.has(feature.key);
    seen.add(feature.key);
    for (const [number, weight] of lexicon.postings.get(feature.key) ?? []) {
      const match = matches.get(number) ?? { score: 0, hits: [] };
      if (!isRepeated) match.score += weight;
      match.hits.push(feature);
      matches.set(number, match);
    }
  }
  return matches;
}

/** The stretches of the text that spoke for a matter, joined where they touch, in reading order; lone characters left out where there is better. */
function wordsOf(folded: string, hits: readonly Feature[]): string[] {
  const strong = hits.filter(({ from, to }) => to - from > 1);
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of (strong.length > 0 ? strong : hits).toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = spans.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return [...new Set(spans.map(({ from, to }) => folded.slice(from, to)))];
}

/** The thing's own class, then the matters its name and sayings speak for, best first: a bin overflows, a bicycle stand is crowded. */
function aboutPart(catalogue: Catalogue, part: string): number[] {
  const own = catalogue.matters.findIndex(({ kind, code }) => kind === 'part' && code === part);
  const thing = catalogue.matters[own];
  if (!thing) return [];
  const texts = [thing.name.zh, ...thing.sayings, ...nationalSayings(thing.name.zh)];
  const near = texts.map((text) => matchesOf(catalogue, fold(text))).reduce(together, new Map());
  const enough = (near.get(own)?.score ?? 0) * KIN_SHARES;
  const kin = [...near].filter(([number, { score }]) => catalogue.matters[number]?.kind === 'matter' && score >= enough);
  return [
    own,
    ...kin
      .sort((a, b) => b[1].score - a[1].score || a[0] - b[0])
      .slice(0, KIN)
      .map(([number]) => number),
  ];
}

function together(sum: Map<number, Match>, more: Map<number, Match>): Map<number, Match> {
  for (const [number, { score, hits }] of more) sum.set(number, { score: (sum.get(number)?.score ?? 0) + score, hits });
  return sum;
}

/** How strongly the words speak for each matter, by lexicon alone; matters they say nothing of are left out. For blending, never for showing. */
export function lexiconScores(catalogue: Catalogue, text: string): ReadonlyMap<MatterKey, number> {
  const scored = [...matchesOf(catalogue, fold(text))].flatMap(([number, { score }]) => {
    const matter = catalogue.matters[number];
    return matter ? [[keyOf(matter), score] as const] : [];
  });
  return new Map(scored);
}

/** Matters that the words may mean, best first, each at most once. Chinese or English, of any length; never an empty list where the catalogue has a common matter. */
export function propose(catalogue: Catalogue, text: string, { limit, forPart, common = [] }: Asking): Proposal[] {
  const folded = fold(text);
  const matches = [...matchesOf(catalogue, folded)].sort((a, b) => b[1].score - a[1].score || a[0] - b[0]);
  const best = matches[0]?.[1].score ?? 0;
  const least = folded.trim().length > 2 ? Math.max(LEAST, best * FADES) : 0;
  const meant = matches.filter(([, { score }]) => score >= least).map(([number]) => number);
  const about = forPart === undefined ? [] : aboutPart(catalogue, forPart);
  const told = matches.map(([number]) => number).filter((number) => about.includes(number));
  const offered = (common.length > 0 ? common : usual).map((key) => catalogue.matters.findIndex((matter) => keyOf(matter) === key));
  const inOrder = [...told, ...about, ...meant, ...(meant.length === 0 ? offered : [])];
  const why = new Map(matches.map(([number, { hits }]) => [number, hits]));
  return [...new Set(inOrder)]
    .flatMap((number) => {
      const matter = catalogue.matters[number];
      return matter ? [{ key: keyOf(matter), why: wordsOf(folded, why.get(number) ?? []) }] : [];
    })
    .slice(0, limit);
}
