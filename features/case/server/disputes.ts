import type { Instant, StreetId } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Case } from '../rules/case.ts';
import type { figureKinds } from '../rules/disputeview.ts';

/** Enough to find a like case among, and to read through. */
const MOST_RULINGS = 200;

/** Cases that were ruled upon since a moment, the last ruled first; each once, however often it was ruled. */
export async function ruledSince(tx: Tx, streets: readonly StreetId[], since: Instant): Promise<Case[]> {
  const rows = await tx.many<{ state: Case }>(
    `select c.state from (
       select street_id, case_id, max(heard_at) as heard_at from (
         select street_id, case_id, heard_at from case_event
         where street_id = any($1) and type = 'ruled' and heard_at >= to_timestamp($2 / 1000.0) order by heard_at desc limit ${MOST_RULINGS * 2}) as lately
       group by street_id, case_id) as e
     join casefile c on c.street_id = e.street_id and c.id = e.case_id
     order by e.heard_at desc limit ${MOST_RULINGS}`,
    [streets, since],
  );
  return rows.map(({ state }) => state);
}

export type Figure = {
  readonly key: string | null;
  readonly refusals: number;
  readonly hops: number;
  readonly hours: number;
  readonly cases: number;
};

const keys: Record<(typeof figureKinds)[number], string> = { row: 'before_row', matter: 'c.matter', case: 'c.number' };

/**
 * What was argued about in a span, the most hours lost first. A refusal is a lead order sent back; a hop, the lead order going to
 * another unit after a refusal or by a ruling; what it lost is the time since the unit before was sent. Both are counted to the
 * row, matter or case that the unit before had it by.
 */
export function arguedBetween(
  tx: Tx,
  { streets, from, to, by, most }: { streets: readonly StreetId[]; from: Instant; to: Instant; by: keyof typeof keys; most: number },
): Promise<Figure[]> {
  return tx.many<Figure>(
    `with argued as (
       select street_id, case_id, seq, type = 'order_returned' as refused from case_event
       where street_id = any($1) and heard_at >= to_timestamp($2 / 1000.0) and heard_at < to_timestamp($3 / 1000.0)
         and type in ('order_returned', 'ruled') and (type = 'ruled' or body ->> 'lead' = 'true')
     ), placed as (
       select a.street_id, a.case_id, a.refused, sent.row as before_row, sent.unit <> next.unit as hops, greatest(next.at - sent.at, interval '0') as lost,
         row_number() over (partition by a.street_id, a.case_id, sent.seq, next.seq order by a.seq) = 1 as first
       from argued a
       left join lateral (${dispatchedNear('< a.seq', 'desc')}) as sent on true
       left join lateral (${dispatchedNear('> a.seq', 'asc')}) as next on true
     )
     select ${keys[by]} as key, count(*) filter (where refused) as refusals, count(*) filter (where hops and first) as hops,
       coalesce(extract(epoch from sum(lost) filter (where hops and first)) / 3600.0, 0)::float8 as hours, count(distinct p.case_id) as cases
     from placed p join casefile c on c.street_id = p.street_id and c.id = p.case_id
     group by 1 order by hours desc, refusals desc, key limit $4`,
    [streets, from, to, most],
  );
}

/** As `rules/believe.ts` says: what was said counts, unless it lies in our future or more than three days back. */
const believed = `case when d.said_at > d.heard_at + interval '2 minutes' or d.said_at < d.heard_at - interval '72 hours'
  then d.heard_at else least(d.said_at, d.heard_at) end`;

/** The lead order last sent before, or first sent after, an event of the same case. */
function dispatchedNear(seq: '< a.seq' | '> a.seq', order: 'asc' | 'desc'): string {
  return `select d.seq, ${believed} as at, d.body ->> 'unit' as unit, d.body ->> 'row' as row from case_event d
    where d.street_id = a.street_id and d.case_id = a.case_id and d.type = 'dispatched' and d.seq ${seq} order by d.seq ${order} limit 1`;
}
