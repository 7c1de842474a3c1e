import type { CaseId, Instant, StreetId } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { fold } from '../../catalogue/rules/text.ts';
import { type Case, type Status, finished, statuses } from '../rules/case.ts';
import { type Scope, asPerson, asUnit, handsAt } from '../rules/sees.ts';

/** What a list asks. Every field narrows; the scope always does. */
export type Filter = {
  readonly statuses: readonly Status[];
  readonly street?: StreetId | undefined;
  readonly unit?: string | undefined;
  readonly assignee?: string | undefined;
  readonly light?: 'yellow' | 'red' | undefined;
  readonly words?: string | undefined;
  readonly box?: readonly [number, number, number, number] | undefined;
};

// A case without a running promise is due never: it comes after all that have one, and its cursor has no value.
const due = "coalesce(due_at, 'infinity'::timestamptz)";
const unfinished = "status not in ('closed', 'refused', 'voided', 'merged')";

/**
 * The conditions and their parameters. `$1` is always the streets of the scope and `$2` the stages: no question is asked
 * without them. `rest` is what else is asked; `isNarrow`, that this leaves few cases wherever they stand in the list.
 */
export type Where = { readonly sql: string; readonly rest: string; readonly params: unknown[]; readonly isNarrow: boolean };

export function where(scope: Scope, filter: Filter, at: Instant): Where {
  const open = filter.statuses.length === 0;
  const stages = open ? statuses.filter((status) => !finished.includes(status)) : filter.statuses;
  const params: unknown[] = [filter.street ? scope.streets.filter((street) => street === filter.street) : scope.streets, stages];
  const rest: string[] = [];
  const add = (sql: (n: number) => string, ...values: unknown[]) => {
    rest.push(sql(params.length + 1));
    params.push(...values);
  };
  const seenByAny = (...hands: string[]) =>
    add((n) => `seen_by && $${n}::text[]`, [...new Set(stages.flatMap((status) => handsAt(status, hands)))]);
  if (scope.by === 'own') seenByAny(asUnit(scope.unit), asPerson(scope.person));
  if (filter.unit) seenByAny(asUnit(filter.unit));
  if (filter.assignee) {
    seenByAny(asPerson(filter.assignee));
    add((n) => `assignee = $${n}`, filter.assignee);
  }
  if (filter.words) add((n) => `words like $${n}`, `%${escapeLike(fold(filter.words))}%`);
  if (filter.box) add((n) => `point(lon, lat) <@ box(point($${n}, $${n + 1}), point($${n + 2}, $${n + 3}))`, ...filter.box);
  const isNarrow = rest.length > 0;
  if (filter.light === 'red') add((n) => `${due} <= to_timestamp($${n} / 1000.0)`, at);
  if (filter.light === 'yellow') add((n) => `yellow_at <= to_timestamp($${n} / 1000.0) and ${due} > to_timestamp($${n} / 1000.0)`, at);
  // Said once more in the words of the partial indexes, which the planner does not see through a parameter.
  const sql = ['street_id = any($1)', 'status = any($2)', ...(open ? [unfinished] : []), ...rest].join(' and ');
  return { sql, rest: rest.join(' and ') || 'true', params, isNarrow };
}

function escapeLike(words: string): string {
  return words.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

export type Order = 'due' | 'reported';
/** Where the last page ended: the sort value and the id, so that pages neither skip nor repeat while rows arrive. */
export type After = { readonly value: number | null; readonly id: string };

const order: Record<Order, { by: string; after: (n: number) => string; value: string }> = {
  due: {
    by: `${due}, id`,
    value: 'due_at',
    after: (n) => `(${due}, id) > (coalesce(to_timestamp($${n} / 1000.0), 'infinity'::timestamptz), $${n + 1}::uuid)`,
  },
  reported: {
    by: 'reported_at desc, id',
    value: 'reported_at',
    after: (n) => `reported_at <= to_timestamp($${n} / 1000.0) and (reported_at < to_timestamp($${n} / 1000.0) or id > $${n + 1}::uuid)`,
  },
};

/**
 * A page of a list. The first rows of every street and stage by themselves, then the first of those: each is the head of an
 * index however long the list, where one sort over all streets would read every case. A narrow list is sorted whole.
 */
export function page(
  tx: Tx,
  { sql, rest, params, isNarrow }: Where,
  { sort, limit, after }: { sort: Order; limit: number; after: After | undefined },
) {
  const { by, value, after: beyond } = order[sort];
  const from = after ? beyond(params.length + 1) : 'true';
  const values = after ? [...params, after.value, after.id] : params;
  const columns = 'state, due_at, reported_at, id';
  const heads = isNarrow
    ? `casefile where ${sql} and ${from}`
    : `unnest($1::text[]) as of_street (street), unnest($2::text[]) as of_stage (stage), lateral (
         select ${columns} from casefile where street_id = street and status = stage and ${rest} and ${from} order by ${by} limit ${limit}) as head`;
  return tx.many<{ state: Case; value: number | null }>(
    `select state, ${value} as value from ${heads} order by ${by} limit ${limit}`,
    values,
  );
}

export function countByStatus(tx: Tx, { sql, params }: Where, at: Instant) {
  const n = params.length + 1;
  return tx.many<{ status: Status; count: number; late: number; yellow: number }>(
    `select status, count(*) as count, count(*) filter (where due_at <= to_timestamp($${n} / 1000.0)) as late,
       count(*) filter (where yellow_at <= to_timestamp($${n} / 1000.0) and due_at > to_timestamp($${n} / 1000.0)) as yellow
     from casefile c where ${sql} group by status`,
    [...params, at],
  );
}

/** Enough for a screenful of a district; more than this and the map should be asked by box. */
const MOST_POINTS = 20_000;

export function points(tx: Tx, { sql, params }: Where) {
  return tx.many<{
    id: CaseId;
    lon: number;
    lat: number;
    status: Status;
    urgent: boolean;
    due_at: number | null;
    yellow_at: number | null;
  }>(
    `select id, lon, lat, status, urgent, due_at, yellow_at from casefile c where ${sql} and lon is not null limit ${MOST_POINTS}`,
    params,
  );
}

/** Enough for the busiest corner in a month; the rules rank them, so nothing is lost by their order here. */
const MOST_NEARBY = 200;

/**
 * Open cases that may be the same thing: on the same asset, or within some 200 m; of a report without either, the newest of the
 * street. Ranked by the caller with the rules.
 */
export function nearby(
  tx: Tx,
  street: StreetId,
  { asset, box, since }: { asset: string | null; box: readonly [number, number, number, number] | null; since: Instant },
) {
  return tx.many<{ state: Case }>(
    `select state from casefile where street_id = $1 and ${unfinished} and reported_at >= to_timestamp($7 / 1000.0)
       and (($2::text is not null and asset = $2) or ($3::float8 is not null and point(lon, lat) <@ box(point($3, $4), point($5, $6)))
         or ($2::text is null and $3::float8 is null))
     order by reported_at desc limit ${MOST_NEARBY}`,
    [street, asset, ...(box ?? [null, null, null, null]), since],
  );
}
