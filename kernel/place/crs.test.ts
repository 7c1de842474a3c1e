import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromWgs84, toWgs84 } from './crs.ts';
import { metresBetween } from './distance.ts';

const inChina = fc.record({ lon: fc.double({ min: 74, max: 134, noNaN: true }), lat: fc.double({ min: 4, max: 53, noNaN: true }) });

test('the published GCJ-02 position of a point in Futian comes out to the sixth decimal', () => {
  const { lon, lat } = fromWgs84({ lon: 114.0579, lat: 22.5431 }, 'GCJ02');
  assert.deepEqual([lon.toFixed(6), lat.toFixed(6)], ['114.063014', '22.540383']);
});

test('a Baidu position lies north-east of the GCJ-02 one by about a kilometre', () => {
  const gcj = fromWgs84({ lon: 114.0579, lat: 22.5431 }, 'GCJ02');
  const baidu = fromWgs84({ lon: 114.0579, lat: 22.5431 }, 'BD09');
  assert.ok(baidu.lon > gcj.lon && baidu.lat > gcj.lat);
  assert.ok(Math.abs(metresBetween(gcj, baidu) - 950) < 150);
});

for (const crs of ['GCJ02', 'BD09'] as const) {
  test(`there and back through ${crs} loses less than a centimetre anywhere in the country`, () => {
    fc.assert(fc.property(inChina, (point) => metresBetween(toWgs84(fromWgs84(point, crs), crs), point) < 0.01));
  });
  test(`${crs} leaves a point outside the country alone, both ways`, () => {
    for (const point of [
      { lon: -74, lat: 40.7 },
      { lon: 139.7, lat: 35.7 },
      { lon: 103.8, lat: -33 },
    ]) {
      assert.deepEqual(fromWgs84(point, crs), point);
      assert.deepEqual(toWgs84(point, crs), point);
    }
  });
}

test('WGS-84 is what it is', () => {
  const point = { lon: 114.0579, lat: 22.5431 };
  assert.deepEqual([toWgs84(point, 'WGS84'), fromWgs84(point, 'WGS84')], [point, point]);
});
