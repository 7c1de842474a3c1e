import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import type { CaseView } from '../../features/case/rules/view.ts';
import { crew, inWest } from './crew.ts';
import { json, problemOf, say } from './say.ts';
import { type Site, openSite } from './site.ts';
import { type Told, caseAt } from './story.ts';

let site: Site;
let told: Told;
before(async () => {
  site = await openSite({ people: crew });
  told = await caseAt(site, 'checking');
});
after(() => site.close());

const bearer = async (account: string) => ({ authorization: `Bearer ${await site.token(account)}` });

async function speak(
  as: string | null,
  meant: string,
  path = `/api/cases/${told.id}/commands`,
  body: object = { command: { type: 'note', text: '看过了' } },
) {
  const who = as ? await bearer(as) : {};
  const headers = { ...who, 'idempotency-key': randomUUID(), 'x-guanjia-person': encodeURIComponent(meant) };
  return say(site.port, { method: 'POST', path, ...json(body), headers: { ...json(body).headers, ...headers } });
}

const idOf = async (account: string) => (await (await site.as(account)).ask<{ person: { id: string } }>('GET', '/api/session')).person.id;

test('what one person entered is never taken in another’s name, and nothing of it is stored', async () => {
  const before = await (await site.as('west-dispatcher')).view(told.id);
  const heard = await speak('west-dispatcher', await idOf('west-shift_leader'));
  assert.equal(heard.status, 403);
  assert.equal(problemOf(heard).code, 'other-person');
  assert.equal((await (await site.as('west-dispatcher')).view(told.id)).version, before.version);
  assert.equal((await speak('west-dispatcher', await idOf('west-dispatcher'))).status, 200);
});

test('a report entered by staff is not taken as a resident’s when their session has ended', async () => {
  const report = { text: '路灯不亮', place: { crs: 'WGS84', point: inWest } };
  const heard = await speak(null, 'p-anyone', '/api/reports', report);
  assert.equal(heard.status, 401);
  assert.equal(problemOf(heard).code, 'unauthenticated');
  assert.equal((await speak('west-patroller', await idOf('west-patroller'), '/api/reports', report)).status, 201);
});

test('a phone takes along what its person is asked to look at, as the page shows it and as the rules read it', async () => {
  type Day = { cases: { view: CaseView; state: { id: string; version: number } }[] };
  const checker = (await (await site.as('west-dispatcher')).view(told.id)).assignee?.id;
  const account = site.world.people.find(({ id }) => id === checker)?.account ?? '';
  const { cases } = await (await site.as(account)).ask<Day>('GET', '/api/field/day');
  const found = cases.find(({ view }) => view.id === told.id);
  assert.equal(found?.state.id, told.id);
  assert.equal(found?.state.version, found?.view.version);
  const others = await (await site.as('east-patroller')).ask<Day>('GET', '/api/field/day');
  assert.ok(!others.cases.some(({ view }) => view.id === told.id));
});
