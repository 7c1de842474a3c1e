import { z } from 'zod';
import type { Instant } from '../../kernel/brand.ts';
import type { Server } from '../../platform/http/server.ts';
import type { Ground } from './ground.ts';

type Health = { ground: Ground; version: string; now: () => Instant; coveredUntil: () => string | null };

const ready = z.strictObject({
  ready: z.boolean(),
  version: z.string(),
  database: z.strictObject({ up: z.boolean(), version: z.string().nullable() }),
  /** Seconds since the oldest due timer should have fired; 0 when nothing waits. */
  workerLag: z.number().nullable(),
  calendar: z.strictObject({ coveredUntil: z.string().nullable(), nextYearMissing: z.boolean() }),
  world: z.strictObject({ name: z.strictObject({ zh: z.string(), en: z.string() }), version: z.number() }),
});

/** Alive is not ready: the first says the process answers, the second that it can keep a promise. */
export function healthRoutes(app: Server, { ground, version, now, coveredUntil }: Health) {
  app.get(
    '/healthz',
    {
      config: { permit: { open: 'a load balancer has no account' } },
      schema: { response: { 200: z.strictObject({ alive: z.literal(true) }) } },
    },
    async () => ({ alive: true as const }),
  );
  app.get(
    '/readyz',
    { config: { permit: { open: 'a load balancer has no account' } }, schema: { response: { 200: ready, 503: ready } } },
    async (_request, reply) => {
      const { frame, version: worldVersion } = ground.living().stored;
      const until = coveredUntil();
      // From November on, a missing next year makes every longer deadline provisional: somebody should import it.
      const soon = new Date(now() + 60 * 86_400_000).toISOString().slice(0, 10);
      const rest = {
        version,
        calendar: { coveredUntil: until, nextYearMissing: until === null || until < soon },
        world: { name: frame.name, version: worldVersion },
      };
      try {
        const row = await ground.database.one<{ version: string; lag: number | null }>(
          "select current_setting('server_version') as version, extract(epoch from now() - (select min(due_at) from timer where due_at < now()))::float8 as lag",
        );
        return {
          ready: true,
          database: { up: true, version: row.version },
          workerLag: row.lag === null ? 0 : Math.round(row.lag * 10) / 10,
          ...rest,
        };
      } catch {
        return reply.code(503).send({ ready: false, database: { up: false, version: null }, workerLag: null, ...rest });
      }
    },
  );
}
