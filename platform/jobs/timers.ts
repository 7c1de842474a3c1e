import type { Instant } from '../../kernel/brand.ts';
import type { Database, Tx } from '../db/database.ts';

export type Timer = { readonly street: string; readonly subject: string; readonly kind: string; readonly dueAt: Instant };

/** Sets a timer or moves it: one upsert in the transaction of whatever it belongs to. */
export function setTimer(tx: Tx, { street, subject, kind, dueAt }: Timer) {
  return tx.run(
    `insert into timer (street_id, subject, kind, due_at) values ($1, $2, $3, to_timestamp($4 / 1000.0))
     on conflict (street_id, subject, kind) do update set due_at = excluded.due_at, attempts = 0`,
    [street, subject, kind, dueAt],
  );
}

export function dropTimers(tx: Tx, street: string, subject: string) {
  return tx.run('delete from timer where street_id = $1 and subject = $2', [street, subject]);
}

type Row = { street_id: string; subject: string; kind: string; due_at: Instant; attempts: number };

/** The due timers of one street, locked so that another worker passes them by. Per street, so that it also runs spread out. */
export function claimDue(tx: Tx, street: string, at: Instant, most: number) {
  return tx.many<Row>(
    'select street_id, subject, kind, due_at, attempts from timer where street_id = $1 and due_at <= to_timestamp($2 / 1000.0) order by due_at limit $3 for update skip locked',
    [street, at, most],
  );
}

const MOST_ATTEMPTS = 8;

export type TimerWorker = { stop: () => Promise<void>; lag: () => number; turn: () => Promise<number> };
export type TimerWork = {
  readonly database: Database;
  readonly streets: () => readonly string[];
  readonly now: () => Instant;
  /** Does what the timer asks, inside the transaction that removes it: both happen or neither. */
  readonly fire: (tx: Tx, timer: Timer) => Promise<void>;
  readonly everyMs: number;
  readonly batch: number;
};

/** Fires due timers until stopped; `stop` waits for the turn under way. A timer that throws is tried again later, and later still. */
export function startTimerWorker(work: TimerWork): TimerWorker {
  let going: Promise<unknown> = Promise.resolve();
  let handle: NodeJS.Timeout | undefined;
  let stopped = false;
  let lastTurn = work.now();
  const turn = async () => {
    let fired = 0;
    for (const street of work.streets()) fired += await fireStreet(work, street);
    lastTurn = work.now();
    return fired;
  };
  const loop = () => {
    handle = setTimeout(() => {
      // The database may be away for a moment; the next turn finds everything still there.
      going = turn().catch(() => 0);
      void going.then(() => {
        if (!stopped) loop();
      });
    }, work.everyMs);
  };
  loop();
  return {
    turn,
    lag: () => work.now() - lastTurn,
    stop: async () => {
      stopped = true;
      clearTimeout(handle);
      await going;
    },
  };
}

async function fireStreet(work: TimerWork, street: string): Promise<number> {
  let fired = 0;
  for (;;) {
    const due = await work.database.many<{ subject: string; kind: string }>(
      'select subject, kind from timer where street_id = $1 and due_at <= to_timestamp($2 / 1000.0) order by due_at limit $3',
      [street, work.now(), work.batch],
    );
    if (due.length === 0) return fired;
    let progress = 0;
    for (const _ of due) progress += await fireOne(work, street);
    fired += progress;
    if (progress === 0) return fired;
  }
}

async function fireOne(work: TimerWork, street: string): Promise<number> {
  let claimed: Row | undefined;
  try {
    return await work.database.transaction(async (tx) => {
      [claimed] = await claimDue(tx, street, work.now(), 1);
      if (!claimed) return 0;
      const timer = { street, subject: claimed.subject, kind: claimed.kind, dueAt: claimed.due_at };
      await tx.run('delete from timer where street_id = $1 and subject = $2 and kind = $3', [street, timer.subject, timer.kind]);
      await work.fire(tx, timer);
      return 1;
    });
  } catch (error) {
    if (claimed) await putOff(work, claimed, error);
    return claimed ? 1 : 0;
  }
}

/**
 * Doubling from two seconds; the eighth failure takes it out of the way so that it cannot hold up the others. The row was
 * free for a moment: one that was tried or set anew meanwhile is no longer the one that failed, and is left as it is.
 */
async function putOff({ database, now }: TimerWork, { street_id, subject, kind, due_at, attempts }: Row, error: unknown) {
  const at = now();
  if (attempts + 1 < MOST_ATTEMPTS) {
    await database.run(
      'update timer set attempts = attempts + 1, due_at = to_timestamp($4 / 1000.0) where street_id = $1 and subject = $2 and kind = $3 and attempts = $5 and due_at = to_timestamp($6 / 1000.0)',
      [street_id, subject, kind, at + 2_000 * 2 ** attempts, attempts, due_at],
    );
    return;
  }
  await database.transaction(async (tx) => {
    const gone = await tx.run(
      'delete from timer where street_id = $1 and subject = $2 and kind = $3 and attempts = $4 and due_at = to_timestamp($5 / 1000.0)',
      [street_id, subject, kind, attempts, due_at],
    );
    if (gone === 0) return;
    await tx.run(
      'insert into timer_dead (street_id, subject, kind, due_at, error, died_at) values ($1, $2, $3, to_timestamp($4 / 1000.0), $5, to_timestamp($6 / 1000.0)) on conflict do nothing',
      [street_id, subject, kind, due_at, String(error).slice(0, 500), at],
    );
  });
}
