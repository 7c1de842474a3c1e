import type { Instant } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Authorisation } from '../rules/authorisation.ts';
import type { DutyList } from '../rules/book.ts';
import type { DutyRow } from '../rules/row.ts';

type ListRow = { version: number; effective_at: Instant; saved_at: Instant; saved_by: string; reason: string; rows: DutyRow[] };

const listOf = ({ version, effective_at, saved_at, saved_by, reason, rows }: ListRow): DutyList => ({
  version,
  effectiveAt: effective_at,
  savedAt: saved_at,
  savedBy: saved_by,
  reason,
  rows,
});
const columns = 'version, effective_at, saved_at, saved_by, reason, rows';

/** The lists in force at a moment or after it. */
export async function listsSince(tx: Tx, at: Instant): Promise<DutyList[]> {
  const rows = await tx.many<ListRow>(
    `select ${columns} from duty_list where withdrawn_at is null and version >= (
       select coalesce(max(version), 0) from duty_list where withdrawn_at is null and effective_at <= to_timestamp($1 / 1000.0)) order by version`,
    [at],
  );
  return rows.map(listOf);
}

/** The last body of every row that any version ever had. */
export async function rowsEver(tx: Tx): Promise<DutyRow[]> {
  const rows = await tx.many<{ body: DutyRow }>(
    `select distinct on (body ->> 'id') body from duty_list, jsonb_array_elements(rows) as body
     where withdrawn_at is null order by body ->> 'id', duty_list.version desc`,
  );
  return rows.map(({ body }) => body);
}

export async function latestList(tx: Tx): Promise<DutyList | undefined> {
  const found = await tx.maybe<ListRow>(`select ${columns} from duty_list where withdrawn_at is null order by version desc limit 1`);
  return found && listOf(found);
}

/** Counts every change, taken back ones too, so that a process knows when to read again. */
export async function dutyMark(tx: Tx): Promise<string> {
  return (
    await tx.one<{ mark: string }>(
      `select (select count(*) || '.' || count(withdrawn_at) from duty_list) || '.' || (select coalesce(sum(version), 0) || '.' || count(*) from authorisation) as mark`,
    )
  ).mark;
}

/** One writer at a time: two edits of the same list would each be previewed against what the other replaces. */
export function lockLists(tx: Tx) {
  return tx.run('lock table duty_list in share row exclusive mode');
}

/** What a version was made from: the one before it that was not taken back. */
export async function listBefore(tx: Tx, version: number): Promise<DutyList | undefined> {
  const found = await tx.maybe<ListRow>(
    `select ${columns} from duty_list where withdrawn_at is null and version < $1 order by version desc limit 1`,
    [version],
  );
  return found && listOf(found);
}

export async function addList(tx: Tx, { effectiveAt, savedAt, savedBy, reason, rows }: Omit<DutyList, 'version'>): Promise<number> {
  const { version } = await tx.one<{ version: number }>(
    `insert into duty_list (version, effective_at, saved_at, saved_by, reason, rows)
     select coalesce(max(version), 0) + 1, to_timestamp($1 / 1000.0), to_timestamp($2 / 1000.0), $3, $4, $5 from duty_list returning version`,
    [effectiveAt, savedAt, savedBy, reason, JSON.stringify(rows)],
  );
  return version;
}

export function record(tx: Tx, { at, actor, type, body }: { at: Instant; actor: string; type: string; body: object }) {
  return tx.run('insert into responsibility_event (at, actor, type, body) values (to_timestamp($1 / 1000.0), $2, $3, $4)', [
    at,
    actor,
    type,
    JSON.stringify(body),
  ]);
}

export function withdrawList(tx: Tx, version: number, at: Instant) {
  return tx.run('update duty_list set withdrawn_at = to_timestamp($2 / 1000.0) where version = $1', [version, at]);
}

export type ListLine = Omit<DutyList, 'rows'> & { readonly count: number; readonly withdrawn: boolean };

/** All versions without their rows, the newest first. */
export async function listLines(tx: Tx): Promise<ListLine[]> {
  const rows = await tx.many<Omit<ListRow, 'rows'> & { count: number; withdrawn: boolean }>(
    `select version, effective_at, saved_at, saved_by, reason, jsonb_array_length(rows) as count, withdrawn_at is not null as withdrawn
     from duty_list order by version desc limit 500`,
  );
  return rows.map(({ count, withdrawn, ...line }) => {
    const { rows: _none, ...rest } = listOf({ ...line, rows: [] });
    return { ...rest, count, withdrawn };
  });
}

export async function listOfVersion(tx: Tx, version: number): Promise<DutyList | undefined> {
  const found = await tx.maybe<ListRow>(`select ${columns} from duty_list where version = $1`, [version]);
  return found && listOf(found);
}

/** What a token has saved already: a browser that never heard the answer sends again, and nothing happens twice. */
export async function savedWith(tx: Tx, token: string): Promise<{ version: number; effectiveAt: Instant } | undefined> {
  const found = await tx.maybe<{ body: { version: number; effectiveAt: Instant } }>(
    "select body from responsibility_event where type = 'list_saved' and body ->> 'token' = $1",
    [token],
  );
  return found && { version: found.body.version, effectiveAt: found.body.effectiveAt };
}

/** One writer of the register at a time: the same key said twice at once would else be done twice. */
export function lockRegister(tx: Tx) {
  return tx.run('lock table authorisation in share row exclusive mode');
}

/** What the register was told under this key, and about which entry. */
export async function toldUnder(tx: Tx, key: string): Promise<{ id: string; said: string } | undefined> {
  return (
    await tx.maybe<{ body: { id: string; said: string } }>(
      "select body from responsibility_event where body ? 'key' and body ->> 'key' = $1",
      [key],
    )
  )?.body;
}

export async function allAuthorisations(tx: Tx): Promise<Authorisation[]> {
  return (await tx.many<{ body: Authorisation }>('select body from authorisation order by id')).map(({ body }) => body);
}

export async function authorisationById(tx: Tx, id: string): Promise<Authorisation | undefined> {
  return (await tx.maybe<{ body: Authorisation }>('select body from authorisation where id = $1 for update', [id]))?.body;
}

export function putAuthorisation(tx: Tx, body: Authorisation) {
  return tx.run(
    'insert into authorisation (id, version, body) values ($1, $2, $3) on conflict (id) do update set version = excluded.version, body = excluded.body',
    [body.id, body.version, JSON.stringify(body)],
  );
}

/** What a world brings; entries the register has already are the office's own by now. */
export async function bringAuthorisations(tx: Tx, bodies: readonly Authorisation[]) {
  for (const body of bodies)
    await tx.run('insert into authorisation (id, version, body) values ($1, $2, $3) on conflict (id) do nothing', [
      body.id,
      body.version,
      JSON.stringify(body),
    ]);
}

export async function historyOfAuthorisation(tx: Tx, id: string) {
  return tx.many<{ at: Instant; actor: string; type: string; body: { status?: string; reason?: string; version?: number } }>(
    "select at, actor, type, body from responsibility_event where type like 'authorisation_%' and body ->> 'id' = $1 order by seq desc limit 200",
    [id],
  );
}
