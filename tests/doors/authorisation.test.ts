import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import type { CaseView } from '../../features/case/rules/view.ts';
import { Declined } from '../../apps/demo/client.ts';
import { crew } from './crew.ts';
import { type Site, openSite } from './site.ts';
import { caseAt, picture } from './story.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());

const ask = async <T>(method: string, path: string, body?: unknown, account = 'west-administrator'): Promise<T> =>
  (await site.as(account)).ask<T>(method, `/api/responsibility/authorisations${path}`, body === undefined ? {} : { body });
const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (thrown: unknown) => {
      if (thrown instanceof Declined) return thrown.code;
      throw thrown;
    },
  );
type Entry = { id: string; version: number; status: string; expired: boolean; body: { id: string } };

/** The western crew finishes its order and claims to have acted under a paper. */
async function finish(under: { authorisation: string; act: string }): Promise<string> {
  const told = await caseAt(site, 'underway');
  const crewman = await site.as('west-handler');
  const photo = await crewman.photo(told.id, await picture('#224466'));
  return code(crewman.say(told.id, { type: 'finish_order', order: told.order, note: '', photos: [photo], before: [], under } as never));
}

test('an act is refused with the reason when its paper ran out, is suspended, holds elsewhere, or does not name it', async () => {
  assert.equal(await finish({ authorisation: 'SQ-CH-2026', act: 'persuade' }), 'ok');
  for (const [authorisation, act] of [
    ['SQ-CH-2024', 'persuade'],
    ['SQ-SL-2026', 'clean'],
    ['SQ-WR-2026', 'persuade'],
    ['SQ-CH-2026', 'repair'],
    ['SQ-CH-2026', 'seize'],
    ['nothing', 'look'],
  ] as const)
    assert.equal(await finish({ authorisation, act }), 'not-authorised', `${authorisation} ${act}`);
});

test('the reason is said, in both languages', async () => {
  const told = await caseAt(site, 'underway');
  const token = await site.token('west-handler');
  const photo = await (await site.as('west-handler')).photo(told.id, await picture('#226644'));
  const command = {
    type: 'finish_order',
    order: told.order,
    note: '',
    photos: [photo],
    before: [],
    under: { authorisation: 'SQ-CH-2024', act: 'look' },
  };
  for (const [locale, words] of [
    ['zh', /到期/],
    ['en', /expired/],
  ] as const) {
    const answer = await fetch(`${site.base}/api/cases/${told.id}/commands`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'accept-language': locale,
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({ command }),
    });
    const problem = (await answer.json()) as { detail: string; because: string };
    assert.deepEqual([answer.status, problem.because], [403, 'authorisation-expired']);
    assert.match(problem.detail, words);
  }
});

test('a paper that is suspended today stops acts at once, and lets them again when it is taken up', async () => {
  await ask('POST', '/SQ-CH-2026/status', { status: 'suspended', reason: '培训未完成' });
  assert.equal(await finish({ authorisation: 'SQ-CH-2026', act: 'look' }), 'not-authorised');
  await ask('POST', '/SQ-CH-2026/status', { status: 'active', reason: '培训完成' });
  assert.equal(await finish({ authorisation: 'SQ-CH-2026', act: 'look' }), 'ok');
  const { events } = await ask<{ events: { status: string; reason: string }[] }>('GET', '/SQ-CH-2026/history');
  assert.deepEqual(events.map(({ status, reason }) => [status, reason]).slice(0, 2), [
    ['active', '培训完成'],
    ['suspended', '培训未完成'],
  ]);
});

test('only government delegates, and what was revoked stays so', async () => {
  const { authorisations } = await ask<{ authorisations: Entry[] }>('GET', '');
  assert.deepEqual(
    authorisations.map(({ id, expired }) => [id, expired]),
    [
      ['SQ-CH-2024', true],
      ['SQ-CH-2026', false],
      ['SQ-SL-2026', false],
      ['SQ-WR-2026', false],
    ],
  );
  const paper = {
    id: 'NEW',
    name: { zh: '新授权', en: 'New' },
    document: '1 号',
    body: 'office-ch',
    company: 'butler',
    areas: ['V-SL'],
    from: '2026-01-01',
    until: '2027-01-01',
    permitted: ['look'],
    status: 'active',
  };
  assert.equal(await code(ask('POST', '', { ...paper, body: 'sweep' })), 'authorisation-has-faults');
  assert.equal(await code(ask('POST', '', { ...paper, permitted: ['seize'] })), 'invalid');
  assert.equal((await ask<Entry>('POST', '', paper)).version, 1);
  assert.equal((await ask<Entry>('POST', '', paper)).version, 2);
  await ask('POST', '/NEW/status', { status: 'revoked', reason: '到此为止' });
  assert.equal(await code(ask('POST', '', paper)), 'revoked-for-good');
  assert.equal(await code(ask('POST', '/NEW/status', { status: 'active', reason: '再来' })), 'revoked-for-good');
  assert.equal(await code(ask('POST', '', paper, 'west-company-leader')), 'forbidden');
});

test('whether an act may be done here is asked before it is done', async () => {
  const may = (id: string, act: string, place: string) =>
    ask<{ may: boolean; because: string | null }>('GET', `/${id}/may?act=${act}&place=${place}`);
  assert.deepEqual(await may('SQ-CH-2026', 'look', '440399001002-G2'), { may: true, because: null });
  assert.deepEqual(await may('SQ-CH-2026', 'look', '440399002'), { may: false, because: 'authorisation-elsewhere' });
  assert.deepEqual(await may('SQ-CH-2026', 'tow', '440399001'), { may: false, because: 'never-delegable' });
});

test('handing over makes an officer’s task, and the case is not checked before it is answered', async () => {
  const told = await caseAt(site, 'underway');
  const crewman = await site.as('west-handler');
  const task = randomUUID();
  const hand = (unit: string) => crewman.say(told.id, { type: 'hand_over', unit, reason: '要查扣占道物品', order: task } as never);
  assert.equal(await code(hand('order')), 'enforcement-not-delegable');
  const handed: CaseView = await hand('urban');
  assert.deepEqual(
    handed.orders.map(({ unit, act, lead }) => [unit.id, act, lead]),
    [
      ['sweep', 'service', true],
      ['urban', 'enforcement', false],
    ],
  );
  const photo = await crewman.photo(told.id, await picture('#664422'));
  const done = await crewman.say(told.id, { type: 'finish_order', order: told.order, note: '已清', photos: [photo], before: [] } as never);
  assert.equal(done.status, 'handling');
  const officer = await site.as('xie');
  await officer.say(told.id, { type: 'accept_order', order: task, handler: null } as never);
  const proof = await officer.photo(told.id, await picture('#442266'));
  const answered = await officer.say(told.id, {
    type: 'finish_order',
    order: task,
    note: '已依法查扣',
    photos: [proof],
    before: [],
  } as never);
  assert.equal(answered.status, 'to_check');
});
