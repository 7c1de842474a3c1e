import type { Instant } from '../../kernel/brand.ts';
import type { LogRow } from '../../platform/live/relay.ts';
import { startRelay } from '../../platform/live/relay.ts';
import { type Piece, createHub } from '../../platform/live/stream.ts';
import type { Server } from '../../platform/http/server.ts';
import { scopeOf, sees } from '../../features/case/rules/sees.ts';
import type { Case } from '../../features/case/rules/case.ts';
import type { Person } from '../../features/people/rules/person.ts';
import { casesNow } from '../../features/case/server/queries.ts';
import { light } from '../../kernel/time/clock.ts';
import type { Ground } from './ground.ts';

/** The live feed: the event log, followed gap-safely, told to every desk that may hear of the street. */
export function startLive(ground: Ground, { now }: { now: () => Instant }) {
  const hub = createHub({
    now,
    every: (ms, work) => {
      const handle = setInterval(work, ms);
      return () => clearInterval(handle);
    },
  });
  const relay = startRelay({
    database: ground.database,
    everyMs: 150,
    onBatch: async (rows) => {
      if (hub.count() > 0) hub.publish(await piecesOf(ground, rows, now()));
    },
  });
  return {
    stop: () => {
      relay.stop();
      hub.stop();
    },
    routes: (app: Server) => {
      // Without a HEAD of its own: such an answer has no body and would never end.
      const feed = { config: { permit: { roles: 'any' as const } }, schema: { hide: true }, exposeHeadRoute: false };
      app.get('/api/live', feed, (request, reply) => {
        const who = request.caller as Person;
        reply.hijack();
        const { raw } = reply;
        raw.writeHead(200, {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
          connection: 'keep-alive',
        });
        const lastId = request.headers['last-event-id'];
        const leave = hub.join(
          {
            // Units see their own cases only; a tick that something of theirs moved is told apart by the page, which fetches in its own scope.
            streets: scopeOf(who).by === 'street' ? who.streets : who.streets.map((street) => `${street} ${who.unit}`),
            send: (chunk) => !raw.destroyed && (raw.write(chunk), true),
            bufferedBytes: () => raw.writableLength,
            end: () => raw.end(),
          },
          typeof lastId === 'string' ? lastId : undefined,
        );
        raw.on('close', leave);
      });
    },
  };
}

/** A piece for the street's desks, and one for each unit with a hand in the case. */
async function piecesOf(ground: Ground, rows: LogRow[], at: Instant): Promise<Piece[]> {
  const cases = await casesNow(ground.database, rows);
  const { calendar } = ground.living().directory;
  return rows.flatMap(({ street_id, case_id, type, cursor }) => {
    const it = cases.get(case_id);
    if (!it) return [];
    const data = {
      street: it.street,
      id: it.id,
      number: it.number,
      type,
      status: it.status,
      version: it.version,
      lon: it.place.point?.lon ?? null,
      lat: it.place.point?.lat ?? null,
      light: it.clock ? light(it.clock, at, calendar) : 'none',
      urgent: it.urgent,
      at,
    };
    return [street_id, ...unitsIn(ground, it).map((unit) => `${street_id} ${unit}`)].map((street) => ({ id: cursor, street, data }));
  });
}

function unitsIn(ground: Ground, it: Case): string[] {
  const units = new Set<string>([it.accountable, ...it.orders.map(({ unit }) => unit)]);
  for (const person of ground.living().stored.people) if (!units.has(person.unit) && sees(scopeOf(person), it)) units.add(person.unit);
  return [...units];
}
