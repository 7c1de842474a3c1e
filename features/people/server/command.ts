import { createHash } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Instant } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Person } from '../rules/person.ts';
import { accountNamed, endSession, openSession } from './store.ts';

/** OWASP's minimum for argon2id: 19 MiB, two passes; 18 ms here. */
const ARGON = { /* argon2id */ algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SESSION = 12 * 3_600_000;

export type People = { database: Database; now: () => Instant; token: () => string };

export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON);
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Failed tries per account; a lock that ends by itself, so nobody can lock a dispatcher out for the day. */
const tries = new Map<string, { count: number; until: number }>();
const FREE_TRIES = 5;
const LOCK = 60_000;

// A wrong account costs the same time as a wrong password, so the answer does not say which accounts exist.
let decoy: Promise<string> | undefined;

/** Opens a session of twelve hours. The token is told once; only its hash is stored. */
export async function signIn(
  { database, now, token }: People,
  { account, password }: { account: string; password: string },
): Promise<
  Result<{ person: Person; token: string; endsAt: Instant }, { code: 'wrong-credentials' } | { code: 'locked-out'; seconds: number }>
> {
  const at = now();
  const earlier = tries.get(account);
  if (earlier && earlier.count >= FREE_TRIES && at < earlier.until)
    return refuse({ code: 'locked-out', seconds: Math.ceil((earlier.until - at) / 1000) });
  decoy ??= hashPassword('nobody has this one');
  const found = await accountNamed(database, account);
  const right = await verify(found?.password_hash ?? (await decoy), password);
  if (!found || !right) {
    if (tries.size > 10_000) tries.clear();
    const count = earlier && at < earlier.until ? earlier.count + 1 : 1;
    tries.set(account, { count, until: at + LOCK });
    return refuse({ code: 'wrong-credentials' });
  }
  tries.delete(account);
  const secret = token();
  const endsAt = (at + SESSION) as Instant;
  await openSession(database, tokenHash(secret), found.id, { at, until: endsAt });
  return ok({ person: found.body, token: secret, endsAt });
}

export function signOut({ database }: People, token: string) {
  return endSession(database, tokenHash(token));
}
