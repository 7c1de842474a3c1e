import type { Instant } from '../../../kernel/brand.ts';
import type { Result } from '../../../kernel/result.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { LearnRefusal, Lesson } from '../rules/learn.ts';
import type { Confirmed } from '../rules/promote.ts';
import { hashOf } from './files.ts';
import { keepLesson, lessonInUse } from './store.ts';

/** What a lesson is made of, plain enough to be sent to another thread. */
export type LessonInput = { readonly rows: readonly Confirmed[]; readonly inUse: Lesson | null };
export type Teaching = {
  readonly database: Database;
  readonly now: () => Instant;
  /** Reports whose matter people confirmed. */
  readonly confirmed: () => Promise<readonly Confirmed[]>;
  /** Learns off the request path: a lesson of ten thousand reports takes seconds of a whole core. */
  readonly learnApart: (input: LessonInput) => Promise<Result<Lesson, LearnRefusal>>;
};

/** One lesson: read, learn, keep. What came of it is kept either way, a refusal with its figures. */
export async function teach({ database, now, confirmed, learnApart }: Teaching, askedBy: string): Promise<number> {
  const rows = await confirmed();
  const inUse = (await lessonInUse(database))?.lesson ?? null;
  const learned = await learnApart({ rows, inUse });
  const result = learned.ok ? { lesson: learned.value, refusal: null } : { lesson: null, refusal: learned.refusal };
  return keepLesson(database, { at: now(), askedBy, dataHash: hashOf(rows), ...result });
}
