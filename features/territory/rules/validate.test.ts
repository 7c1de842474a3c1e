import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Day } from '../../../kernel/brand.ts';
import type { Level, Place, Shape } from './place.ts';
import { type IssueCode, checkTerritory } from './validate.ts';

type Ring = readonly (readonly [number, number])[];
const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const day = (text: string) => text as Day;

function place(code: string, level: Level, rings: readonly Ring[] | Shape, rest: Partial<Place> = {}): Place {
  const isShape = Array.isArray(rings[0]?.[0]?.[0]);
  const shape = isShape ? (rings as Shape) : [rings as readonly Ring[]];
  return { code, level, name: { zh: code, en: code }, parent: null, shape, from: day('2020-01-01'), until: null, ...rest };
}

const street = place('S1', 'street', [box(10, 10, 20, 20)]);
const inStreet = (ring: Ring) => [street, place('G', 'duty_grid', [ring], { parent: 'S1' })];

/** What is said, the territory, and every issue expected of it: severity, code, place. */
const cases: readonly (readonly [string, readonly Place[], readonly (readonly [string, IssueCode, string])[]])[] = [
  [
    'a sound territory has no issues',
    [
      street,
      place('S2', 'street', [box(20, 10, 30, 20), box(22, 12, 24, 14)]),
      place('G', 'duty_grid', [box(10, 10, 15, 15)], { parent: 'S1' }),
    ],
    [],
  ],
  ['a place without a shape', [place('S', 'street', [] as Shape, { shape: [] })], [['error', 'no-shape', 'S']]],
  ['an open ring', [place('S', 'street', [box(0, 0, 1, 1).slice(0, 4)])], [['error', 'ring-open', 'S']]],
  [
    'a ring of three points',
    [
      place('S', 'street', [
        [
          [0, 0],
          [1, 1],
          [0, 0],
        ],
      ]),
    ],
    [['error', 'ring-too-short', 'S']],
  ],
  [
    'a ring of four points, the least there is',
    [
      place('S', 'street', [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ]),
    ],
    [],
  ],
  ['a hole that is open', [place('S', 'street', [box(0, 0, 9, 9), box(1, 1, 2, 2).slice(1)])], [['error', 'ring-open', 'S']]],
  [
    'a coordinate that is no number',
    [
      place('S', 'street', [
        [
          [0, 0],
          [Number.NaN, 0],
          [1, 1],
          [0, 0],
        ],
      ]),
    ],
    [['error', 'coordinate-not-finite', 'S']],
  ],
  [
    'metres of a projection for degrees',
    [place('S', 'street', [box(12_690_000, 2_570_000, 12_700_000, 2_580_000)])],
    [['error', 'coordinate-out-of-range', 'S']],
  ],
  ['latitude written before longitude', [place('S', 'street', [box(22, 114, 23, 115)])], [['error', 'coordinate-out-of-range', 'S']]],
  ['the ends of the range are in it', [place('S', 'street', [box(-180, -90, 180, 90)])], []],
  [
    'a bow tie',
    [
      place('S', 'street', [
        [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0],
        ],
      ]),
    ],
    [['error', 'ring-crosses-itself', 'S']],
  ],
  [
    'a ring that touches itself at a corner',
    [
      place('S', 'street', [
        [
          [0, 0],
          [2, 2],
          [4, 0],
          [4, 4],
          [2, 2],
          [0, 4],
          [0, 0],
        ],
      ]),
    ],
    [],
  ],
  ['a parent nobody knows', [place('G', 'duty_grid', [box(0, 0, 1, 1)], { parent: 'S9' })], [['error', 'parent-missing', 'G']]],
  [
    'a parent that ended before',
    [
      place('S1', 'street', [box(0, 0, 1, 1)], { until: day('2021-01-01') }),
      place('G', 'duty_grid', [box(0, 0, 1, 1)], { parent: 'S1', from: day('2021-01-01') }),
    ],
    [['error', 'parent-missing', 'G']],
  ],
  [
    'a parent of the same level',
    [street, place('S2', 'street', [box(0, 0, 1, 1)], { parent: 'S1' })],
    [['error', 'parent-not-above', 'S2']],
  ],
  [
    'a parent of a lower level',
    [place('D', 'district', [box(10, 10, 20, 20)], { parent: 'S1' }), street],
    [['error', 'parent-not-above', 'D']],
  ],
  ['a child far from its parent', inStreet(box(40, 40, 41, 41)), [['error', 'parent-elsewhere', 'G']]],
  ['a child that sticks out of its parent', inStreet(box(12, 12, 21, 15)), [['warning', 'sticks-out-of-parent', 'G']]],
  ['a child that sticks out by a few metres', inStreet(box(12, 12, 20.0004, 15)), []],
  ['two streets that overlap', [street, place('S2', 'street', [box(15, 15, 25, 25)])], [['warning', 'overlaps-sibling', 'S1']]],
  ['two streets that touch', [street, place('S2', 'street', [box(20, 10, 30, 20)])], []],
  [
    'two streets whose rectangles overlap and whose ground does not',
    [
      place('A', 'street', [
        [
          [0, 0],
          [9, 0],
          [0, 9],
          [0, 0],
        ],
      ]),
      place('B', 'street', [
        [
          [9, 1],
          [9, 9],
          [1, 9],
          [9, 1],
        ],
      ]),
    ],
    [],
  ],
  [
    'a street of before and its successor',
    [{ ...street, until: day('2024-01-01') }, place('S2', 'street', [box(10, 10, 20, 20)], { from: day('2024-01-01') })],
    [],
  ],
  ['one code twice on the same days', [street, { ...street, from: day('2023-01-01') }], [['error', 'duplicate-code', 'S1']]],
  [
    'one code twice, one after the other',
    [
      { ...street, until: day('2024-01-01') },
      { ...street, from: day('2024-01-01') },
    ],
    [],
  ],
  ['days that end before they begin', [{ ...street, until: day('2019-12-31') }], [['error', 'dates-reversed', 'S1']]],
  ['days that end as they begin', [{ ...street, until: day('2020-01-01') }], [['error', 'dates-reversed', 'S1']]],
];

for (const [says, places, expected] of cases) {
  test(says, () =>
    assert.deepEqual(
      checkTerritory(places).map(({ severity, code, place: at }) => [severity, code, at]),
      expected,
    ),
  );
}

test('an issue names the ring and the point that is wrong', () => {
  const shape: Shape = [
    [box(0, 0, 1, 1)],
    [
      box(2, 2, 5, 5),
      [
        [3, 3],
        [4, 3],
        [4, Infinity],
        [3, 3],
      ],
    ],
  ];
  assert.deepEqual(checkTerritory([place('S', 'street', shape)]), [
    { severity: 'error', code: 'coordinate-not-finite', place: 'S', facts: { polygon: 1, ring: 1, point: 2 } },
  ]);
});

test('an overlap names the other and about how much of the common ground is claimed twice', () => {
  const [issue] = checkTerritory([
    street,
    place('S2', 'street', [
      [
        [10, 10],
        [20, 10],
        [10, 20],
        [10, 10],
      ],
    ]),
  ]);
  assert.equal(issue?.facts.other, 'S2');
  assert.ok(Math.abs(Number(issue?.facts.share) - 0.5) < 0.05, `${issue?.facts.share}`);
});
