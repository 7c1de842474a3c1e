import type { Day, Metres, StreetId } from '../../../kernel/brand.ts';
import { type CellKind, type Cells, buildCells, kindAt } from '../../../kernel/place/cells.ts';
import { metresToLine } from '../../../kernel/place/distance.ts';
import type { Point } from '../../../kernel/place/point.ts';
import { type Area, areaOf, holds, sizeOf } from '../../../kernel/place/polygon.ts';
import { type Level, type Located, type NamedPlace, type Place, levels } from './place.ts';

/** What an area of the atlas is: a place of the tree or a named place. Entries stand innermost level first, then by code; named ones last. */
type Entry = { readonly code: string; readonly level: Level | null; readonly area: Area; readonly size: number };
/** What is known of a point: one place of each level at most, and the codes of everything that holds it, innermost first. */
type Answer = { readonly located: Located | undefined; readonly codes: readonly string[] };

/** The territory as it stood on one day, ready for millions of questions. Another day is another atlas. */
export type Atlas = {
  readonly on: Day;
  readonly entries: readonly Entry[];
  readonly places: ReadonlyMap<string, Place>;
  readonly streets: readonly Place[];
  readonly cells: Cells;
  /** Answers of the cells no edge goes through, in the order of `cells.kinds`. */
  readonly settled: readonly (Answer | undefined)[];
  /** Answers given so far in the other cells, by kind, then by which of its `maybe` held the point: the same combination is worked out once. */
  readonly mixed: (Map<number, Answer> | undefined)[];
  /** West, south, east and north of every entry in a row: most neighbours are told apart without leaving this list. */
  readonly boxes: Float64Array;
};

const outermost = levels.length - 1;
/** So many neighbours fit a small integer. */
const MASK_BITS = 30;

/** Whether a dated row holds on a day: from its first day on, up to but without `until`. */
function holdsOn({ from, until }: Place, on: Day): boolean {
  return from <= on && (until === null || on < until);
}

/** Indexes the rows that hold on a day. Rows of other days are not in it, so a case of last year asks last year's atlas. */
export function buildAtlas(places: readonly Place[], named: readonly NamedPlace[], on: Day): Atlas {
  const today = places.filter((place) => holdsOn(place, on));
  const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : Number(a.code > b.code));
  const depth = ({ level }: Place) => outermost - levels.indexOf(level);
  const tree = today.toSorted((a, b) => depth(a) - depth(b) || byCode(a, b));
  const entry = (code: string, level: Level | null, shape: Place['shape']): Entry => ({
    code,
    level,
    area: areaOf(shape),
    size: sizeOf(shape),
  });
  const entries = [
    ...tree.map(({ code, level, shape }) => entry(code, level, shape)),
    ...named.toSorted(byCode).map(({ code, shape }) => entry(code, null, shape)),
  ];
  const bare = {
    on,
    entries,
    places: new Map(tree.map((place) => [place.code, place])),
    streets: tree.filter(({ level }) => level === 'street'),
    cells: buildCells(entries.map(({ area }) => area)),
  };
  return {
    ...bare,
    // Made full length: an array filled at random places would become a hash table.
    mixed: bare.cells.kinds.map(() => undefined),
    boxes: boxesOf(entries),
    settled: bare.cells.kinds.map(({ whole, maybe }) => (maybe.length === 0 ? answerOf(bare, whole) : undefined)),
  };
}

function boxesOf(entries: readonly Entry[]): Float64Array {
  return Float64Array.from(entries.flatMap(({ area: { box } }) => [box.west, box.south, box.east, box.north]));
}

function isInBox(boxes: Float64Array, number: number, lon: number, lat: number): boolean {
  const at = number * 4;
  return (
    lon >= (boxes[at] as number) && lat >= (boxes[at + 1] as number) && lon <= (boxes[at + 2] as number) && lat <= (boxes[at + 3] as number)
  );
}

type Bare = Pick<Atlas, 'entries' | 'places'>;

/**
 * One place for each level. The innermost place that holds the point speaks for the levels above it through its parents; a
 * level no parent names is answered by its own shapes. Where shapes of a level overlap, the lowest code has the point.
 */
function chainOf({ entries, places }: Bare, numbers: readonly number[]): Map<Level, string> {
  const chain = new Map<Level, string>();
  for (const number of numbers) {
    const { level, code } = entries[number] as Entry;
    if (level === null || chain.has(level)) continue;
    for (
      let place = places.get(code);
      place && !chain.has(place.level);
      place = place.parent === null ? undefined : places.get(place.parent)
    ) {
      chain.set(place.level, place.code);
    }
  }
  return chain;
}

function answerOf(bare: Bare, numbers: readonly number[]): Answer {
  const { entries } = bare;
  const chain = chainOf(bare, numbers);
  const tree = levels.toReversed().flatMap((level) => chain.get(level) ?? []);
  const sizes = new Map(numbers.map((number) => [entries[number]?.code, entries[number]?.size ?? 0]));
  const codes = [...tree];
  for (const { code, size } of numbers.map((number) => entries[number] as Entry).filter(({ level }) => level === null)) {
    const larger = codes.findIndex((other) => (sizes.get(other) ?? 0) > size);
    codes.splice(larger < 0 ? codes.length : larger, 0, code);
  }
  const street = chain.get('street');
  if (street === undefined) return { located: undefined, codes };
  const [community, dutyGrid, unitGrid] = [chain.get('community') ?? null, chain.get('duty_grid') ?? null, chain.get('unit_grid') ?? null];
  return { located: { street: street as StreetId, community, dutyGrid, unitGrid }, codes };
}

const nowhere: Answer = { located: undefined, codes: [] };

function answerAt(atlas: Atlas, { lon, lat }: Point): Answer {
  const { cells, entries, settled, mixed, boxes } = atlas;
  const kind = kindAt(cells, lon, lat);
  // The grid spans every shape, and the outermost east and north borders belong to nobody.
  if (kind === undefined) return nowhere;
  const known = settled[kind];
  if (known) return known;
  const { whole, maybe } = cells.kinds[kind] as CellKind;
  let mask = 0;
  for (let i = 0, bit = 1; i < maybe.length; i += 1, bit *= 2) {
    const number = maybe[i] as number;
    if (isInBox(boxes, number, lon, lat) && holds((entries[number] as Entry).area, lon, lat)) mask += bit;
  }
  // More neighbours than a mask has bits do not meet in one cell of a map drawn for people; should they, the answer is worked out anew.
  const seen = maybe.length <= MASK_BITS ? (mixed[kind] ??= new Map<number, Answer>()) : undefined;
  const before = seen?.get(mask);
  if (before) return before;
  const inside = maybe.filter((_, i) => Math.floor(mask / 2 ** i) % 2 === 1);
  const answer = answerOf(
    atlas,
    [...whole, ...inside].sort((a, b) => a - b),
  );
  seen?.set(mask, answer);
  return answer;
}

/** Where a point lies; undefined outside every street. A point on a shared border has exactly one street (see `holds`). */
export function locate(atlas: Atlas, point: Point): Located | undefined {
  return answerAt(atlas, point).located;
}

/** The codes of everything that holds a point, innermost first: at most one place of each level, and every named place. */
export function containing(atlas: Atlas, point: Point): readonly string[] {
  return answerAt(atlas, point).codes;
}

/** The street a point is in or closest to, with the metres to it (0 inside); undefined when the atlas has no street with a shape. */
export function nearestStreet(atlas: Atlas, point: Point): { street: StreetId; metres: Metres } | undefined {
  const inside = locate(atlas, point);
  if (inside) return { street: inside.street, metres: 0 as Metres };
  let nearest: { street: StreetId; metres: Metres } | undefined;
  for (const { code, shape } of atlas.streets) {
    const metres = Math.min(...shape.flat().map((ring) => metresToLine(point, ring))) as Metres;
    if (metres < (nearest?.metres ?? Infinity)) nearest = { street: code as StreetId, metres };
  }
  return nearest;
}
