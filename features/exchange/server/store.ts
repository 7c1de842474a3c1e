import type { Tx } from '../../../platform/db/database.ts';
import type { Asked } from '../rules/asked.ts';
import type { Shown } from '../rules/open311.ts';
import { type Update, publicTurns } from '../rules/updates.ts';

/** Read out of a state in one go: four separate looks would unpack it four times, and the whole of it is most of the answer's time. */
const shown = `number, status, matter, accountable, said.text, reported_at as "reportedAt", updated_at as "updatedAt",
  coalesce(said.handling ->> 'due', said.clock ->> 'due')::float8 as due, said.place ->> 'address' as address, asset, lon, lat`;
const read = 'lateral jsonb_to_record(state) as said(text text, place jsonb, handling jsonb, clock jsonb)';
const over = "('closed', 'refused', 'voided', 'merged')";

/** Cases by their numbers, newest first. The index is by street, so the streets are named too: a public door must not read a whole table. */
export function numbered(tx: Tx, streets: readonly string[], numbers: readonly string[]) {
  return tx.many<Shown>(
    `select ${shown} from casefile, ${read} where street_id = any($1) and number = any($2) order by reported_at desc, id`,
    [streets, numbers],
  );
}

/** Cases for the public list, newest first. */
export function listed(tx: Tx, { matters, from, to, closed, updatedAfter, most, skip }: Asked) {
  return tx.many<Shown>(
    `select ${shown} from casefile, ${read}
     where reported_at between to_timestamp($1 / 1000.0) and to_timestamp($2 / 1000.0)
       and ($3::text[] is null or matter = any($3)) and ($4::boolean is null or (status in ${over}) = $4)
       and ($5::float8 is null or updated_at > to_timestamp($5 / 1000.0))
     order by reported_at desc, id limit $6 offset $7`,
    [from, to, matters, closed, updatedAfter, most, skip],
  );
}

// Written out, for the index is found only by a condition that says the same.
const PUBLIC = `(${Object.keys(publicTurns)
  .map((type) => `'${type}'`)
  .join(', ')})`;

/** Public turns of cases, oldest first; those of one moment by case and place in its history, so that pages neither overlap nor leave out. */
export function turned(tx: Tx, streets: readonly string[], { numbers, from, to, most, skip }: Asked) {
  return tx.many<Update>(
    `select c.number, e.seq, e.type, e.heard_at as at from case_event e join casefile c on c.street_id = e.street_id and c.id = e.case_id
     where e.street_id = any($1) and e.type in ${PUBLIC} and e.heard_at between to_timestamp($2 / 1000.0) and to_timestamp($3 / 1000.0)
       and ($4::text[] is null or c.number = any($4))
     order by e.heard_at, e.case_id, e.seq limit $5 offset $6`,
    [streets, from, to, numbers, most, skip],
  );
}
