import type { Instant, PersonId, StreetId } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Mover } from '../../telemetry/rules/trail/pace.ts';
import type { PromiseVersion, SavedPromise } from '../rules/saved.ts';
import type { Seen, Silence } from '../rules/silence.ts';
import type { Interval } from '../rules/interval.ts';

/** One promise in one duty window: what visits, breaches and verdicts belong to. */
export type Spot = { readonly street: StreetId; readonly promise: string; readonly from: Instant };

/** One hand at a time judges a promise, so that what is written was judged from what is there. */
export function lockPromise(tx: Tx, street: string, promise: string) {
  return tx.run('select pg_advisory_xact_lock(hashtext($1), hashtext($2))', [`patrol ${street}`, promise]);
}

export type VersionRow = PromiseVersion & { readonly street: StreetId; readonly id: string };

export async function allVersions(tx: Tx): Promise<VersionRow[]> {
  return tx.many<VersionRow>(
    'select street_id as street, id, version, from_at as "from", body as promise from patrol_promise order by street_id, id, version',
  );
}

export function addVersion(tx: Tx, { street, id, version, from, promise }: Omit<VersionRow, 'promise'> & { promise: SavedPromise | null }) {
  return tx.run('insert into patrol_promise (street_id, id, version, from_at, body) values ($1, $2, $3, to_timestamp($4 / 1000.0), $5)', [
    street,
    id,
    version,
    from,
    promise === null ? null : JSON.stringify(promise),
  ]);
}

export type StayRow = {
  readonly target: string;
  readonly device: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly fixes: number;
  readonly metres: number;
  readonly counts: boolean;
};

export function staysAt(tx: Tx, { street, promise, from }: Spot) {
  return tx.many<StayRow>(
    `select target, device, from_at as "from", to_at as "to", fixes, metres, counts from patrol_visit
     where street_id = $1 and promise = $2 and window_from = to_timestamp($3 / 1000.0) order by from_at`,
    [street, promise, from],
    { name: 'stays-at' },
  );
}

/** Replaces what a device did in a window, row by row, so that what did not change is not written. */
export async function putStays(tx: Tx, { street, promise, from }: Spot, stays: readonly StayRow[], gone: readonly StayRow[]) {
  for (const each of gone)
    await tx.run(
      'delete from patrol_visit where street_id = $1 and promise = $2 and window_from = to_timestamp($3 / 1000.0) and target = $4 and device = $5 and from_at = to_timestamp($6 / 1000.0)',
      [street, promise, from, each.target, each.device, each.from],
    );
  for (const each of stays)
    await tx.run(
      `insert into patrol_visit (street_id, promise, window_from, target, device, from_at, to_at, fixes, metres, counts)
       values ($1, $2, to_timestamp($3 / 1000.0), $4, $5, to_timestamp($6 / 1000.0), to_timestamp($7 / 1000.0), $8, $9, $10)
       on conflict (street_id, promise, window_from, target, device, from_at)
       do update set to_at = excluded.to_at, fixes = excluded.fixes, metres = excluded.metres, counts = excluded.counts`,
      [street, promise, from, each.target, each.device, each.from, each.to, each.fixes, each.metres, each.counts],
    );
}

export type FollowBody = {
  readonly duty: Interval;
  readonly silences: readonly Silence[];
  readonly last: Seen | null;
  readonly ahead: Instant | null;
  readonly fixes: number;
};
export type FollowRow = { readonly device: string; readonly person: PersonId; readonly mover: Mover; readonly body: FollowBody };

export function followsAt(tx: Tx, { street, promise, from }: Spot) {
  return tx.many<FollowRow>(
    'select device, person, mover, body from patrol_follow where street_id = $1 and promise = $2 and window_from = to_timestamp($3 / 1000.0) order by device',
    [street, promise, from],
    { name: 'follows-at' },
  );
}

export function putFollow(tx: Tx, { street, promise, from }: Spot, { device, person, mover, body }: FollowRow) {
  return tx.run(
    `insert into patrol_follow (street_id, promise, window_from, device, person, mover, body)
     values ($1, $2, to_timestamp($3 / 1000.0), $4, $5, $6, $7)
     on conflict (street_id, promise, window_from, device) do update set person = excluded.person, mover = excluded.mover, body = excluded.body`,
    [street, promise, from, device, person, mover, JSON.stringify(body)],
  );
}

export function dropFollow(tx: Tx, { street, promise, from }: Spot, device: string) {
  return tx.run(
    'delete from patrol_follow where street_id = $1 and promise = $2 and window_from = to_timestamp($3 / 1000.0) and device = $4',
    [street, promise, from, device],
  );
}

/** Where people were last and where nobody knows is as personal as their tracks, and goes with them. */
export function forgetFollows(tx: Tx, before: Instant) {
  return tx.run('delete from patrol_follow where window_from < to_timestamp($1 / 1000.0)', [before]);
}

export type PatrolEvent = {
  readonly street: StreetId;
  readonly promise: string;
  readonly target: string | null;
  readonly type:
    | 'visited'
    | 'state'
    | 'warned'
    | 'breached'
    | 'cleared'
    | 'revised'
    | 'asked'
    | 'accepted'
    | 'declined'
    | 'escalated'
    | 'done'
    | 'lapsed';
  readonly body: Record<string, unknown>;
  readonly actor: string;
  readonly at: Instant;
};

export function tell(tx: Tx, { street, promise, target, type, body, actor, at }: PatrolEvent) {
  return tx.run(
    'insert into patrol_event (street_id, promise, target, type, body, actor, at) values ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0))',
    [street, promise, target, type, JSON.stringify(body), actor, at],
  );
}
