import { Worker } from 'node:worker_threads';
import type { Instant } from '../../kernel/brand.ts';
import type { Result } from '../../kernel/result.ts';
import type { Database } from '../../platform/db/database.ts';
import { confirmedReports } from '../../features/case/server/queries.ts';
import type { Matter } from '../../features/catalogue/rules/matter.ts';
import type { LearnRefusal, Lesson } from '../../features/judgement/rules/learn.ts';
import { type LessonInput, teach } from '../../features/judgement/server/command.ts';
import type { LessonOrder } from './lesson.ts';

/** Any number does; the same one gives the same model. */
const SEED = 20260701;

type Teacher = {
  database: Database;
  now: () => Instant;
  matters: () => readonly Matter[];
  taught: () => Promise<void>;
  log: (line: string) => void;
};

/** Lessons one at a time, each in a thread of its own; `taught` is told when one is over. */
export function openTeacher({ database, now, matters, taught, log }: Teacher) {
  let running: Promise<void> | undefined;
  let worker: Worker | undefined;
  const learnApart = (input: LessonInput) => {
    const order: LessonOrder = { ...input, matters: matters(), seed: SEED };
    // The sources run as TypeScript, the built server as JavaScript; the thread's file lies beside this one in both.
    const file = new URL(import.meta.url.endsWith('.ts') ? './lesson.ts' : './lesson.js', import.meta.url);
    return new Promise<Result<Lesson, LearnRefusal>>((done, failed) => {
      worker = new Worker(file, { workerData: order });
      worker.once('message', done);
      worker.once('error', failed);
      worker.once('exit', (code) => failed(new Error(`the lesson ended with ${code}`)));
    });
  };
  const start = (askedBy: string) => {
    running ??= teach({ database, now, confirmed: () => confirmedReports(database), learnApart }, askedBy)
      .then(taught)
      .catch((error: unknown) => log(`lesson failed: ${String(error)}`))
      .finally(() => {
        running = undefined;
      });
  };
  return {
    start,
    isTeaching: () => running !== undefined,
    stop: async () => {
      await worker?.terminate();
      await running;
    },
  };
}
