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
  /** West, south, east and north of every entry in a row: most neighbours are told apart without leaving this list. */
  readonly boxes: Float64Array;
  readonly looks: Looks;
};

/**
 * Answers by number, each combination of areas worked out once (0 is nowhere), and for every kind of cell where to look: its
 * `maybe` in one long list, and a slot for each way they may hold a point or not. Kinds with too many neighbours have no slots.
 */
type Looks = {
  readonly answers: Answer[];
  readonly known: Map<string, number>;
  readonly start: Int32Array;
  readonly maybes: Int32Array;
  readonly firstSlot: Int32Array;
  readonly slots: Int32Array;
};

const outermost = levels.length - 1;
/** Slots double with each neighbour; cells where more than this meet are few. */
const MOST_NEIGHBOURS = 6;

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
  return { ...bare, boxes: boxesOf(entries), looks: looksOf(bare.cells) };
}

function looksOf({ kinds }: Cells): Looks {
  const start = new Int32Array(kinds.length + 1);
  const firstSlot = new Int32Array(kinds.length);
  let slots = 0;
  for (const [kind, { maybe }] of kinds.entries()) {
    start[kind + 1] = (start[kind] as number) + maybe.length;
    firstSlot[kind] = maybe.length > MOST_NEIGHBOURS ? -1 : slots;
    if (maybe.length <= MOST_NEIGHBOURS) slots += 2 ** maybe.length;
  }
  const maybes = Int32Array.from(kinds.flatMap(({ maybe }) => maybe));
  return { answers: [nowhere], known: new Map([['', 0]]), start, maybes, firstSlot, slots: new Int32Array(slots).fill(-1) };
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

/** The number of what is known of a point: the same number for the same areas, for those who keep something by it. */
export function answerAt({ cells, entries, places, boxes, looks }: Atlas, { lon, lat }: Point): number {
  const kind = kindAt(cells, lon, lat);
  // The grid spans every shape, and the outermost east and north borders belong to nobody.
  if (kind === undefined) return 0;
  const { start, maybes, firstSlot, slots } = looks;
  const first = firstSlot[kind] as number;
  if (first < 0) {
    const { whole, maybe } = cells.kinds[kind] as CellKind;
    const inside = maybe.filter((number) => holds((entries[number] as Entry).area, lon, lat));
    return numbered(looks, { entries, places }, [...whole, ...inside]);
  }
  let slot = first;
  for (let at = start[kind] as number, bit = 1; at < (start[kind + 1] as number); at += 1, bit *= 2) {
    const number = maybes[at] as number;
    if (isInBox(boxes, number, lon, lat) && holds((entries[number] as Entry).area, lon, lat)) slot += bit;
  }
  const before = slots[slot] as number;
  if (before >= 0) return before;
  const { whole, maybe } = cells.kinds[kind] as CellKind;
  const inside = maybe.filter((_, i) => Math.floor((slot - first) / 2 ** i) % 2 === 1);
  const answer = numbered(looks, { entries, places }, [...whole, ...inside]);
  slots[slot] = answer;
  return answer;
}

function numbered({ answers, known }: Looks, bare: Bare, areas: number[]): number {
  const numbers = areas.sort((a, b) => a - b);
  const key = numbers.join(' ');
  const number = known.get(key) ?? answers.push(answerOf(bare, numbers)) - 1;
  known.set(key, number);
  return number;
}

/** Where a point lies; undefined outside every street. A point on a shared border has exactly one street (see `holds`). */
export function locate(atlas: Atlas, point: Point): Located | undefined {
  return atlas.looks.answers[answerAt(atlas, point)]?.located;
}

/** The codes of everything that holds a point, innermost first: at most one place of each level, and every named place. */
export function containing(atlas: Atlas, point: Point): readonly string[] {
  return codesOf(atlas, answerAt(atlas, point));
}

export function codesOf({ looks }: Atlas, answer: number): readonly string[] {
  return looks.answers[answer]?.codes ?? [];
}

/** A place and everything above it, innermost first. A loop of parents ends where it closes. */
export function lineageOf({ places }: Pick<Atlas, 'places'>, code: string): string[] {
  const line: string[] = [];
  for (let at: string | null | undefined = code; at && !line.includes(at); at = places.get(at)?.parent) line.push(at);
  return line;
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
