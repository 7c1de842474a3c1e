import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import { brokenJson, brokenRequest } from './broken.ts';
import { crew } from './crew.ts';
import { type Row, fingerprint, refuses } from './hostile.ts';
import { json, problemOf, say } from './say.ts';
import { type Site, openSite } from './site.ts';
import { type Told, caseAt, report, walk } from './story.ts';

let site: Site;
/** Closed, so that it can be rated and reopened; and one that is still being worked on. */
let closed: Told;
let open: Told;
let rated: Told;
before(async () => {
  site = await openSite({ people: crew });
  closed = await caseAt(site, 'closed');
  rated = await caseAt(site, 'closed');
  open = await caseAt(site, 'underway');
  await site.anyone.answerBack(rated.token, { type: 'rate', stars: 4, words: '' });
});
after(() => site.close());

const path = (token: string) => `/api/follow/${token}/commands`;
const headers = () => ({ 'idempotency-key': randomUUID() });
const good = () => ({ command: { type: 'rate', stars: 5, words: '' } });
const to = (token: () => string, command: unknown, more: Record<string, string> = headers()) => ({
  method: 'POST',
  path: path(token()),
  body: JSON.stringify({ command }),
  headers: { 'content-type': 'application/json', ...more },
});
const row = (says: string, command: unknown, status = 400, code = 'invalid'): Row => [
  says,
  () => to(() => closed.token, command),
  status,
  code,
];
const rate = (says: string, more: object) => row(says, { type: 'rate', stars: 5, words: '', ...more });
const reopen = (says: string, more: object) => row(says, { type: 'reopen', reason: '又堆上了', ...more });
const link = (says: string, token: () => string, status = 404, code = 'no-such-token'): Row => [
  says,
  () => to(token, { type: 'rate', stars: 5, words: '' }),
  status,
  code,
];
const flipped = (at: number) => () => {
  const sign = closed.token[at] === 'A' ? 'B' : 'A';
  return `${closed.token.slice(0, at)}${sign}${closed.token.slice(at + 1)}`;
};

const rows: Row[] = [
  row('a command that is a word', 'rate'),
  row('a command that is null', null),
  row('a command without its type', { stars: 5, words: '' }),
  row('a command of no known type', { type: 'praise', stars: 5 }),
  row('a type that is a list', { type: ['rate'], stars: 5, words: '' }),
  row('a resident who closes the case', { type: 'close', informed: true, note: '' }),
  row('a resident who dispatches', { type: 'dispatch', unit: 'sweep', act: 'service', task: '', order: randomUUID() }),
  row('a resident who calls back', { type: 'call_back', satisfied: true, note: '' }),
  row('a resident who voids', { type: 'void', reason: '不要了' }),
  row('a resident who writes a note for staff', { type: 'note', text: '我来了' }),
  row('a resident who adds pictures by name', { type: 'add_photos', kind: 'after', photos: ['0'.repeat(64)] }),
  row('a resident who speaks as the system', { type: 'escalate', light: 'red' }),
  rate('no star', { stars: 0 }),
  rate('six stars', { stars: 6 }),
  rate('four and a half stars', { stars: 4.5 }),
  rate('stars in text', { stars: '5' }),
  rate('stars that are true', { stars: true }),
  rate('no stars at all', { stars: undefined }),
  rate('minus five stars', { stars: -5 }),
  rate('infinitely many stars', { stars: 1e308 * 10 }),
  rate('words of one thousand and one characters', { words: '好'.repeat(1001) }),
  rate('NUL in the words', { words: '好\u0000' }),
  rate('half a surrogate pair in the words', { words: '好\udc00' }),
  rate('words that are a number', { words: 5 }),
  rate('an unknown key', { by: 'p-admin' }),
  reopen('no reason', { reason: undefined }),
  reopen('an empty reason', { reason: '' }),
  reopen('a reason of one character', { reason: '脏' }),
  reopen('a reason of white space', { reason: '　　　　' }),
  reopen('a reason of five hundred and one characters', { reason: '脏'.repeat(501) }),
  reopen('an unknown key in a reopening', { stars: 5 }),
  link('a link with its first sign changed', flipped(0)),
  link('a link with a sign of its case changed', flipped(10)),
  link('a link with a sign of its seal changed', flipped(30)),
  link('a link with its last but one sign changed', flipped(41)),
  link('half a link', () => closed.token.slice(0, 20)),
  link('a link and a half', () => `${closed.token}${closed.token.slice(0, 20)}`),
  link('the case of one link with the seal of another', () => closed.token.slice(0, 21) + open.token.slice(21)),
  link('a case’s id for a link', () => closed.id),
  link('a case’s number for a link', () => closed.number),
  link('SQL for a link', () => encodeURIComponent("' or 1=1 --")),
  link('a climbing path for a link', () => '..%2F..%2Fapi%2Fcases'),
  link('a link of one hundred and one signs', () => 'A'.repeat(101), 400, 'invalid'),
  link('a link of four hundred signs', () => 'A'.repeat(400), 404, 'not-found'),
  ['no key', () => to(() => closed.token, good().command, {}), 400, 'key-missing'],
  ['a key that is none', () => to(() => closed.token, good().command, { 'idempotency-key': '1' }), 400, 'key-malformed'],
  ['a rating before the end', () => to(() => open.token, good().command), 409, 'not-in-this-state'],
  ['a reopening before the end', () => to(() => open.token, { type: 'reopen', reason: '又堆上了' }), 409, 'not-in-this-state'],
  ['a second rating', () => to(() => rated.token, { type: 'rate', stars: 1, words: '反悔' }), 409, 'already-rated'],
];
const door = { path: () => path(closed.token), headers, good };
refuses('follow', () => site, [...rows, ...brokenJson(door), ...brokenRequest(door, ['PUT', 'PATCH', 'DELETE', 'GET'])]);

test('a reopening after its fifteen days is refused, and says what to do instead', async () => {
  const before_ = await fingerprint(site);
  const at = site.clock.at;
  site.clock.at = (at + 15 * 86_400_000 + 60_000) as typeof at;
  const heard = await say(
    site.port,
    to(() => closed.token, { type: 'reopen', reason: '又堆上了' }),
  );
  site.clock.at = at;
  assert.deepEqual([heard.status, problemOf(heard).code], [409, 'reopening-closed']);
  assert.match(problemOf(heard).detail, /15/);
  assert.equal(await fingerprint(site), before_);
});

test('one key, two ratings: the first counts once, the second is refused', async () => {
  const told = await caseAt(site, 'closed');
  const more = headers();
  const once = () =>
    say(
      site.port,
      to(() => told.token, { type: 'rate', stars: 5, words: '快' }, more),
    );
  assert.equal((await once()).status, 200);
  const held = await fingerprint(site);
  assert.equal((await once()).status, 200);
  const other = await say(
    site.port,
    to(() => told.token, { type: 'rate', stars: 1, words: '慢' }, more),
  );
  assert.deepEqual([other.status, problemOf(other).code], [422, 'key-used-for-something-else']);
  assert.equal(await fingerprint(site), held);
  assert.equal((await site.anyone.follow(told.token)).rating, 5);
});

test('a link goes on working while its case goes on, and shows no other', async () => {
  const [one, other] = [await report(site, '第一件'), await report(site, '第二件')];
  await walk(site, one, { from: 'reported', to: 'closed' });
  assert.equal((await site.anyone.follow(one.token)).text, '第一件');
  assert.equal((await site.anyone.follow(other.token)).text, '第二件');
  const body = json({ command: { type: 'reopen', reason: '又堆上了' } });
  const heard = await say(site.port, {
    method: 'POST',
    path: path(one.token),
    body: body.body,
    headers: { ...body.headers, ...headers() },
  });
  assert.equal((JSON.parse(heard.text) as { status: string }).status, 'to_dispatch');
});
