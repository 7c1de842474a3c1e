import { z } from 'zod';
import type { Instant } from '../../kernel/brand.ts';
import { dayOf } from '../../kernel/time/calendar.ts';
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

/** A load balancer gives up within seconds; a question to a database that is away waits longer than that. */
const PATIENCE = 2_000;

async function tooLate(): Promise<never> {
  await new Promise((on) => setTimeout(on, PATIENCE).unref());
  throw new Error('the database does not answer');
}

/** Street by street, as the index has it: what is far off is never looked at. */
function oldestDue({ database, living }: Ground, at: Instant) {
  return database.one<{ version: string; due: Instant | null }>(
    `select current_setting('server_version') as version, min(first.due_at) as due
       from unnest($1::text[]) as street (id)
       left join lateral (
         select due_at from timer where street_id = street.id and due_at < to_timestamp($2 / 1000.0) order by due_at limit 1
       ) as first on true`,
    [living().streets, at],
  );
}

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
      const soon = dayOf((now() + 60 * 86_400_000) as Instant, ground.living().directory.calendar);
      const rest = {
        version,
        calendar: { coveredUntil: until, nextYearMissing: until === null || until < soon },
        world: { name: frame.name, version: worldVersion },
      };
      try {
        const at = now();
        const row = await Promise.race([oldestDue(ground, at), tooLate()]);
        return {
          ready: true,
          database: { up: true, version: row.version },
          workerLag: row.due === null ? 0 : Math.round((at - row.due) / 100) / 10,
          ...rest,
        };
      } catch {
        return reply.code(503).send({ ready: false, database: { up: false, version: null }, workerLag: null, ...rest });
      }
    },
  );
}
