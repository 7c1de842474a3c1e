import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { CaseId, Instant, OrderId, UnitId } from '../../../kernel/brand.ts';
import { type Chance, pick, seeded } from '../../../kernel/chance.ts';
import type { Database } from '../../../platform/db/database.ts';
import { freshDatabase } from '../../../platform/db/testing.ts';
import { NOW, fillWithCases, streets } from '../../../tools/bench/playedcases.ts';
import { believe } from '../rules/believe.ts';
import type { Case } from '../rules/case.ts';
import type { Event } from '../rules/event.ts';
import { evolve } from '../rules/evolve.ts';
import { decide } from '../rules/life.ts';
import { as, caseIn, examples, people, reference, street } from '../rules/testing.ts';
import { type Figure, arguedBetween, ruledSince } from './disputes.ts';
import { log } from './store.ts';

const MINUTE = 60_000;
type Told = { it: Case; log: { event: Event; at: Instant; saidAt: Instant }[] };

/** A case argued about at random by everyone who may, until it lies still: the rules say what is possible. */
function argue(chance: Chance, start: Instant): Told {
  let it = { ...caseIn('to_dispatch'), id: randomUUID() as CaseId } as Case;
  const told: Told = { it, log: [] };
  let at = start;
  const units = ['sweep', 'water', 'patrol'] as UnitId[];
  for (let turn = 0; turn < 12; turn += 1) {
    at = (at + Math.floor(chance() * 300) * MINUTE) as Instant;
    const order = it.orders.findLast(({ lead, status }) => lead && (status === 'sent' || status === 'underway'));
    const unit = pick(units, chance);
    const fresh = randomUUID() as OrderId;
    const counter = chance() < 0.5 ? pick(units, chance) : null;
    const back = { ...examples.return_order, order: order?.id ?? fresh, counter, ...(chance() < 0.5 ? { facts: '新情况' } : {}) };
    const said = pick(
      [
        { ...examples.dispatch, unit, order: fresh },
        { ...examples.rule, unit, order: fresh },
        { ...examples.add_order, unit, order: fresh },
        examples.refer,
        back,
        back,
      ],
      chance,
    );
    const holder = { ...people.handler, unit: order?.unit ?? people.handler.unit };
    const by = said.type === 'return_order' ? { kind: 'person' as const, person: holder } : as('leader');
    const answer = decide(it, said, { ...reference, at, by });
    // A phone speaks late, a wrong clock early, a forgotten one of last month.
    const saidAt = (at + pick([0, 0, -20, -600, 1, 30, -6000], chance) * MINUTE) as Instant;
    for (const event of answer.ok ? answer.value : []) {
      it = evolve(it, event, at);
      told.log.push({ event, at, saidAt });
    }
  }
  return { it, log: told.log };
}

async function keep(database: Database, { it, log: entries }: Told, n: number, matter: string) {
  await database.run(
    `insert into casefile (street_id, id, number, version, status, channel, matter, urgent, accountable, reported_at, updated_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now(), now(), $10)`,
    [it.street, it.id, `N${n}`, it.version, it.status, it.channel, matter, it.urgent, it.accountable, JSON.stringify(it)],
  );
  for (const [i, { event, at, saidAt }] of entries.entries())
    await log(database, it, i + 10, { events: [event], envelope: { actor: 'a', role: 'r', saidAt, heardAt: at } });
}

type Counts = { refusals: number; hops: number; hours: number; cases: Set<string> };

/** The same said once more by walking every case from its beginning. */
function recount(
  all: readonly (Told & { number: string; matter: string })[],
  by: 'row' | 'matter' | 'case',
  [from, to]: readonly [number, number],
) {
  const found = new Map<string | null, Counts>();
  for (const { log: entries, number, matter } of all) {
    let sent: { unit: string; row: string | null; at: number } | undefined;
    let isArgued = false;
    const at = () => {
      const key = by === 'row' ? (sent?.row ?? null) : by === 'matter' ? matter : number;
      const counts = found.get(key) ?? { refusals: 0, hops: 0, hours: 0, cases: new Set() };
      found.set(key, counts);
      counts.cases.add(number);
      return counts;
    };
    for (const { event, at: when, saidAt } of entries) {
      const isIn = when >= from && when < to;
      if (event.type === 'order_returned' && event.lead && isIn) at().refusals += 1;
      if (event.type === 'ruled' && isIn) at();
      if (((event.type === 'order_returned' && event.lead) || event.type === 'ruled') && isIn) isArgued = true;
      if (event.type !== 'dispatched') continue;
      if (isArgued && sent && sent.unit !== event.unit) {
        at().hops += 1;
        at().hours += Math.max(0, believe(saidAt, when) - sent.at) / 3_600_000;
      }
      sent = { unit: event.unit, row: event.row, at: believe(saidAt, when) };
      isArgued = false;
    }
  }
  return found;
}

test('refusals, hops and lost hours are what a walk through every case counts, by row, matter and case, over any span', async () => {
  const { database, drop } = await freshDatabase();
  const chance = seeded(11);
  const start = (NOW - 20 * 86_400_000) as Instant;
  const all: (Told & { number: string; matter: string })[] = [];
  for (let n = 0; n < 150; n += 1) {
    const told = { ...argue(chance, (start + n * 90 * MINUTE) as Instant), number: `N${n}`, matter: `matter:0600${n % 4}` };
    all.push(told);
    await keep(database, told, n, told.matter);
  }
  for (const [from, to] of [
    [start, NOW],
    [start + 2 * 86_400_000, start + 5 * 86_400_000],
    [NOW, NOW + 1],
  ] as [Instant, Instant][]) {
    for (const by of ['row', 'matter', 'case'] as const) {
      const counted = await arguedBetween(database, { streets: [street], from, to, by, most: 1000 });
      const wanted = recount(all, by, [from, to]);
      const plain = ({ key, hours, ...rest }: Figure) => [key ?? '', { ...rest, hours: Math.round(hours * 60) }] as const;
      assert.deepEqual(
        Object.fromEntries(counted.map(plain)),
        Object.fromEntries(
          [...wanted].map(([key, { refusals, hops, hours, cases }]) => plain({ key, refusals, hops, hours, cases: cases.size })),
        ),
        `${by} ${from}`,
      );
    }
  }
  const whole = await arguedBetween(database, { streets: [street], from: start, to: NOW, by: 'row', most: 1000 });
  assert.ok(
    whole.some(({ key, hops, hours }) => key === 'row-1' && hops > 10 && hours > 100),
    'the stories argue',
  );
  assert.deepEqual(await arguedBetween(database, { streets: ['440399002' as never], from: start, to: NOW, by: 'row', most: 9 }), []);
  const ruled = await ruledSince(database, [street], start);
  assert.deepEqual(ruled.map(({ id }) => id).toSorted(), all.flatMap(({ it }) => (it.ruling ? [it.id] : [])).toSorted());
  await drop();
});

const CASES = 50_000;
const QUARTER = 90 * 86_400_000;

test(`at ${CASES} cases the figures of a quarter and the rulings of a year read an index and never a whole table`, async () => {
  const { database, drop } = await freshDatabase();
  await fillWithCases(database, CASES);
  // Every twentieth case was argued about: sent, sent back, ruled, sent again.
  const entry = (seq: number, type: string, hour: number, body: object) =>
    database.run(
      `insert into case_event (street_id, case_id, seq, type, body, actor, role, said_at, heard_at)
       select street_id, id, ${seq}, $1, $2, 'a', 'r', reported_at + make_interval(hours => ${hour}), reported_at + make_interval(hours => ${hour})
       from (select street_id, id, reported_at, row_number() over (order by id) as n from casefile) as c where n % 20 = 0`,
      [type, JSON.stringify({ type, ...body })],
    );
  await entry(100, 'dispatched', 1, { unit: 'sweep', row: 'D001' });
  await entry(101, 'order_returned', 2, { lead: true, reason: '不归我们', counter: 'water' });
  await entry(102, 'ruled', 5, { unit: 'water' });
  await entry(103, 'dispatched', 5, { unit: 'water', row: null });
  await database.run('vacuum (analyze) case_event');
  const questions: Record<string, (tx: Pick<Database, 'many'>) => Promise<unknown>> = {
    rulings: (tx) => ruledSince(tx as never, streets, (NOW - 4 * QUARTER) as Instant),
  };
  for (const by of ['row', 'matter', 'case'] as const)
    questions[by] = (tx) => arguedBetween(tx as never, { streets, from: (NOW - QUARTER) as Instant, to: NOW, by, most: 50 });
  for (const [name, ask] of Object.entries(questions)) {
    const plans: string[] = [];
    await ask({
      many: async (sql: string, params?: readonly unknown[]) => {
        plans.push((await database.many<{ 'QUERY PLAN': string }>(`explain ${sql}`, params)).map((line) => line['QUERY PLAN']).join('\n'));
        return [];
      },
    } as never);
    for (const plan of plans) assert.doesNotMatch(plan, /Seq Scan on (casefile|case_event)\b/, `${name}\n${plan}`);
  }
  const [row] = await arguedBetween(database, { streets, from: (NOW - QUARTER) as Instant, to: NOW, by: 'row', most: 1 });
  assert.ok(row && row.hops > 200);
  assert.equal(row.hours, row.hops * 4);
  await drop();
});
