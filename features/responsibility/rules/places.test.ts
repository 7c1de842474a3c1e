import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Day, Instant } from '../../../kernel/brand.ts';
import { metresToLine } from '../../../kernel/place/distance.ts';
import { areaOf, holds, insideOf } from '../../../kernel/place/polygon.ts';
import { startOfDay } from '../../../kernel/time/calendar.ts';
import { buildAtlas, containing } from '../../territory/rules/atlas.ts';
import type { NamedPlace, Place, Shape } from '../../territory/rules/place.ts';
import { groundOf } from './ground.ts';
import { compile, decide, decideAt, questionOf } from './map.ts';
import { prove } from './prove.ts';
import { calendar, matters, row } from './testing.ts';

const square = (west: number, south: number, size: number): Shape => [
  [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
];
const place = (code: string, level: Place['level'], parent: string | null, shape: Shape): Place => ({
  code,
  level,
  name: { zh: code, en: code },
  parent,
  shape,
  from: '2020-01-01' as Day,
  until: null,
});
// Two streets of 0.02° side by side (some 2 km), the west one with a village in its middle.
const places = [place('W', 'street', null, square(114, 22.5, 0.02)), place('E', 'street', null, square(114.02, 22.5, 0.02))];
const villageShape = square(114.005, 22.505, 0.01);
const named: NamedPlace[] = [
  { code: 'V', kind: 'urban_village', name: { zh: 'V', en: 'V' }, shape: villageShape, at: { lon: 114.01, lat: 22.51 } },
];
const line = [
  [114.002, 22.502],
  [114.018, 22.504],
  [114.03, 22.512],
] as const;
const roads = [{ id: 'R', name: 'R', class: 5, line }];
const assets = [
  {
    code: 'T1',
    part: '01001',
    name: { zh: '', en: '' },
    at: { lon: 114.001, lat: 22.501 },
    street: 'W' as never,
    synthetic: true,
    maintainer: 'keeper' as never,
  },
];
const day = '2026-07-01' as Day;
const atlas = buildAtlas(places, named, day);
const ground = groundOf({ atlas, named, roads, assets, matters, calendar });
const noon = (startOfDay(day, calendar) + 12 * 3_600_000) as Instant;
const drawn = square(114.011, 22.509, 0.006);
const rows = [
  row('west', { territory: { place: 'W' } }),
  row('east', { territory: { place: 'E' } }),
  row('village', { territory: { place: 'V' } }),
  row('drawn', { territory: { polygon: drawn } }),
  row('road', { territory: { road: 'R', metres: 30 } }),
  row('things', { party: { of: 'maintainer' } }),
];
const map = compile(rows, ground);
const anywhere = fc.record({
  lon: fc.double({ min: 114, max: 114.0399, noNaN: true }),
  lat: fc.double({ min: 22.5, max: 22.5199, noNaN: true }),
});

/** The row by plain geometry, in the published order. */
function expected(point: { lon: number; lat: number }): string[] {
  const metres = metresToLine(point, line);
  const rest = holds(areaOf(drawn), point.lon, point.lat)
    ? 'drawn'
    : holds(areaOf(villageShape), point.lon, point.lat)
      ? 'village'
      : holds(areaOf(places[0]?.shape ?? []), point.lon, point.lat)
        ? 'west'
        : 'east';
  // Corridors have square ends: near a bend a point may be up to √2 half-widths from the line.
  return metres < 29.5 ? ['road'] : metres > 43 ? [rest] : ['road', rest];
}

test('a bare point is decided by road, polygon, village and street as they lie on the ground', () => {
  const question = questionOf(map, 'matter:06010', 'seen');
  fc.assert(
    fc.property(anywhere, (point) => {
      const found = decideAt(map, question, point, noon);
      assert.ok(expected(point).includes(found?.row.id ?? ''), `${found?.row.id} is not ${expected(point).join()}`);
      const spot = { areas: containing(atlas, point), asset: null, point };
      assert.equal(decide(map, { matter: 'matter:06010', condition: 'seen', spot, at: noon })?.row.id, found?.row.id);
    }),
    { numRuns: 5000 },
  );
});

test('a party read off the thing holds only for a thing that has one', () => {
  const areas = containing(atlas, { lon: 114.001, lat: 22.501 });
  const ask = (asset: string | null) =>
    decide(map, { matter: 'part:01001', condition: 'broken', spot: { areas, asset, point: null }, at: noon });
  assert.deepEqual([ask('T1')?.party, ask('T1')?.row.id], ['keeper', 'things']);
  assert.equal(ask(null)?.row.id, 'west');
  assert.equal(ask('unknown')?.row.id, 'west');
});

test('a report of which only the street is known goes by the rows of the street', () => {
  assert.equal(decide(map, { matter: null, condition: null, spot: { areas: ['E'], asset: null, point: null }, at: noon })?.row.id, 'east');
});

test('a hole between drawn shapes is found, with an example that lies in it', () => {
  const matter = { kind: 'matter', code: '09005' } as const;
  const [left, right] = [square(114, 22.5, 0.008), square(114.008, 22.5, 0.012)];
  const list = [
    row('fallback', {}),
    ...matters.filter(({ code }) => code !== '09005').map(({ kind, code }) => row(`x${kind}${code}`, { matter: { kind, code } })),
    row('east', { matter, territory: { place: 'E' } }),
    row('left', { matter, territory: { polygon: left } }),
    row('right', { matter, territory: { polygon: right } }),
  ];
  const span = { from: day, until: '2026-07-02' as Day };
  const [gap, ...more] = prove(list, ground, span).faults;
  assert.deepEqual([gap?.kind, gap?.example.matter, more.length], ['fallback', 'matter:09005', 0]);
  const at = gap?.example.place.at ?? { lon: 0, lat: 0 };
  assert.ok(!holds(areaOf(left), at.lon, at.lat) && !holds(areaOf(right), at.lon, at.lat) && containing(atlas, at).includes('W'));
  const filled = [...list, row('rest', { matter, territory: { place: 'W' } })];
  assert.deepEqual(prove(filled, ground, span).faults, []);
});

test('the middle of every place answers as the place', () => {
  for (const { code, shape } of places) {
    const at = insideOf(shape) ?? { lon: 0, lat: 0 };
    assert.ok(['village', 'drawn', 'road', code === 'W' ? 'west' : 'east'].includes(decideAt(map, 0, at, noon)?.row.id ?? ''));
  }
});
