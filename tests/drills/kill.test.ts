import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Database, Tx } from '../../platform/db/database.ts';
import { type FindingKind, audit } from './kill/audit.ts';
import type { Ledger } from './kill/ledger.ts';
import { type Arm, isAsItMust, storm } from './kill/storm.ts';

const seed = Number(process.env.DRILL_SEED ?? Date.now() % 1_000_000);

/** What somebody could do to the database, and the word the audit must have for it. */
const damage: readonly [says: string, sql: string, finds: FindingKind][] = [
  [
    'a case that is gone',
    "delete from casefile c where id = (select r.case_id from report_key r join casefile f on f.id = r.case_id where f.status = 'reported' order by r.key limit 1)",
    'lost',
  ],
  ['a report with one digit changed', "update report set contact_phone = contact_phone || '0'", 'altered'],
  ['a case without its key', 'delete from report_key', 'keys'],
  ['a case without history', 'delete from case_event where case_id = (select id from casefile limit 1)', 'history'],
  ['an event taken out of the middle', 'delete from case_event where seq = 2', 'history'],
  ['an event told differently', `update case_event set body = jsonb_set(body, '{urgent}', '"maybe"') where type = 'reported'`, 'history'],
  ['a version ahead of its events', 'update casefile set version = version + 1', 'history'],
  ['an open case nobody watches', "delete from timer where kind = 'red'", 'timers'],
  ['a timer at another time', "update timer set due_at = due_at + interval '1 second'", 'timers'],
  [
    'a note said twice',
    `update case_event set body = (select body from case_event where type = 'noted' limit 1), type = 'noted' where type = 'photos_added'`,
    'doubled',
  ],
  ['an order that is in no state', 'delete from work_order', 'orders'],
];

class Undone extends Error {}

async function inAWorldWhere(database: Database, sql: string, look: (tx: Tx) => Promise<void>) {
  const undone = await database
    .transaction(async (tx) => {
      // The schema would stop most of this damage; what is on trial here is the audit alone.
      await tx.run("set local session_replication_role = 'replica'");
      assert.ok((await tx.run(sql)) > 0, `the damage touched no row: ${sql}`);
      await look(tx);
      throw new Undone();
    })
    .catch((error: unknown) => error);
  if (!(undone instanceof Undone)) throw undone;
}

test('a storm of kills loses and doubles nothing, and the audit has a word for every damage', async (context) => {
  const outcome = await storm({ arm: 'on', kills: 8, seed }, async (database: Database, ledger: Ledger, photoFolder) => {
    for (const [says, sql, finds] of damage) {
      await inAWorldWhere(database, sql, async (tx) => {
        const kinds = new Set((await audit(tx, ledger, photoFolder)).map(({ kind }) => kind));
        assert.ok(kinds.has(finds), `${says}: found only ${[...kinds].join()}`);
      });
    }
  });
  context.diagnostic(
    `seed ${seed}, ${outcome.ledger.reports.length} reports, ${outcome.ledger.commands.length} commands, ${outcome.ledger.count.unheard} asked again`,
  );
  assert.deepEqual(outcome.findings, []);
  assert.ok(outcome.ledger.reports.length > 16 && outcome.ledger.commands.length > 8, 'too little was acknowledged to prove anything');
});

for (const [arm, says] of [
  ['async', 'the drill goes red when commits are acknowledged before they are on disk'],
  ['nokey', 'the drill goes red when clients ask again without their key'],
] as [Arm, string][]) {
  test(says, async () => {
    const outcome = await storm({ arm, kills: 6, seed });
    assert.ok(isAsItMust(outcome), `seed ${seed}: ${JSON.stringify(outcome.findings.slice(0, 5))}`);
  });
}
