import type { CaseId, Instant, StreetId } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Case, Status } from '../rules/case.ts';
import type { Scope } from '../rules/sees.ts';

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

const unfinished = "status not in ('closed', 'refused', 'voided', 'merged')";

/** The where clause and its parameters. `$1` is always the streets of the scope: no question is asked without them. */
export function where(scope: Scope, filter: Filter, at: Instant): { sql: string; params: unknown[] } {
  const params: unknown[] = [filter.street ? scope.streets.filter((street) => street === filter.street) : scope.streets];
  const parts = ['street_id = any($1)'];
  const add = (sql: (n: number) => string, ...values: unknown[]) => {
    parts.push(sql(params.length + 1));
    params.push(...values);
  };
  if (scope.by === 'own') {
    add(
      (n) =>
        `(accountable = $${n} or assignee = $${n + 1} or state ->> 'reportedBy' = $${n + 1}
          or exists (select from work_order o where o.street_id = c.street_id and o.case_id = c.id and o.unit = $${n}))`,
      scope.unit,
      scope.person,
    );
  }
  if (filter.statuses.length > 0) add((n) => `status = any($${n})`, filter.statuses);
  else parts.push(unfinished);
  if (filter.unit)
    add(
      (n) =>
        `(accountable = $${n} or exists (select from work_order o where o.street_id = c.street_id and o.case_id = c.id and o.unit = $${n}))`,
      filter.unit,
    );
  if (filter.assignee) add((n) => `assignee = $${n}`, filter.assignee);
  if (filter.light === 'red') add((n) => `due_at <= to_timestamp($${n} / 1000.0)`, at);
  if (filter.light === 'yellow') add((n) => `yellow_at <= to_timestamp($${n} / 1000.0) and due_at > to_timestamp($${n} / 1000.0)`, at);
  if (filter.words)
    add(
      (n) => `(number like $${n} or state ->> 'text' ilike $${n} or state -> 'place' ->> 'address' ilike $${n})`,
      `%${escapeLike(filter.words)}%`,
    );
  if (filter.box) add((n) => `point(lon, lat) <@ box(point($${n}, $${n + 1}), point($${n + 2}, $${n + 3}))`, ...filter.box);
  return { sql: parts.join(' and '), params };
}

function escapeLike(words: string): string {
  return words.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

export type Order = 'due' | 'reported';
/** Where the last page ended: the sort value and the id, so that pages neither skip nor repeat while rows arrive. */
export type After = { readonly value: number | null; readonly id: string };

const order: Record<Order, { by: string; after: (n: number) => string; value: string }> = {
  due: { by: 'due_at, id', value: 'due_at', after: (n) => `(due_at, id) > (to_timestamp($${n} / 1000.0), $${n + 1}::uuid)` },
  reported: {
    by: 'reported_at desc, id',
    value: 'reported_at',
    after: (n) => `(reported_at < to_timestamp($${n} / 1000.0) or (reported_at = to_timestamp($${n} / 1000.0) and id > $${n + 1}::uuid))`,
  },
};

export function page(
  tx: Tx,
  { sql, params }: ReturnType<typeof where>,
  { sort, limit, after }: { sort: Order; limit: number; after: After | undefined },
) {
  const by = order[sort];
  // Cases without a running promise come after all that have one; they are few in any queue, so a null last page is plain.
  const from = after
    ? after.value === null
      ? `due_at is null and id > $${params.length + 2}::uuid and $${params.length + 1}::float8 is null`
      : sort === 'due'
        ? `(${by.after(params.length + 1)} or due_at is null)`
        : by.after(params.length + 1)
    : 'true';
  return tx.many<{ state: Case; value: number | null }>(
    `select state, ${by.value} as value from casefile c where ${sql} and ${from} order by ${by.by} limit ${limit}`,
    after ? [...params, after.value, after.id] : params,
  );
}

export function countByStatus(tx: Tx, { sql, params }: ReturnType<typeof where>, at: Instant) {
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

export function points(tx: Tx, { sql, params }: ReturnType<typeof where>) {
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
