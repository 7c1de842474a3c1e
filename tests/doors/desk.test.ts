import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import type { Channel } from '../../features/case/rules/case.ts';
import { crew, inWest } from './crew.ts';
import { type Row, asProblem, fingerprint, refuses } from './hostile.ts';
import { reportRows, reportWith } from './reportrows.ts';
import { problemOf, say } from './say.ts';
import { type Site, TEN, openSite, password } from './site.ts';

let site: Site;
let token: string;
before(async () => {
  site = await openSite({ people: crew });
  token = await site.token('west-intake_operator');
});
after(() => site.close());

/** The telephone seat, as the page of the desk sends: by cookie, with our own header. */
const page = (secret = token) => ({ cookie: `guanjia=${secret}`, 'x-guanjia': '1' });
const typed = { channel: 'phone', contact: { name: '来电人', phone: '0755-83900000' } };
const seat = { labels: () => page(), more: typed };
const nobody = { labels: () => ({}), more: typed };
const row = (says: string, more: object, status = 400, code = 'invalid'): Row => [says, () => reportWith(seat, more), status, code];
const unknown = 'A'.repeat(43);
const staffChannels: readonly Channel[] = ['phone', 'counter', 'patrol', 'api', 'leader', 'department', 'media', 'inspection'];

const rows: Row[] = [
  row('a channel in Chinese', { channel: '电话' }),
  row('a channel in capitals', { channel: 'PHONE' }),
  row('two channels', { channel: ['phone', 'counter'] }),
  row('a channel that is null', { channel: null }),
  row('a channel that every object has', { channel: 'toString' }),
  row('NUL behind the channel', { channel: 'phone\u0000' }),
  row('a caller who is null', { contact: null }),
  row('a caller who is a list', { contact: [] }),
  row('NUL in the caller’s name', { contact: { name: '吴\u0000' } }),
  row('half a surrogate pair in the caller’s name', { contact: { name: '吴\ud83d' } }),
  row('a telephone number that is a number', { contact: { phone: 83_900_000 } }),
  row('a telephone number with a formula', { contact: { phone: '=1+1' } }),
  row('a telephone number with an extension in words', { contact: { phone: '83900000转8' } }),
  row('another seat’s name', { by: 'p-west-leader' }),
  row('another seat’s post', { roles: ['administrator'] }),
  row('a number of its own', { number: '001-260302-0001-1' }),
  row('a stage of its own', { status: 'closed' }),
  row('a party of its own', { accountable: 'sweep' }),
  ['a cookie without our header', () => reportWith({ labels: () => ({ cookie: `guanjia=${token}` }), more: typed }, {}), 403, 'csrf'],
  ...staffChannels.map(
    (channel): Row => [
      `${channel} with a cookie nobody knows`,
      () => reportWith({ labels: () => page(unknown) }, { channel }),
      401,
      'session-over',
    ],
  ),
  ...staffChannels.map((channel): Row => [`${channel} with no session at all`, () => reportWith(nobody, { channel }), 401, 'session-over']),
  [
    'a bearer nobody knows, even without a channel',
    () => reportWith({ labels: () => ({ authorization: `Bearer ${unknown}` }) }, {}),
    401,
    'session-over',
  ],
  ['a bearer that is none', () => reportWith({ labels: () => ({ authorization: 'Bearer x' }) }, {}), 401, 'session-over'],
  ['another kind of authorisation', () => reportWith({ labels: () => ({ authorization: 'Basic d2FuZzp4' }) }, {}), 401, 'session-over'],
  ['the cookie emptied', () => reportWith({ labels: () => page(''), more: typed }, {}), 401, 'session-over'],
  ['the cookie with NUL', () => reportWith({ labels: () => page('%00'), more: typed }, {}), 401, 'session-over'],
];

refuses('desk', () => site, [...rows, ...reportRows(seat)]);

test('a session that ran out while the seat typed takes nothing; signed in again, the same key sends it once', async () => {
  const key = randomUUID();
  const { token: old } = await site.anyone.ask<{ token: string }>('POST', '/api/session', {
    body: { account: 'west-intake_operator', password },
  });
  site.clock.at = (TEN + 12 * 3_600_000) as typeof TEN;
  const held = await fingerprint(site);
  const send = (secret: string) => say(site.port, reportWith({ labels: () => page(secret), more: typed }, {}, key));
  for (const locale of ['zh', 'en'] as const) {
    const { headers, ...said } = reportWith({ labels: () => page(old), more: typed }, {}, key);
    const heard = await say(site.port, { ...said, headers: { ...headers, 'accept-language': locale } });
    assert.equal(heard.status, 401);
    asProblem(heard, { code: 'session-over', locale });
  }
  assert.equal(await fingerprint(site), held);
  const { token: fresh } = await site.anyone.ask<{ token: string }>('POST', '/api/session', {
    body: { account: 'west-intake_operator', password },
  });
  assert.deepEqual([(await send(fresh)).status, (await send(fresh)).status], [201, 200]);
  site.clock.at = TEN;
});

test('a resident without a cookie, or with one that ran out, reports as before', async () => {
  for (const labels of [{}, page(unknown)]) {
    const heard = await say(site.port, reportWith({ labels: () => labels }, { place: { crs: 'WGS84', point: inWest } }));
    assert.equal(heard.status, 201, heard.text);
    const { id } = JSON.parse(heard.text) as { id: string };
    assert.equal((await (await site.as('west-dispatcher')).view(id)).channel, 'resident');
  }
});

test('one key, two contents from one seat: the second is refused, and both texts are kept', async () => {
  const key = randomUUID();
  const texts = ['来电第一次说的', '来电第二次说的'];
  const [first, second] = [
    await say(site.port, reportWith(seat, { text: texts[0] }, key)),
    await say(site.port, reportWith(seat, { text: texts[1] }, key)),
  ];
  assert.equal(first.status, 201);
  assert.deepEqual([second.status, problemOf(second).code], [422, 'key-used-for-something-else']);
  const kept = await site.database.many<{ body: { text: string } }>('select body from key_conflict where key = $1', [key]);
  assert.deepEqual(
    kept.map(({ body }) => body.text),
    [texts[1]],
  );
});
