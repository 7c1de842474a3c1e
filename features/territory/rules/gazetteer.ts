import type { Point } from '../../../kernel/place/point.ts';
import type { Asset, NamedPlace, Place, Road } from './place.ts';

/** A name that people write, and where it is. */
export type Entry = { readonly name: string; readonly code: string; readonly at: Point };
export type Gazetteer = { readonly entries: ReadonlyMap<string, Entry>; readonly longest: number };

const suffix = /(街道|社区|村|公园|大道|路|街)$/;
/** Shorter than this an alias is everywhere in ordinary text. */
const SHORTEST = 2;

function middleOf(points: readonly (readonly [number, number])[]): Point {
  const [lon, lat] = points[Math.floor(points.length / 2)] ?? [0, 0];
  return { lon, lat };
}

/** Names of areas, villages, roads and things; a name without its 街道, 社区 or 村 is known too where nothing else has it. */
export function buildGazetteer(
  places: readonly Place[],
  named: readonly NamedPlace[],
  roads: readonly Road[],
  assets: readonly Asset[],
): Gazetteer {
  const entries = new Map<string, Entry>();
  const add = (name: string, code: string, at: Point) => {
    if (name.length >= SHORTEST && !entries.has(name)) entries.set(name, { name, code, at });
  };
  const areas = places.filter(({ level, until }) => until === null && (level === 'street' || level === 'community'));
  for (const { name, code, label, shape } of areas) add(name.zh, code, label ?? middleOf(shape[0]?.[0] ?? []));
  for (const { name, code, at } of named) add(name.zh, code, at);
  for (const { name, id, line } of roads) if (name) add(name, id, middleOf(line));
  for (const { code, at } of assets) add(code, code, at);
  for (const entry of [...entries.values()]) add(entry.name.replace(suffix, ''), entry.code, entry.at);
  return { entries, longest: Math.max(0, ...[...entries.keys()].map(({ length }) => length)) };
}

/** The places a text names, longest name first; a name inside a longer one that was found is not found again. */
export function findPlaces({ entries, longest }: Gazetteer, text: string, limit: number): Entry[] {
  const said = text.normalize('NFKC');
  const found: Entry[] = [];
  for (let at = 0; at < said.length; ) {
    let step = 1;
    for (let size = Math.min(longest, said.length - at); size >= SHORTEST; size--) {
      const entry = entries.get(said.slice(at, at + size));
      if (!entry) continue;
      found.push(entry);
      step = size;
      break;
    }
    at += step;
  }
  return found.sort((a, b) => b.name.length - a.name.length).slice(0, limit);
}
