import assert from 'node:assert/strict';
import test from 'node:test';
import type { UnitId } from '../../../kernel/brand.ts';
import { type Case, finished, leadOrder, openOrders, statuses } from './case.ts';
import { decide } from './life.ts';
import { offered } from './may.ts';
import { as, caseIn, examples, minutesLater, people, photo, play, reference } from './testing.ts';

const system = { kind: 'system' } as const;
const later = minutesLater(90);
const handed = (it: Case) => play(it, system, examples.change_operator, later);
const says = (it: Case, command: Parameters<typeof decide>[1] = examples.change_operator) => {
  const answer = decide(it, command, { ...reference, at: later, by: system });
  return answer.ok ? answer.value : answer.refusal.code;
};
const openStages = statuses.filter((status) => !finished.includes(status));

for (const status of openStages) {
  test(`${status}: the case goes to who follows, in the same stage, with its clocks as they were`, () => {
    const before = caseIn(status);
    const after = handed(before);
    assert.equal(after.status, status);
    assert.deepEqual([after.clock, after.handling], [before.clock, before.handling]);
    assert.equal(after.accountable, before.accountable === 'sweep' ? 'newcomer' : before.accountable);
    assert.deepEqual([after.proposal.unit, after.proposal.list], ['newcomer', 2]);
    assert.deepEqual(
      openOrders(after).filter(({ unit }) => unit === 'sweep'),
      [],
    );
    assert.equal(openOrders(after).length, openOrders(before).length, 'an order ends only where another begins');
    assert.equal(leadOrder(after)?.unit, leadOrder(before) && 'newcomer');
    assert.deepEqual(says(after), [], 'handed over once, it is left as it is');
  });
}

test('an accepted order is withdrawn and issued anew, to be accepted by those who follow', () => {
  const after = handed(caseIn('handling'));
  assert.deepEqual(
    after.orders.map(({ unit, status, handler, lead, sentAt }) => [unit, status, handler, lead, sentAt]),
    [
      ['sweep', 'withdrawn', people.handler.id, true, after.orders[0]?.sentAt],
      ['newcomer', 'sent', null, true, later],
    ],
  );
  assert.equal(decide(after, examples.finish_order, { ...reference, at: later, by: as('handler') }).ok, false, 'the old hands are off it');
  assert.ok(!offered(as('handler'), after).includes('finish_order'));
});

test('work that was done stays theirs who did it; a rework is the follower’s, who accepts it first', () => {
  const after = handed(caseIn('to_check'));
  assert.deepEqual(
    after.orders.map(({ unit, status, lead, hands }) => [unit, status, lead, hands]),
    [
      ['sweep', 'done', false, [people.handler.id]],
      ['newcomer', 'done', true, []],
    ],
  );
  const checking = play(after, as('operator'), examples.ask_check);
  const back = play(checking, as('patroller'), { type: 'check', result: 'fail', note: '没有清干净', photos: [photo(7)] });
  assert.deepEqual([back.status, back.accountable, leadOrder(back)?.status], ['handling', 'newcomer', 'sent']);
});

test('what is of other rows, or of other hands, stays where it is', () => {
  assert.deepEqual(says(caseIn('handling'), { ...examples.change_operator, rows: ['row-2'] }), []);
  assert.deepEqual(
    says(caseIn('handling'), { ...examples.change_operator, heirs: [{ from: 'water' as UnitId, to: 'newcomer' as UnitId }] }),
    [],
  );
});

test('whom a dispatcher chose against the new list is left alone; whom one chose against the old goes over', () => {
  const against = (list: number): Case => {
    const it = caseIn('handling');
    return { ...it, decidedBy: null, proposal: { ...it.proposal, unit: 'other' as UnitId, list } };
  };
  assert.deepEqual(says(against(2)), []);
  assert.equal(handed(against(1)).accountable, 'newcomer');
});
