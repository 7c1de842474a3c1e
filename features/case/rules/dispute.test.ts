import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { OrderId, StreetId, UnitId } from '../../../kernel/brand.ts';
import { arbiterFor, partiesOf } from './arbiter.ts';
import { type Case, hopsOf, leadOrder, openOrders } from './case.ts';
import { decide } from './life.ts';
import { may, offered } from './may.ts';
import { timersOf } from './stage.ts';
import { as, calendar, caseIn, examples, id, lead, minutesLater, nine, people, photo, play, reference, street } from './testing.ts';

const countered = { ...examples.return_order, counter: 'water' as UnitId };
const code = (it: Case, command: Parameters<typeof decide>[1], who: Parameters<typeof as>[0]) => {
  const answer = decide(it, command, { ...reference, at: minutesLater(30), by: as(who) });
  return answer.ok ? 'ok' : answer.refusal.code;
};
const ruledTo = (unit: string, n = 204) =>
  play(caseIn('disputed'), as('leader'), { ...examples.rule, unit: unit as UnitId, order: id(n) as OrderId }, minutesLater(60));

test('a return that names somebody else opens a dispute before the street’s leader, with a clock of its own, while handling runs on', () => {
  const before = caseIn('handling');
  const it = play(before, as('handler'), countered, minutesLater(30));
  assert.ok(it.status === 'disputed');
  assert.equal(it.arbiter, people.leader.id);
  assert.deepEqual(it.handling, before.handling);
  // 09:30 plus four working hours, past the noon break.
  assert.equal(it.clock?.due, minutesLater(30 + 240 + 120));
  assert.deepEqual(
    timersOf(it, calendar).map(({ kind }) => kind),
    ['yellow', 'red'],
  );
  assert.deepEqual(it.argued, [{ unit: 'sweep', reason: '不归我们', counter: 'water', at: minutesLater(30) }]);
});

test('while it is argued about, who had it stays accountable and keeps the site safe', () => {
  const it = caseIn('disputed');
  assert.equal(it.accountable, 'sweep');
  assert.equal(leadOrder(it), undefined);
  assert.deepEqual(
    openOrders(it).map(({ unit, guard }) => [unit, guard]),
    [['sweep', true]],
  );
  assert.equal(code(it, countered, 'handler'), 'site-is-guarded');
  assert.ok(!offered(as('handler'), it).includes('return_order'));
  const safe = play(it, as('handler'), { ...examples.finish_order, photos: [photo(8)] });
  assert.equal(safe.status, 'disputed', 'a fence around the hole does not fill it');
});

test('who had the order and never took it guards all the same, and is free the moment the party of the ruling accepts', () => {
  const ruled = ruledTo('water');
  assert.equal(ruled.accountable, 'water');
  assert.equal(openOrders(ruled).length, 2);
  const taken = play(ruled, as('officer'), { type: 'accept_order', order: id(204) as OrderId, handler: null });
  assert.deepEqual(
    openOrders(taken).map(({ unit }) => unit),
    ['water'],
  );
  const done = play(taken, as('officer'), { ...examples.finish_order, order: id(204) as OrderId });
  assert.equal(done.status, 'to_check');
});

test('a first return without a name goes to the dispatcher, a second refusal to the arbiter whatever it says', () => {
  const once = play(caseIn('handling'), as('handler'), examples.return_order);
  assert.equal(once.status, 'to_dispatch');
  const again = play(once, as('dispatcher'), { ...examples.dispatch, unit: 'water' as UnitId });
  const twice = play(again, as('officer'), { ...examples.return_order, order: examples.dispatch.order });
  assert.equal(twice.status, 'disputed');
  assert.equal(twice.argued?.length, 2);
});

test('a dispatcher may ask for a ruling before anybody refused, and after', () => {
  const wished = play(caseIn('handling'), as('dispatcher'), examples.refer);
  assert.equal(wished.status, 'disputed');
  assert.equal(wished.accountable, 'sweep');
  const undecided = play(caseIn('to_dispatch'), as('dispatcher'), examples.refer);
  assert.equal(undecided.accountable, 'centre', 'nobody had it, so the centre keeps it');
  const ruled = play(undecided, as('leader'), examples.rule, minutesLater(10));
  assert.equal(ruled.handling?.startedAt, minutesLater(10), 'the handling clock starts with the first order');
});

test('a ruling sends it in one step on the clock that was running, and says who, why and whether it becomes a row', () => {
  const ruled = ruledTo('water');
  assert.equal(ruled.status, 'handling');
  assert.equal(ruled.clock?.due, caseIn('handling').handling?.due);
  assert.equal(ruled.decidedBy, null, 'against the list');
  assert.equal(ruledTo('sweep').decidedBy, 'row-1');
  assert.deepEqual(ruled.ruling, {
    unit: 'water',
    reason: '井盖归水务',
    by: 'leader',
    at: minutesLater(60),
    becomesRow: true,
    row: null,
  });
});

test('a case changed hands as often as its lead order went to another unit: not by a return, not by a ruling for who had it', () => {
  assert.equal(hopsOf(caseIn('handling')), 0);
  assert.equal(hopsOf(caseIn('disputed')), 0);
  assert.equal(hopsOf(ruledTo('sweep')), 0);
  assert.equal(hopsOf(ruledTo('water')), 1);
  const beside = play(ruledTo('water'), as('dispatcher'), { ...examples.add_order, unit: 'patrol' as UnitId, order: id(9) as OrderId });
  assert.equal(hopsOf(beside), 1, 'who helps does not have the case');
});

test('the party of a ruling does not return it on the same ground, only with new facts, and then the arbiter hears it again', () => {
  const ruled = ruledTo('water');
  const back = { ...examples.return_order, order: id(204) as OrderId, counter: 'sweep' as UnitId };
  assert.equal(code(ruled, back, 'officer'), 'already-ruled');
  const heard = play(ruled, as('officer'), { ...back, facts: '井盖是通信公司的，盖上有字' });
  assert.equal(heard.status, 'disputed');
  assert.equal(heard.argued?.at(-1)?.facts, '井盖是通信公司的，盖上有字');
  const same = ruledTo('sweep');
  assert.equal(code(same, { ...examples.return_order, order: id(204) as OrderId }, 'handler'), 'already-ruled');
});

test('enforcement is not ruled onto a company, nor is anything onto a unit that is not there', () => {
  assert.equal(
    code(caseIn('disputed'), { ...examples.rule, unit: 'sweep' as UnitId, act: 'enforcement' }, 'leader'),
    'enforcement-not-delegable',
  );
  assert.equal(code(caseIn('disputed'), { ...examples.rule, unit: 'nobody' as UnitId }, 'leader'), 'unknown-unit');
  assert.equal(code(caseIn('disputed'), { ...examples.rule, order: lead }, 'leader'), 'order-exists');
});

test('nobody rules in a dispute in which their own unit is a party: the district does', () => {
  const office = play(caseIn('handling'), as('handler'), { ...countered, counter: 'office' as UnitId });
  assert.ok(office.status === 'disputed');
  assert.equal(office.arbiter, people.district.id);
  assert.equal(may.rule(as('leader'), office), false);
  assert.equal(may.rule(as('district'), office), true);
});

test('where everyone who could rule is a party, the dispatcher decides as ever', () => {
  const both = play(caseIn('handling'), as('dispatcher'), { ...examples.add_order, unit: 'urban' as UnitId, order: id(9) as OrderId });
  const argued = { ...both, argued: [{ unit: 'urban' as UnitId, reason: '', counter: 'office' as UnitId, at: nine }] };
  assert.equal(play(argued, as('handler'), countered).status, 'to_dispatch');
  assert.equal(code(argued, examples.refer, 'dispatcher'), 'no-arbiter');
});

test('a company’s employee on the leader’s seat rules nothing', () => {
  const hired = { kind: 'person' as const, person: { ...people.leader, sector: 'enterprise' as const } };
  assert.equal(may.rule(hired, caseIn('disputed')), false);
});

test('an arbiter is never of a party, never of a company and never of another street, whoever is on the roster', () => {
  const roster = fc.array(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      unit: fc.constantFrom('office', 'urban', 'sweep', 'water'),
      sector: fc.constantFrom('government', 'enterprise', 'community'),
      roles: fc.subarray(['leader', 'district', 'dispatcher', 'handler']),
      streets: fc.subarray([street, '440399002' as StreetId]),
    }),
  );
  const parties = fc.subarray(['office', 'urban', 'sweep', 'water'] as UnitId[]);
  fc.assert(
    fc.property(roster, parties, (staff, sides) => {
      const found = arbiterFor(staff as never, street, sides);
      const fits = staff.filter(
        ({ unit, sector, roles, streets }) =>
          sector === 'government' &&
          streets.includes(street) &&
          roles.some((role) => role === 'leader' || role === 'district') &&
          !sides.includes(unit as UnitId),
      );
      assert.equal(found === undefined, fits.length === 0);
      assert.ok(found === undefined || fits.some((one) => one.id === found));
    }),
  );
});

test('the row a ruling became is kept with it, and only a ruling becomes one', () => {
  const kept = play(ruledTo('water'), { kind: 'system' }, examples.become_row);
  assert.equal(kept.ruling?.row, 'D034');
  assert.equal(code(caseIn('handling'), examples.become_row, 'leader'), 'not-ruled');
  assert.deepEqual(partiesOf(kept).sort(), ['sweep', 'water']);
});
