import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { metresBetween } from '../../kernel/place/distance.ts';
import { drawablesOf, inView, pointAt, type Spot, shifted, spotOf, type View, zoomed } from './ground.ts';

const shixia = { lon: 114.0475, lat: 22.5295 };
const view: View = { centre: shixia, metresPerPixel: 0.9 };
const spots = fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -400, max: 400 }));
const isNear = (a: number, b: number, within: number) => assert.ok(Math.abs(a - b) <= within, `${a} is not within ${within} of ${b}`);

test('a place and its spot on the screen find each other again', () => {
  fc.assert(
    fc.property(spots, (spot) => {
      const { lon, lat } = pointAt(view, spot);
      const [x, y] = spotOf(view, lon, lat);
      isNear(x, spot[0], 1e-6);
      isNear(y, spot[1], 1e-6);
    }),
  );
});

test('a hundred pixels at 0.9 metres a pixel are ninety metres of ground, east and north alike', () => {
  for (const spot of [
    [100, 0],
    [0, -100],
  ] as Spot[])
    isNear(metresBetween(shixia, pointAt(view, spot)), 90, 0.5);
});

test('down on the screen is south and right is east', () => {
  const moved = shifted(view, [10, 10]).centre;
  assert.ok(moved.lon > shixia.lon && moved.lat < shixia.lat);
});

test('zooming leaves the ground under the fingers where it is', () => {
  fc.assert(
    fc.property(spots, fc.double({ min: 0.5, max: 2, noNaN: true }), (around, factor) => {
      const held = pointAt(view, around);
      const [x, y] = spotOf(zoomed(view, factor, around), held.lon, held.lat);
      isNear(x, around[0], 0.05);
      isNear(y, around[1], 0.05);
    }),
  );
});

test('no zoom goes beyond a paving stone or the district', () => {
  assert.equal(zoomed(view, 1e9, [0, 0]).metresPerPixel, 0.2);
  assert.equal(zoomed(view, 1e-9, [0, 0]).metresPerPixel, 24);
  assert.deepEqual(zoomed({ ...view, metresPerPixel: 0.2 }, 5, [90, 40]).centre, shixia);
});

const road = (from: [number, number], to: [number, number], name?: string) => ({
  type: 'Feature' as const,
  geometry: { type: 'LineString', coordinates: [from, to] },
  properties: { layer: 'road', class: 5, ...(name ? { name } : {}) },
});

test('only what can touch the window is drawn, long roads that merely pass included', () => {
  const base = {
    features: [
      road([114.0474, 22.5294], [114.0476, 22.5296], '石厦北一街'),
      road([114.0, 22.5295], [114.1, 22.5295], '福民路'),
      road([114.06, 22.54], [114.07, 22.54], '福华路'),
    ],
  };
  const seen = inView(drawablesOf(base), view, { width: 360, height: 280 });
  assert.deepEqual(
    seen.map(({ zh }) => zh),
    ['石厦北一街', '福民路'],
  );
});

test('a base map is made ready once', () => {
  const base = { features: [road([114, 22], [115, 23])] };
  assert.equal(drawablesOf(base), drawablesOf(base));
});

test('an English reader is given the Chinese name where there is no other', () => {
  assert.equal(drawablesOf({ features: [road([114, 22], [115, 23], '福民路')] })[0]?.en, '福民路');
});
