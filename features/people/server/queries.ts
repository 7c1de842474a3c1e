import type { Instant } from '../../../kernel/brand.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Person } from '../rules/person.ts';
import { tokenHash } from './command.ts';
import { personOfSession } from './store.ts';

/** Whose session a token opens, or nobody. Asked on every request; the table is the truth, so a sign-out holds everywhere at once. */
export async function personBehind(database: Database, token: string, at: Instant): Promise<Person | null> {
  if (token.length > 200) return null;
  return (await personOfSession(database, tokenHash(token), at))?.body ?? null;
}
