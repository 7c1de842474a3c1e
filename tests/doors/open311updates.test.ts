import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { publicTurns } from '../../features/exchange/rules/updates.ts';
import { crew, inWest } from './crew.ts';
import { say } from './say.ts';
import { type Site, TEN, openSite } from './site.ts';
import { caseAt } from './story.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());

type Update = Record<'update_id' | 'service_request_id' | 'status' | 'updated_datetime' | 'description' | 'media_url', string>;
const ask = async (query: string, locale = 'en', format = 'json') =>
  say(site.port, { path: `/open311/v2/servicerequestupdates.${format}${query}`, headers: { 'accept-language': locale } });
const updates = async (query = '', locale = 'en') => JSON.parse((await ask(query, locale)).text) as Update[];
const DAY = '?start_date=2026-03-02T00:00:00%2B08:00&end_date=2026-03-03T00:00:00%2B08:00';

test('the public turns of a case from its filing to its end, oldest first, in both languages and both formats', async () => {
  const told = await caseAt(site, 'closed');
  const own = (await updates(DAY)).filter(({ service_request_id }) => service_request_id === told.number);
  assert.deepEqual(
    own.map(({ status }) => status),
    ['open', 'action_scheduled', 'in_progress', 'in_progress', 'fixed'],
  );
  assert.deepEqual(own.at(-1), {
    update_id: own.at(-1)?.update_id,
    service_request_id: told.number,
    status: 'fixed',
    updated_datetime: '2026-03-02T10:00:00+08:00',
    description: 'The case is closed.',
    media_url: '',
  });
  assert.equal(new Set(own.map(({ update_id }) => update_id)).size, own.length);
  const chinese = (await updates(DAY, 'zh')).filter(({ service_request_id }) => service_request_id === told.number);
  assert.equal(chinese.at(-1)?.description, '已经办结。');
  const xml = await ask(DAY, 'en', 'xml');
  assert.match(xml.headers['content-type'] ?? '', /^text\/xml/);
  const read = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'request_update' }).parse(xml.text);
  assert.deepEqual(read.service_request_updates.request_update, await updates(DAY));
});

test('an update keeps its id while its case goes on, and a reader who asks from where it stopped misses none', async () => {
  const told = await caseAt(site, 'sent');
  const first = await updates(DAY);
  const begun = site.clock.at;
  site.clock.at = (begun + 3_600_000) as typeof begun;
  await (await site.as('west-handler')).say(told.id, { type: 'accept_order', order: told.order, handler: null } as never);
  site.clock.at = (begun + 7_200_000) as typeof begun;
  const all = await updates(DAY);
  assert.deepEqual(all.slice(0, first.length), first);
  const later = await updates('?start_date=2026-03-02T10:30:00%2B08:00');
  assert.deepEqual(
    later.map(({ service_request_id, status }) => [service_request_id, status]),
    [[told.number, 'in_progress']],
  );
  assert.deepEqual(all.slice(first.length), later);
  const pages: Update[] = [];
  for (let page = 1; page <= all.length; page += 1) pages.push(...(await updates(`${DAY}&page_size=1&page=${page}`)));
  assert.deepEqual(pages, all);
  site.clock.at = TEN;
});

test('no person, no telephone and no typed word leaves by it', async () => {
  const told = await caseAt(site, 'underway');
  const handler = await site.as('west-handler');
  await handler.say(told.id, { type: 'return_order', order: told.order, reason: '内部理由不外传', counter: 'water' } as never);
  await (await site.as('west-dispatcher')).say(told.id, { type: 'note', text: '内部便条不外传' } as never);
  const { text } = await ask(DAY, 'zh');
  assert.match(text, /正在明确由哪个单位负责/);
  assert.doesNotMatch(text, /不外传|吴女士|138|石榴村|p-west|west-|sweep|water/);
  const types = await site.database.many<{ type: string }>('select distinct type from case_event');
  assert.ok(
    types.some(({ type }) => !(type in publicTurns)),
    'there was something to keep back',
  );
});

for (const [says, query] of [
  ['a start that is no time', '?start_date=soon'],
  ['an end before its start', '?start_date=2026-03-02&end_date=2026-03-01'],
  ['ninety-one days', '?start_date=2026-01-01&end_date=2026-04-03'],
  ['page nought', '?page=0'],
  ['NUL', '?page_size=%00'],
  ['one question twice', '?page=1&page=2'],
  ['another jurisdiction', '?jurisdiction_id=sf'],
] as const)
  for (const format of ['json', 'xml'])
    test(`updates in ${format}: ${says} is told in the standard’s list`, async () => {
      const heard = await ask(query, 'en', format);
      assert.equal(heard.status, says === 'another jurisdiction' ? 404 : 400, heard.text);
      assert.match(heard.text, format === 'json' ? /^\[\{"code":40[04],/ : /<errors><error><code>40[04]</);
    });

test('the page size is bounded like that of the list', async () => {
  assert.equal((await ask(`${DAY}&page_size=999999`)).status, 200);
});

test('the list is read from an index of public turns', async () => {
  const { database } = site;
  const types = Object.keys(publicTurns)
    .map((type) => `'${type}'`)
    .join(', ');
  const plan = await database.transaction(async (tx) => {
    await tx.run('set local enable_seqscan = off');
    return tx.many<Record<string, string>>(
      `explain select 1 from case_event where street_id = any('{440399001}') and type in (${types}) and heard_at > now() order by heard_at`,
    );
  });
  assert.match(JSON.stringify(plan), /case_event_public/);
});

test('who reported by Open311 can be called and written to, by the desk alone', async () => {
  const fields = {
    service_code: 'matter.06010',
    lat: String(inWest.lat),
    long: String(inWest.lon),
    description: '垃圾',
    first_name: '女士',
    last_name: '吴',
    email: 'wu@example.org',
    phone: '138 0000 1234',
  };
  const posted = await say(site.port, {
    method: 'POST',
    path: '/open311/v2/requests.json',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  assert.equal(posted.status, 201, posted.text);
  const [{ service_request_id: number }] = JSON.parse(posted.text) as [{ service_request_id: string }];
  const dispatcher = await site.as('west-dispatcher');
  const { cases } = await dispatcher.ask<{ cases: { id: string; number: string }[] }>('GET', '/api/cases?limit=200');
  const { contact } = await dispatcher.view(cases.find((each) => each.number === number)?.id ?? '');
  assert.deepEqual(contact, { name: '吴女士 wu@example.org', phone: '138 0000 1234' });
  for (const path of [`requests/${number}.json`, 'requests.xml', 'servicerequestupdates.json'])
    assert.doesNotMatch((await say(site.port, { path: `/open311/v2/${path}` })).text, /wu@example|吴|138/);
});
