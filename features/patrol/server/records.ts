import type { Instant, PersonId } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Spot } from './store.ts';

export type Cause = 'nobody_heard' | 'not_asked' | 'not_taken' | 'declined' | 'taken_too_late';
export type Breach = {
  readonly target: string;
  readonly from: Instant;
  readonly to: Instant | null;
  readonly version: number;
  readonly cause: Cause;
  readonly notedAt: Instant;
  readonly clearedAt: Instant | null;
};

export function breachesAt(tx: Tx, { street, promise, from }: Spot) {
  return tx.many<Breach>(
    `select target, from_at as "from", to_at as "to", version, cause, noted_at as "notedAt", cleared_at as "clearedAt" from patrol_breach
     where street_id = $1 and promise = $2 and window_from = to_timestamp($3 / 1000.0) order by from_at`,
    [street, promise, from],
  );
}

/** Puts a breach on record, or moves its end; what was cleared and is broken after all stands again. */
export function putBreach(tx: Tx, { street, promise, from }: Spot, breach: Breach) {
  return tx.run(
    `insert into patrol_breach (street_id, promise, window_from, target, from_at, to_at, version, cause, noted_at)
     values ($1, $2, to_timestamp($3 / 1000.0), $4, to_timestamp($5 / 1000.0), to_timestamp($6 / 1000.0), $7, $8, to_timestamp($9 / 1000.0))
     on conflict (street_id, promise, window_from, target, from_at) do update set to_at = excluded.to_at, cleared_at = null`,
    [street, promise, from, breach.target, breach.from, breach.to, breach.version, breach.cause, breach.notedAt],
  );
}

export function clearBreach(tx: Tx, { street, promise, from }: Spot, breach: Pick<Breach, 'target' | 'from'>, at: Instant) {
  return tx.run(
    'update patrol_breach set cleared_at = to_timestamp($6 / 1000.0) where street_id = $1 and promise = $2 and window_from = to_timestamp($3 / 1000.0) and target = $4 and from_at = to_timestamp($5 / 1000.0)',
    [street, promise, from, breach.target, breach.from, at],
  );
}

export type Verdict = {
  readonly target: string;
  readonly revision: number;
  readonly version: number;
  readonly windowTo: Instant;
  readonly kept: number;
  readonly broken: number;
  readonly unknown: number;
  readonly longest: number;
  readonly visits: number;
  readonly judgedAt: Instant;
};

/** Every revision, the last one the one that stands. */
export function verdictsAt(tx: Tx, { street, promise, from }: Spot) {
  return tx.many<Verdict>(
    `select target, revision, version, window_to as "windowTo", kept_ms as kept, broken_ms as broken, unknown_ms as unknown, longest_ms as longest, visits, judged_at as "judgedAt"
     from patrol_verdict where street_id = $1 and promise = $2 and window_from = to_timestamp($3 / 1000.0) order by target, revision`,
    [street, promise, from],
  );
}

export function addVerdict(tx: Tx, { street, promise, from }: Spot, verdict: Verdict) {
  const { target, revision, version, windowTo, kept, broken, unknown, longest, visits, judgedAt } = verdict;
  return tx.run(
    `insert into patrol_verdict (street_id, promise, window_from, target, revision, version, window_to, kept_ms, broken_ms, unknown_ms, longest_ms, visits, judged_at)
     values ($1, $2, to_timestamp($3 / 1000.0), $4, $5, $6, to_timestamp($7 / 1000.0), $8, $9, $10, $11, $12, to_timestamp($13 / 1000.0))`,
    [street, promise, from, target, revision, version, windowTo, kept, broken, unknown, longest, visits, judgedAt],
  );
}

export type Level = 'at_risk' | 'will_break' | 'silent';
export type Warning = {
  readonly target: string;
  readonly due: Instant;
  readonly level: Level;
  readonly at: Instant;
  readonly person: PersonId | null;
  readonly metres: number | null;
  readonly seconds: number | null;
};

/** Answers 0 when this level was warned of already for this deadline. */
export function putWarning(tx: Tx, { street, promise }: Pick<Spot, 'street' | 'promise'>, warning: Warning) {
  const { target, due, level, at, person, metres, seconds } = warning;
  return tx.run(
    `insert into patrol_warning (street_id, promise, target, due_at, level, warned_at, person, metres, seconds)
     values ($1, $2, $3, to_timestamp($4 / 1000.0), $5, to_timestamp($6 / 1000.0), $7, $8, $9) on conflict do nothing`,
    [street, promise, target, due, level, at, person, metres, seconds],
  );
}

export function warningsSince(tx: Tx, { street, promise, from }: Spot, target: string) {
  return tx.many<Warning>(
    `select target, due_at as due, level, warned_at as at, person, metres, seconds from patrol_warning
     where street_id = $1 and promise = $2 and target = $4 and due_at >= to_timestamp($3 / 1000.0) order by warned_at desc limit 50`,
    [street, promise, from, target],
  );
}
