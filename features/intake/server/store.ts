import type { CaseId, Instant, StreetId } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';

export function keyUsed(tx: Tx, key: string) {
  return tx.maybe<{ street_id: StreetId; case_id: CaseId; body_hash: Buffer }>(
    'select street_id, case_id, body_hash from report_key where key = $1',
    [key],
  );
}

/** The other content said under a used key: refused, but never thrown away. */
export function keepConflict(tx: Tx, key: string, at: Instant, body: unknown) {
  return tx.run('insert into key_conflict (key, heard_at, body) values ($1, to_timestamp($2 / 1000.0), $3) on conflict do nothing', [
    key,
    at,
    JSON.stringify(body),
  ]);
}

/** Takes the next `count` serial numbers of a street's day. Committed at once: a number lost to a crash is a gap, never a double. */
export async function leaseNumbers(tx: Tx, street: StreetId, day: string, count: number): Promise<number> {
  const row = await tx.one<{ next: number }>(
    `insert into number_lease (street_id, day, next) values ($1, $2, $3 + 1)
     on conflict (street_id, day) do update set next = number_lease.next + $3 returning next`,
    [street, day, count],
  );
  return row.next - count;
}

/**
 * One report in one statement and one commit: its key, the case, its first event, the reporter's contact and its timers.
 * A used key fails the whole statement (unique violation 23505), so nothing is half done.
 */
export const TAKE = `
  with the_case as (
    insert into casefile (street_id, id, number, version, status, channel, matter, urgent, accountable, assignee, community, duty_grid, asset, lon, lat,
      due_at, yellow_at, reported_at, updated_at, state)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, to_timestamp($16 / 1000.0), to_timestamp($17 / 1000.0),
      to_timestamp($18 / 1000.0), to_timestamp($19 / 1000.0), $20)
  ), the_event as (
    insert into case_event (street_id, case_id, seq, type, body, actor, role, said_at, heard_at)
    values ($1, $2, 1, 'reported', $21, $22, $23, to_timestamp($24 / 1000.0), to_timestamp($19 / 1000.0))
  ), the_reporter as (
    insert into report (street_id, case_id, contact_name, contact_phone, original_place, photos_to_come) values ($1, $2, $25, $26, $27, $28)
  ), the_timers as (
    insert into timer (street_id, subject, kind, due_at)
    values ($1, $2, 'yellow', to_timestamp($17 / 1000.0)), ($1, $2, 'red', to_timestamp($16 / 1000.0))
  )
  insert into report_key (key, street_id, case_id, body_hash) values ($29, $1, $2, $30)`;
