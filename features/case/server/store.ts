import type { CaseId, Instant, PhotoId, StreetId } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { fold } from '../../catalogue/rules/text.ts';
import type { Case } from '../rules/case.ts';
import type { Event, Logged } from '../rules/event.ts';
import { assigneeOf, handsAt, seenBy } from '../rules/sees.ts';
import type { CaseTimer } from '../rules/stage.ts';

export async function streetOf(tx: Tx, id: CaseId): Promise<StreetId | undefined> {
  return (await tx.maybe<{ street_id: StreetId }>('select street_id from casefile where id = $1', [id]))?.street_id;
}

export async function caseById(tx: Tx, id: CaseId): Promise<Case | undefined> {
  return (await tx.maybe<{ state: Case }>('select state from casefile where id = $1', [id]))?.state;
}

export async function caseByNumber(tx: Tx, number: string): Promise<Case | undefined> {
  return (await tx.maybe<{ state: Case }>('select state from casefile where number = $1 limit 1', [number]))?.state;
}

/** Locks cases of one street in id order, so that two merges meeting head-on wait instead of deadlocking. */
export async function lock(tx: Tx, street: StreetId, ids: readonly CaseId[]): Promise<Case[]> {
  const rows = await tx.many<{ state: Case }>(
    'select state from casefile where street_id = $1 and id = any($2::uuid[]) order by id for update',
    [street, [...ids].sort()],
  );
  return rows.map(({ state }) => state);
}

export function heardBefore(tx: Tx, { street, id }: Case, key: string) {
  return tx.maybe<{ body_hash: Buffer }>('select body_hash from command_key where street_id = $1 and case_id = $2 and key = $3', [
    street,
    id,
    key,
  ]);
}

export function rememberKey(tx: Tx, { street, id }: Case, key: string, bodyHash: Buffer) {
  return tx.run('insert into command_key (street_id, case_id, key, body_hash) values ($1, $2, $3, $4)', [street, id, key, bodyHash]);
}

export async function missingPhotos(tx: Tx, { street, id }: Case, wanted: readonly PhotoId[]): Promise<PhotoId[]> {
  if (wanted.length === 0) return [];
  const rows = await tx.many<{ id: PhotoId }>('select id from photo where street_id = $1 and case_id = $2 and id = any($3)', [
    street,
    id,
    wanted,
  ]);
  return wanted.filter((photo) => !rows.some((row) => row.id === photo));
}

export type Envelope = { actor: string; role: string; saidAt: Instant; heardAt: Instant };

/** Adds events to the log. The sequence number is the case's version, so two writers can never both append the same one. */
export function log(
  tx: Tx,
  { street, id }: Case,
  firstSeq: number,
  { events, envelope }: { events: readonly Event[]; envelope: Envelope },
) {
  return tx.run(
    `insert into case_event (street_id, case_id, seq, type, body, actor, role, said_at, heard_at)
     select $1, $2, $3 + n - 1, e ->> 'type', e, $5, $6, to_timestamp($7 / 1000.0), to_timestamp($8 / 1000.0)
     from jsonb_array_elements($4::jsonb) with ordinality as events (e, n)`,
    [street, id, firstSeq, JSON.stringify(events), envelope.actor, envelope.role, envelope.saidAt, envelope.heardAt],
  );
}

/** A case row by its columns, in the order in which `save` writes them; what a list needs without opening the state. */
export function columnsOf(it: Case, timers: readonly CaseTimer[], at: Instant) {
  const due = timers.find(({ kind }) => kind === 'red')?.dueAt ?? null;
  const yellow = timers.find(({ kind }) => kind === 'yellow')?.dueAt ?? null;
  const { place } = it;
  return {
    street_id: it.street,
    id: it.id,
    number: it.number,
    version: it.version,
    status: it.status,
    channel: it.channel,
    matter: it.matter,
    urgent: it.urgent,
    accountable: it.accountable,
    assignee: assigneeOf(it),
    community: place.community,
    duty_grid: place.dutyGrid,
    asset: place.asset,
    lon: place.point?.lon ?? null,
    lat: place.point?.lat ?? null,
    due_at: due,
    yellow_at: yellow,
    reported_at: it.reportedAt,
    updated_at: at,
    seen_by: handsAt(it.status, seenBy(it)),
    words: fold(`${it.number} ${it.text} ${place.address}`),
    state: it,
  };
}

/** Writes the case as it stands after its events, its orders and what must wake us. */
export async function save(tx: Tx, it: Case, timers: readonly CaseTimer[], at: Instant) {
  const { state, ...columns } = columnsOf(it, timers, at);
  await tx.run(
    `update casefile set number = $3, version = $4, status = $5, channel = $6, matter = $7, urgent = $8, accountable = $9, assignee = $10,
       community = $11, duty_grid = $12, asset = $13, lon = $14, lat = $15, due_at = to_timestamp($16 / 1000.0), yellow_at = to_timestamp($17 / 1000.0),
       reported_at = to_timestamp($18 / 1000.0), updated_at = to_timestamp($19 / 1000.0),
       seen_by = $20, words = $21, state = $22
     where street_id = $1 and id = $2`,
    [...Object.values(columns), JSON.stringify(state)],
  );
  await tx.run(
    `insert into work_order (street_id, case_id, id, unit, handler, lead, status)
     select $1, $2, o.id, o.unit, o.handler, o.lead, o.status
     from jsonb_to_recordset($3::jsonb) as o (id uuid, unit text, handler text, lead boolean, status text)
     on conflict (street_id, case_id, id) do update set handler = excluded.handler, lead = excluded.lead, status = excluded.status`,
    [it.street, it.id, JSON.stringify(it.orders)],
  );
}

export async function historyOf(tx: Tx, { street, id }: Pick<Case, 'street' | 'id'>): Promise<Logged[]> {
  const rows = await tx.many<{ seq: number; body: Event; actor: string; role: string; said_at: Instant; heard_at: Instant }>(
    'select seq, body, actor, role, said_at, heard_at from case_event where street_id = $1 and case_id = $2 order by seq',
    [street, id],
  );
  return rows.map(({ seq, body, actor, role, said_at, heard_at }) => ({
    seq,
    event: body,
    actor,
    role,
    saidAt: said_at,
    heardAt: heard_at,
  }));
}

export function contactOf(tx: Tx, { street, id }: Case) {
  return tx.maybe<{ contact_name: string; contact_phone: string }>(
    'select contact_name, contact_phone from report where street_id = $1 and case_id = $2',
    [street, id],
  );
}

export type PhotoRow = {
  id: PhotoId;
  bytes: number;
  width: number;
  height: number;
  takenAt: Instant | null;
  lon: number | null;
  lat: number | null;
  look: string;
  by: string;
};

/** Evidence is stored once per case; sending the same picture again changes nothing. */
export function keepPhoto(tx: Tx, { street, id }: Case, photo: PhotoRow, at: Instant) {
  return tx.run(
    `insert into photo (street_id, case_id, id, bytes, width, height, taken_at, lon, lat, look, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0), $8, $9, $10, $11, to_timestamp($12 / 1000.0))
     on conflict (street_id, case_id, id) do nothing`,
    [street, id, photo.id, photo.bytes, photo.width, photo.height, photo.takenAt, photo.lon, photo.lat, photo.look, photo.by, at],
  );
}

export function casesWithPhoto(tx: Tx, photo: PhotoId) {
  return tx.many<{ state: Case }>(
    'select c.state from photo p join casefile c on c.street_id = p.street_id and c.id = p.case_id where p.id = $1 limit 50',
    [photo],
  );
}

export async function photosKept(tx: Tx, { street, id }: Case): Promise<number> {
  return (await tx.one<{ n: number }>('select count(*) as n from photo where street_id = $1 and case_id = $2', [street, id])).n;
}
