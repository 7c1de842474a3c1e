import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Instant } from '../../../../kernel/brand.ts';
import { ownBatch, ownPosition, readOwn } from './own.ts';
import { readOsmand } from './osmand.ts';
import type { Location } from '../jt808/location.ts';
import { deviceOfSender, readOwnTracks, senderOf, senderOfTopic } from './owntracks.ts';
import { readTerminal } from './terminal.ts';

const HEARD = Date.parse('2026-11-25T09:00:00Z') as Instant;
const near = (found: number | null | undefined, wanted: number) =>
  assert.ok(Math.abs((found ?? Number.NaN) - wanted) < 1e-9, `${found} is not ${wanted}`);

function osmand(body: unknown) {
  const read = readOsmand(body, HEARD);
  return read.ok ? read.value : [];
}
const first = (body: unknown) => osmand(body)[0] ?? assert.fail('not readable');

describe('the OsmAnd door', () => {
  const form = (text: string) => Object.fromEntries(new URLSearchParams(text));
  test('reads the form of today’s client; speed is in knots', () => {
    const { device, position, battery } = first(
      form('id=P0731&lat=22.536&lon=114.05&timestamp=1790000000&accuracy=8&altitude=12&speed=2&bearing=90&batt=77&charge=false'),
    );
    assert.deepEqual([device, position?.at, position?.accuracy, position?.course, battery], ['P0731', 1_790_000_000_000, 8, 90, 77]);
    near(position?.speed, 2 * 0.514_444_444_444_444_4);
  });
  test('reads the JSON of the client before, where speed is in metres per second and -1 means unknown', () => {
    const { device, position, battery } = first({
      location: {
        timestamp: '2026-09-21T08:53:20.000Z',
        coords: { latitude: 22.536, longitude: 114.05, accuracy: 8, speed: 1.5, heading: -1, altitude: 3 },
        battery: { level: 0.77, is_charging: false },
        mock: true,
      },
      device_id: 'P0731',
    });
    assert.deepEqual([device, position?.speed, position?.course, position?.isMock, battery], ['P0731', 1.5, null, true, 77]);
    assert.equal(position?.at, Date.parse('2026-09-21T08:53:20Z'));
  });
  test('reads an array in order', () => {
    assert.deepEqual(
      osmand([
        { id: 'a', lat: 1, lon: 2, timestamp: 1_790_000_000 },
        { id: 'a', lat: '1', lon: '3', timestamp: '1790000010' },
      ]).map(({ position }) => position?.lon),
      [2, 3],
    );
  });
  for (const [said, at] of [
    ['1790000000', 1_790_000_000_000],
    ['1790000000123', 1_790_000_000_123],
    ['2147483647', 2_147_483_647_000],
    ['2147483648', 2_147_483_648],
    ['2026-11-25T17:00:00+08:00', HEARD],
    ['2026-11-25T17:00:00%2B08:00', HEARD],
    ['2026-11-25 09:00:00', HEARD],
    ['2026-11-25T09%3A00%3A00Z', HEARD],
    ['', HEARD],
  ] as const) {
    test(`a time of “${said}”`, () => {
      const text = said.includes('%') ? said : encodeURIComponent(said);
      assert.equal(first(form(`id=a&lat=1&lon=2&timestamp=${text}`)).position?.at, at);
    });
  }
  test('a heartbeat without a place, a place in one field, and a place that is no fix', () => {
    assert.equal(first(form('id=a&timestamp=1790000000')).position, null);
    assert.equal(first(form('id=a&location=22.5,114.1')).position?.lon, 114.1);
    assert.equal(first(form('deviceid=a&lat=1&lon=2&valid=false')).position?.isFix, false);
    assert.equal(first(form('id=a&lat=NaN&lon=2')).position, null);
    assert.equal(first(form('id=a&lat=999&lon=2')).position?.lat, 999);
  });
  for (const body of [
    {},
    { lat: 1, lon: 2 },
    { id: 'a', lat: 'north', lon: 2 },
    { id: 'a', timestamp: 'soon' },
    { id: 'a b' },
    [],
    'x',
    null,
    [{ id: 'a' }, 7],
  ]) {
    test(`${JSON.stringify(body)} is not readable`, () => assert.equal(readOsmand(body, HEARD).ok, false));
  }
});

describe('the OwnTracks door', () => {
  const sender = senderOf('chen', 'redmi');
  const location = {
    _type: 'location',
    tid: 'cr',
    lat: 22.536,
    lon: 114.05,
    tst: 1_790_000_000,
    acc: 8,
    vel: 36,
    cog: 90,
    batt: 60,
    t: 'u',
  };
  const read = (body: unknown, from = sender) => readOwnTracks(body, from, HEARD);
  test('reads a place; speed is in km/h', () => {
    const heard = read(location);
    assert.ok(heard.ok);
    assert.deepEqual([heard.value.device, heard.value.position?.at, heard.value.battery], ['chen/redmi', 1_790_000_000_000, 60]);
    near(heard.value.position?.speed, 10);
  });
  test('a ping, a transition, a last will and an encrypted message are signs of life', () => {
    for (const body of [
      { ...location, t: 'p' },
      { _type: 'transition', event: 'enter' },
      { _type: 'lwt', tst: 1 },
      { _type: 'encrypted', data: 'x' },
    ]) {
      const heard = read(body);
      assert.equal(heard.ok && heard.value.position, null);
    }
  });
  test('the topic names the sender when nothing else does', () => {
    const heard = read({ ...location, topic: 'owntracks/chen/redmi' }, undefined);
    assert.equal(heard.ok && heard.value.device, 'chen/redmi');
    assert.deepEqual(senderOfTopic('owntracks/chen/redmi/event'), sender);
    assert.equal(deviceOfSender(sender ?? assert.fail()), 'chen/redmi');
    assert.equal(senderOfTopic('other/chen/redmi'), undefined);
    assert.equal(senderOfTopic('owntracks/#/+'), undefined);
  });
  test('an accuracy of zero means unknown', () => {
    const heard = read({ ...location, acc: 0 });
    assert.equal(heard.ok && heard.value.position?.accuracy, null);
  });
  for (const body of [{}, [], null, { ...location, tst: undefined }, { ...location, lat: 'x' }, { ...location, tst: 1e12 }]) {
    test(`${JSON.stringify(body)} is not readable`, () => assert.equal(read(body).ok, false));
  }
  test('without a sender nothing is readable', () => assert.equal(readOwnTracks(location, undefined, HEARD).ok, false));
});

describe('our own door', () => {
  const said = {
    t: 1_790_000_000_123,
    lat: 22.536,
    lon: 114.05,
    crs: 'wgs84',
    acc: 8,
    spd: 1.2,
    hdg: 90,
    alt: 12,
    bat: 77,
    src: 'gps',
    mock: false,
    seq: 812,
  };
  test('reads what the handbook shows', () => {
    const position = readOwn(ownPosition.parse(said), HEARD);
    assert.deepEqual([position.at, position.speed, position.seq, position.battery], [1_790_000_000_123, 1.2, 812, 77]);
  });
  test('a place in the shifted system is moved by the shift of Shenzhen, some 500 m', () => {
    const { lon, lat } = readOwn(ownPosition.parse({ ...said, crs: 'gcj02' }), HEARD);
    assert.ok(Math.abs(lon - 114.0449) < 0.001 && Math.abs(lat - 22.5388) < 0.001, `${lon} ${lat}`);
  });
  test('a report without a coordinate system, with an unknown key or with text for a number is refused', () => {
    const { crs: _, ...bare } = said;
    for (const wrong of [bare, { ...said, speed: 1 }, { ...said, lat: '22' }, { ...said, t: -1 }])
      assert.equal(ownBatch.safeParse([wrong]).success, false);
  });
  test('out of range is read as it was said, for the trail judges it', () => {
    assert.equal(readOwn(ownPosition.parse({ ...said, lat: 116.3 }), HEARD).lat, 116.3);
  });
});

describe('the door of vehicle terminals', () => {
  const location: Location = {
    alarm: 0,
    status: 3,
    isFix: true,
    lat: 22.5,
    lon: 114,
    heightMetres: 10,
    speedKmh: 36,
    course: 90,
    digits: '261125170000',
    at: HEARD,
    items: [],
    isTruncated: false,
  };
  test('speed is in km/h', () => near(readTerminal(location, HEARD, false)?.speed, 10));
  test('a location that repeats the last place, or whose coordinates are encrypted, is no fix', () => {
    assert.equal(readTerminal({ ...location, isFix: false }, HEARD, false)?.isFix, false);
    assert.equal(readTerminal({ ...location, status: 3 | (1 << 5) }, HEARD, false)?.isFix, false);
  });
  test('a location at no moment is only a sign of life', () => assert.equal(readTerminal({ ...location, at: null }, HEARD, false), null));
});
