import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import { examples } from '../../features/case/rules/testing.ts';
import type { SpokenType } from '../../features/case/rules/command.ts';
import { wire } from '../../features/case/rules/wire.ts';
import { brokenJson, brokenRequest } from './broken.ts';
import { crew, inEast } from './crew.ts';
import { type Row, fingerprint, refuses } from './hostile.ts';
import { problemOf, say } from './say.ts';
import { TEN, type Site, openSite } from './site.ts';
import { RUBBISH, type Told, caseAt, picture, report } from './story.ts';

let site: Site;
let fresh: Told;
let filed: Told;
let underway: Told;
let far: Told;
let closed: Told;
const tokens = new Map<string, string>();
before(async () => {
  site = await openSite({ people: crew });
  fresh = await report(site);
  filed = await caseAt(site, 'to_dispatch');
  underway = await caseAt(site, 'underway');
  closed = await caseAt(site, 'closed');
  far = await report(site, '望榕路边有积水', inEast);
  for (const account of ['west-dispatcher', 'west-shift_leader', 'west-intake_operator', 'west-handler', 'west-unit_manager'])
    tokens.set(account, await site.token(account));
});
after(() => site.close());

type Sending = { account?: string; at?: () => Told; more?: object; key?: string | null };
const send = (command: unknown, { account = 'west-dispatcher', at = () => fresh, more = {}, key = randomUUID() }: Sending = {}) => ({
  method: 'POST',
  path: `/api/cases/${at().id}/commands`,
  body: JSON.stringify({ command, ...more }),
  headers: {
    'content-type': 'application/json',
    authorization: `Bearer ${tokens.get(account)}`,
    ...(key === null ? {} : { 'idempotency-key': key }),
  },
});
const note = { type: 'note', text: '看过了' };
const row = (says: string, command: unknown, sending: Sending = {}, status = 400, code = 'invalid'): Row => [
  says,
  () => send(command, sending),
  status,
  code,
];
const cannot = (says: string, command: () => object, sending: Sending, code: string, status = 422): Row => [
  says,
  () => send(command(), sending),
  status,
  code,
];
const elsewhere = (says: string, path: () => string, status: number, code: string): Row => [
  says,
  () => ({ ...send(note), path: path() }),
  status,
  code,
];
const shift = { account: 'west-shift_leader' };
const operator = { account: 'west-intake_operator' };
const order = (more: object) => ({ type: 'dispatch', unit: 'sweep', act: 'service', task: '', order: randomUUID(), ...more });

const rows: Row[] = [
  row('a command that is a word', 'note'),
  row('a command that is null', null),
  row('two commands', [note, note]),
  row('a command of no known type', { type: 'promote', text: 'x' }),
  row('a type of another case', { type: 'NOTE', text: 'x' }),
  row('what only the system says', { type: 'escalate', light: 'red' }),
  row('the other half of a merge', { type: 'absorb', from: randomUUID() }),
  row('who says it, told by the sayer', { ...note, by: 'p-admin' }),
  row('a note of nothing', { type: 'note', text: '' }),
  row('a note of white space', { type: 'note', text: ' 　\n' }),
  row('a note of one thousand and one characters', { type: 'note', text: '注'.repeat(1001) }),
  row('NUL in a note', { type: 'note', text: 'a\u0000b' }),
  row('half a surrogate pair in a note', { type: 'note', text: 'a\ud800b' }),
  row('version nought', note, { more: { version: 0 } }),
  row('a version in text', note, { more: { version: '3' } }),
  row('half a version', note, { more: { version: 1.5 } }),
  row('a version of a thousand million', note, { more: { version: 1e9 } }),
  row('an old version', note, { more: { version: 1 } }, 409, 'changed-meanwhile'),
  row('a version that is still to come', note, { more: { version: 99 } }, 409, 'changed-meanwhile'),
  row('said before there were cases', note, { more: { saidAt: 0 } }),
  row('said in the year 9999', note, { more: { saidAt: 253_402_300_799_000 } }),
  row('said at a time in text', note, { more: { saidAt: '2026-03-02' } }),
  row('no key', note, { key: null }, 400, 'key-missing'),
  row('a key that is none', note, { key: 'hello' }, 400, 'key-malformed'),
  elsewhere('a case that is not there', () => `/api/cases/${randomUUID()}/commands`, 404, 'no-such-case'),
  elsewhere('a case of another street', () => `/api/cases/${far.id}/commands`, 404, 'no-such-case'),
  elsewhere('a number instead of an id', () => `/api/cases/${fresh.number}/commands`, 400, 'invalid'),
  elsewhere('SQL instead of an id', () => `/api/cases/${encodeURIComponent("' or 1=1 --")}/commands`, 400, 'invalid'),
  elsewhere('an id with a climbing tail', () => `/api/cases/${fresh.id}%2F..%2F${far.id}/commands`, 400, 'invalid'),
  elsewhere('the nil id', () => '/api/cases/00000000-0000-0000-0000-000000000000/commands', 404, 'no-such-case'),
  cannot('a dispatch before filing', () => order({}), {}, 'not-in-this-state', 409),
  cannot('a dispatch to nobody', () => order({ unit: 'nobody' }), { at: () => filed }, 'unknown-unit'),
  cannot('a dispatch to __proto__', () => order({ unit: '__proto__' }), { at: () => filed }, 'unknown-unit'),
  cannot('a dispatch with SQL for a unit', () => order({ unit: "sweep' --" }), { at: () => filed }, 'unknown-unit'),
  cannot('an enforcement order for a company', () => order({ act: 'enforcement' }), { at: () => filed }, 'enforcement-not-delegable'),
  row('an order’s id that is none', order({ order: '1' }), { at: () => filed }, 400, 'invalid'),
  row('an act nobody knows', order({ act: 'arrest' }), { at: () => filed }, 400, 'invalid'),
  cannot(
    'an order that is there already',
    () => ({ ...order({ order: underway.order }), type: 'add_order', unit: 'green' }),
    { at: () => underway },
    'order-exists',
    409,
  ),
  cannot(
    'the withdrawal of an order that is not there',
    () => ({ type: 'withdraw_order', order: randomUUID(), reason: '多派了' }),
    { at: () => underway },
    'no-such-order',
    404,
  ),
  cannot(
    'the withdrawal of the lead order',
    () => ({ type: 'withdraw_order', order: underway.order, reason: '多派了' }),
    { at: () => underway },
    'lead-order-stays',
    409,
  ),
  cannot('a filing under no matter', () => ({ type: 'file', matter: 'matter:99999', condition: 'seen' }), shift, 'unknown-matter'),
  cannot('a filing under no condition', () => ({ type: 'file', matter: RUBBISH, condition: 'hidden' }), shift, 'unknown-condition'),
  cannot(
    'a filing under another matter’s condition',
    () => ({ type: 'file', matter: RUBBISH, condition: 'unlit' }),
    shift,
    'unknown-condition',
  ),
  cannot('a verification asked of nobody', () => ({ type: 'ask_verify', verifier: 'p-nobody' }), operator, 'unknown-person'),
  cannot('a verification asked of a handler', () => ({ type: 'ask_verify', verifier: 'p-west-handler' }), operator, 'unknown-person'),
  cannot('a merge with itself', () => ({ type: 'merge', into: fresh.id }), operator, 'merge-with-itself'),
  cannot('a merge with nothing', () => ({ type: 'merge', into: randomUUID() }), operator, 'no-such-case', 404),
  cannot('a merge into another street’s case', () => ({ type: 'merge', into: far.id }), operator, 'no-such-case', 404),
  cannot('a merge into a closed case', () => ({ type: 'merge', into: closed.id }), operator, 'target-not-open', 409),
  row('a merge with something that is no id', { type: 'merge', into: 'all' }, operator),
  cannot('a picture that was never sent', () => ({ type: 'add_photos', kind: 'report', photos: ['0'.repeat(64)] }), {}, 'no-such-photo'),
  row('a picture’s name that is none', { type: 'add_photos', kind: 'report', photos: ['../../etc/passwd'] }),
  row('a picture’s name in capitals', { type: 'add_photos', kind: 'report', photos: ['A'.repeat(64)] }),
  row('ten pictures', { type: 'add_photos', kind: 'report', photos: Array(10).fill('0'.repeat(64)) }),
  row('no pictures', { type: 'add_photos', kind: 'report', photos: [] }),
  row('pictures of no kind', { type: 'add_photos', kind: 'selfie', photos: ['0'.repeat(64)] }),
  cannot(
    'a suspension until yesterday',
    () => ({ type: 'request_suspension', reason: '雨季', until: TEN - 86_400_000 }),
    { account: 'west-unit_manager', at: () => underway },
    'date-out-of-range',
  ),
  cannot(
    'a suspension for two years',
    () => ({ type: 'request_suspension', reason: '雨季', until: TEN + 730 * 86_400_000 }),
    { account: 'west-unit_manager', at: () => underway },
    'date-out-of-range',
  ),
  cannot('a grant of nothing', () => ({ type: 'grant_request' }), { at: () => underway }, 'no-request', 409),
  cannot(
    'a finish without a picture',
    () => ({ type: 'finish_order', order: underway.order, note: '', photos: [], before: [] }),
    { account: 'west-handler', at: () => underway },
    'photo-needed',
  ),
  cannot(
    'a correction to a place outside',
    () => ({ type: 'correct', matter: null, text: null, place: { point: { lon: 0, lat: 0 }, address: '', asset: null } }),
    {},
    'place-outside',
  ),
  cannot(
    'a correction into another street',
    () => ({ type: 'correct', matter: null, text: null, place: { point: inEast, address: '', asset: null } }),
    {},
    'other-street',
  ),
  row('a correction with a beyond-number position', {
    type: 'correct',
    matter: null,
    text: null,
    place: { point: { lon: 1e308 * 10, lat: 22 }, address: '', asset: null },
  }),
  cannot('a call-back before the end', () => ({ type: 'call_back', satisfied: true, note: '' }), operator, 'not-in-this-state', 409),
  cannot('a rating by staff', () => ({ type: 'rate', stars: 5, words: '' }), { at: () => closed }, 'not-allowed', 403),
];

const door = {
  path: () => `/api/cases/${fresh.id}/commands`,
  headers: () => ({ authorization: `Bearer ${tokens.get('west-dispatcher')}`, 'idempotency-key': randomUUID() }),
  good: () => ({ command: note }),
};
refuses('command', () => site, [...rows, ...brokenJson(door), ...brokenRequest(door, ['PUT', 'GET', 'DELETE'])]);

test('every command is refused with a field missing, of another type or too many, and nothing is done', async () => {
  const held = await fingerprint(site);
  let said = 0;
  for (const type of Object.keys(wire) as SpokenType[]) {
    const good = examples[type] as Record<string, unknown>;
    const fields = Object.keys(good).filter((field) => field !== 'type');
    const broken = [
      { ...good, surprise: 1 },
      ...fields.map((field) => Object.fromEntries(Object.entries(good).filter(([name]) => name !== field))),
      ...fields.map((field) => ({ ...good, [field]: { $ne: null } })),
      ...fields.map((field) => ({ ...good, [field]: -1 })),
    ];
    for (const command of broken) {
      const heard = await say(site.port, send(command));
      assert.deepEqual([heard.status, problemOf(heard).code], [400, 'invalid'], JSON.stringify(command));
      assert.ok(
        problemOf(heard).issues?.some(({ path }) => path.startsWith('/command')),
        heard.text,
      );
      said++;
    }
  }
  assert.ok(said > 150, `${said} broken commands`);
  assert.equal(await fingerprint(site), held);
});

test('one key, two commands: the first is done once, the second refused', async () => {
  const key = randomUUID();
  const first = () => say(site.port, send({ type: 'note', text: '第一次' }, { key }));
  assert.equal((await first()).status, 200);
  const held = await fingerprint(site);
  assert.equal((await first()).status, 200);
  const other = await say(site.port, send({ type: 'note', text: '第二次' }, { key }));
  assert.deepEqual([other.status, problemOf(other).code], [422, 'key-used-for-something-else']);
  assert.equal(await fingerprint(site), held);
});

test('an order accepted twice, finished twice or finished by another team is refused', async () => {
  const told = await caseAt(site, 'underway');
  const handler = await site.as('west-handler');
  const proof = await handler.photo(told.id, await picture('#0a0b0c'));
  const finish = { type: 'finish_order', order: told.order, note: '', photos: [proof], before: [] };
  const heard = async (command: object, account = 'west-handler') =>
    problemOf(await say(site.port, send(command, { account, at: () => told }))).code;
  assert.equal(await heard({ type: 'accept_order', order: told.order, handler: null }), 'order-not-open');
  assert.equal(await heard(finish, 'west-dispatcher'), 'not-allowed');
  await handler.say(told.id, finish);
  const held = await fingerprint(site);
  assert.equal(await heard(finish), 'not-allowed');
  assert.equal(await fingerprint(site), held);
});
