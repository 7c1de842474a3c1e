import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import type { Instant } from '../../kernel/brand.ts';
import { seeded } from '../../kernel/chance.ts';
import { type Case, finished, leadOrder, openOrders } from '../../features/case/rules/case.ts';
import type { Event } from '../../features/case/rules/event.ts';
import { evolve } from '../../features/case/rules/evolve.ts';
import type { CaseView } from '../../features/case/rules/view.ts';
import type { HandoverPreview, HandoverView } from '../../features/responsibility/rules/handoverview.ts';
import { succeed } from '../../features/responsibility/server/succeed.ts';
import { Declined } from '../../apps/demo/client.ts';
import { startWork } from '../../apps/server/work.ts';
import { WEST, crew, inWest } from '../doors/crew.ts';
import { type Site, openSite } from '../doors/site.ts';
import { RUBBISH, caseAt, picture } from '../doors/story.ts';

/** CASES=600 CLIENTS=16 for a long run; these keep a push short. */
const BEFORE = Number(process.env.CASES ?? 24);
const CLIENTS = Number(process.env.CLIENTS ?? 4);

let site: Site;
let rubbish: Buffer;
let work: Awaited<ReturnType<typeof startWork>>[] = [];
before(async () => {
  site = await openSite({ people: crew });
  rubbish = await picture('#7a3b2e');
  const now = () => site.clock.at;
  // Two workers, as two processes would have: neither may do the other's work again.
  work = [await startWork(site.ground, { now, log: () => undefined }), await startWork(site.ground, { now, log: () => undefined })];
});
after(async () => {
  for (const each of work) await each.stop();
  await site.close();
});

const ask = async <T>(path: string, body?: unknown) =>
  (await site.as('west-administrator')).ask<T>(
    body === undefined ? 'GET' : 'POST',
    `/api/responsibility${path}`,
    body === undefined ? {} : { body },
  );

const asked = {
  contract: 'C-CH',
  clauses: null,
  to: 'banyan',
  heirs: ['sweep', 'green', 'order', 'repair', 'safety', 'patrol'].map((from) => ({ from, to: 'banyan-field' })),
};
const handlerOf: Record<string, string> = { sweep: 'west-handler', 'banyan-field': 'yu', banyan: 'shen' };

/** One member of staff or the public who goes on working whatever happens; what is refused is refused, nothing may fail. */
async function client(n: number, isOver: () => boolean, made: Set<string>) {
  const chance = seeded(n);
  const known = [...made];
  while (!isOver()) {
    const id = known[Math.floor(chance() * known.length)];
    try {
      if (id === undefined || chance() < 0.25) {
        const receipt = await site.anyone.report({
          text: `石榴村口垃圾成堆 ${n}`,
          place: { crs: 'WGS84', point: inWest },
          photosToCome: 1,
        });
        made.add(receipt.id);
        known.push(receipt.id);
        await site.anyone.reportPhoto(receipt.token, rubbish);
      } else await step(id);
    } catch (thrown) {
      if (!(thrown instanceof Declined) || thrown.status >= 500) throw thrown;
    }
  }
}

async function step(id: string) {
  const view: CaseView = await (await site.as('west-dispatcher')).view(id);
  const say = async (account: string, command: object) => (await site.as(account)).say(id, command as never, { version: view.version });
  const lead = view.orders.findLast(({ lead: leads, status }) => leads && status !== 'withdrawn' && status !== 'returned');
  const handler = handlerOf[lead?.unit.id ?? ''] ?? 'west-handler';
  if (view.status === 'reported') return say('west-shift_leader', { type: 'file', matter: RUBBISH, condition: 'seen' });
  if (view.status === 'to_dispatch')
    return say('west-dispatcher', { type: 'dispatch', unit: view.proposal.unit.id, act: 'service', task: '', order: randomUUID() });
  if (view.status === 'handling' && lead?.status === 'sent') return say(handler, { type: 'accept_order', order: lead.id, handler: null });
  if (view.status === 'handling' && lead) {
    const photo = await (await site.as(handler)).photo(id, rubbish);
    return say(handler, { type: 'finish_order', order: lead.id, note: '', photos: [photo], before: [] });
  }
  if (view.status === 'to_check') return say('west-intake_operator', { type: 'ask_check', checker: 'p-west-patroller' });
  return undefined;
}

type Row = { id: string; state: Case };
const allCases = () => site.database.many<Row>('select id, state from casefile');

/** At this instant: every case has one party that exists, and where work is owed the lead order is that party's. */
function ownerless(cases: readonly Row[], units: ReadonlySet<string>): string[] {
  return cases.flatMap(({ id, state }) => {
    if (!units.has(state.accountable)) return [`${id}: nobody`];
    const leads = openOrders(state).filter(({ lead }) => lead);
    if (state.status !== 'handling' && state.status !== 'suspended') return [];
    return leads.length === 1 && leads[0]?.unit === state.accountable
      ? []
      : [`${id}: ${state.accountable} with ${leads.map(({ unit }) => unit).join('+')}`];
  });
}

test('a contract goes over under load: no case lost, none without its one party at any instant, every clock as without it', async () => {
  const made = new Set<string>();
  const stages = ['reported', 'to_dispatch', 'sent', 'underway', 'to_check', 'checking'] as const;
  for (let i = 0; i < BEFORE; i += 1) made.add((await caseAt(site, stages[i % stages.length] ?? 'reported')).id);
  const units = new Set<string>(site.world.units.map(({ id }) => id));
  let isOver = false;
  const clients = Array.from({ length: CLIENTS }, (_, n) => client(n + 1, () => isOver, made));
  const seen: string[] = [];
  const watch = (async () => {
    for (let looks = 0; !isOver; looks += 1) seen.push(...ownerless(await allCases(), units));
  })();

  const preview = await ask<HandoverPreview>('/handovers/preview', asked);
  assert.ok(preview.cases.count >= BEFORE / 2 && preview.preview.issues.length === 0);
  const handover = await ask<HandoverView>('/handovers', { ...asked, token: preview.preview.token, because: '合同到期换标' });
  // The power goes in the middle of a step: what it did is undone with it, and the next worker goes on.
  const io = { now: () => site.clock.at, reference: () => site.ground.living().directory };
  const cut = site.database.transaction(async (tx) => {
    await tx.maybe('select 1 from timer where subject = $1 and street_id = $2 for update', [handover.id, WEST]);
    await succeed(tx, io, { street: WEST, subject: handover.id });
    throw new Error('power cut');
  });
  await assert.rejects(cut, /power cut/);
  const state = async () =>
    (await ask<{ handovers: HandoverView[] }>('/handovers')).handovers.find(({ id }) => id === handover.id) as HandoverView;
  for (let turns = 0; turns < 60 && (await state()).state !== 'done'; turns += 1) {
    site.clock.at = (site.clock.at + 3_000) as Instant;
    await Promise.all(work.map(({ turn }) => turn()));
  }
  assert.equal((await state()).state, 'done');
  isOver = true;
  await Promise.all([...clients, watch]);
  // A process that had not yet heard of the new list may have sent a case to the old operator: the later looks find it.
  site.clock.at = (site.clock.at + 31_000) as Instant;
  await work[0]?.turn();

  assert.deepEqual([...new Set(seen)].slice(0, 5), []);
  const cases = await allCases();
  assert.deepEqual(new Set(cases.map(({ id }) => id)), made, 'no case lost, none made up');
  await checkEach(cases, handover, units);
  assert.ok((await state()).moved >= BEFORE / 2, `only ${(await state()).moved} went over`);
});

async function checkEach(cases: readonly Row[], { heirs, id: handover }: HandoverView, units: ReadonlySet<string>) {
  const left = new Set(heirs.map(({ from }) => from.id));
  const { rows } = (await site.database.one<{ body: { rows: string[] } }>('select body from handover where id = $1', [handover])).body;
  for (const { id, state } of cases) {
    const log = await site.database.many<{ seq: number; body: Event; at: Instant }>(
      'select seq, body, said_at as at from case_event where case_id = $1 order by seq',
      [id],
    );
    assert.deepEqual(
      log.map(({ seq }) => seq),
      log.map((_, i) => i + 1),
      `${id}: a hole in its history`,
    );
    let whole: Case | undefined;
    let without: Case | undefined;
    for (const { body, at } of log) {
      whole = evolve(whole, body, at);
      if (body.type !== 'operator_changed') without = evolve(without, body, at);
      assert.ok(units.has(whole.accountable), `${id}: nobody has it after ${body.type}`);
      assert.deepEqual([whole.clock, whole.handling], [without?.clock, without?.handling], `${id}: another clock after ${body.type}`);
    }
    assert.equal(whole?.accountable, state.accountable);
    assert.ok(log.filter(({ body }) => body.type === 'operator_changed').length <= 1, `${id}: handed over twice`);
    if (finished.includes(state.status) || !rows.includes(state.proposal.row)) continue;
    assert.ok(!left.has(state.accountable), `${id} ${state.status}: still with ${state.accountable}`);
    assert.ok(!openOrders(state).some(({ unit }) => left.has(unit)), `${id}: an order still with who left`);
    assert.ok(!left.has(leadOrder(state)?.unit ?? ''), `${id}: led by who left`);
    const red = await site.database.many('select 1 from timer where subject = $1 and kind = $2', [id, 'red']);
    assert.equal(red.length, 1, `${id} ${state.status}: nothing wakes us when its promise ends`);
  }
}
