import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before, beforeEach } from 'node:test';
import type { Instant } from '../../kernel/brand.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { freshDatabase } from '../db/testing.ts';
import { type TimerWork, type TimerWorker, claimDue, dropTimers, setTimer, startTimerWorker } from './timers.ts';

const NOON = 1_772_424_000_000 as Instant;
const STREET = 'street-one';
const later = (ms: number) => (NOON + ms) as Instant;

let database: Database;
let other: Database;
let drop: () => Promise<void>;
const clock = { at: NOON };
before(async () => {
  const fresh = await freshDatabase();
  ({ database, drop } = fresh);
  other = openDatabase(fresh.connection);
});
after(async () => {
  await other.close();
  await drop();
});
beforeEach(async () => {
  clock.at = NOON;
  await database.run('truncate timer, timer_dead');
});

/** A worker that turns only when told: its own loop would come round after a day. */
async function worker(fire: TimerWork['fire'], use: (worker: TimerWorker) => Promise<void>, on = database) {
  const turning = startTimerWorker({
    database: on,
    streets: () => [STREET],
    now: () => clock.at,
    fire,
    everyMs: 86_400_000,
    batch: 10,
  });
  try {
    await use(turning);
  } finally {
    await turning.stop();
  }
}

async function due(many: number, at = NOON): Promise<string[]> {
  const subjects = Array.from({ length: many }, () => randomUUID());
  for (const subject of subjects) await setTimer(database, { street: STREET, subject, kind: 'red', dueAt: at });
  return subjects;
}
const waiting = () =>
  database.many<{ subject: string; kind: string; due_at: Instant; attempts: number }>(
    'select subject, kind, due_at, attempts from timer order by due_at, kind',
  );

/** Pages touched by claiming what is due; a page is a page on every machine. */
async function pagesOfClaiming(): Promise<number> {
  return database.transaction(async (tx) => {
    let asked = { sql: '', params: [] as readonly unknown[] };
    await claimDue(
      { ...tx, many: async (sql: string, params: readonly unknown[] = []) => ((asked = { sql, params }), []) },
      STREET,
      NOON,
      100,
    );
    const plan = await tx.many<{ 'QUERY PLAN': string }>(`explain (analyze, buffers, costs off, timing off) ${asked.sql}`, asked.params);
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    assert.match(text, /Index Scan (using|on) timer_due/, text);
    assert.doesNotMatch(text, /Seq Scan/);
    const [, hit = '0'] = /Buffers: shared hit=(\d+)/.exec(text) ?? [];
    const [, read = '0'] = /Buffers: shared.* read=(\d+)/.exec(text) ?? [];
    return Number(hit) + Number(read);
  });
}

test('100,000 pending timers cost the claim of what is due no more than a few pages of an index', async () => {
  const pending = (from: number, to: number) =>
    database.run(
      `insert into timer (street_id, subject, kind, due_at)
       select $1, gen_random_uuid(), 'red', to_timestamp($2 / 1000.0) + n * interval '1 minute' from generate_series($3::int, $4::int) n`,
      [STREET, NOON, from, to],
    );
  await due(3);
  await pending(1, 1_000);
  await database.run('analyze timer');
  const few = await pagesOfClaiming();
  await pending(1_001, 100_000);
  await database.run('vacuum analyze timer');
  const many = await pagesOfClaiming();
  assert.ok(many <= few + 4 && many <= 20, `${few} pages with 1,000 pending, ${many} with 100,000`);
  assert.equal((await claimDue(database, STREET, NOON, 100)).length, 3);
});

test('two workers on one database fire every due timer exactly once', async () => {
  const subjects = await due(60);
  await due(1, later(1));
  const fired: string[] = [];
  const fire: TimerWork['fire'] = async (tx, { subject }) => {
    await tx.one('select 1 as one');
    fired.push(subject);
  };
  await worker(fire, (one) =>
    worker(
      fire,
      async (two) => {
        await Promise.all([one.turn(), two.turn()]);
        await Promise.all([one.turn(), two.turn()]);
      },
      other,
    ),
  );
  assert.deepEqual(fired.toSorted(), subjects.toSorted());
  assert.deepEqual(
    (await waiting()).map(({ due_at }) => due_at),
    [later(1)],
  );
});

test('a worker that dies while it fires leaves the timer to the next, and nothing of what it did', async () => {
  const [subject] = await due(1);
  await worker(
    async (tx, timer) => {
      await setTimer(tx, { ...timer, kind: 'half-done' });
      const { pid } = await tx.one<{ pid: number }>('select pg_backend_pid() as pid');
      await database.run('select pg_terminate_backend($1)', [pid]);
      await tx.one('select 1 as one');
    },
    async (dying) => void (await dying.turn()),
    other,
  );
  assert.deepEqual(
    (await waiting()).map(({ subject: left, kind }) => [left, kind]),
    [[subject, 'red']],
  );
  const fired: string[] = [];
  clock.at = later(2_000);
  await worker(
    async (_tx, timer) => void fired.push(timer.subject),
    async (next) => void (await next.turn()),
  );
  assert.deepEqual(fired, [subject]);
  assert.deepEqual(await waiting(), []);
});

test('a timer that throws is put off twice as long each time, lies among the dead after the eighth, and holds nobody up', async () => {
  const [bad] = await due(1, later(-1));
  const good = await due(15);
  const fired: string[] = [];
  const tried: Instant[] = [];
  await worker(
    async (_tx, { subject }) => {
      if (subject !== bad) return void fired.push(subject);
      tried.push(clock.at);
      throw new Error('no such catalogue');
    },
    async ({ turn }) => {
      await turn();
      assert.deepEqual(fired.toSorted(), good.toSorted());
      for (let [next] = await waiting(); next; [next] = await waiting()) {
        clock.at = (next.due_at - 1) as Instant;
        assert.equal(await turn(), 0);
        clock.at = next.due_at;
        await turn();
      }
    },
  );
  assert.deepEqual(
    tried.map((at) => (at - NOON) / 1_000),
    [0, 2, 6, 14, 30, 62, 126, 254],
  );
  const dead = await database.many<{ subject: string; error: string }>('select subject, error from timer_dead');
  assert.deepEqual(dead, [{ subject: bad, error: 'Error: no such catalogue' }]);
});

test('a timer set again while it failed keeps its new time and begins to count anew', async () => {
  const [subject = ''] = await due(1);
  await worker(
    async () => {
      throw new Error('gone wrong');
    },
    async ({ turn }) => {
      await turn();
      assert.equal((await waiting())[0]?.attempts, 1);
      await setTimer(database, { street: STREET, subject, kind: 'red', dueAt: later(9_000) });
      assert.deepEqual(await waiting(), [{ subject, kind: 'red', due_at: later(9_000), attempts: 0 }]);
      clock.at = later(8_999);
      assert.equal(await turn(), 0);
    },
  );
});

test('dropping takes every timer of the subject in its street, and nobody else’s', async () => {
  const [mine = '', theirs = ''] = await due(2);
  await setTimer(database, { street: STREET, subject: mine, kind: 'yellow', dueAt: NOON });
  await setTimer(database, { street: 'street-two', subject: mine, kind: 'red', dueAt: NOON });
  assert.equal(await dropTimers(database, STREET, mine), 2);
  assert.deepEqual((await waiting()).map(({ subject }) => subject).toSorted(), [mine, theirs].toSorted());
});
