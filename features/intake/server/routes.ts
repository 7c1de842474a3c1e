import { z } from 'zod';
import type { CaseId, PhotoId } from '../../../kernel/brand.ts';
import { metresBetween } from '../../../kernel/place/distance.ts';
import type { Point } from '../../../kernel/place/point.ts';
import type { Words } from '../../../kernel/words.ts';
import type { Photos } from '../../../platform/blobs/photo.ts';
import { Refused } from '../../../platform/http/problem.ts';
import { type Server, keyOf } from '../../../platform/http/server.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import type { Band } from '../../judgement/rules/blend.ts';
import type { Person } from '../../people/rules/person.ts';
import type { Case } from '../../case/rules/case.ts';
import { caseHttpStatus } from '../../case/rules/refusals.ts';
import { scopeOf, sees } from '../../case/rules/sees.ts';
import { followView } from '../../case/rules/view.ts';
import { matterKey, photoId, text, wire } from '../../case/rules/wire.ts';
import { commandCase } from '../../case/server/command.ts';
import { followCase, findCase, lookUp, photoIsOpenTo, sameIncidents } from '../../case/server/queries.ts';
import { readCaseNumber } from '../../case/rules/number.ts';
import { namedPlace, nearbyCase, offeredMatter, receipt, reportBody } from '../rules/report.ts';
import { type IntakeIo, type Taken, takeReport } from './command.ts';
import { addReportPhoto, takePhoto } from './photos.ts';
import { followToken, readFollowToken } from './token.ts';

export type Thing = { code: string; name: Words; point: Point; part: string; street: Case['street'] };
/** What intake asks of the world: proposals from words, things by their code, names. */
export type IntakeWorld = {
  readonly propose: (
    text: string,
    thing: Thing | undefined,
    most: number,
  ) => { matters: { key: string; name: Words; why: string[] }[]; band: Band };
  readonly thing: (code: string) => Thing | undefined;
  readonly matterName: (key: MatterKey) => Words | undefined;
  /** The place the words name, when the pin is at none of the places they name. */
  readonly namedElsewhere: (text: string, pin: Point) => { name: string; point: Point; metres: number } | undefined;
  readonly streetAt: (point: Point) => Case['street'] | undefined;
  readonly unitName: (unit: string) => Words | undefined;
  readonly dueOf: (it: Case) => { due: number; provisional: boolean };
};
export type Intake = IntakeIo & { readonly photos: Photos; readonly secret: Buffer; readonly world: () => IntakeWorld };

const open = (why: string) => ({ permit: { open: why } });
const tokenParams = z.strictObject({ token: z.string().max(100) });

export function intakeRoutes(app: Server, io: Intake) {
  reportRoutes(app, io);
  askRoutes(app, io);
  followRoutes(app, io);
  photoRoutes(app, io);
}

function receiptOf(io: Intake, { it, joinedTo, danger }: Taken) {
  const world = io.world();
  const name = world.unitName(it.accountable) ?? { zh: it.accountable, en: it.accountable };
  return {
    id: it.id,
    number: it.number,
    token: followToken(io.secret, it.id),
    accountable: name,
    ...world.dueOf(it),
    joinedTo,
    danger,
  };
}

function reportRoutes(app: Server, io: Intake) {
  app.post(
    '/api/reports',
    {
      config: open('anyone may report; staff reports carry their name'),
      schema: { body: reportBody, response: { 200: receipt, 201: receipt } },
    },
    async (request, reply) => {
      // A resident's page never sends this header: a program with a session that ran out must hear of it.
      if (!request.caller && request.headers.authorization) throw new Refused(401, { code: 'session-over' });
      const taken = await takeReport(io, request.caller as Person | null, { body: request.body, key: keyOf(request) });
      if (!taken.ok) throw new Refused(caseHttpStatus[taken.refusal.code], taken.refusal);
      return reply.code(taken.value.again ? 200 : 201).send(receiptOf(io, taken.value));
    },
  );
}

function askRoutes(app: Server, io: Intake) {
  const matters = z.array(offeredMatter);
  app.post(
    '/api/public/propose',
    {
      config: { ...open('changes nothing; helps a reporter find the word'), readsOnly: true },
      schema: {
        body: z.strictObject({ text: text(4000), asset: text(16).optional() }),
        response: { 200: z.strictObject({ matters, band: z.enum(['auto', 'ask', 'person']), danger: z.boolean() }) },
      },
    },
    async ({ body }) => ({
      ...io.world().propose(body.text, body.asset ? io.world().thing(body.asset) : undefined, 6),
      danger: io.isDanger(body.text),
    }),
  );
  app.get(
    '/api/public/q/:code',
    {
      config: open('whoever stands before a thing may ask about it'),
      schema: {
        params: z.strictObject({ code: z.string().max(40) }),
        response: {
          200: z.strictObject({
            asset: z.strictObject({
              code: z.string(),
              name: z.strictObject({ zh: z.string(), en: z.string() }),
              point: z.strictObject({ lon: z.number(), lat: z.number() }),
            }),
            matters,
            open: z.array(nearbyCase),
          }),
        },
      },
    },
    async ({ params }) => {
      const thing = io.world().thing(params.code);
      if (!thing) throw new Refused(404, { code: 'no-such-thing' });
      const same = await sameIncidents(
        io,
        { street: thing.street, text: '', matter: null, point: null, asset: thing.code, at: io.now() },
        { most: 3 },
      );
      return {
        asset: { code: thing.code, name: thing.name, point: thing.point },
        matters: io.world().propose('', thing, 3).matters,
        open: same.map((it) => nearbyOf(io, it, thing.point)),
      };
    },
  );
  const nearbyQuery = z.strictObject({
    lon: z.coerce.number().min(-180).max(180).optional(),
    lat: z.coerce.number().min(-90).max(90).optional(),
    matter: matterKey.optional(),
    text: text(4000).default(''),
    address: text(200).default(''),
    asset: text(16).optional(),
  });
  app.get(
    '/api/public/nearby',
    {
      config: open('so that nobody has to report what is already known'),
      schema: {
        querystring: nearbyQuery,
        response: { 200: z.strictObject({ cases: z.array(nearbyCase), elsewhere: namedPlace.nullable() }) },
      },
    },
    async ({ query }) => {
      const thing = query.asset ? io.world().thing(query.asset) : undefined;
      const point = query.lon !== undefined && query.lat !== undefined ? { lon: query.lon, lat: query.lat } : (thing?.point ?? null);
      const street = thing?.street ?? (point && io.world().streetAt(point));
      // A scanned plate is a position beyond doubt; only a pin can be off.
      const elsewhere = (point && !thing && io.world().namedElsewhere(`${query.address} ${query.text}`, point)) || null;
      if (!street) return { cases: [], elsewhere };
      const like = { street, text: query.text, matter: query.matter ?? null, point, asset: thing?.code ?? null, at: io.now() };
      return { cases: (await sameIncidents(io, like, { most: 3 })).map((it) => nearbyOf(io, it, point)), elsewhere };
    },
  );
  app.get(
    '/api/lookup/:number',
    {
      config: open('a number read off a receipt tells only the stage'),
      schema: {
        params: z.strictObject({ number: z.string().max(40) }),
        response: { 200: z.strictObject({ number: z.string(), status: z.string(), street: z.string() }) },
      },
    },
    async ({ params }) => {
      const number = readCaseNumber(params.number);
      const it = number ? await lookUp(io, number) : undefined;
      if (!it) throw new Refused(404, { code: 'no-such-case' });
      return { number: it.number, status: it.status, street: it.street };
    },
  );
}

function nearbyOf(io: Intake, it: Case, point: Point | null) {
  const metres = point && it.place.point ? Math.round(metresBetween(point, it.place.point)) : null;
  return {
    number: it.number,
    matter: it.matter ? (io.world().matterName(it.matter) ?? null) : null,
    text: it.text.slice(0, 80),
    metres,
    reportedAt: it.reportedAt,
    status: it.status,
    joined: it.joined,
  };
}

async function followed(io: Intake, token: string): Promise<Case> {
  const id = readFollowToken(io.secret, token);
  const it = id && (await findCase(io, id));
  if (!it) throw new Refused(404, { code: 'no-such-token' });
  return it;
}

function followRoutes(app: Server, io: Intake) {
  const config = open('the link itself is the right: only the reporter has it');
  app.get('/api/follow/:token', { config, schema: { params: tokenParams, response: { 200: followView } } }, async ({ params }) => {
    const view = await followCase(io, (await followed(io, params.token)).id);
    if (!view) throw new Refused(404, { code: 'no-such-token' });
    return view;
  });
  app.post(
    '/api/follow/:token/commands',
    {
      config,
      schema: {
        params: tokenParams,
        body: z.strictObject({
          command: z.discriminatedUnion('type', [wire.rate as never, wire.reopen as never]) as unknown as
            | typeof wire.rate
            | typeof wire.reopen,
        }),
        response: { 200: followView },
      },
    },
    async (request) => {
      const own = await followed(io, request.params.token);
      const to = own.status === 'merged' ? own.into : own.id;
      const answer = await commandCase(
        io,
        { kind: 'reporter' },
        { to, command: request.body.command as never, key: keyOf(request), version: undefined, saidAt: undefined },
      );
      if (!answer.ok) throw new Refused(caseHttpStatus[answer.refusal.code], answer.refusal);
      const view = await followCase(io, own.id);
      if (!view) throw new Refused(404, { code: 'no-such-token' });
      return view;
    },
  );
  app.post(
    '/api/follow/:token/photos',
    { config, schema: { params: tokenParams, response: { 201: z.strictObject({ id: z.string(), photos: z.number() }) } } },
    async (request, reply) => {
      const it = await followed(io, request.params.token);
      const id = await takePhoto(io, io.photos, { it, by: { kind: 'reporter' }, upload: request });
      return reply.code(201).send({ id, photos: await addReportPhoto(io, it, id) });
    },
  );
}

function photoRoutes(app: Server, io: Intake) {
  app.post(
    '/api/cases/:id/photos',
    {
      config: { permit: { roles: 'any' } },
      schema: { params: z.strictObject({ id: z.uuid() }), response: { 201: z.strictObject({ id: z.string() }) } },
    },
    async (request, reply) => {
      const by = { kind: 'person' as const, person: request.caller as Person };
      const it = await visible(io, by.person, request.params.id as CaseId);
      return reply.code(201).send({ id: await takePhoto(io, io.photos, { it, by, upload: request }) });
    },
  );
  app.get(
    '/photos/:id',
    {
      config: open('opened by a staff session in scope, or by the follow link of the case it belongs to; anyone else gets 404'),
      schema: {
        params: z.strictObject({ id: photoId }),
        querystring: z.strictObject({ size: z.enum(['thumb', 'full']).default('full'), t: z.string().max(100).optional() }),
      },
    },
    async (request, reply) => {
      const person = request.caller as Person | null;
      const follows = request.query.t ? readFollowToken(io.secret, request.query.t) : undefined;
      const by = follows ? { follows } : person ? { person } : undefined;
      const allowed = by && (await photoIsOpenTo(io, request.params.id as PhotoId, by));
      const bytes = allowed ? await io.photos.read(request.params.id, request.query.size) : undefined;
      if (!bytes) throw new Refused(404, { code: 'no-such-photo' });
      return reply
        .header('content-type', 'image/jpeg')
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('x-content-type-options', 'nosniff')
        .send(bytes);
    },
  );
}

async function visible(io: Intake, person: Person, id: CaseId): Promise<Case> {
  const it = await findCase(io, id);
  if (!it || !sees(scopeOf(person), it)) throw new Refused(404, { code: 'no-such-case' });
  return it;
}
