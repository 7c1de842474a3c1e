import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import { type Row, refuses } from './hostile.ts';
import { aims, broken, get, openAims, post, site } from './newestknocks.ts';
import { say } from './say.ts';

before(openAims);
after(() => site().close());

const NUL = '\u0000';
const HALF = '\ud83d';

/** Promises of patrol and asks to go by. */
function patrolRows(): Row[] {
  const good = { street: '440399001', promise: 'none', target: 'none', person: 'p-sun' };
  const ask = (says: string, more: object, status = 400, code = 'invalid', headers = {}): Row => [
    says,
    () => post('west-dispatcher', '/api/patrol/asks', { ...good, ...more }, headers),
    status,
    code,
  ];
  const answer = (says: string, id: () => string, body: object, [status, code]: readonly [number, string], headers = {}): Row => [
    says,
    () => post('west-patroller', `/api/patrol/asks/${id()}/answer`, body, headers),
    status,
    code,
  ];
  const why = (says: string, path: string, status = 404, code = 'no-such-promise'): Row => [
    says,
    () => get('west-dispatcher', `/api/patrol/promises/${path}`),
    status,
    code,
  ];
  return [
    ask('a street with a path', { street: '../440399' }),
    ask('a street that is a number', { street: 440_399_001 }),
    ask('a promise of NUL', { promise: NUL }),
    ask('a target of half a character', { target: HALF }),
    ask('a target of eighty-one characters', { target: 'a'.repeat(81) }),
    ask('a person of NUL', { person: `p${NUL}` }),
    ask('a person who is an object', { person: { id: 'p-sun' } }),
    ask('an unknown key in an ask', { metres: 1 }),
    ask('a promise every object has', { promise: '__proto__' }, 404, 'no-such-promise'),
    ask('a promise of another street', { street: '440399002', promise: 'half-hour' }, 404, 'no-such-promise'),
    ask('no key', {}, 400, 'key-missing', { 'idempotency-key': '' }),
    ask('the nil key', {}, 400, 'key-malformed', { 'idempotency-key': '00000000-0000-0000-0000-000000000000' }),
    answer('an answer to no ask', () => randomUUID(), { answer: 'accept' }, [404, 'no-such-ask']),
    answer('an answer to a path', () => '..%2f..', { answer: 'accept' }, [400, 'invalid']),
    answer('an answer of two', () => randomUUID(), { answer: ['accept', 'decline'] }, [400, 'invalid']),
    answer('an answer every object has', () => randomUUID(), { answer: 'constructor' }, [400, 'invalid']),
    answer('an answer without a key', () => randomUUID(), { answer: 'accept' }, [400, 'key-missing'], { 'idempotency-key': '' }),
    why('a promise that climbs', '440399001/..%2f..%2f/targets/x'),
    why('a promise of NUL', '440399001/%00/targets/x', 404, 'not-found'),
    why('a promise every object has', '__proto__/constructor/targets/toString'),
    why('a street of ten digits', '4403990010/none/targets/x', 400, 'invalid'),
    why('a target of eighty-one signs', `440399001/none/targets/${'a'.repeat(81)}`, 400, 'invalid'),
    ['the board, asked by a resident', () => ({ path: '/api/patrol/board' }), 401, 'unauthenticated'],
  ];
}

/** Commands that hand a case over, rule on it, or claim a paper, and what is asked of disputes. */
function caseRows(): Row[] {
  const say = (
    says: string,
    account: string,
    to: () => { id: string },
    command: () => object,
    [status, code, more = {}]: readonly [number, string, object?] = [400, 'invalid'],
  ): Row => [says, () => post(account, `/api/cases/${to().id}/commands`, { command: command(), ...more }), status, code];
  const over = (says: string, more: object, status = 400, code = 'invalid'): Row =>
    say(
      says,
      'west-handler',
      () => aims().told,
      () => ({ type: 'hand_over', order: aims().told.order, unit: 'office-ch', reason: '只有政府能罚', ...more }),
      [status, code],
    );
  const rule = (says: string, more: object, status = 400, code = 'invalid'): Row =>
    say(
      says,
      'west-leader',
      () => aims().disputed,
      () => ({ type: 'rule', unit: 'water', act: 'service', reason: '谁的管道谁清理', becomesRow: true, order: randomUUID(), ...more }),
      [status, code],
    );
  const asked = (says: string, path: string, status = 400, code = 'invalid', account = 'west-leader'): Row => [
    says,
    () => get(account, path),
    status,
    code,
  ];
  return [
    over('handed over to NUL', { unit: NUL }),
    over('handed over for half a character', { reason: `只有政府${HALF}` }),
    over('handed over with an order that is none', { order: 'x' }),
    over('handed over with an unknown key', { by: 'p-west-leader' }),
    over('handed over to a list', { unit: ['office-ch'] }),
    rule('a ruling with NUL for a reason', { reason: `谁的${NUL}` }),
    rule('a ruling for half a character', { reason: `谁的${HALF}` }),
    rule('a ruling for a unit every object has', { unit: '__proto__' }, 422, 'unknown-unit'),
    rule('a ruling of an act every object has', { act: 'constructor' }),
    rule('a ruling with an unknown key', { row: 'D1' }),
    say(
      'a ruling on a case of another street',
      'west-leader',
      () => aims().eastern,
      () => ({ type: 'rule', unit: 'water', act: 'service', reason: '谁的谁清', becomesRow: false, order: randomUUID() }),
      [404, 'no-such-case'],
    ),
    say(
      'a ruling by who has the case',
      'west-handler',
      () => aims().disputed,
      () => ({ type: 'rule', unit: 'water', act: 'service', reason: '谁的谁清', becomesRow: false, order: randomUUID() }),
      [403, 'not-allowed'],
    ),
    say(
      'a paper claimed whose name is NUL',
      'west-handler',
      () => aims().told,
      () => ({
        type: 'finish_order',
        order: aims().told.order,
        note: '',
        photos: [],
        before: [],
        under: { authorisation: NUL, act: 'persuade' },
      }),
    ),
    say(
      'a note on a case of another street',
      'west-dispatcher',
      () => aims().eastern,
      () => ({ type: 'note', text: '看看' }),
      [404, 'no-such-case'],
    ),
    say(
      'a note said in the year 10000',
      'west-dispatcher',
      () => aims().told,
      () => ({ type: 'note', text: '看看' }),
      [400, 'invalid', { saidAt: 253_402_300_800_000 }],
    ),
    say(
      'a note against version 1e300',
      'west-dispatcher',
      () => aims().told,
      () => ({ type: 'note', text: '看看' }),
      [400, 'invalid', { version: 1e300 }],
    ),
    say(
      'a command only the system gives',
      'west-leader',
      () => aims().told,
      () => ({ type: 'become_row', row: 'D1', list: 1 }),
    ),
    say(
      'a command every object has',
      'west-leader',
      () => aims().told,
      () => ({ type: 'hasOwnProperty' }),
    ),
    asked('figures by what every object has', '/api/disputes/figures?by=constructor'),
    asked('figures from 1900', '/api/disputes/figures?from=-2208988800000'),
    asked('figures from the year 10000', '/api/disputes/figures?from=253402300800000'),
    asked('figures from a word', '/api/disputes/figures?from=yesterday'),
    asked('figures for a company', '/api/disputes/figures', 403, 'forbidden', 'west-company-leader'),
    asked('disputes for a handler', '/api/disputes', 403, 'forbidden', 'west-handler'),
    asked(
      'the opinion on a case of another street',
      `/api/cases/${'0'.repeat(8)}-0000-7000-8000-000000000000/opinion`,
      404,
      'no-such-case',
    ),
    asked('cases by NUL', '/api/cases?q=%00'),
    asked('cases by half an escape', '/api/cases?unit=%00'),
    asked('cases in a box off the earth', '/api/cases?bbox=0,0,999,999'),
  ];
}

refuses('patrol', site, [
  ...patrolRows(),
  ...broken('/api/patrol/asks', 'west-dispatcher', { street: '440399001', promise: 'none', target: 'none', person: 'p-sun' }),
]);
refuses('cases', site, caseRows());

test('the requests these are made from are right in everything else', async () => {
  const command = { type: 'rule', unit: 'water', act: 'service', reason: '谁的管道谁清理', becomesRow: true, order: randomUUID() };
  const ruled = await say(site().port, post('west-leader', `/api/cases/${aims().disputed.id}/commands`, { command }));
  assert.equal(ruled.status, 200, ruled.text);
});
