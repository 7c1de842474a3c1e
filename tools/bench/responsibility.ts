import { pathToFileURL } from 'node:url';
import type { Day, Instant, UnitId } from '../../kernel/brand.ts';
import { seeded } from '../../kernel/chance.ts';
import { standardPeriods, startOfDay } from '../../kernel/time/calendar.ts';
import type { Matter } from '../../features/catalogue/rules/matter.ts';
import { type PastCases, compare } from '../../features/responsibility/rules/compare.ts';
import { groundOf } from '../../features/responsibility/rules/ground.ts';
import { compile, decideAt, partyOf, rowFor } from '../../features/responsibility/rules/map.ts';
import { yearFrom } from '../../features/responsibility/rules/moments.ts';
import { proveMap } from '../../features/responsibility/rules/prove.ts';
import type { DutyRow, MatterSelector, Territory } from '../../features/responsibility/rules/row.ts';
import { momentOf } from '../../features/responsibility/rules/when.ts';
import { type Spot, zoneOf } from '../../features/responsibility/rules/zones.ts';
import { buildAtlas, containing } from '../../features/territory/rules/atlas.ts';
import type { NamedPlace, Place, Shape } from '../../features/territory/rules/place.ts';
import { type Metric, held, median, seen, table } from './metric.ts';

// A city the size of Shenzhen, invented: 74 streets of 270 unit grids each, a village in every other street.
const STREETS = 74;
const GRIDS = 270;
const MATTERS = 600;
const FROM = '2025-01-01' as Day;
const calendar = { utcOffsetMinutes: 480, periods: standardPeriods, specialDays: new Map(), knownYears: new Set([2026]) };
const noon = (startOfDay('2026-07-01' as Day, calendar) + 12 * 3_600_000) as Instant;
const words = { zh: '', en: '' };

const block = (west: number, south: number, wide: number, high: number): Shape => [
  [
    [
      [west, south],
      [west + wide, south],
      [west + wide, south + high],
      [west, south + high],
      [west, south],
    ],
  ],
];

/** Streets stand in rows of ten; a street is 15 × 18 unit grids of about 100 m. */
function city(): { places: Place[]; named: NamedPlace[] } {
  const [wide, high] = [0.015, 0.018];
  const places: Place[] = [];
  const named: NamedPlace[] = [];
  const add = (code: string, level: Place['level'], parent: string | null, shape: Shape) =>
    places.push({ code, level, name: words, parent, shape, from: FROM, until: null });
  for (let street = 0; street < STREETS; street += 1) {
    const code = String(440_300_001 + street);
    const [west, south] = [114 + (street % 10) * wide, 22.5 + Math.floor(street / 10) * high];
    add(code, 'street', null, block(west, south, wide, high));
    for (let grid = 0; grid < GRIDS; grid += 1)
      add(
        `${code}${String(grid).padStart(3, '0')}`,
        'unit_grid',
        code,
        block(west + (grid % 15) * 0.001, south + Math.floor(grid / 15) * 0.001, 0.001, 0.001),
      );
    if (street % 2 === 0)
      named.push({
        code: `V${street}`,
        kind: 'urban_village',
        name: words,
        shape: block(west + 0.0035, south + 0.0045, 0.003, 0.004),
        at: { lon: west, lat: south },
      });
  }
  return { places, named };
}

function catalogue(): Matter[] {
  const limit = { value: 1, unit: 'work_day' } as const;
  const conditions = ['a', 'b', 'c'].map((key) => ({ key, text: words, limit, closing: words }));
  return Array.from({ length: MATTERS }, (_, i): Matter => {
    const major = String(1 + Math.floor(i / 60)).padStart(2, '0');
    const code = `${major}${String(i % 60).padStart(3, '0')}`;
    return {
      kind: i < 300 ? 'part' : 'matter',
      code,
      major: { code: major, name: words },
      name: words,
      legacy: null,
      local: false,
      conditions,
      sayings: [],
    };
  });
}

/** City-wide trades, and for every street its families, forty classes of its own, its village, night rows, some single grids and a fallback. */
function dutyList(matters: readonly Matter[]): DutyRow[] {
  const rows: DutyRow[] = [];
  const add = (matter: MatterSelector, territory: Territory, party: string, more: Partial<DutyRow> = {}) =>
    rows.push({
      id: `R${String(rows.length).padStart(6, '0')}`,
      version: 1,
      matter,
      territory,
      from: FROM,
      until: null,
      hours: [],
      party: party as UnitId,
      coHandlers: [],
      limit: null,
      powers: ['service'],
      basis: words,
      clause: null,
      priority: 0,
      ...more,
    });
  for (let i = 0; i < MATTERS; i += 4) add(codeOf(matters[i]), null, `trade${i % 40}`);
  for (let street = 0; street < STREETS; street += 1) {
    const code = String(440_300_001 + street);
    const place = { place: code };
    for (let major = 1; major <= 10; major += 1)
      add({ kind: major <= 5 ? 'part' : 'matter', major: String(major).padStart(2, '0') }, place, `butler${street}-${major % 4}`);
    for (let i = 0; i < 40; i += 1) add(codeOf(matters[(street * 7 + i * 15) % MATTERS]), place, `team${street}`);
    for (let i = 0; i < 6; i += 1)
      add({ kind: 'matter', major: `0${6 + (i % 4)}` }, place, `night${street}`, {
        priority: i,
        hours: [{ on: 'every', from: 0, to: 360 }],
      });
    if (street % 2 === 0) for (let i = 0; i < 12; i += 1) add(codeOf(matters[300 + i * 20]), { place: `V${street}` }, `village${street}`);
    for (let i = 0; i < 8; i += 1) add(codeOf(matters[i]), { place: `${code}${String(i * 30).padStart(3, '0')}` }, `grid${street}`);
    add({}, place, `centre${street}`);
  }
  return rows;
}

function codeOf(matter: Matter | undefined): MatterSelector {
  return { kind: matter?.kind ?? 'part', code: matter?.code ?? '' };
}

/** Milliseconds of processor time: what is promised is the work of one core, whoever else is on the machine. */
const spent = (work: () => void): number => {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
};

const timed = (work: () => void): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

function past(cases: number, spots: readonly Spot[], matters: readonly Matter[]): PastCases {
  const chance = seeded(5);
  const questions = matters.flatMap(({ kind, code, conditions }) =>
    conditions.map(({ key }) => ({ matter: `${kind}:${code}` as const, condition: key })),
  );
  const draw = (most: number) => Int32Array.from({ length: cases }, () => Math.floor(chance() * most));
  return {
    questions,
    spots,
    question: draw(questions.length),
    spot: draw(spots.length),
    at: Float64Array.from({ length: cases }, () => noon - Math.floor(chance() * 365 * 86_400_000)),
  };
}

/** Everything on one core, in this process. */
export function measureResponsibility(): Metric[] {
  const matters = catalogue();
  const { places, named } = city();
  const atlas = buildAtlas(places, named, '2026-07-01' as Day);
  const ground = groundOf({ atlas, named, roads: [], assets: [], matters, calendar });
  const rows = dutyList(matters);
  const compiling = median([1, 2, 3, 4, 5].map(() => timed(() => compile(rows, ground))));
  const map = compile(rows, ground);
  const chance = seeded(7);
  const N = 2_000_000;
  const zones = Int32Array.from(
    places.filter(({ level }) => level === 'unit_grid'),
    ({ code, parent }) => zoneOf(map.zones, { areas: [code, parent ?? ''], asset: null, point: null }),
  );
  const draws = Int32Array.from({ length: 1 << 16 }, () => Math.floor(chance() * 2 ** 30));
  const draw = (i: number, most: number) => (draws[i & 0xffff] as number) % most;
  let checksum = 0;
  const known = () => {
    for (let i = 0; i < N; i += 1) {
      const at = (noon - draw(i + 99, 31_536_000) * 1000) as Instant;
      const won = rowFor(
        map,
        draw(i, map.questions.length),
        zones[draw(i * 31 + 7, zones.length)] as number,
        momentOf(at, map.when, ground),
      );
      checksum += won < 0 ? 0 : partyOf(map.rows[won] as DutyRow, undefined).length;
    }
  };
  const points = Array.from({ length: 1 << 16 }, () => ({ lon: 114 + chance() * 0.1499, lat: 22.5 + chance() * 0.1259 }));
  const raw = () => {
    for (let i = 0; i < N / 4; i += 1) {
      const at = (noon - draw(i + 99, 31_536_000) * 1000) as Instant;
      checksum += decideAt(map, draw(i, map.questions.length), points[i & 0xffff] as { lon: number; lat: number }, at)?.party.length ?? 0;
    }
  };
  const speed = (count: number, work: () => void) => median([1, 2, 3, 4, 5].map(() => (count / spent(work)) * 1000));
  const spots = places
    .filter(({ level }) => level === 'unit_grid')
    .map(({ code, parent }): Spot => ({ areas: [code, parent ?? ''], asset: null, point: null }));
  const cases = past(1_000_000, spots, matters);
  const other = compile(
    rows.map((row) => (row.party.toString().startsWith('butler1') ? { ...row, party: 'successor' as UnitId } : row)),
    ground,
  );
  const [knownSpeed, rawSpeed] = [speed(N, known), speed(N / 4, raw)];
  let moved = 0;
  const previewing = median([1, 2, 3].map(() => timed(() => (moved = compare(map, other, cases, '2026-07-01' as Day).moved))));
  const proving = timed(() => proveMap(map, yearFrom('2026-07-01' as Day)));
  if (checksum === 0 || moved === 0 || containing(atlas, points[0] as { lon: number; lat: number }).length === 0)
    throw new Error('the bench measured nothing');
  return [
    held(
      `duty list compiled: ${rows.length} rows, ${STREETS} streets × ${MATTERS} matters × ${STREETS * GRIDS} unit grids`,
      compiling,
      'ms',
      { atMost: 1000 },
    ),
    held('decisions, territory known', knownSpeed, '/s', { atLeast: 2_000_000 }),
    held('decisions from a bare point', rawSpeed, '/s', { atLeast: 500_000 }),
    seen('proof of a year: every gap and overlap', proving, 'ms'),
    held('preview over 1,000,000 past cases', previewing, 'ms', { atMost: 3000 }),
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(`${table(measureResponsibility())}\n`);
