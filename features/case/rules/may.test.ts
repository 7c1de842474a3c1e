import assert from 'node:assert/strict';
import test from 'node:test';
import type { StreetId } from '../../../kernel/brand.ts';
import { statuses } from './case.ts';
import type { CommandType } from './command.ts';
import { decide } from './life.ts';
import { may, offered } from './may.ts';
import { type Somebody, as, caseIn, examples, minutesLater, people, reference, reported } from './testing.ts';

const everybody = Object.keys(people) as Somebody[];

// The separation of powers, said once as a table: these may, in some stage; all others never.
const whoEver: Record<CommandType, readonly Somebody[]> = {
  ask_verify: ['operator', 'shift', 'companyShift'],
  verify: ['patroller'],
  correct: ['operator', 'shift', 'companyShift', 'dispatcher'],
  file: ['shift'],
  refuse: ['shift'],
  self_handle: [],
  dispatch: ['dispatcher'],
  add_order: ['dispatcher'],
  accept_order: ['handler', 'manager', 'sweepPatroller'],
  return_order: ['handler', 'manager', 'sweepPatroller'],
  finish_order: ['handler', 'manager', 'sweepPatroller'],
  hand_over: ['handler', 'manager', 'sweepPatroller'],
  refer: ['dispatcher'],
  rule: ['leader', 'district'],
  withdraw_order: ['dispatcher'],
  request_extension: ['handler', 'manager', 'sweepPatroller'],
  request_suspension: ['handler', 'manager', 'sweepPatroller'],
  grant_request: ['dispatcher'],
  decline_request: ['dispatcher'],
  resume: ['dispatcher'],
  ask_check: ['operator', 'shift', 'companyShift'],
  check: ['patroller'],
  rework: ['shift'],
  close: ['shift'],
  call_back: ['operator'],
  rate: [],
  reopen: ['operator'],
  supervise: ['leader'],
  void: ['shift'],
  merge: ['operator', 'shift', 'companyShift', 'dispatcher'],
  split: ['operator', 'shift', 'companyShift', 'dispatcher'],
  add_photos: everybody.filter((who) => who !== 'evaluator' && who !== 'district'),
  note: everybody.filter((who) => who !== 'evaluator' && who !== 'district'),
  absorb: [],
  release: [],
  escalate: [],
  resume_when_due: [],
  become_row: [],
  change_operator: [],
};

for (const command of Object.keys(whoEver) as CommandType[]) {
  test(`${command} may be said by ${whoEver[command].join(', ') || 'no member of staff'} and nobody else`, () => {
    const found = everybody.filter((who) => statuses.some((status) => may[command](as(who), caseIn(status))));
    assert.deepEqual([...found].sort(), [...whoEver[command]].sort());
  });
}

test('nobody may say anything to a case of a street that is not theirs', () => {
  for (const who of everybody) {
    const elsewhere = { kind: 'person' as const, person: { ...people[who], streets: ['440399002' as StreetId] } };
    for (const status of statuses) assert.deepEqual(offered(elsewhere, caseIn(status)), [], `${who} in ${status}`);
  }
});

test('a company’s employee on a seat of public power has none: not file, not refuse, not close, not void', () => {
  for (const status of statuses) {
    const buttons = offered(as('companyShift'), caseIn(status));
    for (const command of ['file', 'refuse', 'close', 'void', 'rework'] as const)
      assert.ok(!buttons.includes(command), `${command} in ${status}`);
  }
});

test('who handled a case neither checks nor closes it, whatever posts they hold', () => {
  const all = {
    ...people.handler,
    roles: ['patroller', 'handler', 'shift_leader', 'intake_operator', 'dispatcher'] as const,
    sector: 'government' as const,
  };
  const by = { kind: 'person' as const, person: all };
  const checking = caseIn('checking');
  assert.ok(checking.status === 'checking');
  assert.equal(may.check(by, { ...checking, checker: all.id }), false);
  const answer = decide(caseIn('to_close'), examples.close, { ...reference, at: minutesLater(1), by });
  assert.deepEqual(answer, { ok: false, refusal: { code: 'own-work', command: 'close' } });
});

test('every button leads to a decision, never to "not in this state"', () => {
  for (const status of statuses) {
    for (const who of everybody) {
      for (const command of offered(as(who), caseIn(status))) {
        const answer = decide(caseIn(status), examples[command], { ...reference, at: minutesLater(1), by: as(who), other: reported(2) });
        assert.notEqual(answer.ok ? '' : answer.refusal.code, 'not-in-this-state', `${who} ${command} in ${status}`);
      }
    }
  }
});

test('the reporter is offered rating and reopening when it is closed, and photos while it is open', () => {
  assert.deepEqual(offered({ kind: 'reporter' }, caseIn('closed')).sort(), ['add_photos', 'rate', 'reopen']);
  assert.deepEqual(offered({ kind: 'reporter' }, caseIn('handling')), ['add_photos']);
});

test('buttons that could only be refused are not shown', () => {
  const underway = caseIn('handling');
  assert.ok(!offered(as('handler'), underway).includes('accept_order'));
  assert.ok(offered(as('handler'), underway).includes('finish_order'));
  assert.ok(!offered(as('dispatcher'), underway).includes('grant_request'));
});
