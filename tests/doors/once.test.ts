import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { crew, inWest } from './crew.ts';
import { fingerprint } from './hostile.ts';
import { type Heard, json, problemOf, say, upload } from './say.ts';
import { TEN, type Site, openSite, password } from './site.ts';
import { type Told, caseAt, picture, report } from './story.ts';

let site: Site;
const tokens = new Map<string, string>();
before(async () => {
  site = await openSite({ people: crew });
  for (const account of ['west-dispatcher', 'west-handler', 'west-unit_manager', 'west-intake_operator', 'west-shift_leader'])
    tokens.set(account, await site.token(account));
});
after(() => site.close());

const many = <T>(n: number, work: (i: number) => Promise<T>) => Promise.all(Array.from({ length: n }, (_, i) => work(i)));
const statuses = (heard: readonly Heard[]) => heard.map(({ status }) => status).sort();
const count = async (sql: string, ...params: unknown[]) =>
  (await site.database.one<{ n: number }>(`select count(*) as n from ${sql}`, params)).n;

const send = (text: string, key: string) => {
  const { body, headers } = json({ text, place: { crs: 'WGS84', point: inWest } });
  return say(site.port, { method: 'POST', path: '/api/reports', body, headers: { ...headers, 'idempotency-key': key } });
};
type Saying = { key?: string; version?: number; saidAt?: number };
const command = (account: string, { id }: { id: string }, said: object, { key = randomUUID(), ...more }: Saying = {}) => {
  const { body, headers } = json({ command: said, ...more });
  const authorization = `Bearer ${tokens.get(account)}`;
  return say(site.port, {
    method: 'POST',
    path: `/api/cases/${id}/commands`,
    body,
    headers: { ...headers, authorization, 'idempotency-key': key },
  });
};
const receiptOf = ({ text }: Heard) => JSON.parse(text) as { id: string; number: string; token: string };

test('fifty identical reports at once under one key are one case, and all fifty hear its number', async () => {
  const key = randomUUID();
  const cases = await count('casefile');
  const heard = await many(50, () => send('五十次', key));
  assert.deepEqual(statuses(heard), [...Array(49).fill(200), 201]);
  assert.equal(new Set(heard.map((each) => JSON.stringify(receiptOf(each)))).size, 1);
  assert.equal(await count('casefile'), cases + 1);
  const { id } = receiptOf(heard[0] as Heard);
  for (const table of ['case_event', 'report', 'report_key']) assert.equal(await count(`${table} where case_id = $1`, id), 1, table);
  assert.equal(await count('timer where subject = $1', id), 2);
  assert.equal(await count('key_conflict where key = $1', key), 0);
});

test('fifty different reports at once under one key: one is taken, and every other text is kept for a person to read', async () => {
  const key = randomUUID();
  const heard = await many(50, (i) => send(`第 ${i} 种说法`, key));
  assert.deepEqual(statuses(heard), [201, ...Array(49).fill(422)]);
  const taken = await site.database.one<{ text: string }>(
    "select c.state ->> 'text' as text from report_key k join casefile c on c.id = k.case_id where k.key = $1",
    [key],
  );
  const kept = await site.database.many<{ text: string }>("select body ->> 'text' as text from key_conflict where key = $1", [key]);
  const all = new Set([taken.text, ...kept.map(({ text }) => text)]);
  assert.deepEqual(all, new Set(Array.from({ length: 50 }, (_, i) => `第 ${i} 种说法`)));
});

test('fifty reports at once under fifty keys are fifty cases with fifty numbers', async () => {
  const heard = await many(50, (i) => send(`各说各的 ${i}`, randomUUID()));
  assert.deepEqual(statuses(heard), Array(50).fill(201));
  assert.equal(new Set(heard.map((each) => receiptOf(each).number)).size, 50);
  assert.equal(new Set(heard.map((each) => receiptOf(each).token)).size, 50);
});

test('a key in capitals is the same key', async () => {
  const key = randomUUID();
  const [small, large] = [await send('一样的', key), await send('一样的', key.toUpperCase())];
  assert.deepEqual([small.status, large.status], [201, 200]);
  assert.equal(receiptOf(small).id, receiptOf(large).id);
});

test('a report’s key is good after a year, and after the case has been closed', async () => {
  const key = randomUUID();
  const told = receiptOf(await send('一年前的', key));
  await (await site.as('west-shift_leader')).say(told.id, { type: 'void', reason: '重复上报' });
  site.clock.at = (TEN + 365 * 86_400_000) as typeof TEN;
  const again = await send('一年前的', key);
  site.clock.at = TEN;
  assert.equal(again.status, 200);
  assert.equal(receiptOf(again).id, told.id);
});

test('two people speak to one case at the same version: one wins, the other hears that it changed meanwhile', async () => {
  for (let round = 0; round < 5; round++) {
    const told = await caseAt(site, 'to_dispatch');
    const { version } = await (await site.as('west-dispatcher')).view(told.id);
    const heard = await many(2, () =>
      command('west-dispatcher', told, { type: 'dispatch', unit: 'sweep', act: 'service', task: '', order: randomUUID() }, { version }),
    );
    assert.deepEqual(statuses(heard), [200, 409]);
    const lost = problemOf(heard.find(({ status }) => status === 409) as Heard) as unknown as { code: string; yours: number; now: number };
    assert.deepEqual([lost.code, lost.yours, lost.now], ['changed-meanwhile', version, version + 1]);
    assert.equal(await count('work_order where case_id = $1', told.id), 1);
  }
});

test('two people who looked at nothing first: the second finds the case in another stage', async () => {
  const told = await caseAt(site, 'sent');
  const heard = await many(2, (i) =>
    command(i === 0 ? 'west-handler' : 'west-unit_manager', told, { type: 'accept_order', order: told.order, handler: null }),
  );
  assert.deepEqual(statuses(heard), [200, 409]);
  assert.equal(problemOf(heard.find(({ status }) => status === 409) as Heard).code, 'order-not-open');
});

test('twenty notes at once are twenty notes, each heard once, in one unbroken history', async () => {
  const told = await report(site);
  const heard = await many(20, (i) => command('west-dispatcher', told, { type: 'note', text: `第 ${i} 条` }));
  assert.deepEqual(statuses(heard), Array(20).fill(200));
  const { history, version } = await (await site.as('west-dispatcher')).view(told.id);
  assert.deepEqual(
    history.map(({ seq }) => seq),
    Array.from({ length: version }, (_, i) => i + 1),
  );
  assert.equal(new Set(history.filter(({ type }) => type === 'noted').map(({ facts }) => facts.text)).size, 20);
});

test('one command sent twenty times at once under one key is done once', async () => {
  const told = await report(site);
  const key = randomUUID();
  const heard = await many(20, () => command('west-dispatcher', told, { type: 'note', text: '只说一次' }, { key }));
  assert.deepEqual(statuses(heard), Array(20).fill(200));
  assert.equal(await count("case_event where case_id = $1 and type = 'noted'", told.id), 1);
  assert.equal(await count('command_key where case_id = $1 and key = $2', told.id, key), 1);
});

test('a command that is heard again long after, when the case has moved on, is answered and not done again', async () => {
  const told = await caseAt(site, 'sent');
  const key = randomUUID();
  const accept = () => command('west-handler', told, { type: 'accept_order', order: told.order, handler: null }, { key });
  assert.equal((await accept()).status, 200);
  const proof = await (await site.as('west-handler')).photo(told.id, await picture('#102030'));
  const finish = { type: 'finish_order', order: told.order, note: '', photos: [proof], before: [] };
  assert.equal((await command('west-handler', told, finish)).status, 200);
  const held = await fingerprint(site);
  const again = await accept();
  assert.equal(again.status, 200);
  assert.equal((JSON.parse(again.text) as { status: string }).status, 'to_check');
  assert.equal(await fingerprint(site), held);
});

test('merges that meet head-on: one is done, the other refused, and nobody waits for ever', async () => {
  for (let round = 0; round < 3; round++) {
    const [one, other] = [await report(site, '甲'), await report(site, '乙')];
    const heard = await Promise.all([
      command('west-intake_operator', one, { type: 'merge', into: other.id }),
      command('west-intake_operator', other, { type: 'merge', into: one.id }),
    ]);
    assert.equal(heard.filter(({ status }) => status === 200).length, 1, heard.map(({ text }) => text.slice(0, 200)).join('\n'));
    assert.ok(heard.every(({ status }) => status < 500));
    const states = await site.database.many<{ status: string; joined: number }>(
      "select status, (state ->> 'joined')::int as joined from casefile where id = any($1::uuid[]) order by status",
      [[one.id, other.id]],
    );
    assert.deepEqual(states, [
      { status: 'merged', joined: 0 },
      { status: 'reported', joined: 1 },
    ]);
  }
});

const post = (path: string, file: Buffer, headers: Record<string, string> = {}) => {
  const made = upload(file);
  return say(site.port, { method: 'POST', path, body: made.body, headers: { ...made.headers, ...headers } });
};

test('one picture sent ten times at once is stored once, and stands once in the case', async () => {
  const told = await report(site);
  const file = await picture('#654321', 320, 240);
  const heard = await many(10, () => post(`/api/follow/${told.token}/photos`, file));
  assert.deepEqual(statuses(heard), Array(10).fill(201));
  const ids = new Set(heard.map(({ text }) => (JSON.parse(text) as { id: string }).id));
  assert.equal(ids.size, 1);
  const [id = ''] = ids;
  assert.equal(await count('photo where case_id = $1 and id = $2', told.id, id), 1);
  assert.equal((await site.anyone.follow(told.token)).photos.filter((each) => each.id === id).length, 1);
  assert.equal(readdirSync(site.photoFolder, { recursive: true }).filter((name) => String(name).includes(id)).length, 2);
});

test('one picture sent to two cases stands in both and is stored once', async () => {
  const file = await picture('#777777', 320, 240);
  const [one, other] = [await report(site, '甲'), await report(site, '乙')];
  const sent = async (told: Told) => (JSON.parse((await post(`/api/follow/${told.token}/photos`, file)).text) as { id: string }).id;
  const [id, same] = [await sent(one), await sent(other)];
  assert.equal(id, same);
  assert.equal(await count('photo where id = $1', id), 2);
  assert.equal(readdirSync(site.photoFolder, { recursive: true }).filter((name) => String(name).includes(id)).length, 2);
});

// A phone in a basement: what it says is believed for three days, and comes in whatever order the network likes.
test('late, out of order and twice: the case ends as if all had come in time, and both times are kept', async () => {
  const told = await caseAt(site, 'sent');
  const handler = await site.as('west-handler');
  const proof = await handler.photo(told.id, await picture('#334455'));
  const began = TEN + 30 * 60_000;
  const done = TEN + 60 * 60_000;
  site.clock.at = (TEN + 71 * 3_600_000) as typeof TEN;
  // A session lasts twelve hours, the outbox longer: the phone signs in again and says what it kept.
  const signedIn = await site.anyone.ask<{ token: string }>('POST', '/api/session', { body: { account: 'west-handler', password } });
  tokens.set('west-handler', signedIn.token);
  const accept = { said: { type: 'accept_order', order: told.order, handler: null }, key: randomUUID(), saidAt: began };
  const finish = {
    said: { type: 'finish_order', order: told.order, note: '', photos: [proof], before: [] },
    key: randomUUID(),
    saidAt: done,
  };
  const tell = ({ said, ...more }: typeof accept | typeof finish) => command('west-handler', told, said, more);
  // The finish overtakes the accept: refused in words the phone understands, and sent again after it.
  const early = await tell(finish);
  assert.deepEqual([early.status, problemOf(early).code], [409, 'order-not-open']);
  assert.equal((await tell(accept)).status, 200);
  assert.equal((await tell(accept)).status, 200);
  assert.equal((await tell(finish)).status, 200);
  assert.equal((await tell(accept)).status, 200);
  const rows = await site.database.many<{ type: string; said_at: number; heard_at: number }>(
    "select type, said_at, heard_at from case_event where case_id = $1 and type in ('order_accepted', 'order_finished') order by seq",
    [told.id],
  );
  const heardAt = site.clock.at;
  site.clock.at = TEN;
  assert.deepEqual(rows, [
    { type: 'order_accepted', said_at: began, heard_at: heardAt },
    { type: 'order_finished', said_at: done, heard_at: heardAt },
  ]);
  const { status } = await (await site.as('west-dispatcher')).view(told.id);
  assert.equal(status, 'to_check');
});
