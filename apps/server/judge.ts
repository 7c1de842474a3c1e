import { fileURLToPath } from 'node:url';
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
  const learnApart = async (input: LessonInput) => {
    const order: LessonOrder = { ...input, matters: matters(), seed: SEED };
    const thread = await openThread(order);
    worker = thread;
    return new Promise<Result<Lesson, LearnRefusal>>((done, failed) => {
      thread.once('message', done);
      thread.once('error', failed);
      thread.once('exit', (code) => failed(new Error(`the lesson ended with ${code}`)));
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

/** In the built server the thread's file lies beside this one. From the sources it is bundled first: Node's threads read no TypeScript. */
async function openThread(workerData: LessonOrder): Promise<Worker> {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./lesson.js', import.meta.url), { workerData });
  const { build } = await import('esbuild');
  const source = fileURLToPath(new URL('./lesson.ts', import.meta.url));
  const built = await build({ entryPoints: [source], bundle: true, platform: 'node', format: 'cjs', write: false, logLevel: 'error' });
  return new Worker(built.outputFiles[0]?.text ?? '', { eval: true, workerData });
}
