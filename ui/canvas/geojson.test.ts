import assert from 'node:assert/strict';
import test from 'node:test';
import { collectionOf, shapesOf } from './geojson.ts';

const square = [
  [
    [0, 0],
    [2, 0],
    [2, 4],
    [0, 4],
    [0, 0],
  ],
];
const grid = (code: string) => ({
  type: 'Feature' as const,
  geometry: { type: 'Polygon', coordinates: square },
  properties: { layer: 'duty_grid', code },
});
const label = (code: string, at: [number, number]) => ({
  type: 'Feature' as const,
  geometry: { type: 'Point', coordinates: at },
  properties: { layer: 'label', code },
});
const shapes = shapesOf({ features: [grid('G1'), grid('G2'), label('G1', [0.5, 0.5])] });

test('every point is drawn, the worst on top', () => {
  const look = (tone: 'red' | 'green') => ({ tone, shape: 'circle' as const });
  const { features } = collectionOf(
    {
      id: 'cases',
      kind: 'points',
      features: [
        { id: 'a', lon: 1, lat: 1, look: look('red') },
        { id: 'b', lon: 1, lat: 1, look: look('green') },
      ],
    },
    shapes,
  );
  assert.equal(features.length, 2);
  const [red, green] = features.map(({ properties }) => Number(properties.depth));
  assert.ok(red !== undefined && green !== undefined && red > green);
  assert.equal(features[0]?.properties.image, 'mark/circle/red');
});

test('an area named by code takes the shape and the label place of the base map', () => {
  const { features } = collectionOf(
    { id: 'grids', kind: 'areas', features: [{ id: 'g', code: 'G1', look: { tone: 'amber', label: '剩 4 分' } }] },
    shapes,
  );
  assert.deepEqual(
    features.map(({ geometry }) => geometry),
    [
      { type: 'MultiPolygon', coordinates: [square] },
      { type: 'Point', coordinates: [0.5, 0.5] },
    ],
  );
});

test('without a label place the words stand in the middle', () => {
  const { features } = collectionOf(
    { id: 'grids', kind: 'areas', features: [{ id: 'g', code: 'G2', look: { tone: 'red', label: '超时' } }] },
    shapes,
  );
  assert.deepEqual(features[1]?.geometry, { type: 'Point', coordinates: [1, 2] });
});

test('an area with nothing to say has no label, and one the base map lacks is left out', () => {
  const areas = [
    { id: 'g', code: 'G1', look: { tone: 'green' as const } },
    { id: 'x', code: 'nowhere', look: { tone: 'red' as const } },
  ];
  const { features } = collectionOf({ id: 'grids', kind: 'areas', features: areas }, shapes);
  assert.deepEqual(
    features.map(({ properties }) => properties.id),
    ['g'],
  );
});
