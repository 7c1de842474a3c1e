import { z } from 'zod';
import type { Instant, PersonId, StreetId } from '../../../kernel/brand.ts';
import { uuidv7 } from '../../../kernel/uuid.ts';
import { Refused } from '../../../platform/http/problem.ts';
import { type Server, keyOf } from '../../../platform/http/server.ts';
import type { Person } from '../../people/rules/person.ts';
import { type Device, IDENTITY, identityOfPhone, traccarSetup } from '../rules/device.ts';
import { judgeTrail } from '../rules/trail/trail.ts';
import { type Enrolling, type Saying, enrolDevice, enrolHttpStatus } from './enrol.ts';
import { deviceById, devicesIn, endDevice, looksAt, trailOf, unknownDevices, writeLook } from './store.ts';

const movers = ['walker', 'ebike', 'car', 'truck', 'bus'] as const;
const enrolment = z
  .strictObject({
    door: z.enum(['jt808', 'osmand', 'owntracks', 'own']),
    /** Terminals: the telephone number. OwnTracks: user/device. Left out for phones, where a random one is safer. */
    identity: z.string().regex(IDENTITY).optional(),
    name: z.string().trim().min(1).max(60),
    street: z.string().regex(/^\d{9}$/),
    mover: z.enum(movers).default('walker'),
    person: z.string().max(64).optional(),
    vehicle: z.string().max(20).optional(),
    askedSeconds: z.number().int().min(1).max(3600).default(20),
  })
  .refine(({ door, identity }) => identity !== undefined || (door !== 'jt808' && door !== 'owntracks'), { message: 'identity' });

const enrolled = z.strictObject({ id: z.string(), identity: z.string(), key: z.string().nullable(), setup: z.string().nullable() });
const window = z
  .strictObject({
    from: z.coerce.number().int().min(0).max(1e14),
    to: z.coerce.number().int().min(0).max(1e14),
    reason: z.string().trim().min(4).max(200),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'ends-before-it-begins' });

const overseers = ['administrator', 'shift_leader', 'dispatcher'] as const;

/** Devices and whose they are; trails, each look at one with its reason. */
export function telemetryRoutes(app: Server, enrolling: Enrolling) {
  const { database, now, chance } = enrolling;
  app.post(
    '/api/devices',
    { config: { permit: { roles: ['administrator'] } }, schema: { tags: ['telemetry'], body: enrolment, response: { 201: enrolled } } },
    async (request, reply) => {
      const answer = await enrolDevice(enrolling, request.caller as Person, request.body as Saying, keyOf(request));
      if (!answer.ok) throw new Refused(enrolHttpStatus[answer.refusal.code], answer.refusal);
      const { device, key } = answer.value;
      const setup = device.door === 'osmand' ? traccarSetup(`${request.protocol}://${request.host}`, device) : null;
      return reply.code(201).send({ id: device.id, identity: device.identity, key, setup });
    },
  );
  app.get('/api/devices', { config: { permit: { roles: overseers } }, schema: { tags: ['telemetry'] } }, async (request) => {
    const who = request.caller as Person;
    return {
      devices: await devicesIn(database, who.streets),
      unknown: who.roles.includes('administrator') ? await unknownDevices(database) : [],
    };
  });
  app.post<{ Params: { id: string } }>(
    '/api/devices/:id/end',
    {
      config: { permit: { roles: ['administrator'] } },
      schema: { tags: ['telemetry'], params: z.strictObject({ id: z.uuid() }), response: { 200: z.strictObject({ endedAt: z.number() }) } },
    },
    async (request) => {
      keyOf(request);
      const device = await deviceById(database, request.params.id);
      if (!device || !(request.caller as Person).streets.includes(device.street)) throw new Refused(404, { code: 'no-such-device' });
      // Said twice it is ended once: the first moment stands.
      if (device.endedAt === null) await endDevice(database, device.id, now());
      return { endedAt: device.endedAt ?? now() };
    },
  );
  app.get<{ Params: { id: string } }>(
    '/api/devices/:id/trail',
    {
      config: { permit: { roles: 'any' } },
      schema: { tags: ['telemetry'], params: z.strictObject({ id: z.uuid() }), querystring: window },
    },
    async (request) => {
      const who = request.caller as Person;
      const { from, to, reason } = request.query as z.infer<typeof window>;
      const device = await deviceById(database, request.params.id);
      // A device of another street, or somebody else's, does not exist for those who may not look.
      const isOwn = device?.person === who.id;
      const oversees = device && who.streets.includes(device.street) && overseers.some((role) => who.roles.includes(role));
      if (!device || !(isOwn || oversees)) throw new Refused(404, { code: 'no-such-device' });
      await writeLook(database, {
        id: uuidv7(now(), chance(10)),
        device,
        at: now(),
        by: who.id,
        from: from as Instant,
        to: to as Instant,
        reason,
      });
      const trail = judgeTrail(await trailOf(database, device, from as Instant, to as Instant), device.mover);
      return { device: { id: device.id, name: device.name }, positions: trail.map(({ position, doubts }) => ({ ...position, doubts })) };
    },
  );
  app.get('/api/me/trail-looks', { config: { permit: { roles: 'any' } }, schema: { tags: ['telemetry'] } }, async (request) => ({
    looks: await looksAt(database, (request.caller as Person).id),
  }));
}
