import type { Matter } from '../../catalogue/rules/matter.ts';
import { keyOf } from '../../catalogue/rules/matter.ts';
import { lineageOf } from '../../territory/rules/atlas.ts';
import { ringFault } from '../../territory/rules/ring.ts';
import type { Ground } from './ground.ts';
import { type DutyMap, columnOf, compile, rowsIn } from './map.ts';
import { type DutyRow, isFallback } from './row.ts';

/** What the parties of a list are held against. */
export type Registers = {
  readonly units: ReadonlySet<string>;
  readonly contracts: ReadonlySet<string>;
  /** The streets in which somebody of a unit can take a case. */
  readonly hands: (unit: string) => ReadonlySet<string>;
};

export type RowIssueCode =
  | 'code-twice'
  | 'field-missing'
  | 'reference-unknown'
  | 'dates-reversed'
  | 'geometry-wrong'
  | 'party-has-nobody'
  | 'row-unreachable'
  | 'no-fallback';
/** One thing wrong with a list: the row (or, for a missing fallback, the street) and the field. */
export type RowIssue = {
  readonly code: RowIssueCode;
  readonly row: string;
  readonly field?: string;
  readonly expected?: string;
  readonly found?: unknown;
};

/** Everything that must be mended before a list may hold: what its rows name exists and can act, and every street has a lasting fallback. */
export function checkRows(rows: readonly DutyRow[], ground: Ground, registers: Registers): RowIssue[] {
  const map = compile(rows, ground);
  const reach = reachOf(map);
  return [
    ...twice(rows),
    ...rows.flatMap((row) => [
      ...datesOf(row),
      ...matterOf(row, ground.matters),
      ...territoryOf(row, ground, registers),
      ...partiesOf(row, registers, reach.get(row.id) ?? []),
    ]),
    ...fallbacks(rows, ground),
    ...hidden(map),
  ];
}

function twice(rows: readonly DutyRow[]): RowIssue[] {
  const seen = new Set<string>();
  return rows.flatMap(({ id }) =>
    seen.size === seen.add(id).size ? [{ code: 'code-twice', row: id, field: 'id', found: id } as const] : [],
  );
}

function datesOf({ id, from, until }: DutyRow): RowIssue[] {
  return until !== null && until <= from ? [{ code: 'dates-reversed', row: id, field: 'until', expected: from, found: until }] : [];
}

function matterOf({ id, matter }: DutyRow, catalogue: readonly Matter[]): RowIssue[] {
  const { kind, major, code, condition, tags = [] } = matter;
  if (code !== undefined && kind === undefined) return [{ code: 'field-missing', row: id, field: 'matter.kind' }];
  if (condition !== undefined && code === undefined) return [{ code: 'field-missing', row: id, field: 'matter.code' }];
  const meant = catalogue.filter(
    (each) =>
      (kind === undefined || each.kind === kind) &&
      (major === undefined || each.code.startsWith(major)) &&
      (code === undefined || each.code === code),
  );
  const unknown = (field: string, found: unknown): RowIssue[] => [
    { code: 'reference-unknown', row: id, field: `matter.${field}`, expected: 'catalogue', found },
  ];
  if (meant.length === 0) return code === undefined ? unknown('major', major) : unknown('code', keyOf({ kind: kind ?? 'matter', code }));
  if (condition !== undefined && !meant.some(({ conditions }) => conditions.some(({ key }) => key === condition)))
    return unknown('condition', condition);
  const strange = tags.find((tag) => !catalogue.some((each) => each.tags?.includes(tag)));
  return strange === undefined ? [] : unknown('tags', strange);
}

function territoryOf({ id, territory }: DutyRow, { levels, roads, things }: Ground, { units }: Registers): RowIssue[] {
  if (territory === null) return [];
  const must = (known: boolean, expected: string, found: string): RowIssue[] =>
    known ? [] : [{ code: 'reference-unknown', row: id, field: 'territory', expected, found }];
  if ('place' in territory) return must(levels.has(territory.place), 'territory | namedPlaces', territory.place);
  if ('road' in territory) return must(roads.has(territory.road), 'roads', territory.road);
  if ('asset' in territory) return must(things.has(territory.asset), 'points', territory.asset);
  if ('owner' in territory) return must(units.has(territory.owner), 'units', territory.owner);
  const fault = territory.polygon.flat().map(ringFault).find(Boolean);
  return fault ? [{ code: 'geometry-wrong', row: id, field: 'territory', expected: 'Polygon | MultiPolygon', found: fault.code }] : [];
}

/** A case sent to a unit where nobody may take it would wait for ever. */
function partiesOf(
  { id, party, coHandlers, clause }: DutyRow,
  { units, contracts, hands }: Registers,
  streets: readonly string[],
): RowIssue[] {
  const unknown = (field: string, expected: string, found: unknown): RowIssue => ({
    code: 'reference-unknown',
    row: id,
    field,
    expected,
    found,
  });
  const helpers = coHandlers.filter((unit) => !units.has(unit)).map((unit) => unknown('coHandlers', 'units', unit));
  if (clause && !contracts.has(clause.contract)) helpers.push(unknown('clause.contract', 'contracts', clause.contract));
  if (typeof party !== 'string') return helpers;
  if (!units.has(party)) return [...helpers, unknown('party', 'units', party)];
  const bare = streets.find((street) => !hands(party).has(street));
  return bare === undefined ? helpers : [...helpers, { code: 'party-has-nobody', row: id, field: 'party', expected: bare, found: party }];
}

/** The streets in which each row holds, in order of code. */
function reachOf(map: DutyMap): Map<string, string[]> {
  const all = map.ground.atlas.streets.map(({ code }) => code);
  const found = new Map<string, Set<string>>();
  const reach = (id: string, streets: readonly string[]) => {
    const reached = found.get(id) ?? new Set();
    for (const street of streets) reached.add(street);
    found.set(id, reached);
  };
  for (const [zone, { sample }] of map.zones.list.entries()) {
    const street = all.find((code) => sample?.areas.includes(code));
    if (street === undefined) continue;
    for (const row of rowsIn(map, zone)) reach((map.rows[row] as DutyRow).id, [street]);
  }
  // Streets that no row tells apart are one zone with one sample, so the wide rows are asked about every street below them.
  for (const { id, territory } of map.rows) {
    if (territory === null) reach(id, all);
    else if ('place' in territory) reach(id, streetsUnder(territory.place, map));
  }
  return new Map([...found].map(([id, reached]) => [id, [...reached].sort()]));
}

function streetsUnder(code: string, { ground }: DutyMap): string[] {
  return ground.atlas.streets.map((street) => street.code).filter((street) => lineageOf(ground.atlas, street).includes(code));
}

/** Every street has a row that speaks of everything at all hours, from the street's first day and without end. */
function fallbacks(rows: readonly DutyRow[], { atlas }: Ground): RowIssue[] {
  const lasting = rows.filter((row) => isFallback(row) && row.until === null && row.hours.length === 0 && typeof row.party === 'string');
  return atlas.streets.flatMap(({ code, from }): RowIssue[] => {
    const line = lineageOf(atlas, code);
    const holds = ({ territory, from: begins }: DutyRow) =>
      begins <= from && (territory === null || ('place' in territory && line.includes(territory.place)));
    return lasting.some(holds) ? [] : [{ code: 'no-fallback', row: code }];
  });
}

/** Rows that hold somewhere and never win anywhere: something stronger always stands before them. */
function hidden(map: DutyMap): RowIssue[] {
  const { nodes, zones } = map;
  const [seen, wins, placed] = [new Set<number>(), new Set<number>(), new Map<number, number>()];
  for (let zone = 0; zone < zones.list.length; zone += 1) {
    for (const row of rowsIn(map, zone)) if (!placed.has(row) && (map.parts.classesOf[row]?.length ?? 0) > 0) placed.set(row, zone);
    for (const head of columnOf(map, zone))
      for (let node = head; node >= 0 && !seen.has(node); node = nodes.next[node] as number) {
        seen.add(node);
        wins.add(nodes.row[node] as number);
      }
  }
  return [...placed].flatMap(([row, zone]): RowIssue[] => {
    if (wins.has(row)) return [];
    const head = columnOf(map, zone)[map.parts.classesOf[row]?.[0] ?? 0] ?? -1;
    return [
      {
        code: 'row-unreachable',
        row: (map.rows[row] as DutyRow).id,
        field: 'priority',
        found: head < 0 ? undefined : map.rows[nodes.row[head] as number]?.id,
      },
    ];
  });
}
