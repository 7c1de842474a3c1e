import { z } from 'zod';
import type { Database } from '../../../platform/db/database.ts';
import type { Server } from '../../../platform/http/server.ts';
import { newestLessons } from './queries.ts';

export type JudgementDoors = {
  readonly database: Database;
  readonly isTeaching: () => boolean;
  /** Starts a lesson unless one is under way. */
  readonly startTeaching: (askedBy: string) => void;
};

const lesson = z.strictObject({
  version: z.number(),
  taughtAt: z.number(),
  askedBy: z.string(),
  taught: z.number().nullable(),
  accuracy: z.number().nullable(),
  macroF1: z.number().nullable(),
  ece: z.number().nullable(),
  refusal: z.looseObject({ code: z.string() }).nullable(),
});
const MOST = 50;
const who = { permit: { roles: ['administrator' as const] } };

/** What was learned and when, and the button that teaches again. */
export function judgementRoutes(app: Server, { database, isTeaching, startTeaching }: JudgementDoors) {
  app.get(
    '/api/judgement',
    { config: who, schema: { response: { 200: z.strictObject({ teaching: z.boolean(), lessons: z.array(lesson) }) } } },
    async () => ({ teaching: isTeaching(), lessons: (await newestLessons(database, MOST)) as z.output<typeof lesson>[] }),
  );
  app.post(
    '/api/judgement/lessons',
    { config: who, schema: { response: { 202: z.strictObject({ teaching: z.literal(true) }) } } },
    async (request, reply) => {
      startTeaching((request.caller as { id: string }).id);
      return reply.code(202).send({ teaching: true as const });
    },
  );
}
