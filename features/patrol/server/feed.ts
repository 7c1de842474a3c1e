import type { Tx } from '../../../platform/db/database.ts';
import type { Cursor, Log } from '../../../platform/live/relay.ts';

export type PatrolLogRow = {
  readonly street: string;
  readonly promise: string;
  readonly target: string | null;
  readonly type: string;
  readonly at: number;
  /** Whom it concerns beside the street's desks. */
  readonly people: readonly string[];
  readonly cursor: Cursor;
};

/** What happened to promises, in an order that never changes; never past a transaction that is still open. */
export const patrolLog: Log<PatrolLogRow> = {
  read: (tx: Tx, cursor: Cursor, most: number) => {
    const [xid = '0', logNo = '0'] = cursor.split('.');
    return tx.many<PatrolLogRow>(
      `select street_id as street, promise, target, type, at, array_remove(array[body ->> 'person', body ->> 'to'], null) as people, xid::text || '.' || log_no as cursor
       from patrol_event where (xid, log_no) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, log_no limit $3`,
      [xid, logNo, most],
    );
  },
  end: async (tx: Tx) => {
    const row = await tx.maybe<{ cursor: Cursor }>(
      `select xid::text || '.' || log_no as cursor from patrol_event where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid desc, log_no desc limit 1`,
    );
    return row?.cursor ?? '0.0';
  },
};
