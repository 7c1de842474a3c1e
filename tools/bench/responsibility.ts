import { pathToFileURL } from 'node:url';
import type { Day, Instant, UnitId } from '../../kernel/brand.ts';
import { seeded } from '../../kernel/chance.ts';
import type { Point } from '../../kernel/place/point.ts';
import { compare } from '../../features/responsibility/rules/compare.ts';
import { groundOf } from '../../features/responsibility/rules/ground.ts';
import { type DutyMap, compile, decideAt, partyOf, rowFor } from '../../features/responsibility/rules/map.ts';
import { yearFrom } from '../../features/responsibility/rules/moments.ts';
import { proveMap } from '../../features/responsibility/rules/prove.ts';
import type { DutyRow } from '../../features/responsibility/rules/row.ts';
import { momentOf } from '../../features/responsibility/rules/when.ts';
import { type Spot, zoneOf } from '../../features/responsibility/rules/zones.ts';
import { buildAtlas } from '../../features/territory/rules/atlas.ts';
import { GRIDS, MATTERS, STREETS, calendar, catalogue, city, dutyList, noon, past } from './inventedcity.ts';
import { type Metric, held, median, seen, table } from './metric.ts';

const DAY = '2026-07-01' as Day;
const DECISIONS = 2_000_000;

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

const perSecond = (count: number, work: () => void) => median([1, 2, 3, 4, 5].map(() => (count / spent(work)) * 1000));

/** Everything on one core, in this process. */
export function measureResponsibility(): Metric[] {
  const matters = catalogue();
  const { places, named } = city();
  const atlas = buildAtlas(places, named, DAY);
  const ground = groundOf({ atlas, named, roads: [], assets: [], matters, calendar });
  const rows = dutyList(matters);
  const compiling = median([1, 2, 3, 4, 5].map(() => timed(() => compile(rows, ground))));
  const map = compile(rows, ground);
  const spots = places.flatMap(({ level, code, parent }): Spot[] =>
    level === 'unit_grid' ? [{ areas: [code, parent ?? ''], asset: null, point: null }] : [],
  );
  const other = compile(
    rows.map((row) => (row.party.toString().startsWith('butler1') ? { ...row, party: 'successor' as UnitId } : row)),
    ground,
  );
  const cases = past(1_000_000, spots, matters);
  return [
    held(
      `duty list compiled: ${rows.length} rows, ${STREETS} streets × ${MATTERS} matters × ${STREETS * GRIDS} unit grids`,
      compiling,
      'ms',
      {
        atMost: 1000,
      },
    ),
    ...decisions(map, spots),
    seen(
      'proof of a year: every gap and overlap',
      timed(() => proveMap(map, yearFrom(DAY))),
      'ms',
    ),
    held('preview over 1,000,000 past cases', median([1, 2, 3].map(() => timed(() => met(compare(map, other, cases, DAY).moved)))), 'ms', {
      atMost: 3000,
    }),
  ];
}

/** A loop whose answers nobody reads would be measured as nothing. */
function met(count: number) {
  if (count === 0) throw new Error('the bench measured nothing');
}

function decisions(map: DutyMap, spots: readonly Spot[]): Metric[] {
  const chance = seeded(7);
  const zones = Int32Array.from(spots, (spot) => zoneOf(map.zones, spot));
  const points = Array.from({ length: 1 << 16 }, (): Point => ({ lon: 114 + chance() * 0.1499, lat: 22.5 + chance() * 0.1259 }));
  const draws = Int32Array.from({ length: 1 << 16 }, () => Math.floor(chance() * 2 ** 30));
  const draw = (i: number, most: number) => (draws[i & 0xffff] as number) % most;
  const when = (i: number) => (noon - draw(i + 99, 31_536_000) * 1000) as Instant;
  const known = () => {
    let letters = 0;
    for (let i = 0; i < DECISIONS; i += 1) {
      const zone = zones[draw(i * 31 + 7, zones.length)] as number;
      const won = rowFor(map, draw(i, map.questions.length), zone, momentOf(when(i), map.when, map.ground));
      letters += won < 0 ? 0 : partyOf(map.rows[won] as DutyRow, undefined).length;
    }
    met(letters);
  };
  const raw = () => {
    let letters = 0;
    for (let i = 0; i < DECISIONS / 4; i += 1)
      letters += decideAt(map, draw(i, map.questions.length), points[i & 0xffff] as Point, when(i))?.party.length ?? 0;
    met(letters);
  };
  return [
    held('decisions, territory known', perSecond(DECISIONS, known), '/s', { atLeast: 2_000_000 }),
    held('decisions from a bare point', perSecond(DECISIONS / 4, raw), '/s', { atLeast: 500_000 }),
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(`${table(measureResponsibility())}\n`);
