import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { boxAround, metresBetween } from './distance.ts';

for (const [says, a, b, metres] of [
  ['a degree of latitude is 111.2 km', [114, 22], [114, 23], 111_195],
  ['a degree of longitude in Futian is 102.7 km', [114, 22.54], [115, 22.54], 102_700],
  ['a point is nowhere from itself', [114, 22.54], [114, 22.54], 0],
  ['a hundredth of a thousandth of a degree is 1.1 m', [114, 22.54], [114, 22.54001], 1.112],
] as const) {
  test(says, () => {
    const measured = metresBetween({ lon: a[0], lat: a[1] }, { lon: b[0], lat: b[1] });
    assert.ok(Math.abs(measured - metres) <= metres * 0.001, `${measured}`);
  });
}

test('every point within the distance is in the box, and the box is no larger than it must be', () => {
  const near = fc.record({
    lon: fc.double({ min: 70, max: 140, noNaN: true }),
    lat: fc.double({ min: -70, max: 70, noNaN: true }),
    metres: fc.double({ min: 1, max: 100_000, noNaN: true }),
    turn: fc.double({ min: 0, max: 6.283, noNaN: true }),
  });
  fc.assert(
    fc.property(near, ({ lon, lat, metres, turn }) => {
      const box = boxAround({ lon, lat }, metres);
      const [dy, dx] = [(Math.sin(turn) * metres) / 111_195, (Math.cos(turn) * metres) / 111_195 / Math.cos((lat * Math.PI) / 180)];
      const other = { lon: lon + dx, lat: lat + dy };
      const isNear = metresBetween({ lon, lat }, other) <= metres;
      const isIn = other.lon >= box.west && other.lon <= box.east && other.lat >= box.south && other.lat <= box.north;
      return (!isNear || isIn) && metresBetween({ lon, lat }, { lon, lat: box.north }) <= metres * 1.001;
    }),
  );
});

test('at a pole the box goes all the way round', () => {
  const { west, south, east, north } = boxAround({ lon: 10, lat: 89.999 }, 1_000);
  assert.deepEqual([west, south < 89.991, east, north], [-180, true, 180, 90]);
});
