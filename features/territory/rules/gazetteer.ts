import type { Point } from '../../../kernel/place/point.ts';
import { insideOf } from '../../../kernel/place/polygon.ts';
import { checkAssetCode } from './assetcode.ts';
import type { Asset, NamedPlace, Place, Road } from './place.ts';

/** Something people name when they say where: finer kinds first, for they are worth more when a name is shared. */
export type Entry = {
  readonly kind: 'asset' | 'named' | 'road' | 'place';
  readonly code: string;
  readonly name: string;
  readonly at: Point;
};
/** A place a text names, the words that named it, and a point that stands for it: a hint where to look, never a position. */
export type Mention = Entry & { readonly matched: string };
export type Gazetteer = {
  readonly byWord: ReadonlyMap<string, readonly Entry[]>;
  readonly byCode: ReadonlyMap<string, Entry>;
  readonly longest: number;
};

const suffixes = [/街道(?:办事处)?$/, /社区$/, /村$/, /\s+(?:sub-?district|community|(?:urban )?village)$/i];
/** Shorter than this a name is found in ordinary words. */
const SHORTEST = 2;
/** A name that more things than this carry, like "litter bin", names none of them. */
const MOST_NAMESAKES = 3;

// Spaces mean nothing beside Chinese characters: "路灯 1 号" is on the sign, 路灯1号 is what people type.
const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu, '');

/**
 * Names of areas, villages, roads and things, each also without its 街道, 社区 or 村. City and district are left out: a report that
 * says no more has not said where. Rows that have ended are kept, for people go on using old names, after the present ones.
 */
export function buildGazetteer(
  places: readonly Place[],
  named: readonly NamedPlace[],
  roads: readonly Road[],
  assets: readonly Asset[],
): Gazetteer {
  const byWord = new Map<string, Entry[]>();
  const add = (words: readonly string[], entry: Entry) => {
    for (const word of new Set(words.flatMap(aliasesOf))) {
      const known = byWord.get(word) ?? [];
      if (!known.some(({ code }) => code === entry.code)) byWord.set(word, [...known, entry]);
    }
  };
  const things = assets.map(({ code, name, at }) => ({ name, entry: { kind: 'asset', code, name: name.zh, at } as const }));
  for (const { name, entry } of things) add([name.zh, name.en], entry);
  for (const { code, name, at } of named) add([name.zh, name.en], { kind: 'named', code, name: name.zh, at });
  for (const { name, id, at } of streetsOf(roads)) add([name], { kind: 'road', code: id, name, at });
  const fine = places.filter(({ level }) => level !== 'city' && level !== 'district');
  for (const { code, name, label, shape } of fine.toSorted((a, b) => Number(a.until !== null) - Number(b.until !== null))) {
    const at = label ?? insideOf(shape);
    if (at) add([name.zh, name.en], { kind: 'place', code, name: name.zh, at });
  }
  for (const [word, entries] of byWord) if (entries.length > MOST_NAMESAKES) byWord.delete(word);
  const longest = Math.max(0, ...[...byWord.keys()].map(({ length }) => length));
  return { byWord, byCode: new Map(things.map(({ entry }) => [entry.code, entry])), longest };
}

function aliasesOf(name: string): string[] {
  const full = fold(name).trim();
  return [full, ...suffixes.map((suffix) => full.replace(suffix, ''))].filter(({ length }) => length >= SHORTEST);
}

/** Roads come in pieces; one entry for each name, at the middle of its longest piece. */
function streetsOf(roads: readonly Road[]): { name: string; id: string; at: Point }[] {
  const longest = new Map<string, Road>();
  for (const road of roads) {
    if (road.name && road.line.length > (longest.get(road.name)?.line.length ?? 0)) longest.set(road.name, road);
  }
  return [...longest].map(([name, { id, line }]) => {
    const [lon, lat] = line[Math.floor(line.length / 2)] ?? [0, 0];
    return { name, id, at: { lon, lat } };
  });
}

type Found = { readonly from: number; readonly to: number; readonly entries: readonly Entry[] };

/** The places a text names, longest words first, then in reading order. Words inside a longer name that was found are not found again. */
export function findPlaces(gazetteer: Gazetteer, text: string, limit: number): Mention[] {
  const folded = fold(text);
  const all = [...codesIn(gazetteer, folded), ...namesIn(gazetteer, folded)].sort(
    (a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from,
  );
  const kept: Found[] = [];
  for (const found of all) if (!kept.some(({ from, to }) => found.from < to && from < found.to)) kept.push(found);
  return kept.flatMap(({ from, to, entries }) => entries.map((entry) => ({ ...entry, matched: folded.slice(from, to) }))).slice(0, limit);
}

/** Codes read off a sticker, as people type them. */
function codesIn({ byCode }: Gazetteer, folded: string): Found[] {
  return [...folded.matchAll(/(?<![a-z0-9])[a-z0-9]{6}(?![a-z0-9])/g)].flatMap(({ 0: word, index }) => {
    const entry = byCode.get(checkAssetCode(word) ?? '');
    return entry ? [{ from: index, to: index + word.length, entries: [entry] }] : [];
  });
}

function namesIn({ byWord, longest }: Gazetteer, folded: string): Found[] {
  const found: Found[] = [];
  for (let from = 0; from < folded.length; from += 1) {
    for (let to = Math.min(folded.length, from + longest); to - from >= SHORTEST; to -= 1) {
      const entries = byWord.get(folded.slice(from, to));
      if (entries && isWhole(folded, from, to)) found.push({ from, to, entries });
    }
  }
  return found;
}

/** Latin words must stand alone ("Lee" is not in "sleep"); Chinese ones may stand anywhere. */
function isWhole(folded: string, from: number, to: number): boolean {
  const isLatin = (at: number) => /[a-z0-9]/.test(folded.charAt(at));
  return !(isLatin(from) && isLatin(from - 1)) && !(isLatin(to - 1) && isLatin(to));
}
