import type { Day, Instant, UnitId } from '../../../kernel/brand.ts';
import { type Chance, pick } from '../../../kernel/chance.ts';
import { type Calendar, standardPeriods, startOfDay } from '../../../kernel/time/calendar.ts';
import { type Matter, keyOf } from '../../catalogue/rules/matter.ts';
import { buildAtlas } from '../../territory/rules/atlas.ts';
import type { Level } from '../../territory/rules/place.ts';
import { type Ground, type Piece, type Thing, dayKindsOf } from './ground.ts';
import type { Asked } from './map.ts';
import type { DutyRow, Hours, MatterSelector, Territory } from './row.ts';
import type { Spot } from './zones.ts';

// A toy town for the property tests: small enough that a naive reference can look at every case of it.

export const calendar: Calendar = {
  utcOffsetMinutes: 480,
  periods: standardPeriods,
  specialDays: new Map([
    ['2026-10-01', 'rest'],
    ['2026-10-02', 'rest'],
    ['2026-10-10', 'work'],
  ] as [Day, 'work' | 'rest'][]),
  knownYears: new Set([2026]),
};

const words = { zh: '', en: '' };
const limit = { value: 1, unit: 'work_day' } as const;
const condition = (key: string) => ({ key, text: words, limit, closing: words });

function matter(kind: Matter['kind'], code: string, conditions: string[], tags: string[]): Matter {
  const major = { code: code.slice(0, 2), name: words };
  return { kind, code, major, name: words, legacy: null, local: false, conditions: conditions.map(condition), sayings: [], tags };
}

export const matters: readonly Matter[] = [
  matter('part', '01001', ['missing', 'broken'], []),
  matter('part', '01002', ['broken'], ['safety']),
  matter('part', '03005', ['full'], []),
  matter('matter', '06010', ['seen'], ['clean']),
  matter('matter', '06012', ['seen', 'wide'], ['clean', 'safety']),
  matter('matter', '09005', ['seen'], []),
];

const tree: Record<string, { level: Level; parent: string | null }> = {
  C: { level: 'city', parent: null },
  D: { level: 'district', parent: 'C' },
  S1: { level: 'street', parent: 'D' },
  S2: { level: 'street', parent: 'D' },
  K1: { level: 'community', parent: 'S1' },
  K2: { level: 'community', parent: 'S2' },
  G1: { level: 'duty_grid', parent: 'K1' },
  G2: { level: 'duty_grid', parent: 'K1' },
  U1: { level: 'unit_grid', parent: 'G1' },
  U2: { level: 'unit_grid', parent: 'G1' },
};

function lineage(code: string): string[] {
  const found: string[] = [];
  for (let at: string | null = code; at !== null; at = tree[at]?.parent ?? null) found.push(at);
  return found;
}

const bare = ['U1', 'U2', 'G1', 'G2', 'K1', 'K2', 'S1', 'S2'];
/** Villages cut across the tree and one another. */
const villages: Record<string, readonly string[]> = { V1: ['U1', 'G2', 'K2'], V2: ['G2', 'S1'] };

const pieceOf = (code: string, names: readonly string[], size: number): Piece => ({
  code,
  areas: [...names, ...lineage(code)],
  asset: null,
  at: null,
  size,
});

function toyPieces(): Piece[] {
  return bare.flatMap((code, i) => {
    const over = Object.keys(villages).filter((name) => villages[name]?.includes(code));
    const sets = [[], ...over.map((name) => [name]), ...(over.length > 1 ? [over] : [])];
    return sets.map((names, n) => pieceOf(code, names, 10 + i - n * 0.1));
  });
}

export const things: ReadonlyMap<string, Thing> = new Map<string, Thing>([
  ['A1', { supervisor: 'dept' as UnitId, owner: 'owner1' as UnitId, maintainer: 'keeper' as UnitId }],
  ['A2', { owner: 'owner2' as UnitId }],
  ['A3', {}],
]);
const standing: Record<string, string> = { A1: 'U1', A2: 'K2', A3: 'G2' };

export function toyGround(): Ground {
  const assets = Object.entries(standing).map(([code, at]): Piece => ({ code, areas: lineage(at), asset: code, at: null, size: 0 }));
  const levels = new Map<string, Level | 'named'>(Object.entries(tree).map(([code, { level }]) => [code, level]));
  for (const name of Object.keys(villages)) levels.set(name, 'named');
  return {
    matters,
    pieces: [...toyPieces(), ...assets],
    things,
    levels,
    roads: new Map(),
    atlas: buildAtlas([], [], '2026-01-01' as Day),
    calendar,
    dayKinds: dayKindsOf(calendar),
  };
}

export function row(id: string, said: Partial<DutyRow> = {}): DutyRow {
  return {
    id,
    version: 1,
    matter: {},
    territory: null,
    from: '2026-01-01' as Day,
    until: null,
    hours: [],
    party: `u-${id}` as UnitId,
    coHandlers: [],
    limit: null,
    powers: ['service'],
    basis: words,
    clause: null,
    priority: 0,
    ...said,
  };
}

const selectors: readonly MatterSelector[] = [
  {},
  { kind: 'part' },
  { kind: 'matter' },
  { major: '06' },
  { kind: 'part', major: '01' },
  { kind: 'matter', code: '06010' },
  { kind: 'matter', code: '06012' },
  { kind: 'matter', code: '06012', condition: 'wide' },
  { kind: 'part', code: '01001' },
  { kind: 'part', code: '01001', major: '01' },
  { kind: 'part', code: '01001', condition: 'missing' },
  { tags: ['safety'] },
  { tags: ['clean', 'safety'] },
  { kind: 'part', tags: ['safety'] },
  { kind: 'matter', code: '06012', tags: ['clean'] },
];
const territories: readonly Territory[] = [
  null,
  null,
  ...[...Object.keys(tree), ...Object.keys(villages)].map((place) => ({ place })),
  { asset: 'A1' },
  { asset: 'A3' },
  { owner: 'owner1' as UnitId },
  { owner: 'owner2' as UnitId },
];
const hours: readonly (readonly Hours[])[] = [
  [],
  [],
  [],
  [{ on: 'workdays', from: 480, to: 1080 }],
  [
    { on: 'every', from: 0, to: 360 },
    { on: 'every', from: 1320, to: 1440 },
  ],
  [{ on: 'restdays', from: 0, to: 1440 }],
  [{ on: 'holidays', from: 0, to: 1440 }],
  [{ on: [1, 5], from: 600, to: 720 }],
  [{ on: 'every', from: 0, to: 1440 }],
];
const days = ['2026-01-01', '2026-01-01', '2026-01-01', '2026-09-29', '2026-10-03'] as Day[];
const ends = [null, null, null, '2026-10-02', '2026-10-08'] as (Day | null)[];

export function randomRows(chance: Chance, count: number): DutyRow[] {
  return Array.from({ length: count }, (_, i) =>
    row(`R${String(i).padStart(2, '0')}`, {
      matter: pick(selectors, chance),
      territory: pick(territories, chance),
      hours: pick(hours, chance),
      from: pick(days, chance),
      until: pick(ends, chance),
      priority: chance() < 0.15 ? pick([-1, 1, 2], chance) : 0,
      party:
        chance() < 0.15
          ? { of: pick(['supervisor', 'owner', 'maintainer'] as const, chance) }
          : (`u-${Math.floor(chance() * 6)}` as UnitId),
    }),
  );
}

/** The same with doubles planted: copies of some rows under other ids, some at other hours, so that equals meet. */
export function rowsWithDoubles(chance: Chance, count: number): DutyRow[] {
  const rows = randomRows(chance, count);
  const doubles = Array.from({ length: 1 + Math.floor(count / 4) }, (_, i) => ({
    ...pick(rows, chance),
    id: `X${i}`,
    ...(chance() < 0.4 ? { hours: pick(hours, chance) } : {}),
  }));
  return [...rows, ...doubles];
}

/** A random moment from a few days before the toy rows begin to change to a few after. */
export function randomInstant(chance: Chance): Instant {
  return (startOfDay('2026-09-26' as Day, calendar) + Math.floor(chance() * 16 * 1440) * 60_000) as Instant;
}

export function randomAsked(chance: Chance, pieces: readonly Piece[]): Asked {
  const asked = chance() < 0.05 ? null : pick(matters, chance);
  const named = asked && chance() < 0.8 ? pick(asked.conditions, chance).key : null;
  return { matter: asked && keyOf(asked), condition: named, spot: spotOf(pick(pieces, chance)), at: randomInstant(chance) };
}

export function spotOf({ areas, asset }: Piece): Spot {
  return { areas, asset, point: null };
}
