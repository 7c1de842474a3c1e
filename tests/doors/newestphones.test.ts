import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import { type Row, refuses } from './hostile.ts';
import { aims, broken, get, openAims, post, site } from './newestknocks.ts';
import { say } from './say.ts';

before(openAims);
after(() => site().close());

const NUL = '\u0000';
const HALF = '\ud83d';
const AT = 1_772_416_800_000;

/** Devices, whose they are, and looks at their trails. */
function lookRows(): Row[] {
  const enrol = (says: string, more: object, status = 400, code = 'invalid'): Row => [
    says,
    () => post('west-administrator', '/api/devices', { door: 'own', name: '手机', street: '440399001', ...more }),
    status,
    code,
  ];
  const look = (says: string, query: string, { account = 'west-dispatcher', status = 400, code = 'invalid' } = {}): Row => [
    says,
    () => get(account, `/api/devices/${aims().phone.id}/trail?${query}`),
    status,
    code,
  ];
  const reason = encodeURIComponent('核对投诉');
  const end = (says: string, id: () => string, account: string, status: number, code: string): Row => [
    says,
    () => post(account, `/api/devices/${id()}/end`, {}),
    status,
    code,
  ];
  return [
    enrol('a device with NUL in its name', { name: `手${NUL}机` }),
    enrol('a device with half a character for a name', { name: HALF }),
    enrol('a device whose person is NUL', { person: NUL }),
    enrol('a device whose vehicle is half a character', { vehicle: HALF }),
    enrol('a device of a person nobody is', { person: 'p-nobody' }, 422, 'no-such-person'),
    enrol('a device of a person of the other street', { person: 'p-east-patroller' }, 422, 'no-such-person'),
    enrol('a device of another street', { street: '440399002' }, 403, 'forbidden'),
    enrol('a device of a street with a path', { street: '../440399' }),
    enrol('an identity that climbs in blanks', { identity: '.. /..' }),
    enrol('an identity of an object', { identity: {} }),
    enrol('a mover every object has', { mover: 'constructor' }),
    enrol('asked every nought seconds', { askedSeconds: 0 }),
    enrol('asked every 1e300 seconds', { askedSeconds: 1e300 }),
    [
      'a device without a key',
      () => post('west-administrator', '/api/devices', { door: 'own', name: '手机', street: '440399001' }, { 'idempotency-key': '' }),
      400,
      'key-missing',
    ],
    [
      'one key for another device',
      () =>
        post(
          'west-administrator',
          '/api/devices',
          { door: 'own', name: '别的', street: '440399001' },
          { 'idempotency-key': aims().phone.id },
        ),
      422,
      'key-used-for-something-else',
    ],
    look('a trail for no reason', `from=0&to=${AT}`),
    look('a trail for a reason of NUL', `from=0&to=${AT}&reason=${reason}%00`),
    look('a trail from before time', `from=-1&to=${AT}&reason=${reason}`),
    look('a trail until the year 10000', `from=0&to=1e15&reason=${reason}`),
    look('a trail from a day in words', `from=yesterday&to=${AT}&reason=${reason}`),
    look('a trail that ends before it begins', `from=${AT}&to=0&reason=${reason}`),
    look('a trail of two reasons', `from=0&to=${AT}&reason=${reason}&reason=${reason}`),
    look('the trail of another street', `from=0&to=${AT}&reason=${reason}`, {
      account: 'east-dispatcher',
      status: 404,
      code: 'no-such-device',
    }),
    look('the trail of somebody else', `from=0&to=${AT}&reason=${reason}`, {
      account: 'west-handler',
      status: 404,
      code: 'no-such-device',
    }),
    [
      'the trail of a device that is SQL',
      () => get('west-dispatcher', `/api/devices/${encodeURIComponent("' or 1=1")}/trail?from=0&to=1&reason=${reason}`),
      400,
      'invalid',
    ],
    end('a device of another street, ended', () => aims().phone.id, 'east-administrator', 404, 'no-such-device'),
    end('a device that is none, ended', () => randomUUID(), 'west-administrator', 404, 'no-such-device'),
    end('a device that is a path, ended', () => '..%2f..', 'west-administrator', 400, 'invalid'),
    ['devices, asked by a patroller', () => get('west-patroller', '/api/devices'), 403, 'forbidden'],
    ['a lesson asked for by a dispatcher', () => post('west-dispatcher', '/api/judgement/lessons', {}), 403, 'forbidden'],
    ['a lesson asked for by nobody', () => ({ method: 'POST', path: '/api/judgement/lessons' }), 401, 'unauthenticated'],
    ['a lesson of half a body', () => ({ ...post('west-administrator', '/api/judgement/lessons', {}), body: '{"a":' }), 400, 'not-json'],
  ];
}

/** What phones send: our own door, OwnTracks, the Traccar Client and OsmAnd. */
function phoneRows(): Row[] {
  const one = { t: AT - 9000, lat: 22.536, lon: 114.051, crs: 'wgs84' };
  const basic = (user: string, key: string) => ({
    authorization: `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`,
    'content-type': 'application/json',
  });
  const own = (says: string, body: string | object, status = 400, code = 'not-readable'): Row => [
    says,
    () => ({
      method: 'POST',
      path: '/telemetry/positions',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: basic(aims().phone.identity, aims().phone.key),
    }),
    status,
    code,
  ];
  const tracks = (says: string, body: string | object, more: Record<string, string> = {}): Row => [
    says,
    () => ({
      method: 'POST',
      path: '/telemetry/owntracks',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { ...basic('a', 'b'), ...more },
    }),
    400,
    typeof body === 'string' ? 'not-json' : 'not-readable',
  ];
  const form = (says: string, said: string, status = 400, code = 'not-readable'): Row => [
    says,
    () => ({ method: 'POST', path: '/telemetry/osmand', body: said, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    status,
    code,
  ];
  const wrong = (says: string, user: string, key: () => string, status: number, code: string): Row => [
    says,
    () => ({
      method: 'POST',
      path: '/telemetry/positions',
      body: JSON.stringify(one),
      headers: basic(user || aims().phone.identity, key()),
    }),
    status,
    code,
  ];
  return [
    own('no positions', []),
    own(
      'a thousand and one positions',
      Array.from({ length: 1001 }, () => one),
    ),
    own('a position with an unknown key', { ...one, street: '440399002' }),
    own('a position without its coordinate system', { ...one, crs: undefined }),
    own('a position in a coordinate system every object has', { ...one, crs: 'toString' }),
    own('a time in text', { ...one, t: '2026-03-02' }),
    own('a time before time', { ...one, t: -1 }),
    own('a time in the year 5139', { ...one, t: 1e15 }),
    own('a time of half a millisecond', { ...one, t: AT + 0.5 }),
    own('a latitude in words', { ...one, lat: 'north' }),
    own('a latitude beyond numbers', `{"t":${AT},"lat":1e999,"lon":114,"crs":"wgs84"}`),
    own('a course of 361 degrees', { ...one, hdg: 361 }),
    own('minus one second of speed', { ...one, spd: -1 }),
    own('a serial number of 2^53', { ...one, seq: 2 ** 53 }),
    own('a source of twenty-one characters', { ...one, src: 'a'.repeat(21) }),
    own('null', 'null'),
    own('half a body', '[{"t":', 400, 'not-json'),
    own('no body', '', 400, 'not-json'),
    own('a prototype', '{"__proto__":{"t":1}}'),
    own('two megabytes', JSON.stringify([{ ...one, src: 'a'.repeat(2 * 1024 * 1024) }]), 413, 'too-large'),
    wrong('a guessed key', '', () => 'guess', 401, 'wrong-credentials'),
    wrong('the key of a device with a sign more', '', () => `${aims().phone.key}A`, 401, 'wrong-credentials'),
    wrong('a device of NUL', `${NUL}`, () => aims().phone.key, 404, 'no-such-device'),
    wrong('a device of half a character', `a${NUL}b`, () => aims().phone.key, 404, 'no-such-device'),
    tracks('half JSON', '{"_type":'),
    tracks('a list of messages', [{ _type: 'location' }]),
    tracks('a message of no type', { lat: 1, lon: 1 }),
    tracks('a message whose type is an object', { _type: {} }),
    tracks('a sender that climbs', { _type: 'location', lat: 1, lon: 1, tst: 1 }, { 'x-limit-u': '../..', 'x-limit-d': 'x' }),
    tracks('a topic with a script', { _type: 'location', lat: 1, lon: 1, tst: 1, topic: 'owntracks/<script>/x' }, { authorization: '' }),
    tracks('a place in words', { _type: 'location', lat: 'n', lon: 'e', tst: 1, topic: 'owntracks/a/b' }),
    tracks('a time in the year 5139', { _type: 'location', lat: 1, lon: 1, tst: 1e12, topic: 'owntracks/a/b' }),
    form('no device', 'lat=1&lon=2'),
    form('a device of NUL', 'id=%00&lat=1&lon=2'),
    form('a device that is a path', 'id=..%2f..%2fetc&lat=1&lon=2'),
    form('a device of sixty-five signs', `id=${'a'.repeat(65)}&lat=1&lon=2`),
    form('a device that is SQL', `id=${encodeURIComponent("' or 1=1 --")}&lat=1&lon=2`),
    form('a time that is none', 'id=a&lat=1&lon=2&timestamp=soon'),
    form('a time beyond times', 'id=a&lat=1&lon=2&timestamp=1e300'),
    [
      'a thousand and one reports in one',
      () => ({
        method: 'POST',
        path: '/telemetry/osmand',
        body: JSON.stringify(Array.from({ length: 1001 }, () => ({ id: 'a' }))),
        headers: { 'content-type': 'application/json' },
      }),
      400,
      'not-readable',
    ],
    [
      'a report that is a list of nulls',
      () => ({ method: 'POST', path: '/telemetry/osmand', body: '[null]', headers: { 'content-type': 'application/json' } }),
      400,
      'not-readable',
    ],
    [
      'a packed report',
      () => ({ method: 'POST', path: '/telemetry/osmand', body: 'id=a', headers: { 'content-encoding': 'gzip' } }),
      415,
      'packed',
    ],
  ];
}

refuses('devices', site, [
  ...lookRows(),
  ...broken('/api/devices', 'west-administrator', { door: 'osmand', name: '手机', street: '440399001' }),
]);
refuses('phones', site, phoneRows());

test('the requests these are made from are right in everything else', async () => {
  const enrolled = await say(
    site().port,
    post('west-administrator', '/api/devices', { door: 'own', name: '手机', street: '440399001', person: 'p-west-patroller' }),
  );
  assert.equal(enrolled.status, 201, enrolled.text);
  const { identity, key } = JSON.parse(enrolled.text) as { identity: string; key: string };
  const heard = await say(site().port, {
    method: 'POST',
    path: '/telemetry/positions',
    body: JSON.stringify({ t: AT - 9000, lat: 22.536, lon: 114.051, crs: 'wgs84' }),
    headers: { authorization: `Basic ${Buffer.from(`${identity}:${key}`).toString('base64')}` },
  });
  assert.deepEqual([heard.status, heard.text], [200, '{"heard":1,"kept":1}']);
});
