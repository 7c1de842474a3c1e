import { verify } from '@node-rs/argon2';
import type { Tx } from '../../../platform/db/database.ts';

export type Seeded = { readonly street: string; readonly password: string };

/**
 * An account of that street that the first password of every seeded account still opens, a dispatcher's if there is one;
 * null once a real office has given everybody a password of their own.
 */
export function seededAccounts(tx: Tx, seeded: () => Seeded) {
  // A hash is looked at once: 18 ms each, and who asks is not signed in.
  const opens = new Map<string, Promise<boolean>>();
  return async (): Promise<string | null> => {
    const { street, password } = seeded();
    for (const { account, hash } of await firstAccounts(tx, street)) {
      const known = opens.get(hash) ?? verify(hash, password).catch(() => false);
      opens.set(hash, known);
      if (await known) return account;
    }
    return null;
  };
}

/** Enough to find one that nobody has changed yet, few enough to look at while somebody waits. */
const FEW = 3;

function firstAccounts(tx: Tx, street: string) {
  return tx.many<{ account: string; hash: string }>(
    `select account, password_hash as hash from person where body -> 'streets' ? $1
     order by body -> 'roles' ? 'dispatcher' desc, length(account), account limit $2`,
    [street, FEW],
  );
}
