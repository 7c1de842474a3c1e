import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Day } from '../../../kernel/brand.ts';
import { buildAtlas, containing, locate, nearestStreet } from './atlas.ts';
import type { Level, NamedPlace, Place, Shape } from './place.ts';

const today = '2026-03-01' as Day;
const words = (zh: string) => ({ zh, en: zh });

function box(west: number, south: number, east: number, north: number): [number, number][] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

function place(code: string, level: Level, shape: Shape, rest: Partial<Place> = {}): Place {
  return { code, level, name: words(code), parent: null, shape, from: '2020-01-01' as Day, until: null, ...rest };
}

function named(code: string, shape: Shape): NamedPlace {
  return { code, kind: 'other', name: words(code), shape, at: { lon: 0, lat: 0 } };
}

/** Two streets side by side, the west one with a community, a duty grid and a unit grid in its south-west corner. */
const town = [
  place('D', 'district', [[box(0, 0, 20, 10)]]),
  place('S1', 'street', [[box(0, 0, 10, 10)]], { parent: 'D' }),
  place('S2', 'street', [[box(10, 0, 20, 10)]], { parent: 'D' }),
  place('C1', 'community', [[box(0, 0, 10, 5)]], { parent: 'S1' }),
  place('G1', 'duty_grid', [[box(0, 0, 5, 5)]], { parent: 'C1' }),
  place('U1', 'unit_grid', [[box(0, 0, 2, 2)]], { parent: 'G1' }),
];
const at = (lon: number, lat: number) => ({ lon, lat });

test('a point is located in every level that holds it', () => {
  const atlas = buildAtlas(town, [], today);
  assert.deepEqual(locate(atlas, at(1, 1)), { street: 'S1', community: 'C1', dutyGrid: 'G1', unitGrid: 'U1' });
  assert.deepEqual(locate(atlas, at(4, 4)), { street: 'S1', community: 'C1', dutyGrid: 'G1', unitGrid: null });
  assert.deepEqual(locate(atlas, at(15, 5)), { street: 'S2', community: null, dutyGrid: null, unitGrid: null });
});

test('outside every street there is no answer', () => {
  const atlas = buildAtlas(town, [], today);
  for (const [lon, lat] of [
    [-1, 5],
    [21, 5],
    [5, 11],
    [20, 5],
    [5, 10],
    [Number.NaN, 5],
    [1, Number.NaN],
    [Infinity, 0],
  ] as const) {
    assert.equal(locate(atlas, at(lon, lat)), undefined, `${lon} ${lat}`);
  }
  assert.equal(locate(buildAtlas([], [], today), at(1, 1)), undefined);
});

test('a point exactly on a shared border belongs to the eastern or northern neighbour, and to it alone', () => {
  const atlas = buildAtlas(town, [], today);
  assert.equal(locate(atlas, at(10, 5))?.street, 'S2');
  assert.deepEqual(containing(atlas, at(10, 5)), ['S2', 'D']);
  assert.deepEqual(containing(atlas, at(1, 5)), ['S1', 'D']);
  assert.deepEqual(containing(atlas, at(0, 0)), ['U1', 'G1', 'C1', 'S1', 'D']);
});

test('where two streets overlap the lowest code has the point, and the other is not mentioned', () => {
  const overlapping = [place('B', 'street', [[box(0, 0, 6, 4)]]), place('A', 'street', [[box(5, 0, 10, 4)]])];
  assert.deepEqual(containing(buildAtlas(overlapping, [], today), at(5.5, 2)), ['A']);
});

test('a grid speaks for the levels above it, even where its street was drawn a little differently', () => {
  const atlas = buildAtlas([...town, place('G2', 'duty_grid', [[box(9, 6, 11, 8)]], { parent: 'S2' })], [], today);
  assert.deepEqual(containing(atlas, at(9.5, 7)), ['G2', 'S2', 'D']);
  assert.equal(locate(atlas, at(9.5, 7))?.street, 'S2');
});

test('holes are outside, islands are inside', () => {
  const shape: Shape = [[box(0, 0, 10, 10), box(4, 4, 6, 6)], [box(20, 0, 21, 1)]];
  const atlas = buildAtlas([place('S', 'street', shape)], [], today);
  assert.equal(locate(atlas, at(5, 5)), undefined);
  assert.equal(locate(atlas, at(3.9, 5))?.street, 'S');
  assert.equal(locate(atlas, at(20.5, 0.5))?.street, 'S');
  assert.equal(locate(atlas, at(15, 0.5)), undefined);
});

test('every named place that holds the point is told, the smaller before the larger area around it', () => {
  const atlas = buildAtlas(
    town,
    [named('V', [[box(0, 0, 3, 3)]]), named('P', [[box(0, 0, 20, 10)]]), named('X', [[box(9, 9, 10, 10)]])],
    today,
  );
  assert.deepEqual(containing(atlas, at(1, 1)), ['U1', 'V', 'G1', 'C1', 'S1', 'D', 'P']);
});

test('a boundary change keeps the past true', () => {
  const until = '2026-02-01' as Day;
  const moved = [
    place('S1', 'street', [[box(0, 0, 10, 10)]], { until }),
    place('S1', 'street', [[box(0, 0, 5, 10)]], { from: until }),
    place('S2', 'street', [[box(5, 0, 10, 10)]], { from: until }),
  ];
  for (const [day, street] of [
    ['2019-12-31', undefined],
    ['2020-01-01', 'S1'],
    ['2026-01-31', 'S1'],
    ['2026-02-01', 'S2'],
    ['2026-03-01', 'S2'],
  ] as const) {
    assert.equal(locate(buildAtlas(moved, [], day as Day), at(7, 5))?.street, street, day);
  }
});

test('the nearest street is the one a point is in, or the one with the closest border', () => {
  const atlas = buildAtlas(
    town.map((each) => ({
      ...each,
      shape: each.shape.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [114 + x / 1000, 22 + y / 1000] as const))),
    })),
    [],
    today,
  );
  assert.deepEqual(nearestStreet(atlas, at(114.001, 22.001)), { street: 'S1', metres: 0 });
  const found = nearestStreet(atlas, at(114.021, 22.005));
  assert.equal(found?.street, 'S2');
  assert.ok(Math.abs(found.metres - 103.1) < 0.2, `${found.metres}`);
  assert.equal(nearestStreet(buildAtlas([], [], today), at(1, 1)), undefined);
});

const corner = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
const ring = fc.array(corner, { minLength: 3, maxLength: 9 }).map((corners) => [...corners, corners[0] as [number, number]]);
const shapes = fc.array(fc.array(fc.array(ring, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }), {
  minLength: 1,
  maxLength: 6,
});

/** The rule said another way, exact on whole numbers: which side of each edge, by a turn; no grid, no bands. */
function isInside(shape: Shape, [x, y]: readonly [number, number]): boolean {
  const edges = shape.flat().flatMap((line) => line.slice(1).map((to, i) => [line[i] as readonly [number, number], to] as const));
  const east = edges.filter(([a, b]) => {
    const turn = (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
    return a[1] <= y && y < b[1] ? turn > 0 : b[1] <= y && y < a[1] ? turn < 0 : false;
  });
  return east.length % 2 === 1;
}

test('on any shapes, and at their very corners, the atlas answers as the plain rule does', () => {
  fc.assert(
    fc.property(
      shapes,
      fc.array(fc.tuple(fc.integer({ min: -4, max: 52 }), fc.integer({ min: -4, max: 52 })), { minLength: 60, maxLength: 60 }),
      (drawn, quarters) => {
        const atlas = buildAtlas(
          drawn.map((shape, i) => place(`S${i}`, 'street', shape)),
          [],
          today,
        );
        for (const point of quarters.map(([x, y]) => [x / 4, y / 4] as const)) {
          const first = drawn.findIndex((shape) => isInside(shape, point));
          assert.equal(locate(atlas, at(...point))?.street, first < 0 ? undefined : `S${first}`, `${point}`);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a ground cut into crooked pieces that share their borders gives every point to exactly one of them', () => {
  const jitter = fc.array(fc.double({ min: -0.4, max: 0.4, noNaN: true }), { minLength: 98, maxLength: 98 });
  const inner = fc.double({ min: 0.5, max: 5.5, noNaN: true });
  fc.assert(
    fc.property(jitter, fc.array(fc.tuple(inner, inner), { minLength: 40, maxLength: 40 }), (shifts, points) => {
      const knot = (x: number, y: number): [number, number] => [
        114 + (x + (shifts[(y * 7 + x) * 2] ?? 0)) / 100,
        22 + (y + (shifts[(y * 7 + x) * 2 + 1] ?? 0)) / 100,
      ];
      const pieces = [0, 1, 2, 3, 4, 5].flatMap((y) =>
        [0, 1, 2, 3, 4, 5].map((x) => named(`N${x}${y}`, [[[knot(x, y), knot(x + 1, y), knot(x + 1, y + 1), knot(x, y + 1), knot(x, y)]]])),
      );
      const atlas = buildAtlas([], pieces, today);
      const corners = [1, 2, 3, 4, 5].map((i) => knot(i, 6 - i));
      return [...points.map(([x, y]) => [114 + x / 100, 22 + y / 100] as const), ...corners].every(
        ([lon, lat]) => containing(atlas, at(lon, lat)).length === 1,
      );
    }),
    { numRuns: 60 },
  );
});
