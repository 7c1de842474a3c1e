import type { FastifyRequest } from 'fastify';
import type { Instant } from '../../kernel/brand.ts';
import type { LogRow } from '../../platform/live/relay.ts';
import { caseLog, startRelay } from '../../platform/live/relay.ts';
import { type Hub, type Piece, createHub } from '../../platform/live/stream.ts';
import type { Server } from '../../platform/http/server.ts';
import { assigneeOf, scopeOf } from '../../features/case/rules/sees.ts';
import type { Case } from '../../features/case/rules/case.ts';
import type { Person } from '../../features/people/rules/person.ts';
import { casesNow } from '../../features/case/server/queries.ts';
import { light } from '../../kernel/time/clock.ts';
import type { Ground } from './ground.ts';

export type Identify = (request: FastifyRequest) => Promise<unknown>;

export function every(ms: number, work: () => void): () => void {
  const handle = setInterval(work, ms);
  return () => clearInterval(handle);
}

/** The live feed: the event log, followed gap-safely, told to every desk that may hear of the street. */
export function startLive(ground: Ground, { now, identify }: { now: () => Instant; identify: Identify }) {
  const hub = createHub({ now, every });
  const relay = startRelay({
    database: ground.database,
    log: caseLog,
    everyMs: 150,
    onBatch: async (rows) => {
      if (hub.count() > 0) hub.publish(await piecesOf(ground, rows, now()));
      else hub.forget();
    },
  });
  return {
    stop: () => {
      relay.stop();
      hub.stop();
    },
    routes: (app: Server) => serveFeed(app, '/api/live', { hub, hears: namesOf, identify }),
  };
}

export type Feed = { readonly hub: Hub; readonly hears: (who: Person) => string[]; readonly identify: Identify };

/** A stream of server-sent events for whoever is signed in, each hearing what they answer to. */
export function serveFeed(app: Server, url: string, { hub, hears, identify }: Feed) {
  // Without a HEAD of its own: such an answer has no body and would never end.
  const feed = { config: { permit: { roles: 'any' as const } }, schema: { hide: true }, exposeHeadRoute: false };
  app.get(url, feed, (request, reply) => {
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
        hears: hears(who),
        mayStay: async () => (await identify(request)) !== null,
        send: (chunk) => !raw.destroyed && (raw.write(chunk), true),
        bufferedBytes: () => raw.writableLength,
        end: () => raw.end(),
      },
      typeof lastId === 'string' ? lastId : undefined,
    );
    raw.on('close', leave);
  });
}

/** What a reader answers to: the street's desks hear everything in it, others what their unit or they themselves have a hand in. */
function namesOf(who: Person): string[] {
  const scope = scopeOf(who);
  if (scope.by === 'street') return [...scope.streets];
  return scope.streets.flatMap((street) => [`${street} unit ${scope.unit}`, `${street} person ${scope.person}`]);
}

/** To whom a case is there: the same words as `sees`, and a test holds them together. */
function namesIn(it: Case): string[] {
  const units = new Set([it.accountable, ...it.orders.map(({ unit }) => unit)]);
  const people = [assigneeOf(it), it.reportedBy].filter((person) => person !== null);
  return [it.street, ...[...units].map((unit) => `${it.street} unit ${unit}`), ...people.map((person) => `${it.street} person ${person}`)];
}

async function piecesOf(ground: Ground, rows: LogRow[], at: Instant): Promise<Piece[]> {
  const cases = await casesNow(ground.database, rows);
  const { calendar } = ground.living().directory;
  return rows.flatMap(({ case_id, type, cursor }) => {
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
    return [{ id: cursor, to: namesIn(it), data }];
  });
}
