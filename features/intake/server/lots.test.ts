import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { freshDatabase } from '../../../platform/db/testing.ts';
import type { Case } from '../../case/rules/case.ts';
import { timersOf } from '../../case/rules/stage.ts';
import { calendar, nine, reported } from '../../case/rules/testing.ts';
import { caseColumns } from '../../case/server/command.ts';
import { reportsInLots } from './lots.ts';
import type { ReportRow } from './store.ts';

/** The rows of the n-th report; two with one `n` have one number, which the database refuses. */
function rowOf(n: number, key: string = randomUUID(), id: string = randomUUID()): ReportRow {
  const it = { ...reported(n), id, number: `001-260302-${n}` } as Case;
  return {
    ...caseColumns(it, timersOf(it, calendar), nine),
    event: { type: 'note', text: 'for the log' } as never,
    actor: 'reporter',
    role: 'reporter',
    said_at: nine,
    contact_name: '陈',
    contact_phone: '138',
    original_place: { crs: 'WGS84', address: '' },
    photos_to_come: 0,
    key,
    body_hash: createHash('sha256').update(key).digest('base64'),
  };
}

test('reports in the database, many at once', async (t) => {
  const { database, drop } = await freshDatabase();
  const take = reportsInLots(database);
  /** How many rows each table holds of some cases; timers are two a case. */
  const kept = (rows: readonly ReportRow[]) =>
    database.one<{ cases: number; events: number; reports: number; timers: number; keys: number }>(
      `select (select count(*) from casefile where id = any($1::uuid[])) as cases, (select count(*) from case_event where case_id = any($1::uuid[])) as events,
         (select count(*) from report where case_id = any($1::uuid[])) as reports, (select count(*) from timer where subject = any($1::uuid[])) as timers,
         (select count(*) from report_key where case_id = any($1::uuid[])) as keys`,
      [rows.map(({ id }) => id)],
    );
  const all = (n: number) => ({ cases: n, events: n, reports: n, timers: 2 * n, keys: n });

  await t.test('a hundred that come at once are all in, whole, and as they were said', async () => {
    const rows = Array.from({ length: 100 }, (_, n) => rowOf(n));
    assert.deepEqual(new Set(await Promise.all(rows.map(take))), new Set([true]));
    assert.deepEqual(await kept(rows), all(100));
    const [first] = rows;
    assert.ok(first);
    const { state, due_at, body_hash } = await database.one<{ state: Case; due_at: number; body_hash: Buffer }>(
      'select c.state, c.due_at, k.body_hash from casefile c join report_key k on k.case_id = c.id where c.id = $1',
      [first.id],
    );
    assert.deepEqual(state, first.state);
    assert.equal(due_at, first.due_at);
    assert.equal(body_hash.toString('base64'), first.body_hash);
  });

  await t.test('one key said many times at once makes one case, and the others leave nothing', async () => {
    const key = randomUUID();
    const rows = Array.from({ length: 40 }, (_, n) => rowOf(1000 + n, key));
    // Two others first, which go at once, so that the forty meet in one lot.
    const [, , ...taken] = await Promise.all([rowOf(900), rowOf(901), ...rows].map(take));
    assert.equal(taken.filter(Boolean).length, 1);
    assert.deepEqual(await kept(rows), all(1));
    assert.equal(await take(rowOf(2000, key)), false);
  });

  await t.test('a report the database refuses fails alone among those that came with it', async () => {
    const rows = Array.from({ length: 20 }, (_, n) => rowOf(3000 + n));
    const bad = rowOf(3000);
    const outcomes = await Promise.allSettled([...rows.slice(0, 10), bad, ...rows.slice(10)].map(take));
    assert.deepEqual(
      outcomes.flatMap(({ status }, n) => (status === 'rejected' ? n : [])),
      [10],
    );
    assert.deepEqual(await kept(rows), all(20));
    assert.deepEqual(await kept([bad]), all(0));
  });

  await drop();
});
