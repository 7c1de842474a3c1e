import type { Instant } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Person } from '../rules/person.ts';

export type Account = { id: string; password_hash: string; body: Person };

export function accountNamed(tx: Tx, account: string) {
  return tx.maybe<Account>('select id, password_hash, body from person where account = $1', [account]);
}

export function openSession(tx: Tx, tokenHash: Buffer, person: string, { at, until }: { at: Instant; until: Instant }) {
  return tx.run(
    'insert into session (token_hash, person_id, opened_at, seen_at, ends_at) values ($1, $2, to_timestamp($3 / 1000.0), to_timestamp($3 / 1000.0), to_timestamp($4 / 1000.0))',
    [tokenHash, person, at, until],
  );
}

export function personOfSession(tx: Tx, tokenHash: Buffer, at: Instant) {
  return tx.maybe<{ body: Person }>(
    'select p.body from session s join person p on p.id = s.person_id where s.token_hash = $1 and s.ends_at > to_timestamp($2 / 1000.0)',
    [tokenHash, at],
  );
}

export function endSession(tx: Tx, tokenHash: Buffer) {
  return tx.run('delete from session where token_hash = $1', [tokenHash]);
}
