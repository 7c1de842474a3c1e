import type { Day, Instant, UnitId } from '../../kernel/brand.ts';
import { seeded } from '../../kernel/chance.ts';
import { standardPeriods, startOfDay } from '../../kernel/time/calendar.ts';
import type { Matter } from '../../features/catalogue/rules/matter.ts';
import type { PastCases } from '../../features/responsibility/rules/compare.ts';
import type { DutyRow, MatterSelector, Territory } from '../../features/responsibility/rules/row.ts';
import type { Spot } from '../../features/responsibility/rules/zones.ts';
import type { NamedPlace, Place, Shape } from '../../features/territory/rules/place.ts';

// A city the size of Shenzhen, invented: 74 streets of 270 unit grids each, a village in every other street.
export const STREETS = 74;
export const GRIDS = 270;
export const MATTERS = 600;
const FROM = '2025-01-01' as Day;
export const calendar = { utcOffsetMinutes: 480, periods: standardPeriods, specialDays: new Map(), knownYears: new Set([2026]) };
export const noon = (startOfDay('2026-07-01' as Day, calendar) + 12 * 3_600_000) as Instant;
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
export function city(): { places: Place[]; named: NamedPlace[] } {
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

export function catalogue(): Matter[] {
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
export function dutyList(matters: readonly Matter[]): DutyRow[] {
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

/** A year of cases, spread evenly over questions, places and hours. */
export function past(cases: number, spots: readonly Spot[], matters: readonly Matter[]): PastCases {
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
