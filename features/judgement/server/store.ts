import type { Instant } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Lesson, LearnRefusal } from '../rules/learn.ts';

export type KeptLesson = { readonly version: number; readonly lesson: Lesson };
export type LessonHeading = {
  readonly version: number;
  readonly taughtAt: Instant;
  readonly askedBy: string;
  readonly taught: number | null;
  readonly accuracy: number | null;
  readonly macroF1: number | null;
  readonly ece: number | null;
  readonly refusal: LearnRefusal | null;
};

type Kept = { at: Instant; askedBy: string; dataHash: string; lesson: Lesson | null; refusal: LearnRefusal | null };

export async function keepLesson(tx: Tx, { at, askedBy, dataHash, lesson, refusal }: Kept): Promise<number> {
  const row = await tx.one<{ version: number }>(
    'insert into judgement_lesson (taught_at, asked_by, data_hash, lesson, refusal) values (to_timestamp($1 / 1000.0), $2, $3, $4, $5) returning version',
    [at, askedBy, dataHash, lesson && JSON.stringify(lesson), refusal && JSON.stringify(refusal)],
  );
  return row.version;
}

export async function versionInUse(tx: Tx): Promise<number> {
  return (await tx.one<{ version: number }>('select coalesce(max(version), 0) as version from judgement_lesson where lesson is not null'))
    .version;
}

export function lessonInUse(tx: Tx): Promise<KeptLesson | undefined> {
  return tx.maybe<KeptLesson>('select version, lesson from judgement_lesson where lesson is not null order by version desc limit 1');
}

/** The newest lessons, without their weights. */
export function newestLessons(tx: Tx, most: number): Promise<LessonHeading[]> {
  return tx.many<LessonHeading>(
    `select version, taught_at as "taughtAt", asked_by as "askedBy", (lesson ->> 'taught')::int as taught,
       (lesson -> 'figures' ->> 'accuracy')::float8 as accuracy, (lesson -> 'figures' ->> 'macroF1')::float8 as "macroF1",
       (lesson -> 'figures' ->> 'ece')::float8 as ece, refusal
     from judgement_lesson order by version desc limit $1`,
    [most],
  );
}
