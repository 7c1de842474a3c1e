import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import { Declined } from '../../apps/demo/client.ts';
import type { SpokenType } from '../../features/case/rules/command.ts';
import { examples } from '../../features/case/rules/testing.ts';
import { type Role, roles } from '../../features/people/rules/person.ts';
import { crew, inEast } from './crew.ts';
import { type Site, openSite } from './site.ts';
import { type Told, caseAt, picture, report, walk } from './story.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());

/** What a caller is answered: `ok`, or the code of the refusal. */
async function answer(account: string, { id }: { id: string }, command: object): Promise<string> {
  try {
    await (await site.as(account)).say(id, command as never);
    return 'ok';
  } catch (error) {
    if (error instanceof Declined) return error.code;
    throw error;
  }
}

// Asked of a voided case, where every command but a note is out of turn: whose post it is hears that the case has moved
// on, everybody else that it is not theirs to say. Commands that belong to a person or a unit by name belong to nobody here.
const whose: Record<SpokenType, readonly Role[]> = {
  ask_verify: ['intake_operator', 'shift_leader'],
  verify: [],
  correct: ['intake_operator', 'shift_leader', 'dispatcher'],
  file: ['shift_leader'],
  refuse: ['shift_leader'],
  self_handle: [],
  dispatch: ['dispatcher'],
  add_order: ['dispatcher'],
  accept_order: [],
  return_order: [],
  finish_order: [],
  hand_over: [],
  refer: ['dispatcher'],
  rule: [],
  withdraw_order: ['dispatcher'],
  request_extension: [],
  request_suspension: [],
  grant_request: ['dispatcher'],
  decline_request: ['dispatcher'],
  resume: ['dispatcher'],
  ask_check: ['intake_operator', 'shift_leader'],
  check: [],
  rework: ['shift_leader'],
  close: ['shift_leader'],
  call_back: ['intake_operator'],
  rate: [],
  reopen: ['intake_operator'],
  supervise: ['leader'],
  void: ['shift_leader'],
  merge: ['intake_operator', 'shift_leader', 'dispatcher'],
  split: ['intake_operator', 'shift_leader', 'dispatcher'],
  add_photos: ['intake_operator', 'shift_leader', 'dispatcher', 'leader', 'administrator'],
  note: ['intake_operator', 'shift_leader', 'dispatcher', 'leader', 'administrator'],
};
/** Posts whose scope is their own cases: they had no hand in this one, so for them it does not exist. */
const own: readonly Role[] = ['patroller', 'unit_manager', 'handler'];

test('each command is the business of the posts in the table, over HTTP as in the rules', async () => {
  const told = await report(site);
  assert.equal(await answer('west-shift_leader', told, { type: 'void', reason: '重复上报' }), 'ok');
  for (const [type, posts] of Object.entries(whose) as [SpokenType, readonly Role[]][]) {
    const { ...command } = examples[type] as Record<string, unknown>;
    if (type === 'correct') command.place = null;
    if (type === 'merge') command.into = told.id;
    for (const role of roles) {
      const expected = own.includes(role)
        ? 'no-such-case'
        : !posts.includes(role)
          ? 'not-allowed'
          : type === 'note'
            ? 'ok'
            : 'photos' in command
              ? 'no-such-photo'
              : 'not-in-this-state';
      assert.equal(await answer(`west-${role}`, told, command), expected, `${role} says ${type}`);
      assert.equal(await answer(`east-${role}`, told, command), 'no-such-case', `${role} of the other street says ${type}`);
    }
  }
});

test('who handles a case neither checks nor closes it', async () => {
  const told = await caseAt(site, 'to_check', { handler: 'west-both' });
  // The desk sends the very person who did it to check it: asked by name, and still refused.
  assert.equal(await answer('west-intake_operator', told, { type: 'ask_check', checker: 'p-west-both' }), 'own-work');
  assert.equal(await answer('west-intake_operator', told, { type: 'ask_check', checker: 'p-west-patroller' }), 'ok');
  const check = { type: 'check', result: 'pass', note: '', photos: [] };
  assert.equal(await answer('west-both', told, check), 'not-allowed');
  assert.equal(await answer('west-handler', told, check), 'not-allowed');
  for (const account of ['west-both', 'west-handler', 'west-unit_manager', 'west-patroller', 'west-dispatcher', 'west-intake_operator'])
    assert.equal(await answer(account, told, { type: 'close', informed: true, note: '' }), 'not-allowed', account);
});

test('the seats of public power are closed to a company’s employee, whatever the roster says', async () => {
  const told = await report(site);
  assert.equal(await answer('west-company-shift', told, { type: 'file', matter: 'matter:06010', condition: 'seen' }), 'not-allowed');
  assert.equal(await answer('west-company-shift', told, { type: 'refuse', reason: '不属实' }), 'not-allowed');
  assert.equal(await answer('west-company-shift', told, { type: 'void', reason: '重复' }), 'not-allowed');
  assert.equal(await answer('west-company-leader', told, { type: 'supervise', note: '盯住' }), 'not-allowed');
  assert.equal(await answer('west-leader', told, { type: 'supervise', note: '盯住' }), 'ok');
});

test('enforcement goes to government only, as the lead order and beside it', async () => {
  const told = await caseAt(site, 'to_dispatch');
  const order = (type: string, unit: string, act: string) => ({ type, unit, act, task: '', order: randomUUID() });
  for (const unit of ['sweep', 'order', 'butler', 'village-sl', 'supervision'])
    assert.equal(await answer('west-dispatcher', told, order('dispatch', unit, 'enforcement')), 'enforcement-not-delegable', unit);
  assert.equal(await answer('west-dispatcher', told, order('dispatch', 'sweep', 'service')), 'ok');
  assert.equal(await answer('west-dispatcher', told, order('add_order', 'order', 'enforcement')), 'enforcement-not-delegable');
  assert.equal(await answer('west-dispatcher', told, order('add_order', 'urban', 'enforcement')), 'ok');
});

test('a case shows itself to its own people only', async () => {
  const told = await caseAt(site, 'checking');
  const looks = async (account: string) => {
    try {
      return (await (await site.as(account)).view(told.id)).number;
    } catch (error) {
      if (error instanceof Declined) return error.code;
      throw error;
    }
  };
  const lists = async (account: string) => (await (await site.as(account)).cases('?limit=200')).cases.some(({ id }) => id === told.id);
  const sees: Record<string, boolean> = {
    'west-patroller': true, // asked to check it
    'west-handler': true, // of the team that did it
    'west-unit_manager': true,
    'west-dispatcher': true,
    'west-greener': false, // another team
    'west-stroller': false, // a patroller nobody asked
    'east-patroller': false,
    'east-handler': false, // the same team, in the other street
    'east-dispatcher': false,
    'east-leader': false,
  };
  for (const [account, may] of Object.entries(sees)) {
    assert.equal(await looks(account), may ? told.number : 'no-such-case', account);
    assert.equal(await lists(account), may, `${account}'s list`);
  }
});

test('the reporter’s telephone is shown to those who call back, and leaves through no other door', async () => {
  const told = await caseAt(site, 'checking');
  for (const role of roles) {
    const view = await (await site.as(`west-${role}`)).view(told.id);
    const calls = ['intake_operator', 'shift_leader', 'dispatcher'].includes(role);
    assert.deepEqual(view.contact, calls ? { name: '吴女士', phone: '138 0000 1234' } : null, role);
    if (!calls) assert.doesNotMatch(JSON.stringify(view), /吴女士|0000 1234/, role);
  }
  const elsewhere = [
    `/api/follow/${told.token}`,
    `/api/lookup/${told.number}`,
    `/api/public/nearby?lon=114.045754&lat=22.528649&text=垃圾`,
    `/open311/v2/requests/${told.number}.json`,
    `/open311/v2/requests.xml`,
  ];
  for (const path of elsewhere) {
    const heard = await (await fetch(`${site.base}${path}`)).text();
    assert.doesNotMatch(heard, /吴女士|0000 1234|0000%201234/, path);
  }
  for (const path of ['/api/cases?limit=200', '/api/cases/points', '/api/reference'])
    assert.doesNotMatch(JSON.stringify(await (await site.as('west-dispatcher')).ask('GET', path)), /吴女士|0000 1234/, path);
});

test('a command to another street’s case reads like a command to none, and leaves nothing behind', async () => {
  const told = await report(site, '望榕路边有积水', inEast);
  const before_ = await site.database.one<{ version: number }>('select version from casefile where id = $1', [told.id]);
  for (const role of roles) assert.equal(await answer(`west-${role}`, told, { type: 'note', text: '我来过' }), 'no-such-case', role);
  assert.equal(await answer('west-dispatcher', { id: randomUUID() }, { type: 'note', text: '我来过' }), 'no-such-case');
  const correction = { type: 'correct', matter: null, text: null, place: { point: { lon: 0, lat: 0 }, address: '', asset: null } };
  assert.equal(await answer('west-dispatcher', told, correction), 'no-such-case');
  assert.deepEqual(await site.database.one('select version from casefile where id = $1', [told.id]), before_);
  assert.equal((await site.database.one<{ n: number }>('select count(*) as n from command_key where case_id = $1', [told.id])).n, 1);
});

test('a picture can be quoted only by the case it was sent to', async () => {
  const [one, other] = [await caseAt(site, 'underway'), await caseAt(site, 'underway')];
  const handler = await site.as('west-handler');
  const proof = await handler.photo(one.id, await picture('#abcdef'));
  const finish = (told: Told) => ({ type: 'finish_order', order: told.order, note: '', photos: [proof], before: [] });
  assert.equal(await answer('west-handler', other, finish(other)), 'no-such-photo');
  assert.equal(await answer('west-handler', one, finish(other)), 'no-such-order');
  assert.equal(await answer('west-handler', one, finish(one)), 'ok');
  await walk(site, one, { from: 'to_check', to: 'closed' });
});
