import { createHash } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Instant } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import type { Database } from '../../../platform/db/database.ts';
import { FORGOTTEN_AFTER, tried, waitAfter } from '../rules/lockout.ts';
import type { Person } from '../rules/person.ts';
import { accountNamed, endSession, forgetTries, forgetTriesBefore, keepTries, openSession, triesOf } from './store.ts';

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

// A wrong account costs the same time as a wrong password, so the answer does not say which accounts exist.
let decoy: Promise<string> | undefined;

type Entering = { account: string; password: string; address: string };
type Entered = Result<
  { person: Person; token: string; endsAt: Instant },
  { code: 'wrong-credentials' } | { code: 'locked-out'; seconds: number }
>;

const turns = new Map<string, Promise<unknown>>();

/** Opens a session of twelve hours. The token is told once; only its hash is stored. */
export async function signIn(people: People, entering: Entering): Promise<Entered> {
  const key = createHash('sha256').update(`${entering.account}\n${entering.address}`).digest();
  // One after the other: eight right ones at once must not look like eight guesses.
  const name = key.toString('hex');
  const enter = () => enterAs(people, key, entering);
  const mine = (turns.get(name) ?? Promise.resolve()).then(enter, enter);
  turns.set(name, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(name) === mine) turns.delete(name);
  }
}

async function enterAs({ database, now, token }: People, key: Buffer, { account, password }: Entering): Promise<Entered> {
  const at = now();
  const wait = await countTry(database, key, at);
  if (wait > 0) return refuse({ code: 'locked-out', seconds: Math.ceil(wait / 1000) });
  decoy ??= hashPassword('nobody has this one');
  const found = await accountNamed(database, account);
  const right = await verify(found?.password_hash ?? (await decoy), password);
  if (!found || !right) return refuse({ code: 'wrong-credentials' });
  await forgetTries(database, key);
  const secret = token();
  const endsAt = (at + SESSION) as Instant;
  await openSession(database, tokenHash(secret), found.id, { at, until: endsAt });
  return ok({ person: found.body, token: secret, endsAt });
}

/**
 * Counted before the password is looked at, in the database that all processes share, and by account and address together: a
 * stranger elsewhere cannot keep the right person out. Answers how long to wait; a try that must wait is not counted.
 */
function countTry(database: Database, key: Buffer, at: Instant): Promise<number> {
  return database.transaction(async (tx) => {
    const earlier = await triesOf(tx, key);
    const wait = waitAfter(earlier, at);
    if (wait > 0) return wait;
    await keepTries(tx, key, tried(earlier, at));
    await forgetTriesBefore(tx, (at - FORGOTTEN_AFTER) as Instant);
    return 0;
  });
}

export function signOut({ database }: People, token: string) {
  return endSession(database, tokenHash(token));
}
