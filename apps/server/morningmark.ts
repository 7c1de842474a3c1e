import type { Database } from '../../platform/db/database.ts';

/** Any number will do that no other lock of ours takes. */
const PLAYING = 7_205_759_405;
/** A morning that cannot be told to its end is left alone, instead of leaving half a case at every start. */
const MOST_ATTEMPTS = 3;

/** From which story on, told with which chance, and how to say that so many are told now. */
export type Part = { readonly from: number; readonly seed: number; readonly told: (stories: number) => Promise<unknown> };

export function wantMorning(database: Database) {
  return database.run('insert into morning default values on conflict do nothing');
}

/**
 * Plays what is left of a wanted morning. The lock ends with the process that plays, so of several servers one plays, and one
 * that was stopped leaves the rest to the next start. That start has another seed: the keys of the first were used.
 */
export async function goOnWithMorning(database: Database, play: (part: Part) => Promise<boolean>) {
  await database.transaction(async (tx) => {
    const { mine } = await tx.one<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [PLAYING]);
    if (!mine) return;
    const left = await database.maybe<{ told: number; attempts: number }>(
      'update morning set attempts = attempts + 1 where not done and attempts < $1 returning told, attempts',
      [MOST_ATTEMPTS],
    );
    if (!left) return;
    const told = (stories: number) => database.run('update morning set told = $1', [stories]);
    const isWhole = await play({ from: left.told, seed: 6 + left.attempts, told });
    if (isWhole) await database.run('update morning set done = true');
  });
}
