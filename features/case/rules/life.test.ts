import assert from 'node:assert/strict';
import test from 'node:test';
import type { OrderId, UnitId } from '../../../kernel/brand.ts';
import { finished, statuses } from './case.ts';
import type { CommandType } from './command.ts';
import { decide, moves } from './life.ts';
import { as, caseIn, examples, id, lead, matter, minutesLater, nine, people, photo, play, reference, reported } from './testing.ts';

const commands = Object.keys(examples) as CommandType[];
const actorFor = (command: CommandType) =>
  ['accept_order', 'return_order', 'finish_order'].includes(command) ? as('handler') : { kind: 'system' as const };

// Every stage × every command: what the table has is decided, what it has not is refused by name, and nothing ever throws.
for (const status of statuses) {
  for (const command of commands) {
    const cell = command in moves[status];
    test(`${status} × ${command}: ${cell ? 'is decided' : 'is not a move'}`, () => {
      const it = caseIn(status);
      assert.equal(it.status, status);
      const answer = decide(it, examples[command], { ...reference, at: minutesLater(5), by: actorFor(command), other: reported(2) });
      if (!cell) return assert.deepEqual(answer, { ok: false, refusal: { code: 'not-in-this-state', command, status } });
      assert.notEqual(answer.ok ? 'decided' : answer.refusal.code, 'not-in-this-state');
      return undefined;
    });
  }
}

test('a report walks the whole loop and is answered', () => {
  const closed = caseIn('closed');
  assert.equal(closed.status, 'closed');
  assert.equal(closed.accountable, 'sweep');
  assert.equal(closed.decidedBy, 'row-1');
  assert.equal(closed.clock, null);
  const rated = play(closed, { kind: 'reporter' }, { type: 'rate', stars: 4, words: '' });
  assert.equal(rated.rating, 4);
});

test('nobody files without a photo of the thing: it is looked at first', () => {
  const answer = decide(reported(), examples.file, { ...reference, at: nine, by: as('shift') });
  assert.deepEqual(answer, { ok: false, refusal: { code: 'photo-needed', kind: 'report' } });
});

test('a case with one open order does not go to be checked', () => {
  const two = play(caseIn('handling'), as('dispatcher'), {
    type: 'add_order',
    unit: 'water' as UnitId,
    act: 'service',
    task: '',
    order: id(9) as OrderId,
  });
  const half = play(two, as('handler'), examples.finish_order);
  assert.equal(half.status, 'handling');
  const officer = play(half, as('officer'), { type: 'accept_order', order: id(9) as OrderId, handler: null });
  const all = play(officer, as('officer'), { type: 'finish_order', order: id(9) as OrderId, note: '', photos: [photo(9)], before: [] });
  assert.equal(all.status, 'to_check');
});

test('a returned lead order gives the case back to the centre and leaves the handling clock alone', () => {
  const before = caseIn('handling');
  const after = play(before, as('handler'), examples.return_order, minutesLater(30));
  assert.equal(after.status, 'to_dispatch');
  assert.equal(after.accountable, 'centre');
  assert.deepEqual(after.handling, before.handling);
  const again = play(after, as('dispatcher'), { ...examples.dispatch, unit: 'water' as UnitId }, minutesLater(40));
  assert.equal(again.accountable, 'water');
  assert.equal(again.decidedBy, null, 'the dispatcher chose against the list');
  assert.equal(again.clock?.due, before.handling?.due);
});

test('who acts beside the lead goes on while the lead is argued about, and the case waits for a new lead', () => {
  const beside = play(caseIn('handling'), as('dispatcher'), { ...examples.add_order, order: id(9) as OrderId });
  const argued = play(beside, as('handler'), examples.return_order);
  const secured = play(play(argued, as('officer'), { type: 'accept_order', order: id(9) as OrderId, handler: null }), as('officer'), {
    ...examples.finish_order,
    order: id(9) as OrderId,
  });
  assert.equal(secured.status, 'to_dispatch');
  const led = play(secured, as('dispatcher'), { ...examples.dispatch, order: id(10) as OrderId });
  const done = play(play(led, as('handler'), { ...examples.accept_order, order: id(10) as OrderId }), as('handler'), {
    ...examples.finish_order,
    order: id(10) as OrderId,
  });
  assert.equal(done.status, 'to_check');
});

test('an act of enforcement is never given to a company', () => {
  const answer = decide(
    caseIn('to_dispatch'),
    { ...examples.dispatch, act: 'enforcement' },
    { ...reference, at: nine, by: as('dispatcher') },
  );
  assert.deepEqual(answer, { ok: false, refusal: { code: 'enforcement-not-delegable', unit: 'sweep' } });
  assert.ok(
    decide(
      caseIn('to_dispatch'),
      { ...examples.dispatch, unit: 'water' as UnitId, act: 'enforcement' },
      { ...reference, at: nine, by: as('dispatcher') },
    ).ok,
  );
});

test('one unit cannot accept, return or finish another unit’s order', () => {
  const it = play(caseIn('handling'), as('dispatcher'), { ...examples.add_order, order: id(9) as OrderId });
  for (const command of [examples.return_order, examples.finish_order] as const) {
    assert.deepEqual(decide(it, command, { ...reference, at: nine, by: as('officer') }), {
      ok: false,
      refusal: { code: 'not-allowed', command: command.type },
    });
  }
});

test('who worked on it is never asked to check it, nor is that team', () => {
  for (const checker of [people.sweepPatroller.id] as const) {
    const answer = decide(caseIn('to_check'), { type: 'ask_check', checker }, { ...reference, at: nine, by: as('operator') });
    assert.deepEqual(answer, { ok: false, refusal: { code: 'own-work', command: 'check' } });
  }
});

test('a failed check sends the same unit back to work on the same clock', () => {
  const before = caseIn('checking');
  const after = play(before, as('patroller'), { type: 'check', result: 'fail', note: '还有', photos: [photo(3)] }, minutesLater(90));
  assert.equal(after.status, 'handling');
  assert.equal(after.reworks, 1);
  assert.equal(after.orders.find(({ id: order }) => order === lead)?.status, 'underway');
  assert.deepEqual(after.clock, before.handling);
});

test('a suspension moves the deadline by what it takes and ends by itself', () => {
  const before = caseIn('handling');
  const suspended = caseIn('suspended');
  assert.ok(suspended.status === 'suspended');
  assert.equal(suspended.clock?.pausedAt, nine);
  const early = decide(suspended, { type: 'resume_when_due' }, { ...reference, at: minutesLater(60), by: { kind: 'system' } });
  assert.deepEqual(early, { ok: true, value: [] });
  const after = play(suspended, { kind: 'system' }, { type: 'resume_when_due' }, suspended.until);
  assert.equal(after.status, 'handling');
  assert.ok((after.clock?.due ?? 0) > (before.clock?.due ?? 0));
});

test('two extensions at most, none once overdue, and one request at a time', () => {
  const ask = (it: ReturnType<typeof caseIn>) =>
    play(play(it, as('manager'), examples.request_extension), as('dispatcher'), { type: 'grant_request' });
  const twice = ask(ask(caseIn('handling')));
  assert.equal(twice.extensions, 2);
  const third = decide(twice, examples.request_extension, { ...reference, at: nine, by: as('manager') });
  assert.deepEqual(third, { ok: false, refusal: { code: 'extension-limit', limit: 2 } });
  const late = decide(caseIn('handling'), examples.request_extension, { ...reference, at: minutesLater(60 * 24 * 3), by: as('manager') });
  assert.deepEqual(late, { ok: false, refusal: { code: 'already-overdue' } });
  const pending = play(caseIn('handling'), as('manager'), examples.request_extension);
  assert.deepEqual(decide(pending, examples.request_suspension, { ...reference, at: nine, by: as('manager') }), {
    ok: false,
    refusal: { code: 'request-pending' },
  });
});

test('a resident may reopen for fifteen days and not a moment longer', () => {
  const closed = caseIn('closed');
  assert.ok(closed.status === 'closed');
  const day = 86_400_000;
  const at = (ms: number) =>
    decide(closed, examples.reopen, { ...reference, at: (closed.closedAt + ms) as typeof nine, by: { kind: 'reporter' } });
  assert.ok(at(15 * day).ok);
  assert.deepEqual(at(15 * day + 1), { ok: false, refusal: { code: 'reopening-closed', days: 15 } });
});

test('a dissatisfied call-back goes back into the flow by itself', () => {
  const after = play(caseIn('closed'), as('operator'), { type: 'call_back', satisfied: false, note: '没弄好' });
  assert.equal(after.status, 'to_dispatch');
  assert.equal(after.accountable, 'centre');
});

test('a closed case never swallows a new report', () => {
  for (const status of finished) {
    const target = { ...caseIn(status), id: id(2) } as ReturnType<typeof caseIn>;
    const answer = decide(caseIn('reported'), examples.merge, { ...reference, at: nine, by: as('operator'), other: target });
    assert.deepEqual(answer, { ok: false, refusal: { code: 'target-not-open', status } });
  }
});

test('a joined report can be split off again and starts where it began', () => {
  const split = play(caseIn('merged'), as('operator'), { type: 'split' }, minutesLater(10));
  assert.equal(split.status, 'reported');
  assert.equal(split.clock?.startedAt, minutesLater(10));
});

test('what a patroller fixes on the spot is still closed by the shift leader', () => {
  const own = reported(1, people.patroller.id);
  const done = play(own, as('patroller'), examples.self_handle);
  assert.equal(done.status, 'to_close');
  assert.equal(done.selfHandled, true);
  const back = play(done, as('shift'), { type: 'rework', reason: '没弄好' });
  assert.equal(back.status, 'to_file');
  assert.equal(play(back, as('shift'), { type: 'file', matter, condition: 'seen' }).status, 'to_dispatch');
});
