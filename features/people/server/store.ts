import type { Instant } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Tries } from '../rules/lockout.ts';
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

/** What is held against this key, locked until the transaction ends. */
export async function triesOf(tx: Tx, key: Buffer): Promise<Tries> {
  const row = await tx.one<{ count: number; last_at: Instant }>(
    `insert into sign_in_try (key, count, last_at) values ($1, 0, to_timestamp(0))
     on conflict (key) do update set count = sign_in_try.count returning count, last_at`,
    [key],
  );
  return { count: row.count, lastAt: row.last_at };
}

export function keepTries(tx: Tx, key: Buffer, { count, lastAt }: Tries) {
  return tx.run('update sign_in_try set count = $2, last_at = to_timestamp($3 / 1000.0) where key = $1', [key, count, lastAt]);
}

export function forgetTries(tx: Tx, key: Buffer) {
  return tx.run('delete from sign_in_try where key = $1', [key]);
}

export function forgetTriesBefore(tx: Tx, at: Instant) {
  return tx.run(
    'delete from sign_in_try where key in (select key from sign_in_try where last_at < to_timestamp($1 / 1000.0) for update skip locked)',
    [at],
  );
}
