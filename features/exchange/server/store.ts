import type { Instant } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Case } from '../../case/rules/case.ts';

export type Asked = {
  numbers: string[] | null;
  matters: string[] | null;
  from: Instant;
  to: Instant;
  closed: boolean | null;
  updatedAfter: Instant | null;
  most: number;
  skip: number;
};

const over = "('closed', 'refused', 'voided', 'merged')";

/** Cases for the public list, newest first. Numbers override every other filter, as the standard says. */
export function listed(tx: Tx, { numbers, matters, from, to, closed, updatedAfter, most, skip }: Asked) {
  if (numbers) {
    return tx.many<{ state: Case; updated_at: Instant }>(
      'select state, updated_at from casefile where number = any($1) order by reported_at desc limit $2',
      [numbers, most],
    );
  }
  return tx.many<{ state: Case; updated_at: Instant }>(
    `select state, updated_at from casefile
     where reported_at between to_timestamp($1 / 1000.0) and to_timestamp($2 / 1000.0)
       and ($3::text[] is null or matter = any($3)) and ($4::boolean is null or (status in ${over}) = $4)
       and ($5::float8 is null or updated_at > to_timestamp($5 / 1000.0))
     order by reported_at desc, id limit $6 offset $7`,
    [from, to, matters, closed, updatedAfter, most, skip],
  );
}
