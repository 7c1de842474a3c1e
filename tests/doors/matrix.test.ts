import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import Fastify from 'fastify';
import { buildServer } from '../../platform/http/server.ts';
import { crew, inWest } from './crew.ts';
import { type Said, json, problemOf, say, upload } from './say.ts';
import { type Site, openSite, password } from './site.ts';
import { type Told, caseAt, picture } from './story.ts';
import { answerFor, callers, doors, openByPrefix } from './table.ts';

let site: Site;
/** A case of the western street in the hands of the western crew: every western post sees it, no eastern one does. */
let told: Told;
let photo: string;
let jpeg: Buffer;

before(async () => {
  site = await openSite({ people: crew });
  told = await caseAt(site, 'checking');
  photo = (await (await site.as('west-dispatcher')).view(told.id)).photos[0]?.id ?? '';
  jpeg = await picture('#123456');
});
after(() => site.close());

/** A request that is right in everything, so that only the rights of the caller decide. */
function knock(door: string, caller: string): Said {
  const [method = '', pattern = ''] = door.split(' ');
  const path = pattern
    .replace(':id/', `${told.id}/`)
    .replace('/photos/:id', `/photos/${photo}`)
    .replace('requests/:id', `requests/${told.number}`)
    .replace(':id', told.id)
    .replace('tokens/:token', `tokens/${told.number}`)
    .replace(':token', told.token)
    .replace(':number', told.number)
    .replace('services/:code', 'services/matter.06010')
    .replace(':code', '00001S')
    .replace(':format(json|xml)', 'json')
    .replace(':version', '99')
    .replace('/may', '/may?act=look&place=440399001')
    .replace('/owners', '/owners?matter=matter:06010')
    .replace('/owned', '/owned?place=440399001')
    .replace(':street/:promise/targets/:target', '440399001/none/targets/none')
    .replace('/*', '/cases')
    .replace(/\/trail$/, '/trail?from=0&to=1&reason=matrix');
  const bodies: Record<string, () => Omit<Said, 'path'>> = {
    'POST /api/session': () => json({ account: caller === 'nobody' ? 'wang' : caller, password }),
    'POST /api/reports': () => json({ text: '路灯不亮', place: { crs: 'WGS84', point: inWest } }),
    'POST /api/devices': () => json({ door: 'osmand', name: '巡查手机', street: caller.startsWith('east') ? '440399002' : '440399001' }),
    'POST /api/patrol/asks': () => json({ street: '440399001', promise: 'none', target: 'none', person: 'p-sun' }),
    'POST /api/patrol/asks/:id/answer': () => json({ answer: 'accept' }),
    'POST /telemetry/owntracks': () => ({ body: '' }),
    'POST /api/public/propose': () => json({ text: '路灯不亮' }),
    'POST /api/cases/:id/commands': () => json({ command: { type: 'note', text: '看过了' } }),
    'POST /api/responsibility/authorisations': () =>
      json({
        id: 'X',
        name: { zh: '试', en: 'x' },
        document: '1',
        body: 'nobody',
        company: 'butler',
        areas: ['440399001'],
        from: '2026-01-01',
        until: '2027-01-01',
        permitted: ['look'],
      }),
    'POST /api/responsibility/authorisations/:id/status': () => json({ status: 'suspended', reason: '试试' }),
    'POST /api/responsibility/preview': () => json({ rows: [], remove: [] }),
    'POST /api/responsibility/rows': () => json({ rows: [], remove: [], token: '0.not-a-token', because: '试试' }),
    'POST /api/responsibility/lists/:version/withdraw': () => json({}),
    'POST /api/responsibility/handovers/preview': () => json({ contract: 'none', to: 'none', heirs: [] }),
    'POST /api/responsibility/handovers': () => json({ contract: 'none', to: 'none', heirs: [], token: '0.not-a-token', because: '试试' }),
    'POST /api/responsibility/handovers/:id/cancel': () => json({}),
    'POST /api/responsibility/import': () => json({ csv: 'id' }),
    'POST /api/follow/:token/commands': () => json({ command: { type: 'rate', stars: 5, words: '' } }),
    'POST /api/cases/:id/photos': () => upload(jpeg),
    'POST /api/follow/:token/photos': () => upload(jpeg),
    'POST /open311/v2/requests.:format(json|xml)': () => ({
      body: new URLSearchParams({ service_code: 'matter.06010', lat: String(inWest.lat), long: String(inWest.lon) }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  };
  const { body, headers } = bodies[door]?.() ?? {};
  return {
    method,
    path,
    ...(body === undefined ? {} : { body }),
    headers: { ...headers, ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }) },
  };
}

/** Signing out ends the session, so that door is knocked at with one of its own. */
async function sessionOf(caller: string, door: string): Promise<Record<string, string>> {
  if (caller === 'nobody') return {};
  const own = door === 'DELETE /api/session';
  const { token } = own
    ? await site.anyone.ask<{ token: string }>('POST', '/api/session', { body: { account: caller, password } })
    : { token: await site.token(caller) };
  return { authorization: `Bearer ${token}` };
}

test('the table of doors names every route the server has, and no other', () => {
  const own = site.doors
    .filter(({ url, method }) => !openByPrefix.test(url) && method !== 'HEAD')
    .map(({ method, url }) => `${method} ${url}`);
  assert.deepEqual([...own].sort(), Object.keys(doors).sort());
});

test('what a route says of itself in its permit is what the table says', () => {
  for (const { method, url, permit } of site.doors) {
    const entry = doors[`${method === 'HEAD' ? 'GET' : method} ${url}`];
    if (openByPrefix.test(url)) continue;
    assert.ok(permit && entry, `${method} ${url}`);
    assert.equal('open' in permit, entry.who === 'anyone' || entry.who === 'who-sees-or-follows', `${method} ${url}`);
    if (!('open' in permit)) assert.deepEqual(permit.roles, entry.posts ?? 'any', `${method} ${url}`);
  }
});

for (const [door, entry] of Object.entries(doors)) {
  test(`${door} is for ${entry.who}`, async () => {
    for (const caller of callers) {
      const asked = knock(door, caller);
      const heard = await say(site.port, { ...asked, headers: { ...asked.headers, ...(await sessionOf(caller, door)) } });
      const expected = answerFor(entry, caller);
      assert.ok(
        expected.status.includes(heard.status),
        `${caller} got ${heard.status} ${heard.text.slice(0, 200)}, not ${expected.status.join()}`,
      );
      if (expected.code) assert.equal(problemOf(heard).code, expected.code, caller);
    }
  });
}

test('asking with HEAD gets no further than asking with GET', async () => {
  for (const { method, url } of site.doors.filter((door) => door.method === 'HEAD' && !openByPrefix.test(door.url))) {
    const entry = doors[`GET ${url}`];
    assert.ok(entry, `${method} ${url}`);
    for (const caller of ['nobody', 'east-dispatcher']) {
      const asked = knock(`GET ${url}`, caller);
      const heard = await say(site.port, { ...asked, method: 'HEAD', headers: await sessionOf(caller, `HEAD ${url}`) });
      assert.ok(answerFor(entry, caller).status.includes(heard.status), `${caller} HEAD ${url} got ${heard.status}`);
    }
  }
});

test('a session that ended opens nothing any more', async () => {
  const { token } = await site.anyone.ask<{ token: string }>('POST', '/api/session', { body: { account: 'west-leader', password } });
  const headers = { authorization: `Bearer ${token}` };
  assert.equal((await say(site.port, { path: '/api/cases', headers })).status, 200);
  site.clock.at = (site.clock.at + 12 * 3_600_000) as typeof site.clock.at;
  const heard = await say(site.port, { path: '/api/cases', headers });
  site.clock.at = (site.clock.at - 12 * 3_600_000) as typeof site.clock.at;
  assert.equal(heard.status, 401);
  assert.equal(problemOf(heard).code, 'unauthenticated');
});

test('a cookie changes nothing unless our own header comes with it, and reads without', async () => {
  const cookie = `guanjia=${await site.token('west-dispatcher')}`;
  for (const door of Object.keys(doors).filter((each) => !each.startsWith('GET') && each !== 'DELETE /api/session')) {
    const asked = knock(door, 'west-dispatcher');
    const heard = await say(site.port, { ...asked, headers: { ...asked.headers, cookie } });
    assert.equal(heard.status, 403, door);
    // Open311 has a form of its own for every refusal.
    if (!door.includes('/open311/')) assert.equal(problemOf(heard).code, 'csrf', door);
  }
  assert.equal((await say(site.port, { path: '/api/cases', headers: { cookie } })).status, 200);
  const note = knock('POST /api/cases/:id/commands', 'west-dispatcher');
  assert.equal((await say(site.port, { ...note, headers: { ...note.headers, cookie, 'x-guanjia': '1' } })).status, 200);
});

test('a route that says nobody who may call it stops the server from being built', async () => {
  const parts = { say: () => ({ title: '', detail: '' }), identify: async () => null, version: '0', log: false };
  const silent = [
    { method: 'GET', url: '/api/new' },
    { method: 'POST', url: '/api/new' },
    // Not the reference page, however much its name looks like it.
    { method: 'GET', url: '/docsecrets' },
    { method: ['GET', 'HEAD'], url: '/api/both' },
  ];
  for (const { method, url } of silent) {
    const app = buildServer(parts);
    assert.throws(() => app.route({ method: method as 'GET', url, handler: async () => 'secret' }), /says nobody who may call it/, url);
  }
  assert.doesNotThrow(() => Fastify().get('/api/new', async () => 'secret'));
});
