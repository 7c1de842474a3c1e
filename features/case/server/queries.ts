import type { CaseId, Instant, Metres, PhotoId, UnitId } from '../../../kernel/brand.ts';
import { boxAround } from '../../../kernel/place/distance.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import type { Person } from '../../people/rules/person.ts';
import type { Case, Status } from '../rules/case.ts';
import type { Actor } from '../rules/occasion.ts';
import { type Likeness, SAME_FOR, SAME_WITHIN, likeliestSame } from '../rules/sameness.ts';
import { scopeOf, sees } from '../rules/sees.ts';
import type { CaseRow, CaseView, FollowView } from '../rules/view.ts';
import { type After, type Filter, type Order, countByStatus, nearby, page, points, where } from './list.ts';
import { type Directory, followOf, leadId, mayOpenPhoto, rowOf, viewOf } from './present.ts';
import { caseById, caseByNumber, casesWithPhoto, contactOf, historyOf } from './store.ts';

// What another feature asks inside a transaction of its own.
export { caseById } from './store.ts';

export type CaseReads = {
  readonly database: Database;
  readonly now: () => Instant;
  readonly directory: () => Directory;
  /** What words may mean, best first: it finds the same incident where nobody has chosen a matter yet. */
  readonly guess?: (text: string) => readonly MatterKey[];
};

/** A page of a list; `next` is where the following one starts, null at the end. */
export async function listCases(
  reads: CaseReads,
  who: Person,
  { filter, sort, limit, after }: { filter: Filter; sort: Order; limit: number; after: After | undefined },
) {
  const at = reads.now();
  const from = reads.directory();
  const rows = await page(reads.database, where(scopeOf(who), filter, at), { sort, limit: limit + 1, after });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    cases: shown.map(({ state }) => rowOf(state, from, at)),
    next: rows.length > limit && last ? { value: last.value, id: last.state.id } : null,
  };
}

export async function countCases(reads: CaseReads, who: Person, filter: Filter) {
  const at = reads.now();
  return countByStatus(reads.database, where(scopeOf(who), filter, at), at);
}

export async function casePoints(reads: CaseReads, who: Person, filter: Filter) {
  const at = reads.now();
  const rows = await points(reads.database, where(scopeOf(who), filter, at));
  return rows.map(({ id, lon, lat, status, urgent, due_at, yellow_at }) => {
    return pointOf({ id, lon, lat, status, urgent, light: lightAt(at, due_at, yellow_at) });
  });
}

type PointTuple = [id: string, lon: number, lat: number, status: Status, light: CaseRow['light'], urgent: boolean];

function pointOf({
  id,
  lon,
  lat,
  status,
  light,
  urgent,
}: {
  id: string;
  lon: number;
  lat: number;
  status: Status;
  light: CaseRow['light'];
  urgent: boolean;
}): PointTuple {
  return [id, lon, lat, status, light, urgent];
}

function lightAt(at: Instant, due: number | null, yellow: number | null): CaseRow['light'] {
  if (due === null) return 'none';
  if (at > due) return 'red';
  return yellow !== null && at >= yellow ? 'yellow' : 'green';
}

/** The case page for this reader, or undefined when it does not exist for them. */
export async function viewCase(reads: CaseReads, by: Actor & { kind: 'person' }, id: CaseId): Promise<CaseView | undefined> {
  const it = await caseById(reads.database, id);
  if (!it || !sees(scopeOf(by.person), it)) return undefined;
  return presentCase(reads, by, it);
}

/** A case already in hand, shown with its history. Contact data only to posts that call people back. */
export async function presentCase(reads: CaseReads, by: Actor & { kind: 'person' }, it: Case): Promise<CaseView> {
  const calls = by.person.roles.some((role) => role === 'intake_operator' || role === 'shift_leader' || role === 'dispatcher');
  const [history, contact, into] = await Promise.all([
    historyOf(reads.database, it),
    calls ? contactOf(reads.database, it) : undefined,
    it.status === 'merged' ? caseById(reads.database, it.into) : undefined,
  ]);
  const known =
    contact && (contact.contact_name || contact.contact_phone) ? { name: contact.contact_name, phone: contact.contact_phone } : null;
  return viewOf(it, { history, contact: known, intoNumber: into?.number ?? null }, { from: reads.directory(), by, at: reads.now() });
}

/** Own case and the case it was joined to, for whoever holds the follow link. */
export async function followCase(reads: CaseReads, id: CaseId): Promise<FollowView | undefined> {
  const own = await caseById(reads.database, id);
  if (!own) return undefined;
  const lead = own.status === 'merged' ? ((await caseById(reads.database, own.into)) ?? own) : own;
  return followOf(own, { lead, history: await historyOf(reads.database, lead) }, { from: reads.directory(), at: reads.now() });
}

export function lookUp(reads: CaseReads, number: string): Promise<Case | undefined> {
  return caseByNumber(reads.database, number);
}

export function findCase(reads: CaseReads, id: CaseId): Promise<Case | undefined> {
  return caseById(reads.database, id);
}

/** May this person, or the holder of this case's link, open the picture? */
export async function photoIsOpenTo(reads: CaseReads, photo: PhotoId, by: { person: Person } | { follows: CaseId }): Promise<boolean> {
  if ('person' in by) return (await casesWithPhoto(reads.database, photo)).some(({ state }) => sees(scopeOf(by.person), state));
  const own = await caseById(reads.database, by.follows);
  if (!own) return false;
  const lead = own.status === 'merged' ? ((await caseById(reads.database, leadId(own))) ?? own) : own;
  return mayOpenPhoto(own, lead, photo);
}

/** Open cases that may be the same incident, best first; `but` leaves the case itself out. */
export async function sameIncidents(
  reads: CaseReads,
  report: Likeness & { street: Case['street'] },
  { most, but }: { most: number; but?: CaseId },
) {
  const around = report.point ? boxAround(report.point, SAME_WITHIN as Metres) : null;
  const box = around && ([around.west, around.south, around.east, around.north] as const);
  const rows = await nearby(reads.database, report.street, { asset: report.asset, box, since: (report.at - SAME_FOR) as Instant });
  const guesses = report.matter === null ? (reads.guess?.(report.text) ?? []) : [];
  // A case nobody has filed yet is compared by what its own words may mean.
  const others = rows.flatMap(({ state }) =>
    state.id === but ? [] : [{ ...state, matter: state.matter ?? reads.guess?.(state.text)[0] ?? null, state }],
  );
  return likeliestSame({ ...report, guesses }, others, most).map(({ state }) => state);
}

export function rowFor(reads: CaseReads, it: Case): CaseRow {
  return rowOf(it, reads.directory(), reads.now());
}

/** The present state of the cases that some log rows speak of, by id. */
export async function casesNow(tx: Tx, rows: readonly { street_id: string; case_id: string }[]): Promise<Map<string, Case>> {
  const ids = [...new Set(rows.map(({ case_id }) => case_id))];
  const streets = [...new Set(rows.map(({ street_id }) => street_id))];
  const found = await tx.many<{ state: Case }>('select state from casefile where street_id = any($1) and id = any($2::uuid[])', [
    streets,
    ids,
  ]);
  return new Map(found.map(({ state }) => [state.id, state]));
}

export type PastCase = {
  readonly id: string;
  readonly number: string;
  readonly street: string;
  readonly matter: MatterKey | null;
  readonly condition: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly asset: string | null;
  readonly at: Instant;
};

/** What duty was asked about since a moment, the newest first, for trying another list on. Voided and joined reports were nobody's work. */
export function casesSince(tx: Tx, since: Instant, most: number): Promise<PastCase[]> {
  return tx.many<PastCase>(
    `select id, number, street_id as street, matter, state ->> 'condition' as condition, lon, lat, asset, reported_at as at
     from casefile where reported_at >= to_timestamp($1 / 1000.0) and status not in ('voided', 'merged', 'refused')
     order by reported_at desc limit $2`,
    [since, most],
  );
}

/** Enough to learn from; older ones tell of a city that has changed. */
const MOST_CONFIRMED = 50_000;

/**
 * Reports whose matter people confirmed: the case was closed as that matter, after somebody had been there. A joined report teaches
 * the matter of the case it was joined to, in its own words, as the same incident.
 */
export function confirmedReports(tx: Tx): Promise<{ text: string; label: MatterKey; at: Instant; incident: string }[]> {
  return tx.many(
    `select c.state ->> 'text' as text, lead.matter as label, c.reported_at as at, lead.id::text as incident
     from casefile c join casefile lead on lead.id = coalesce((c.state ->> 'into')::uuid, c.id)
     where lead.status = 'closed' and lead.matter is not null and c.status in ('closed', 'merged') and length(trim(c.state ->> 'text')) > 0
     order by c.reported_at desc limit ${MOST_CONFIRMED}`,
  );
}

/** Open cases that stand on some rows of the duty list with some units: proposed to one of them, or theirs already. */
export type OnRows = { readonly streets: readonly string[]; readonly rows: readonly string[]; readonly units: readonly string[] };
export type CaseOnRows = {
  readonly id: CaseId;
  readonly number: string;
  readonly version: number;
  readonly status: Status;
  readonly unit: UnitId;
  readonly lon: number | null;
  readonly lat: number | null;
};

const unfinished = "status not in ('closed', 'refused', 'voided', 'merged')";
const onRows = `((state #>> '{proposal,row}' = any($2) and (state #>> '{proposal,unit}' = any($3) or accountable = any($3)))
  or (state ->> 'decidedBy' = any($2) and accountable = any($3)))`;
const unitOnRows = "case when accountable = any($3) then accountable else state #>> '{proposal,unit}' end";

/** In order of their ids, so that whoever locks them one after another never meets a merge head-on. */
export function casesOnRows(
  tx: Tx,
  { streets, rows, units }: OnRows,
  { after, most, locks = false }: { after: string | null; most: number; locks?: boolean },
) {
  return tx.many<CaseOnRows>(
    `select id, number, version, status, ${unitOnRows} as unit, lon, lat from casefile
     where street_id = any($1) and ${unfinished} and ${onRows} and id > coalesce($4::uuid, '00000000-0000-0000-0000-000000000000')
     order by id limit $5 ${locks ? 'for update' : ''}`,
    [streets, rows, units, after, most],
  );
}

/** How many of them in each stage, and how many open cases of these units stand on other rows. */
export async function countOnRows(tx: Tx, { streets, rows, units }: OnRows) {
  const counts = await tx.many<{ unit: UnitId; status: Status; count: number }>(
    `select ${unitOnRows} as unit, status, count(*)::int as count from casefile
     where street_id = any($1) and ${unfinished} and ${onRows} group by 1, 2 order by 3 desc`,
    [streets, rows, units],
  );
  const { staying } = await tx.one<{ staying: number }>(
    `select count(*)::int as staying from casefile where street_id = any($1) and ${unfinished} and accountable = any($3) and not ${onRows}`,
    [streets, rows, units],
  );
  return { counts, staying };
}
