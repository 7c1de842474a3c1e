import type { Instant } from '../../../kernel/brand.ts';

/** What is held against one account from one address. */
export type Tries = { readonly count: number; readonly lastAt: Instant };

const FREE_TRIES = 5;
const FIRST_WAIT = 60_000;
const LONGEST_WAIT = 15 * 60_000;
/** Longer than the longest wait, so that waiting one out does not begin anew. */
export const FORGOTTEN_AFTER = 3_600_000;

/** Milliseconds until the next try is heard: none for five, then a minute that doubles up to a quarter of an hour. It always ends. */
export function waitAfter({ count, lastAt }: Tries, at: Instant): number {
  if (count < FREE_TRIES || at - lastAt >= FORGOTTEN_AFTER) return 0;
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (count - FREE_TRIES));
  return Math.max(0, lastAt + wait - at);
}

export function tried({ count, lastAt }: Tries, at: Instant): Tries {
  return { count: at - lastAt >= FORGOTTEN_AFTER ? 1 : count + 1, lastAt: at };
}
