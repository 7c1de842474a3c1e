import type { Database, Tx } from '../db/database.ts';

/** Where a reader stands in the log: the transaction and the log number of the last row it has. */
export type Cursor = `${number}.${number}`;
export type LogRow = { street_id: string; case_id: string; seq: number; type: string; cursor: Cursor };

/**
 * The rows after a cursor, in an order that never changes: by transaction, and never past one that is still open, for such
 * a transaction may yet commit rows with smaller numbers. Reading by log number alone would skip those for ever.
 */
export function readAfter(tx: Tx, cursor: Cursor, most: number) {
  const [xid = '0', logNo = '0'] = cursor.split('.');
  return tx.many<LogRow>(
    `select street_id, case_id, seq, type, xid::text || '.' || log_no as cursor from case_event
     where (xid, log_no) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
     order by xid, log_no limit $3`,
    [xid, logNo, most],
  );
}

/** The end of the log as it is settled now: where a newcomer begins. */
export async function settledEnd(tx: Tx): Promise<Cursor> {
  const row = await tx.maybe<{ cursor: Cursor }>(
    `select xid::text || '.' || log_no as cursor from case_event where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid desc, log_no desc limit 1`,
  );
  return row?.cursor ?? '0.0';
}

/** A log that can be followed: what came after a cursor, and its settled end. */
export type Log<R extends { readonly cursor: Cursor }> = {
  readonly read: (tx: Tx, cursor: Cursor, most: number) => Promise<R[]>;
  readonly end: (tx: Tx) => Promise<Cursor>;
};
export const caseLog: Log<LogRow> = { read: readAfter, end: settledEnd };

export type Relay = { poke: () => void; stop: () => void };

/** Follows the log and hands on what is new, in order, once each. Polls; no NOTIFY, which would cut commits sevenfold. */
export function startRelay<R extends { readonly cursor: Cursor }>({
  database,
  log,
  everyMs,
  onBatch,
}: {
  database: Database;
  log: Log<R>;
  everyMs: number;
  onBatch: (rows: R[]) => Promise<void>;
}): Relay {
  let cursor: Cursor | undefined;
  let busy = false;
  let again = false;
  let stopped = false;
  const turn = async () => {
    cursor ??= await log.end(database);
    for (;;) {
      const rows = await log.read(database, cursor, 1000);
      if (rows.length > 0) await onBatch(rows);
      cursor = rows.at(-1)?.cursor ?? cursor;
      if (rows.length < 1000) return;
    }
  };
  const poke = () => {
    if (stopped) return;
    again = busy;
    if (busy) return;
    busy = true;
    // A database that is away for a moment loses nothing: the cursor stays where it is.
    turn()
      .catch(() => undefined)
      .finally(() => {
        busy = false;
        if (again) poke();
      });
  };
  const handle = setInterval(poke, everyMs);
  poke();
  return {
    poke,
    stop: () => {
      stopped = true;
      clearInterval(handle);
    },
  };
}
