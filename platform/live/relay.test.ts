import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import type { Database, Tx } from '../db/database.ts';
import { freshDatabase } from '../db/testing.ts';
import { type LogRow, readAfter, settledEnd, caseLog, startRelay } from './relay.ts';

let database: Database;
let drop: () => Promise<void>;
before(async () => {
  ({ database, drop } = await freshDatabase());
});
after(() => drop());

const street = '440399001';
const write = (tx: Tx, type: string) =>
  tx.run(
    `insert into case_event (street_id, case_id, seq, type, body, actor, role, said_at, heard_at) values ($1, $2, 1, $3, '{}', 'a', 'b', now(), now())`,
    [street, randomUUID(), type],
  );

/** A transaction that has written and stays open until it is told to end. */
async function openTransaction(type: string): Promise<{ commit: () => Promise<void>; rollback: () => Promise<void> }> {
  let end: (how: 'commit' | 'rollback') => void = () => undefined;
  const ending = new Promise<'commit' | 'rollback'>((decided) => {
    end = decided;
  });
  let wrote: () => void = () => undefined;
  const written = new Promise<void>((done) => {
    wrote = done;
  });
  const over = database
    .transaction(async (tx) => {
      await write(tx, type);
      wrote();
      if ((await ending) === 'rollback') throw new Error('rolled back');
    })
    .catch((error: Error) => assert.equal(error.message, 'rolled back'));
  await written;
  const finish = (how: 'commit' | 'rollback') => () => {
    end(how);
    return over;
  };
  return { commit: finish('commit'), rollback: finish('rollback') };
}

const types = (rows: readonly LogRow[]) => rows.map(({ type }) => type);

/** Asks again until the answer is right: other databases of the same server may hold the log back for a moment. */
async function eventually<T>(ask: () => Promise<T>, wanted: T) {
  const until = Date.now() + 20_000;
  let seen = await ask();
  while (JSON.stringify(seen) !== JSON.stringify(wanted) && Date.now() < until) {
    await new Promise(setImmediate);
    seen = await ask();
  }
  assert.deepEqual(seen, wanted);
}

test('what was written first and committed last is not skipped: the log waits for it', async (t) => {
  const from = await settledEnd(database);
  const slow = await openTransaction('slow');
  t.after(slow.rollback);
  for (let n = 0; n < 3; n++) await write(database, `quick ${n}`);
  // Committed and visible to everybody, and still held back: the open transaction may yet add rows before them.
  assert.deepEqual(types(await readAfter(database, from, 100)), []);
  await slow.commit();
  await eventually(async () => types(await readAfter(database, from, 100)), ['slow', 'quick 0', 'quick 1', 'quick 2']);
});

test('a transaction that is rolled back holds the log back no longer, and leaves nothing in it', async (t) => {
  await eventually(async () => types(await readAfter(database, await settledEnd(database), 100)), []);
  const from = await settledEnd(database);
  const lost = await openTransaction('lost');
  t.after(lost.rollback);
  await write(database, 'kept');
  await lost.rollback();
  await eventually(async () => types(await readAfter(database, from, 100)), ['kept']);
});

test('read in small pages, the log is the same and has every row once', async (t) => {
  const from = await settledEnd(database);
  const open = [await openTransaction('a'), await openTransaction('b'), await openTransaction('c')];
  t.after(() => Promise.all(open.map(({ rollback }) => rollback())));
  await database.transaction(async (tx) => {
    for (let n = 0; n < 7; n++) await write(tx, `d${n}`);
  });
  for (const each of open.toReversed()) await each.commit();
  const wanted = ['a', 'b', 'c', 'd0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6'];
  await eventually(async () => types(await readAfter(database, from, 100)), wanted);
  const paged: string[] = [];
  for (let cursor = from, rows = await readAfter(database, cursor, 3); rows.length > 0; rows = await readAfter(database, cursor, 3)) {
    paged.push(...types(rows));
    cursor = rows.at(-1)?.cursor ?? cursor;
  }
  assert.deepEqual(paged, wanted);
});

test('a relay under writers that overlap hands on every row once, in one order', async () => {
  const heard: string[] = [];
  const from = await settledEnd(database);
  const relay = startRelay({
    log: caseLog,
    database,
    everyMs: 5,
    onBatch: async (rows) => {
      heard.push(...types(rows));
    },
  });
  // The relay begins at the end of the log as it finds it; a row it is known to have heard tells that it stands there.
  const started = `start ${randomUUID()}`;
  await write(database, started);
  await eventually(async () => heard.includes(started) || (await write(database, started), false), true);
  const told = heard.length;
  const writers = Array.from({ length: 12 }, async (_, writer) => {
    for (let n = 0; n < 15; n++) {
      await database.transaction(async (tx) => {
        await write(tx, `${writer} ${n} first`);
        if ((writer + n) % 3 === 0) await tx.one('select count(*) from generate_series(1, 20000)');
        await write(tx, `${writer} ${n} second`);
      });
    }
  });
  await Promise.all(writers);
  const wanted = types(await allAfter(from)).filter((type) => !type.startsWith('start'));
  await eventually(async () => heard.slice(told).filter((type) => !type.startsWith('start')).length, wanted.length);
  relay.stop();
  assert.equal(wanted.length, 12 * 15 * 2);
  assert.deepEqual(
    heard.slice(told).filter((type) => !type.startsWith('start')),
    wanted,
  );
});

async function allAfter(from: Awaited<ReturnType<typeof settledEnd>>): Promise<LogRow[]> {
  let rows: LogRow[] = [];
  const until = Date.now() + 20_000;
  while (rows.filter(({ type }) => !type.startsWith('start')).length < 360 && Date.now() < until)
    rows = await readAfter(database, from, 10_000);
  return rows;
}

test('a relay whose listener failed reads the same rows again instead of losing them', async () => {
  const heard: string[] = [];
  let fails = 1;
  const relay = startRelay({
    log: caseLog,
    database,
    everyMs: 5,
    onBatch: async (rows) => {
      if (rows.some(({ type }) => type === 'precious') && fails-- > 0) throw new Error('the database went away in the middle');
      heard.push(...types(rows));
    },
  });
  await write(database, 'ready');
  await eventually(async () => heard.includes('ready') || (await write(database, 'ready'), false), true);
  await write(database, 'precious');
  await eventually(async () => heard.filter((type) => type === 'precious').length, 1);
  relay.stop();
  assert.ok(fails <= 0);
});
