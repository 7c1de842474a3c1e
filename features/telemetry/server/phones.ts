import type { FastifyRequest } from 'fastify';
import { Refused } from '../../../platform/http/problem.ts';
import type { Server } from '../../../platform/http/server.ts';
import { ownBatch, readOwn } from '../rules/doors/own.ts';
import { readOsmand } from '../rules/doors/osmand.ts';
import { deviceOfSender, readOwnTracks, senderOf } from '../rules/doors/owntracks.ts';
import type { Door, Heard } from '../rules/position.ts';
import { type Telemetry, isKeyOf, knownDevice } from './command.ts';
import type { Keyed } from './store.ts';

const permit = (open: string) => ({ permit: { open } });

/** The doors of phones that other people's apps and our own knock at. Whoever is known gets 2xx, whatever becomes of the place. */
export function phoneRoutes(app: Server, telemetry: Telemetry) {
  app.register(async (scope) => {
    // These apps send forms, JSON, nothing at all, and sometimes the wrong type; what they say is found out below.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 1024 * 1024 }, (_request, text, done) => done(null, text));
    for (const method of ['GET', 'POST'] as const)
      scope.route({
        method,
        url: '/telemetry/osmand',
        exposeHeadRoute: false,
        config: permit('the random identity of an enrolled phone is its secret; the app can send no other'),
        schema: { tags: ['telemetry'] },
        handler: async (request, reply) => {
          const read = readOsmand(osmandBody(request), telemetry.now());
          if (!read.ok) throw new Refused(400, read.refusal);
          await keepAll(telemetry, 'osmand', read.value);
          return reply.code(200).send();
        },
      });
    scope.post(
      '/telemetry/owntracks',
      { config: permit('the phone signs in with its own password'), schema: { tags: ['telemetry'] } },
      async (request) => {
        const { user, password } = basicOf(request);
        const query = request.query as Record<string, unknown>;
        const sender = senderOf(request.headers['x-limit-u'] ?? query.u ?? user, request.headers['x-limit-d'] ?? query.d);
        const text = String(request.body ?? '');
        // The app probes its server with nothing.
        if (text === '') return [];
        const read = readOwnTracks(parsed(text), sender, telemetry.now());
        if (!read.ok) throw new Refused(400, read.refusal);
        const device = await admitted(telemetry, 'owntracks', read.value.device, password);
        await telemetry.keep(device, read.value.position ? [read.value.position] : []);
        return [];
      },
    );
    scope.post(
      '/telemetry/positions',
      { config: permit('the device signs in with its own key'), schema: { tags: ['telemetry'] } },
      async (request) => {
        const { user, password } = basicOf(request);
        const device = await admitted(telemetry, 'own', user, password);
        const said = parsed(String(request.body ?? ''));
        const batch = ownBatch.safeParse(Array.isArray(said) ? said : [said]);
        if (!batch.success) throw new Refused(400, { code: 'not-readable' });
        const heardAt = telemetry.now();
        const kept = await telemetry.keep(
          device,
          batch.data.map((one) => readOwn(one, heardAt)),
        );
        return { heard: batch.data.length, kept };
      },
    );
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refused(400, { code: 'not-json' });
  }
}

/** Query and form alike; JSON stands alone. */
function osmandBody(request: FastifyRequest): unknown {
  const query = request.query as Record<string, unknown>;
  const text = typeof request.body === 'string' ? request.body.trim() : '';
  if (/^[[{]/.test(text)) return parsed(text);
  return { ...query, ...Object.fromEntries(new URLSearchParams(text)) };
}

async function keepAll(telemetry: Telemetry, door: Door, heard: readonly Heard[]) {
  const known = new Map<string, Keyed | undefined>();
  for (const { device } of heard) if (!known.has(device)) known.set(device, await knownDevice(telemetry, door, device));
  // The queue of the app is first in, first out: one strange entry in a lot must not hold up the phone it came from.
  if ([...known.values()].every((device) => device === undefined)) throw new Refused(404, { code: 'no-such-device' });
  await Promise.all(
    [...known].map(
      ([name, device]) =>
        device &&
        telemetry.keep(
          device,
          heard.flatMap((one) => (one.device === name && one.position ? [one.position] : [])),
        ),
    ),
  );
}

async function admitted(telemetry: Telemetry, door: Door, identity: string, password: string): Promise<Keyed> {
  const device = await knownDevice(telemetry, door, identity);
  if (!device) throw new Refused(404, { code: 'no-such-device' });
  if (!isKeyOf(device, password)) throw new Refused(401, { code: 'wrong-credentials' });
  return device;
}

function basicOf({ headers: { authorization = '' } }: FastifyRequest): { user: string; password: string } {
  const said = Buffer.from(/^Basic ([\w+/=-]{1,400})$/i.exec(authorization)?.[1] ?? '', 'base64').toString('utf8');
  const at = said.indexOf(':');
  return { user: at < 0 ? '' : said.slice(0, at).slice(0, 64), password: at < 0 ? '' : said.slice(at + 1) };
}
