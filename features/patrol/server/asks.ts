import type { Instant, PersonId, StreetId } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';

export type AskStatus = 'asked' | 'accepted' | 'declined' | 'escalated' | 'done' | 'lapsed';
export type Ask = {
  readonly street: StreetId;
  readonly id: string;
  readonly promise: string;
  readonly target: string;
  readonly due: Instant;
  readonly person: PersonId;
  readonly device: string;
  readonly metres: number;
  readonly seconds: number;
  readonly askedBy: PersonId;
  readonly askedAt: Instant;
  readonly status: AskStatus;
  readonly answeredAt: Instant | null;
  readonly answeredBy: PersonId | null;
  readonly escalatedTo: PersonId | null;
};

const COLUMNS = `street_id as street, id, promise, target, due_at as due, person, device, metres, seconds, asked_by as "askedBy", asked_at as "askedAt", status,
  answered_at as "answeredAt", answered_by as "answeredBy", escalated_to as "escalatedTo"`;

export function askById(tx: Tx, id: string) {
  return tx.maybe<Ask>(`select ${COLUMNS} from patrol_ask where id = $1`, [id]);
}

export function openAsks(tx: Tx, street: string, promise: string) {
  return tx.many<Ask>(
    `select ${COLUMNS} from patrol_ask where street_id = $1 and promise = $2 and status in ('asked', 'accepted', 'escalated') order by asked_at`,
    [street, promise],
  );
}

/** Everybody who is on an errand in a street, whichever promise sent them. */
export async function askedPeople(tx: Tx, street: string): Promise<Set<string>> {
  const rows = await tx.many<{ person: string }>(
    "select distinct person from patrol_ask where street_id = $1 and status in ('asked', 'accepted', 'escalated')",
    [street],
  );
  return new Set(rows.map(({ person }) => person));
}

export function asksOfTarget(tx: Tx, street: string, promise: string, { target, since }: { target: string; since: Instant }) {
  return tx.many<Ask>(
    `select ${COLUMNS} from patrol_ask where street_id = $1 and promise = $2 and target = $3 and asked_at >= to_timestamp($4 / 1000.0) order by asked_at desc limit 50`,
    [street, promise, target, since],
  );
}

/** What somebody is asked to do, or to decide as the lead of the team. */
export function asksFor(tx: Tx, person: string, streets: readonly string[]) {
  return tx.many<Ask>(
    `select ${COLUMNS} from patrol_ask where street_id = any($2) and status in ('asked', 'accepted', 'escalated') and (person = $1 or escalated_to = $1) order by due_at`,
    [person, streets],
  );
}

export function addAsk(tx: Tx, ask: Omit<Ask, 'status' | 'answeredAt' | 'answeredBy' | 'escalatedTo'>) {
  return tx.run(
    `insert into patrol_ask (street_id, id, promise, target, due_at, person, device, metres, seconds, asked_by, asked_at, status)
     values ($1, $2, $3, $4, to_timestamp($5 / 1000.0), $6, $7, $8, $9, $10, to_timestamp($11 / 1000.0), 'asked')`,
    [ask.street, ask.id, ask.promise, ask.target, ask.due, ask.person, ask.device, ask.metres, ask.seconds, ask.askedBy, ask.askedAt],
  );
}

export function answerAsk(
  tx: Tx,
  { street, id }: Pick<Ask, 'street' | 'id'>,
  said: { status: 'accepted' | 'declined'; by: string; at: Instant },
) {
  return tx.run(
    'update patrol_ask set status = $3, answered_by = $4, answered_at = to_timestamp($5 / 1000.0) where street_id = $1 and id = $2',
    [street, id, said.status, said.by, said.at],
  );
}

export function endAsk(tx: Tx, { street, id }: Pick<Ask, 'street' | 'id'>, status: 'done' | 'lapsed', at: Instant) {
  return tx.run('update patrol_ask set status = $3, ended_at = to_timestamp($4 / 1000.0) where street_id = $1 and id = $2', [
    street,
    id,
    status,
    at,
  ]);
}

export function escalateAsk(tx: Tx, { street, id }: Pick<Ask, 'street' | 'id'>, to: string, at: Instant) {
  return tx.run(
    "update patrol_ask set status = 'escalated', escalated_to = $3, escalated_at = to_timestamp($4 / 1000.0) where street_id = $1 and id = $2",
    [street, id, to, at],
  );
}
