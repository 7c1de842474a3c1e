import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type Site, openSite, TEN } from './site.ts';
import { crew } from './crew.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());

type Enrolled = { id: string; identity: string; key: string | null; setup: string | null };
const api = async (account: string, method: string, path: string, body?: object) => {
  const answer = await fetch(`${site.base}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await site.token(account)}`,
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const enrol = async (more: object) => {
  const { status, body } = await api('west-administrator', 'POST', '/api/devices', { name: '陈巡查', street: '440399001', ...more });
  assert.equal(status, 201, JSON.stringify(body));
  return body as unknown as Enrolled;
};
const trail = async (id: string, account = 'west-dispatcher') =>
  api(
    account,
    'GET',
    `/api/devices/${id}/trail?from=${TEN - 86_400_000}&to=${TEN + 86_400_000}&reason=${encodeURIComponent('核对巡查投诉')}`,
  );
const positions = async (id: string) =>
  (await trail(id)).body.positions as { at: number; lon: number; speed: number | null; doubts: string[] }[];
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${site.base}${path}`, { method: 'POST', body, headers });
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const seconds = TEN / 1000;

describe('the Traccar Client', () => {
  test('is set up by a code that holds everything, and its reports are stored whatever they are', async () => {
    const { id, identity, setup } = await enrol({ door: 'osmand' });
    assert.match(setup ?? '', new RegExp(`/telemetry/osmand\\?id=${identity}&accuracy=high&interval=20&`));
    const form1 = `id=${identity}&lat=22.536&lon=114.051&timestamp=${seconds - 60}&accuracy=8&speed=2&batt=77&charge=false`;
    assert.equal((await post('/telemetry/osmand', form1, form)).status, 200);
    assert.equal(
      (await fetch(`${site.base}/telemetry/osmand?id=${identity}&lat=22.536&lon=114.0511&timestamp=${seconds - 50}`)).status,
      200,
    );
    assert.equal((await post(`/telemetry/osmand?id=${identity}&lat=22.536&lon=114.0512&timestamp=${seconds - 40}`, '')).status, 200);
    const json = { 'content-type': 'application/json' };
    assert.equal(
      (await post('/telemetry/osmand', JSON.stringify({ id: identity, lat: 22.536, lon: 114.0513, timestamp: seconds - 30 }), json)).status,
      200,
    );
    const array = [
      { id: identity, lat: 999, lon: 114, timestamp: seconds - 20 },
      { id: identity, lat: 22.536, lon: 114.0514, timestamp: seconds - 10 },
    ];
    assert.equal((await post('/telemetry/osmand', JSON.stringify(array), json)).status, 200);
    // A heartbeat, a place in the next century and an accuracy no number holds: all of them 2xx, or the phone falls silent.
    for (const said of [
      `id=${identity}&timestamp=${seconds}`,
      `id=${identity}&lat=1&lon=1&timestamp=4102444800`,
      `id=${identity}&lat=1&lon=1&timestamp=${seconds - 5}&accuracy=1e300`,
    ])
      assert.equal((await post('/telemetry/osmand', said, form)).status, 200, said);
    const found = await positions(id);
    assert.deepEqual(
      found.map(({ at, doubts }) => [(TEN - at) / 1000, doubts.join()]),
      [
        [60, ''],
        [50, ''],
        [40, ''],
        [30, ''],
        [20, 'out-of-range'],
        [10, ''],
        [5, 'jump'],
      ],
    );
    assert.ok(Math.abs((found[0]?.speed ?? 0) - 2 * 0.514_444) < 1e-4);
  });
  test('that nobody enrolled keeps its reports until it is, and waits for an administrator', async () => {
    assert.equal((await post('/telemetry/osmand', `id=stranger&lat=1&lon=2`, form)).status, 404);
    const { body } = await api('west-administrator', 'GET', '/api/devices');
    assert.ok((body.unknown as { identity: string }[]).some(({ identity }) => identity === 'stranger'));
    const { body: seen } = await api('west-dispatcher', 'GET', '/api/devices');
    assert.deepEqual(seen.unknown, []);
  });
  test('that sends nonsense is told 400', async () => {
    for (const said of ['', 'lat=1&lon=2', 'id=a&lat=north&lon=2'])
      assert.equal((await post('/telemetry/osmand', said, form)).status, 400, said);
    assert.equal((await post('/telemetry/osmand', '{"id":', { 'content-type': 'application/json' })).status, 400);
  });
});

const basic = (user: string, key: string | null) => ({
  authorization: `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`,
  'content-type': 'application/json',
});

describe('OwnTracks', () => {
  const location = { _type: 'location', tid: 'cr', lat: 22.536, lon: 114.051, tst: seconds - 5, acc: 8, vel: 36 };
  test('by header, by query and by topic; an empty probe and a ping are heard; a wrong password is not', async () => {
    const { id, key } = await enrol({ door: 'owntracks', identity: 'chen/redmi' });
    const send = (body: object | '', headers: object = {}, query = '') =>
      post(`/telemetry/owntracks${query}`, body === '' ? '' : JSON.stringify(body), { ...basic('chen', key), ...headers });
    const answer = await send(location, { 'x-limit-u': 'chen', 'x-limit-d': 'redmi' });
    assert.deepEqual([answer.status, await answer.json()], [200, []]);
    assert.equal((await send({ ...location, tst: seconds - 4 }, {}, '?u=chen&d=redmi')).status, 200);
    assert.equal((await send({ ...location, tst: seconds - 3, topic: 'owntracks/chen/redmi' })).status, 200);
    assert.equal((await send('')).status, 200);
    assert.equal((await send({ ...location, t: 'p', tst: seconds }, { 'x-limit-u': 'chen', 'x-limit-d': 'redmi' })).status, 200);
    assert.equal((await send(location, { ...basic('chen', 'guess'), 'x-limit-u': 'chen', 'x-limit-d': 'redmi' })).status, 401);
    const found = await positions(id);
    assert.deepEqual(
      found.map(({ at, speed }) => [(TEN - at) / 1000, speed]),
      [
        [5, 10],
        [4, 10],
        [3, 10],
      ],
    );
  });
});

describe('our own door', () => {
  const one = { t: TEN - 9000, lat: 22.536, lon: 114.051, crs: 'wgs84', acc: 8 };
  test('takes a batch once, however often it is sent', async () => {
    const { id, identity, key } = await enrol({ door: 'own' });
    const batch = [one, { ...one, t: TEN - 8000, seq: 2 }, { ...one, t: TEN - 7000, mock: true }];
    for (let round = 0; round < 3; round += 1) {
      const answer = await post('/telemetry/positions', JSON.stringify(batch), basic(identity, key));
      assert.deepEqual([answer.status, await answer.json()], [200, { heard: 3, kept: 3 }]);
    }
    assert.deepEqual(
      (await positions(id)).map(({ doubts }) => doubts.join()),
      ['', '', 'mock'],
    );
    const { crs: _, ...bare } = one;
    assert.equal((await post('/telemetry/positions', JSON.stringify([bare]), basic(identity, key))).status, 400);
    assert.equal((await post('/telemetry/positions', JSON.stringify([one]), basic(identity, 'guess'))).status, 401);
  });
});

describe('a trail', () => {
  test('is shown for a reason, to those who may, and the person reads who looked', async () => {
    const person = site.world.people.find(({ id }) => crew.some((each) => each.id === id && each.account === 'west-patroller'));
    assert.ok(person);
    const { id } = await enrol({ door: 'osmand', person: person.id });
    assert.equal((await api('west-dispatcher', 'GET', `/api/devices/${id}/trail?from=0&to=1`)).status, 400);
    assert.equal((await trail(id)).status, 200);
    assert.equal((await trail(id, 'west-handler')).status, 404);
    assert.equal((await trail(id, 'east-dispatcher')).status, 404);
    assert.equal((await trail(id, 'west-patroller')).status, 200);
    const { body } = await api('west-patroller', 'GET', '/api/me/trail-looks');
    const looks = body.looks as { by: string; reason: string }[];
    assert.equal(looks.length, 2);
    assert.ok(looks.every(({ reason }) => reason === '核对巡查投诉'));
    assert.deepEqual((await api('west-handler', 'GET', '/api/me/trail-looks')).body.looks, []);
  });
  test('an identity is enrolled once, and only in one’s own street', async () => {
    await enrol({ door: 'jt808', identity: '013800009999' });
    const again = await api('west-administrator', 'POST', '/api/devices', {
      door: 'jt808',
      identity: '13800009999',
      name: 'x',
      street: '440399001',
    });
    assert.deepEqual([again.status, again.body.code], [409, 'device-known']);
    assert.equal((await api('west-administrator', 'POST', '/api/devices', { door: 'osmand', name: 'x', street: '440399002' })).status, 403);
  });
});
