import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Instant } from '../../kernel/brand.ts';
import { insideOf } from '../../kernel/place/polygon.ts';
import { patrolIo } from '../../apps/server/patrol.ts';
import type { AskView, BoardView, WhyView } from '../../features/patrol/rules/view.ts';
import { startPatrolWatch } from '../../features/patrol/server/command.ts';
import { crew } from './crew.ts';
import { type Said, json, say } from './say.ts';
import { refuses } from './hostile.ts';
import { type Site, openSite } from './site.ts';

const EIGHT = Date.parse('2026-11-25T08:00:00+08:00');
const MINUTE = 60_000;
const STREET = '440399001';
const GRID = `${STREET}001-G1`;

let site: Site;
let turn: () => Promise<void>;
const phones = new Map<string, { identity: string; key: string }>();
const minute = (n: number) => {
  site.clock.at = (EIGHT + n * MINUTE) as Instant;
};

before(async () => {
  site = await openSite({ people: crew });
  minute(0);
  turn = startPatrolWatch({
    ...patrolIo(site.ground, () => site.clock.at),
    streets: () => [STREET],
    everyMs: Infinity,
    log: assert.fail,
  }).turn;
  // The rows of hostile requests count sessions too, so everybody signs in first.
  for (const account of ['chen', 'sun']) await site.token(account);
  const admin = await site.as('admin');
  for (const account of ['sun', 'ma']) {
    const body = { door: 'own', name: account, street: STREET, person: `p-${account}` };
    phones.set(account, await admin.ask('POST', '/api/devices', { body }));
  }
  await stand('sun', middle('440399001001-G1'), 0, 2);
  await stand('ma', middle('440399001002-G1'), 0, 2);
});
after(() => site.close());

function middle(code: string) {
  const place = site.world.places.find((each) => each.code === code) ?? assert.fail();
  return insideOf(place.shape) ?? assert.fail();
}

async function stand(account: string, place: { lon: number; lat: number }, from: number, to: number) {
  minute(to);
  const { identity, key } = phones.get(account) ?? assert.fail();
  const body = [];
  for (let at = EIGHT + from * MINUTE; at <= EIGHT + to * MINUTE; at += 20_000) body.push({ t: at, ...place, crs: 'wgs84', acc: 8 });
  const authorization = `Basic ${Buffer.from(`${identity}:${key}`).toString('base64')}`;
  const answer = await fetch(`${site.base}/telemetry/positions`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization },
  });
  assert.equal(answer.status, 200);
  await turn();
}

const board = async (account = 'chen') => (await site.as(account)).ask<BoardView>('GET', '/api/patrol/board');
const targetNow = async (id = GRID) => (await board()).promises[0]?.targets.find((each) => each.id === id) ?? assert.fail();
const ask = async (account: string, more: object = {}, key: string = randomUUID()) =>
  (await site.as(account)).ask<AskView>('POST', '/api/patrol/asks', {
    body: { street: STREET, promise: 'ch-half-hour', target: GRID, person: 'p-sun', ...more },
    more: { 'idempotency-key': key },
  });
const answer = async (account: string, id: string, said: string) =>
  (await site.as(account)).ask<AskView>('POST', `/api/patrol/asks/${id}/answer`, {
    body: { answer: said },
    more: { 'idempotency-key': randomUUID() },
  });
const mine = async (account: string) => (await (await site.as(account)).ask<{ asks: AskView[] }>('GET', '/api/patrol/asks')).asks;
const declined = (code: string) => (error: { code?: string }) => error.code === code;

describe('the board', () => {
  test('shows a target that was visited as kept, with the next due moment, and says who was there', async () => {
    const target = await targetNow();
    assert.deepEqual([target.state, target.due, target.last?.by.name, target.visits], ['kept', EIGHT + 32 * MINUTE, '孙强', 1]);
  });
  test('counts who is heard and how many it takes', async () => {
    const [promise] = (await board()).promises;
    assert.deepEqual([promise?.onDuty, promise?.heard, promise?.version, promise?.team.id], [2, 2, 1, 'patrol']);
    // Six grids some 530 m apart: 6 × (1 + 530 / 75) minutes in half an hour.
    assert.equal(promise?.staffing.least, 2);
  });
  test('tells each only of the promises that are theirs to look at', async () => {
    const names = async (account: string) => (await board(account)).promises.map(({ id }) => id);
    assert.deepEqual(await names('chen'), ['ch-half-hour', 'ch-safety-hourly']);
    assert.deepEqual(await names('xu'), ['wr-half-hour']);
    // The lead of the patrol team works in both streets; the lead of another team sees nothing.
    assert.deepEqual(await names('qiao'), ['ch-half-hour', 'wr-half-hour']);
    assert.deepEqual(await names('zhao'), []);
  });
  test('says why: what was seen, by which version and rule', async () => {
    const why = await (await site.as('chen')).ask<WhyView>('GET', `/api/patrol/promises/${STREET}/ch-half-hour/targets/${GRID}`);
    assert.deepEqual([why.version, why.rule.dwellSeconds, why.stays.map(({ by, counts }) => [by.name, counts])], [1, 60, [['孙强', true]]]);
    await assert.rejects(
      (await site.as('xu')).ask('GET', `/api/patrol/promises/${STREET}/ch-half-hour/targets/${GRID}`),
      declined('no-such-promise'),
    );
  });
});

describe('a warning', () => {
  test('comes before the breach with the nearest person, once for one deadline', async () => {
    await stand('sun', middle('440399001002-G2'), 8, 24);
    await stand('ma', middle('440399001002-G1'), 3, 24);
    const target = await targetNow();
    assert.equal(target.state, 'at_risk');
    assert.deepEqual([target.near[0]?.person.name, target.near[0]?.isFree], ['马俊', true]);
    const warned = await site.database.many<{ level: string; due_at: number }>(
      'select level, due_at from patrol_warning where target = $1',
      [GRID],
    );
    assert.deepEqual(warned, [{ level: 'at_risk', due_at: EIGHT + 32 * MINUTE }]);
  });
});

describe('asking somebody to go', () => {
  const key = randomUUID();
  test('is one tap, and the same tap sent again asks nobody twice', async () => {
    const first = await ask('chen', {}, key);
    assert.deepEqual([first.status, first.person.name, first.due], ['asked', '孙强', EIGHT + 32 * MINUTE]);
    assert.deepEqual(await ask('chen', {}, key), first);
    await assert.rejects(ask('chen', { target: `${STREET}001-G2` }, key), declined('key-used-for-something-else'));
    await assert.rejects(ask('chen'), declined('asked-already'));
    assert.deepEqual(
      (await mine('sun')).map(({ id }) => id),
      [key],
    );
    assert.deepEqual(await mine('ma'), []);
  });
  test('that is not answered goes to the lead of the team, once', async () => {
    await stand('sun', middle('440399001002-G2'), 24, 26);
    assert.deepEqual(await mine('qiao'), []);
    await stand('sun', middle('440399001002-G2'), 26, 28);
    await turn();
    assert.deepEqual(
      (await mine('qiao')).map(({ status, escalatedTo }) => [status, escalatedTo?.name]),
      [['escalated', '乔安']],
    );
    const { n } = await site.database.one<{ n: number }>("select count(*) as n from patrol_event where type = 'escalated'");
    assert.equal(n, 1);
  });
  test('is answered by the person asked; others have no such ask; a second answer changes nothing', async () => {
    await assert.rejects(answer('ma', key, 'accept'), declined('no-such-ask'));
    assert.equal((await answer('sun', key, 'accept')).status, 'accepted');
    assert.equal((await answer('sun', key, 'accept')).status, 'accepted');
    await assert.rejects(answer('sun', key, 'decline'), declined('ask-is-over'));
    assert.equal((await targetNow()).ask?.status, 'accepted');
  });
  test('is done when the visit arrives through the door, and the target is kept', async () => {
    await stand('sun', middle(GRID), 30, 31.5);
    const target = await targetNow();
    assert.deepEqual([target.state, target.ask, target.due], ['kept', null, EIGHT + 61 * MINUTE + 20_000]);
    assert.deepEqual(await mine('sun'), []);
    const { status } = await site.database.one<{ status: string }>('select status from patrol_ask where id = $1', [key]);
    assert.equal(status, 'done');
  });
  test('asks only who is heard and on duty, and only where something is due', async () => {
    await assert.rejects(ask('chen', { person: 'p-hu', target: `${STREET}003-G1` }), declined('cannot-go'));
    await assert.rejects(ask('chen', { target: 'nowhere' }), declined('no-such-target'));
    await assert.rejects(ask('xu'), declined('no-such-promise'));
    await assert.rejects(ask('zhao'), declined('no-such-promise'));
    await assert.rejects(ask('tian'), declined('forbidden'));
  });
  test('that is declined lets the next be asked, and two are never on the way to one place', async () => {
    const target = `${STREET}003-G1`;
    const first = await ask('chen', { target });
    assert.equal((await answer('sun', first.id, 'decline')).status, 'declined');
    await stand('ma', middle('440399001002-G1'), 31, 32);
    const second = await ask('qiao', { target, person: 'p-ma' });
    const third = await ask('chen', { target, person: 'p-sun' });
    const rows = await site.database.many<{ id: string; status: string }>(
      'select id, status from patrol_ask where target = $1 order by asked_at, id',
      [target],
    );
    const status = (id: string) => rows.find((row) => row.id === id)?.status;
    assert.deepEqual([status(first.id), status(second.id), status(third.id)], ['declined', 'lapsed', 'asked']);
  });
});

const by = async (account: string, more: Said): Promise<Said> => ({
  ...more,
  headers: { authorization: `Bearer ${await site.token(account)}`, 'idempotency-key': randomUUID(), ...more.headers },
});
const good = { street: STREET, promise: 'ch-half-hour', target: GRID, person: 'p-sun' };
const post = (path: string, body: object): Said => ({ method: 'POST', path, ...json(body) });
refuses('POST /api/patrol/asks', () => site, [
  [
    'no key',
    async () => ({
      ...(await by('chen', post('/api/patrol/asks', good))),
      headers: { authorization: `Bearer ${await site.token('chen')}`, 'content-type': 'application/json' },
    }),
    400,
    'key-missing',
  ],
  ['a street that is a sentence', () => by('chen', post('/api/patrol/asks', { ...good, street: "1' or 1=1" })), 400, 'invalid'],
  ['a field nobody knows', () => by('chen', post('/api/patrol/asks', { ...good, at: 1 })), 400, 'invalid'],
  ['a target of ten thousand letters', () => by('chen', post('/api/patrol/asks', { ...good, target: 'x'.repeat(10_000) })), 400, 'invalid'],
  [
    'a promise of the other street',
    () => by('chen', post('/api/patrol/asks', { ...good, street: '440399002', promise: 'wr-half-hour' })),
    404,
    'no-such-promise',
  ],
]);
refuses('POST /api/patrol/asks/:id/answer', () => site, [
  ['an id that is none', () => by('sun', post('/api/patrol/asks/1/answer', { answer: 'accept' })), 400, 'invalid'],
  ['neither yes nor no', () => by('sun', post(`/api/patrol/asks/${randomUUID()}/answer`, { answer: 'perhaps' })), 400, 'invalid'],
  ['an ask there is not', () => by('sun', post(`/api/patrol/asks/${randomUUID()}/answer`, { answer: 'accept' })), 404, 'no-such-ask'],
]);
refuses('GET /api/patrol/promises', () => site, [
  ['a target that is none', () => by('chen', { path: `/api/patrol/promises/${STREET}/ch-half-hour/targets/none` }), 404, 'no-such-target'],
  ['a path that climbs', () => by('chen', { path: `/api/patrol/promises/${STREET}/..%2f..%2fetc/targets/none` }), 404, 'no-such-promise'],
]);
test('a signed-out caller is told so', async () => {
  assert.equal((await say(site.port, { path: '/api/patrol/board' })).status, 401);
});
