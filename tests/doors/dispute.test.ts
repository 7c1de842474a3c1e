import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import { Declined } from '../../apps/demo/client.ts';
import type { DisputesView, FiguresView } from '../../features/case/rules/disputeview.ts';
import type { CaseView } from '../../features/case/rules/view.ts';
import type { PreviewView } from '../../features/responsibility/rules/view.ts';
import { crew, inWest } from './crew.ts';
import { type Site, openSite } from './site.ts';
import { RUBBISH, type Told, caseAt, report } from './story.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());

const says = async (account: string, { id }: { id: string }, command: object): Promise<CaseView> =>
  (await site.as(account)).say(id, command as never);

async function code(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'ok';
  } catch (error) {
    if (error instanceof Declined) return error.code;
    throw error;
  }
}

async function inDispute(counter = 'water'): Promise<Told> {
  const told = await caseAt(site, 'underway');
  await says('west-handler', told, { type: 'return_order', order: told.order, reason: '是管道漏出来的', counter });
  return told;
}

const rule = (unit: string, more: object = {}) => ({
  type: 'rule',
  unit,
  act: 'service',
  reason: '谁的管道谁清理',
  becomesRow: true,
  order: randomUUID(),
  ...more,
});
const inbox = async (account: string) => (await site.as(account)).ask<DisputesView>('GET', '/api/disputes');
const figures = async (by: string, account = 'west-dispatcher') =>
  (await (await site.as(account)).ask<FiguresView>('GET', `/api/disputes/figures?by=${by}`)).figures;

test('a dispute stands in the inbox of the street’s leader with everything that was said, and of no other street', async () => {
  const told = await inDispute();
  const mine = (await inbox('west-leader')).open.find(({ id }) => id === told.id);
  assert.ok(mine);
  assert.equal(mine.dispute?.guard?.id, 'sweep');
  assert.deepEqual(
    mine.argued.map(({ unit, reason, counter }) => [unit.id, reason, counter?.id]),
    [['sweep', '是管道漏出来的', 'water']],
  );
  assert.deepEqual(mine.clock?.limit, { value: 4, unit: 'work_hour' });
  assert.ok(mine.handling, 'and the handling clock runs beside it');
  assert.ok(mine.proposal.row && mine.proposal.beat.length > 0);
  assert.ok(mine.offered.includes('rule'));
  assert.equal((await inbox('east-leader')).open.length, 0);
  assert.equal(await code(inbox('west-company-leader')), 'forbidden');
  assert.equal(await code(inbox('west-dispatcher')), 'forbidden');
});

test('only a seat of government that is of no party rules, and of this street', async () => {
  const told = await inDispute('office-ch');
  const view = await (await site.as('west-dispatcher')).view(told.id);
  assert.equal(view.assignee?.id, view.dispute?.arbiter.id);
  assert.notEqual(view.dispute?.arbiter.id, 'p-west-leader', 'the office is a party');
  for (const account of ['west-leader', 'west-company-leader', 'west-dispatcher', 'west-administrator', 'west-handler'])
    assert.equal(await code(says(account, told, rule('sweep'))), 'not-allowed', account);
  assert.equal(await code(says('east-leader', told, rule('sweep'))), 'no-such-case');
  assert.equal(await code(says('east-district', told, rule('sweep'))), 'no-such-case');
  assert.equal(await code(says('west-district', told, rule('office-ch'))), 'ok');
  assert.equal(await code(says('west-district', told, rule('sweep'))), 'not-allowed', 'it is ruled');
});

test('a broken ruling is refused and leaves the case as it was', async () => {
  const told = await inDispute();
  const { version } = await (await site.as('west-leader')).view(told.id);
  const broken: [object, string][] = [
    [rule('sweep', { reason: '' }), 'invalid'],
    [rule('sweep', { reason: '理'.repeat(501) }), 'invalid'],
    [rule('sweep', { becomesRow: 'yes' }), 'invalid'],
    [rule('sweep', { order: 'x' }), 'invalid'],
    [rule('sweep', { act: 'arrest' }), 'invalid'],
    [rule('sweep', { by: 'p-west-leader' }), 'invalid'],
    [rule(''), 'invalid'],
    [{ type: 'become_row', row: 'D1', list: 1 }, 'invalid'],
    [{ type: 'refer', reason: '两家都不认', counter: 7 }, 'invalid'],
    [rule("sweep'; drop table casefile; --"), 'unknown-unit'],
    [rule('sweep', { act: 'enforcement' }), 'enforcement-not-delegable'],
    [rule('water', { order: told.order }), 'order-exists'],
  ];
  for (const [command, expected] of broken) assert.equal(await code(says('west-leader', told, command)), expected, JSON.stringify(command));
  assert.equal((await (await site.as('west-leader')).view(told.id)).version, version);
  const key = randomUUID();
  const leader = await site.as('west-leader');
  const said = rule('water');
  const twice = await Promise.all([1, 2, 3].map(() => leader.say(told.id, said, {}, key)));
  assert.deepEqual(new Set(twice.map((view) => view.orders.length)), new Set([2]), 'pressed three times, ruled once');
});

test('a ruling that becomes a row names the case in the list and the row in the case, and the next report goes there by itself', async () => {
  const told = await inDispute();
  await says('west-leader', told, rule('water'));
  const editor = await site.as('west-leader');
  const row = {
    id: 'D900',
    matter: { kind: 'matter', code: RUBBISH.slice(7) },
    territory: '440399001',
    from: '2026-01-01',
    party: 'water',
    priority: 1,
    basis: { zh: `裁定 ${told.number}`, en: `Ruling ${told.number}` },
  };
  const change = { rows: [row], remove: [] };
  const { token } = await editor.ask<PreviewView>('POST', '/api/responsibility/preview', { body: change });
  const save = (account: string, ruling: string) =>
    site.as(account).then((client) =>
      client.ask<{ version: number }>('POST', '/api/responsibility/rows', {
        body: { ...change, token, because: `裁定 ${told.number}`, ruling },
        more: { 'idempotency-key': randomUUID() },
      }),
    );
  const unruled = await caseAt(site, 'underway');
  assert.equal(await code(save('west-leader', unruled.id)), 'not-a-ruling');
  assert.equal(await code(save('west-leader', randomUUID())), 'not-a-ruling');
  assert.equal(await code(save('east-leader', told.id)), 'not-a-ruling', 'a ruling of another street');
  const { version } = await save('west-leader', told.id);
  assert.deepEqual(await save('west-leader', told.id), { version, effectiveAt: site.clock.at }, 'saved once');
  const view = await editor.view(told.id);
  assert.equal(view.ruling?.row, 'D900');
  assert.deepEqual(
    view.history.filter(({ type }) => type === 'row_made').map(({ facts }) => facts),
    [{ row: 'D900', list: version }],
  );
  assert.equal((await inbox('west-leader')).ruled.find(({ id }) => id === told.id)?.row, 'D900');
  const next = await report(site, '又有一堆垃圾', inWest);
  const filed = await says('west-shift_leader', next, { type: 'file', matter: RUBBISH, condition: 'seen' });
  assert.deepEqual([filed.proposal.unit.id, filed.proposal.row], ['water', 'D900']);
  const like = await inDispute();
  const waiting = (await inbox('west-leader')).open.find(({ id }) => id === like.id);
  assert.ok(waiting?.similar.some(({ id, row }) => id === told.id && row === 'D900'));
});

test('whom a ruling names sends it back with new facts only', async () => {
  const told = await inDispute();
  const order = randomUUID();
  await says('west-leader', told, rule('sweep', { order }));
  const back = { type: 'return_order', order, reason: '还是不归我们', counter: null };
  assert.equal(await code(says('west-handler', told, back)), 'already-ruled');
  const again = await says('west-handler', told, { ...back, facts: '管道上有水务的牌子' });
  assert.equal(again.status, 'disputed');
  const other = await says('west-leader', told, rule('water'));
  assert.deepEqual([other.counts.returns, other.counts.hops], [2, 1]);
});

test('a ruling not made in time is called out by the timers like any promise', async () => {
  const told = await inDispute();
  const rows = await site.database.many<{ kind: string }>('select kind from timer where subject = $1 order by kind', [told.id]);
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['red', 'yellow'],
  );
});

test('refusals, hops and lost hours are shown to those who may change the list, by row, matter and case', async () => {
  const told = await inDispute();
  site.clock.at = (site.clock.at + 90 * 60_000) as typeof site.clock.at;
  await says('west-leader', told, rule('fire'));
  site.clock.at = (site.clock.at + 1) as typeof site.clock.at;
  const own = (await figures('case')).find(({ key }) => key === told.number);
  assert.deepEqual(own, { key: told.number, name: null, refusals: 1, hops: 1, hours: 1.5, cases: 1 });
  const row = (await figures('row')).find(({ key }) => key !== null);
  assert.ok(row && row.refusals > 0 && row.hops > 0 && row.name);
  assert.ok((await figures('matter')).some(({ key }) => key === RUBBISH));
  assert.ok((await figures('case')).length > 1);
  assert.equal((await figures('row', 'east-dispatcher')).length, 0, 'of another street nothing');
  assert.equal(await code(figures('row', 'west-handler')), 'forbidden');
  assert.equal(await code(figures('row', 'west-company-leader')), 'forbidden');
  for (const asked of [
    'street',
    'row&from=x',
    'row&from=0',
    'row&to=99999999999999999',
    'row&from=1e400',
    'row&by=case',
    "row'--",
    'row&streets=440399002',
  ])
    assert.equal(await code(figures(asked)), 'invalid', asked);
  assert.deepEqual(
    await figures(`row&from=${site.clock.at}&to=${site.clock.at - 86_400_000}`),
    [],
    'a span that ends before it begins is empty',
  );
});
