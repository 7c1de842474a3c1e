import type { CaseId, Instant, StreetId } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Event } from '../../case/rules/event.ts';
import type { caseColumns } from '../../case/server/command.ts';
import type { ReportBody } from '../rules/report.ts';

export function keyUsed(tx: Tx, key: string) {
  return tx.maybe<{ street_id: StreetId; case_id: CaseId; body_hash: Buffer }>(
    'select street_id, case_id, body_hash from report_key where key = $1',
    [key],
  );
}

/** The other content said under a used key: refused, but never thrown away. */
export function keepConflict(tx: Tx, key: string, { bodyHash, body, heardAt }: { bodyHash: Buffer; body: unknown; heardAt: Instant }) {
  return tx.run(
    'insert into key_conflict (key, body_hash, heard_at, body) values ($1, $2, to_timestamp($3 / 1000.0), $4) on conflict do nothing',
    [key, bodyHash, heardAt, JSON.stringify(body)],
  );
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

/** A report as its rows: the case's columns by name and what stands beside it. Times are milliseconds. */
export type ReportRow = ReturnType<typeof caseColumns> & {
  event: Event;
  actor: string;
  role: string;
  said_at: Instant;
  contact_name: string;
  contact_phone: string;
  original_place: ReportBody['place'];
  photos_to_come: number;
  key: string;
  /** Base64, because the rows travel as JSON. */
  body_hash: string;
};

/**
 * Reports in one statement and one commit: each one's key, case, first event, reporter's contact and timers. A report whose
 * key was used before is left out whole; the answer is the cases that are in. The rows travel as one JSON text because a
 * statement of thirty arrays costs the client twice as much processor time.
 */
export async function takeReports(tx: Tx, rows: readonly ReportRow[]): Promise<Set<CaseId>> {
  const taken = await tx.many<{ case_id: CaseId }>(TAKE, [JSON.stringify(rows)], { name: 'take-reports' });
  return new Set(taken.map(({ case_id }) => case_id));
}

const TAKE = `
  with said as (
    select * from jsonb_to_recordset($1::jsonb) as r (street_id text, id uuid, number text, version int, status text, channel text, matter text,
      urgent boolean, accountable text, assignee text, community text, duty_grid text, asset text, lon float8, lat float8, due_at float8,
      yellow_at float8, reported_at float8, updated_at float8, seen_by text[], words text, state jsonb, event jsonb, actor text, role text, said_at float8,
      contact_name text, contact_phone text, original_place jsonb, photos_to_come int, key uuid, body_hash text)
  ), fresh as (
    insert into report_key (key, street_id, case_id, body_hash) select key, street_id, id, decode(body_hash, 'base64') from said
    on conflict do nothing returning key, case_id
  ), taken as (
    select said.* from said join fresh on fresh.key = said.key and fresh.case_id = said.id
  ), the_cases as (
    insert into casefile (street_id, id, number, version, status, channel, matter, urgent, accountable, assignee, community, duty_grid, asset, lon, lat,
      due_at, yellow_at, reported_at, updated_at, seen_by, words, state)
    select street_id, id, number, version, status, channel, matter, urgent, accountable, assignee, community, duty_grid, asset, lon, lat,
      to_timestamp(due_at / 1000.0), to_timestamp(yellow_at / 1000.0), to_timestamp(reported_at / 1000.0), to_timestamp(updated_at / 1000.0),
      seen_by, words, state
    from taken
  ), the_events as (
    insert into case_event (street_id, case_id, seq, type, body, actor, role, said_at, heard_at)
    select street_id, id, 1, 'reported', event, actor, role, to_timestamp(said_at / 1000.0), to_timestamp(updated_at / 1000.0) from taken
  ), the_reporters as (
    insert into report (street_id, case_id, contact_name, contact_phone, original_place, photos_to_come)
    select street_id, id, contact_name, contact_phone, original_place, photos_to_come from taken
  ), the_timers as (
    insert into timer (street_id, subject, kind, due_at)
    select street_id, id, kind, to_timestamp(due / 1000.0) from taken, lateral (values ('yellow', yellow_at), ('red', due_at)) as t (kind, due)
  )
  select case_id from fresh`;
