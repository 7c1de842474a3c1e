import { metresBetween, metresToLine } from '../../../kernel/place/distance.ts';
import type { Point } from '../../../kernel/place/point.ts';
import { areaOf, holds } from '../../../kernel/place/polygon.ts';
import { type Gazetteer, type Mention, findPlaces } from './gazetteer.ts';
import type { NamedPlace, Place, Road } from './place.ts';

/** What place words are checked with: the names, and how far each named thing reaches. */
export type PinCheck = {
  readonly gazetteer: Gazetteer;
  readonly shapes: ReadonlyMap<string, Place['shape']>;
  /** Every piece of a road by its name, for a road is named whole and drawn in pieces. */
  readonly lines: ReadonlyMap<string, readonly Road['line'][]>;
};
/** A place the words name and the pin is not at, and how far the pin is from it. */
export type Elsewhere = { readonly mention: Mention; readonly metres: number };

/** People stand outside what they name: across the street, at the next corner. Beyond this they would not name it. Metres. */
const NEAR_ENOUGH = 150;
/** Two characters agree with a pin well enough and never argue with it: 水口 is a village, and in 雨水口 it is a drain. */
const SHORTEST_ASKED = 3;
/** More names than this in one report are a story, not an address. */
const MOST_MENTIONS = 8;

export function buildPinCheck(
  gazetteer: Gazetteer,
  { places, named, roads }: { places: readonly Place[]; named: readonly NamedPlace[]; roads: readonly Road[] },
): PinCheck {
  const lines = new Map<string, Road['line'][]>();
  for (const { name, line } of roads) if (name) lines.set(name, [...(lines.get(name) ?? []), line]);
  // A code may have several rows over time; the present one is the last to be set.
  const ordered = places.toSorted((a, b) => Number(a.until === null) - Number(b.until === null));
  return { gazetteer, shapes: new Map([...ordered, ...named].map(({ code, shape }) => [code, shape])), lines };
}

/**
 * The place a report's words name, when the pin is at none of the places they name. The pin is the truth and words a check: one place
 * that agrees is enough, of two things with one name either will do, and a report that names no place of ours disagrees with nothing.
 */
export function namedElsewhere(check: PinCheck, text: string, pin: Point): Elsewhere | undefined {
  const found = findPlaces(check.gazetteer, text, MOST_MENTIONS).map((mention) => ({ mention, metres: metresTo(check, mention, pin) }));
  if (found.some(({ metres }) => metres <= NEAR_ENOUGH)) return undefined;
  // The longest name says most; of its namesakes the nearest is meant.
  const longest = found.find(({ mention }) => mention.matched.length >= SHORTEST_ASKED)?.mention.matched;
  return found.filter(({ mention }) => mention.matched === longest).sort((a, b) => a.metres - b.metres)[0];
}

function metresTo({ shapes, lines }: PinCheck, { kind, code, name, at }: Mention, pin: Point): number {
  if (kind === 'road') return Math.min(metresBetween(at, pin), ...(lines.get(name) ?? []).map((line) => metresToLine(pin, line)));
  const shape = shapes.get(code);
  if (!shape || shape.length === 0) return metresBetween(at, pin);
  if (holds(areaOf(shape), pin.lon, pin.lat)) return 0;
  return Math.min(...shape.flat().map((ring) => metresToLine(pin, ring)));
}
