import type { Instant, UnitId } from '../../../kernel/brand.ts';
import type { Point } from '../../../kernel/place/point.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import type { Ground } from './ground.ts';
import { type Rank, compareRanks, rankOf } from './rank.ts';
import type { DutyRow } from './row.ts';
import { keyOfQuestion, questionKey, type Question, questionsOf, selectorKey, speaksOf } from './selectors.ts';
import { NEVER, type When, cutTime, holdsAt, momentOf } from './when.ts';
import { type Spot, type Zones, cutPlaces, keysOf, zoneAt, zoneOf } from './zones.ts';

/**
 * The duty list compiled. Rows stand best first; questions, places and time are cut into classes that rows cannot tell apart.
 * For a class of questions in a zone the table names a node: a row, and where to go when that row does not hold at the moment
 * asked. A decision is two look-ups and, where rows keep hours or dates, a short walk.
 */
export type DutyMap = {
  readonly rows: readonly DutyRow[];
  readonly ranks: readonly Rank[];
  /** Equal numbers for rows of equal rank, by row. */
  readonly ties: Int32Array;
  readonly ground: Ground;
  readonly questions: readonly Question[];
  readonly questionNumbers: ReadonlyMap<string, number>;
  /** By question, its class. */
  readonly classOf: Int32Array;
  readonly classes: number;
  readonly zones: Zones;
  readonly when: When;
  /** By zone, by class, a node; -1 for nobody. Zones met for the first time are filled in then. */
  readonly columns: Int32Array[];
  readonly nodes: Nodes;
  readonly parts: Parts;
};

/** Nodes 0 to rows−1 are single rows; later ones go on to `next`. */
type Nodes = { readonly row: number[]; readonly next: number[]; readonly known: Map<number, number>; readonly always: Uint8Array };
/** By territory set: which rows, best first; by row: which classes. */
type Parts = {
  readonly sets: readonly TerritorySet[];
  readonly setsByTerritory: readonly (readonly number[])[];
  readonly classesOf: readonly Int32Array[];
};
type TerritorySet = { readonly needs: readonly number[]; readonly rows: number[] };

const MOST_NODES = 2 ** 26;

/** Compiles a list of rows over a ground. Any rows will do; what is wrong with them is told by `prove`. */
export function compile(rows: readonly DutyRow[], ground: Ground): DutyMap {
  const ranked = rows.map((row) => ({ row, rank: rankOf(row, (code) => ground.levels.get(code)) }));
  ranked.sort((a, b) => compareRanks(a.rank, b.rank) || (a.row.id < b.row.id ? -1 : 1));
  const sorted = ranked.map(({ row }) => row);
  const ranks = ranked.map(({ rank }) => rank);
  const ties = new Int32Array(sorted.length);
  for (let i = 1; i < sorted.length; i += 1)
    ties[i] = (ties[i - 1] as number) + Number(compareRanks(ranks[i - 1] as Rank, ranks[i] as Rank) !== 0);
  const questions = questionsOf(ground.matters);
  const when = cutTime(sorted);
  const zones = cutPlaces(sorted, ground);
  const { classOf, classes, classesOf } = cutMatters(sorted, questions);
  const map: DutyMap = {
    rows: sorted,
    ranks,
    ties,
    ground,
    questions,
    questionNumbers: new Map(questions.map((question, i) => [keyOfQuestion(question), i])),
    classOf,
    classes,
    zones,
    when,
    columns: [],
    nodes: { row: sorted.map((_, i) => i), next: sorted.map(() => -1), known: new Map(), always: alwaysOf(when) },
    parts: { ...cutTerritories(sorted, zones), classesOf },
  };
  for (let zone = 0; zone < zones.list.length; zone += 1) columnOf(map, zone);
  return map;
}

/** Rows that hold whenever any row of the list does: no hours, no end, and from the list's first day. */
function alwaysOf({ from, until, hours }: When): Uint8Array {
  const first = from.reduce((least, day) => Math.min(least, day), NEVER);
  return Uint8Array.from(from, (day, i) => Number(day === first && until[i] === NEVER && (hours[i] as number) < 0));
}

function cutMatters(rows: readonly DutyRow[], questions: readonly Question[]) {
  const selectors = new Map<string, number[]>();
  const byCode = new Map<string, number[]>();
  for (const [i, { matter }] of questions.entries()) {
    const code = matter?.code ?? '';
    const list = byCode.get(code);
    if (list) list.push(i);
    else byCode.set(code, [i]);
  }
  const everything = questions.map((_, i) => i);
  for (const { matter } of rows) {
    const key = selectorKey(matter);
    if (selectors.has(key)) continue;
    const among = matter.code === undefined ? everything : (byCode.get(matter.code) ?? []);
    selectors.set(
      key,
      among.filter((i) => speaksOf(matter, questions[i] as Question)),
    );
  }
  const classOf = new Int32Array(questions.length);
  let classes = 1;
  for (const members of selectors.values()) {
    const split = new Map<number, number>();
    for (const i of members) {
      const before = classOf[i] as number;
      if (!split.has(before)) split.set(before, classes++);
      classOf[i] = split.get(before) as number;
    }
  }
  const numbered = new Map<number, number>();
  for (const [i, label] of classOf.entries()) {
    if (!numbered.has(label)) numbered.set(label, numbered.size);
    classOf[i] = numbered.get(label) as number;
  }
  const classesBy = new Map(
    [...selectors].map(([key, members]) => [key, Int32Array.from(new Set(members.map((i) => classOf[i] as number)))]),
  );
  return { classOf, classes: numbered.size, classesOf: rows.map(({ matter }) => classesBy.get(selectorKey(matter)) ?? new Int32Array(0)) };
}

function cutTerritories(rows: readonly DutyRow[], { numbers }: Zones): Pick<Parts, 'sets' | 'setsByTerritory'> {
  const sets: TerritorySet[] = [];
  const known = new Map<string, number>();
  const setsByTerritory: number[][] = Array.from(numbers, () => []);
  for (const [i, row] of rows.entries()) {
    const needs = keysOf(row).map((key) => numbers.get(key) as number);
    const key = needs.join(' ');
    let set = known.get(key);
    if (set === undefined) {
      set = sets.push({ needs, rows: [] }) - 1;
      known.set(key, set);
      setsByTerritory[needs[0] as number]?.push(set);
    }
    sets[set]?.rows.push(i);
  }
  return { sets, setsByTerritory };
}

/** The rows that hold in a zone, best first. */
export function rowsIn({ zones, parts }: DutyMap, zone: number): number[] {
  const territories = zones.list[zone]?.territories ?? [];
  const rows: number[] = [];
  for (const territory of territories)
    for (const set of parts.setsByTerritory[territory] ?? []) {
      const { needs, rows: of } = parts.sets[set] as TerritorySet;
      if (needs.every((need) => territories.includes(need))) rows.push(...of);
    }
  return rows.sort((a, b) => a - b);
}

/** Paints a zone's column from the weakest row to the strongest, so that each covers what it beats. */
export function columnOf(map: DutyMap, zone: number): Int32Array {
  const painted = map.columns[zone];
  if (painted) return painted;
  const column = new Int32Array(map.classes).fill(-1);
  for (const row of rowsIn(map, zone).toReversed()) {
    let [before, node] = [-2, -1];
    for (const each of map.parts.classesOf[row] as Int32Array) {
      const under = column[each] as number;
      if (under !== before) [before, node] = [under, over(map, row, under)];
      column[each] = node;
    }
  }
  map.columns[zone] = column;
  return column;
}

/** The node of a row laid over another node. What always holds hides all below it, save rows of its own rank: those are faults to be told. */
function over({ nodes, ties }: DutyMap, row: number, under: number): number {
  if (under < 0 || (nodes.always[row] === 1 && ties[nodes.row[under] as number] !== ties[row])) return row;
  const key = row * MOST_NODES + under;
  const known = nodes.known.get(key);
  if (known !== undefined) return known;
  const node = nodes.row.push(row) - 1;
  nodes.next.push(under);
  nodes.known.set(key, node);
  return node;
}

/** The number of a question; a matter or condition the catalogue does not have is asked as what is left of it. */
export function questionOf({ questionNumbers }: DutyMap, matter: MatterKey | null, condition: string | null): number {
  return questionNumbers.get(questionKey(matter, condition)) ?? questionNumbers.get(questionKey(matter, null)) ?? 0;
}

/** The winning row's number for numbers already known; -1 when no row holds. The hot path. */
export function rowFor(map: DutyMap, question: number, zone: number, { day, slot }: { day: number; slot: number }): number {
  const column = map.columns[zone] ?? columnOf(map, zone);
  let node = column[map.classOf[question] as number] as number;
  const { row, next } = map.nodes;
  while (node >= 0) {
    const at = row[node] as number;
    if (holdsAt(map.when, at, day, slot)) return at;
    node = next[node] as number;
  }
  return -1;
}

export type Asked = { readonly matter: MatterKey | null; readonly condition: string | null; readonly spot: Spot; readonly at: Instant };
export type Decision = { readonly party: UnitId; readonly row: DutyRow };

/** Whose it is: exactly one party and the row that says so. Undefined only where no row holds at all, which `prove` lists as a gap. */
export function decide(map: DutyMap, { matter, condition, spot, at }: Asked): Decision | undefined {
  const won = rowFor(map, questionOf(map, matter, condition), zoneOf(map.zones, spot), momentOf(at, map.when, map.ground));
  return won < 0 ? undefined : decided(map, won, spot.asset);
}

/** The same from nothing but a point. */
export function decideAt(map: DutyMap, question: number, point: Point, at: Instant): Decision | undefined {
  const won = rowFor(map, question, zoneAt(map.zones, point), momentOf(at, map.when, map.ground));
  return won < 0 ? undefined : decided(map, won, null);
}

function decided({ rows, ground }: DutyMap, won: number, asset: string | null): Decision {
  const row = rows[won] as DutyRow;
  return { party: partyOf(row, asset === null ? undefined : ground.things.get(asset)), row };
}

/** The party a row names, read off the thing where it says so. Such a row holds only for things that have that party. */
export function partyOf(
  { id, party }: Pick<DutyRow, 'id' | 'party'>,
  thing: { readonly [role: string]: UnitId | undefined } | undefined,
): UnitId {
  if (typeof party === 'string') return party;
  const found = thing?.[party.of];
  if (found === undefined) throw new Error(`row ${id} holds for a thing without ${party.of}`);
  return found;
}
