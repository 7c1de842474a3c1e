import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Instant } from '../../../kernel/brand.ts';
import type { Locale } from '../../../kernel/words.ts';
import { refusalOf } from '../../../platform/http/errors.ts';
import { Refused, localeOf } from '../../../platform/http/problem.ts';
import type { Server } from '../../../platform/http/server.ts';
import type { Matter, MatterKey } from '../../catalogue/rules/matter.ts';
import { readCaseNumber } from '../../case/rules/number.ts';
import { caseHttpStatus } from '../../case/rules/refusals.ts';
import { type IntakeIo, takeReport } from '../../intake/server/command.ts';
import { readAsked } from '../rules/asked.ts';
import {
  type Fault,
  type Naming,
  type Pairs,
  type PostedRequest,
  type Wrong,
  definitionOf,
  matterOfService,
  readForm,
  readPairs,
  requestOf,
  serviceOf,
} from '../rules/open311.ts';
import { updateOf } from '../rules/updates.ts';
import { type Node, document } from '../rules/xml.ts';
import { mediaNotFetched, sayWrong } from '../words/faults.ts';
import { sayTurn } from '../words/turns.ts';
import { parseForm } from './form.ts';
import { listed, numbered, turned } from './store.ts';

export type Exchange = IntakeIo & {
  readonly matters: () => readonly Matter[];
  /** Every street there is or was: numbers of an ended one go on being found. */
  readonly streets: () => readonly string[];
  readonly jurisdiction: () => string;
  readonly time: (at: Instant) => string;
  readonly readTime: (text: string) => Instant | undefined;
  readonly keyFor: (request: FastifyRequest) => string;
  readonly sayCode: (locale: Locale, code: string, facts: Record<string, unknown>) => string;
};

const open = { permit: { open: 'Open311 is a public door by its standard' } };
type Params = Record<string, string | undefined>;
type Answer = { root: string; body: Node & object; status?: number };
type Work = (request: FastifyRequest, params: Params) => Answer | Promise<Answer>;

/** What a client did wrong, in the standard's own terms; thrown past fastify and answered by the error handler below. */
class Faulty extends Error {
  readonly fault: Fault;

  constructor(status: Fault['status'], ...wrong: readonly Wrong[]) {
    super('open311');
    this.fault = { status, wrong };
  }
}

/** The two languages of every answer, by suffix; `.xml` is the standard's own, `.json` the one people use. */
function send(request: FastifyRequest, reply: FastifyReply, { root, body, status = 200 }: Answer) {
  reply.code(status).header('cache-control', 'no-store');
  if (/\.xml$/.test(request.url.split('?')[0] ?? ''))
    return reply.type('text/xml; charset=utf-8').serializer(String).send(document(root, body));
  return reply
    .type('application/json; charset=utf-8')
    .serializer((each: unknown) => JSON.stringify(each))
    .send(body);
}

export function exchangeRoutes(app: Server, io: Exchange) {
  app.register(
    async (scope) => {
      scope.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'buffer', bodyLimit: 64 * 1024 },
        (_request, bytes, done) => {
          const pairs = parseForm(bytes as Buffer);
          done(pairs ? null : new Faulty(400, { is: 'not-utf-8' }), pairs);
        },
      );
      scope.setErrorHandler((error, request, reply) => {
        const answer = faultOf(io, localeOf(request), error);
        if (!answer) throw error;
        return send(request, reply, answer);
      });
      scope.setNotFoundHandler(() => {
        throw new Faulty(404, { is: 'no-such-resource' });
      });
      const path = (rest: string, work: Work, method: 'GET' | 'POST' = 'GET') =>
        scope.route({
          method,
          url: `/${rest}.:format(json|xml)`,
          config: open,
          schema: { tags: ['open311'] },
          handler: async (request, reply) => {
            servedHere(io, request);
            return send(request, reply, await work(request, request.params as Params));
          },
        });
      path('discovery', (request) => ({ root: 'discovery', body: discovery(request, io) }));
      path('services', (request) => ({
        root: 'services',
        body: io.matters().map((matter) => serviceOf(matter, (words) => words[localeOf(request)])),
      }));
      path('services/:code', (request, { code = '' }) => ({
        root: 'service_definition',
        body: definitionOf(matterNamed(io, code), (words) => words[localeOf(request)]),
      }));
      path('requests', (request) => post(io, request), 'POST');
      path('requests', (request) => list(io, request));
      path('requests/:id', (request, { id = '' }) => one(io, request, id));
      path('servicerequestupdates', (request) => updates(io, request));
      path('tokens/:token', (_request, { token = '' }) => tokenOf(io, token));
    },
    { prefix: '/open311/v2' },
  );
}

/** The form a client sent; undefined when it sent something else. */
function formOf({ body }: FastifyRequest): Pairs | undefined {
  return (body as Pairs | null | undefined)?.fields instanceof Map ? (body as Pairs) : undefined;
}

function servedHere(io: Exchange, request: FastifyRequest) {
  const wanted = queryOf(request).fields.get('jurisdiction_id') ?? formOf(request)?.fields.get('jurisdiction_id');
  if (wanted && wanted !== io.jurisdiction())
    throw new Faulty(404, { is: 'other-jurisdiction', said: wanted.slice(0, 40), here: io.jurisdiction() });
}

/** Any error as the standard's list; undefined for a failure of ours. What cannot be is 400 in this standard, which has no 422. */
function faultOf(io: Exchange, locale: Locale, error: unknown): Answer | undefined {
  const listing = (status: number, descriptions: string[]) => ({
    root: 'errors',
    status,
    body: descriptions.map((description) => ({ code: status, description })),
  });
  if (error instanceof Faulty)
    return listing(
      error.fault.status,
      error.fault.wrong.map((wrong) => sayWrong(locale, wrong)),
    );
  const refused = refusalOf(error);
  if (!refused) return undefined;
  const { code, ...facts } = refused.refusal;
  const unstorable = unstorableIn(facts);
  if (unstorable) return listing(400, [sayWrong(locale, unstorable)]);
  return listing(refused.status === 422 ? 400 : refused.status, [io.sayCode(locale, code, facts)]);
}

/** What no store could keep is found before any door of ours; here it is told in the standard's words, with the field. */
function unstorableIn({ issues }: { issues?: unknown }): Wrong | undefined {
  const found = (issues as { path: string; code: string }[] | undefined)?.find(({ code }) => code === 'control-characters');
  return found && { is: 'unstorable', field: found.path.slice(1, 41) };
}

function queryOf(request: FastifyRequest) {
  const pairs = Object.entries(request.query as Record<string, string | string[]>).flatMap(([field, said]) =>
    [said].flat().map((value) => [field, value] as const),
  );
  return readPairs(pairs);
}

function discovery(request: FastifyRequest, io: Exchange) {
  const base = `${request.protocol}://${request.host}/open311/v2`;
  return {
    changeset: io.time(io.now()),
    contact: `${request.protocol}://${request.host}/`,
    key_service: 'no key is needed',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: base,
        changeset: io.time(io.now()),
        type: 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  };
}

function matterNamed(io: Exchange, code: string): Matter {
  const [kind, digits] = matterOfService(code).split(':');
  const found = io.matters().find((matter) => matter.kind === kind && matter.code === digits);
  if (!found) throw new Faulty(404, { is: 'no-such-service', said: code.slice(0, 40) });
  return found;
}

async function post(io: Exchange, request: FastifyRequest): Promise<Answer> {
  const pairs = formOf(request);
  if (!pairs) throw new Faulty(400, { is: 'not-a-form' });
  const read = readForm(pairs);
  if (!read.ok) throw new Faulty(400, ...read.wrong);
  const { said } = read;
  const matter = matterNamed(io, said.service);
  const body = {
    text: textOf(said, matter),
    matter: `${matter.kind}:${matter.code}` as MatterKey,
    place: {
      address: said.address,
      ...(said.lat !== null && said.long !== null ? { crs: 'WGS84' as const, point: { lon: said.long, lat: said.lat } } : {}),
      ...(said.addressId ? { asset: said.addressId } : {}),
    },
    channel: 'open311' as const,
    // The desk calls or writes back by what stands in one line; an address has no other place there.
    contact: { name: [said.name, said.email].filter(Boolean).join(' '), phone: said.phone },
    photosToCome: 0,
  };
  const taken = await takeReport(io, null, { body, key: io.keyFor(request) });
  if (!taken.ok) throw new Refused(caseHttpStatus[taken.refusal.code], taken.refusal);
  const notice = pairs.fields.get('media_url') ? mediaNotFetched[localeOf(request)] : '';
  return {
    root: 'service_requests',
    body: [{ service_request_id: taken.value.it.number, service_notice: notice, account_id: '' }],
    status: 201,
  };
}

/** The words, and the condition chosen from our definition under them: who files the case reads both. */
function textOf({ description, condition }: PostedRequest, matter: Matter): string {
  if (!condition) return description;
  const chosen = matter.conditions.find(({ key }) => key === condition);
  if (!chosen) throw new Faulty(400, { is: 'no-such-value', field: 'attribute[condition]' });
  return [description, chosen.text.zh].filter(Boolean).join('\n').slice(0, 4000);
}

async function one(io: Exchange, request: FastifyRequest, id: string): Promise<Answer> {
  const number = readCaseNumber(id);
  const rows = number ? await numbered(io.database, io.streets(), [number]) : [];
  if (rows.length === 0) throw new Faulty(404, { is: 'no-such-request', said: id.slice(0, 40) });
  return { root: 'service_requests', body: rows.map((row) => requestOf(row, naming(io, request))) };
}

/** A number is known at once, so a token is the number; one that is unknown is 404 as for a request. */
async function tokenOf(io: Exchange, token: string): Promise<Answer> {
  const number = readCaseNumber(token);
  const rows = number ? await numbered(io.database, io.streets(), [number]) : [];
  if (!number || rows.length === 0) throw new Faulty(404, { is: 'no-such-request', said: token.slice(0, 40) });
  return { root: 'service_requests', body: [{ service_request_id: number, token }] };
}

async function list(io: Exchange, request: FastifyRequest): Promise<Answer> {
  const read = readAsked(queryOf(request), { now: io.now(), readTime: io.readTime });
  if (!read.ok) throw new Faulty(400, ...read.wrong);
  const { numbers } = read.asked;
  const rows = numbers ? await numbered(io.database, io.streets(), numbers) : await listed(io.database, read.asked);
  const names = naming(io, request);
  return { root: 'service_requests', body: rows.map((row) => requestOf(row, names)) };
}

/** FixMyStreet's extension: what became of requests, for a platform that keeps its own copy of them. */
async function updates(io: Exchange, request: FastifyRequest): Promise<Answer> {
  const read = readAsked(queryOf(request), { now: io.now(), readTime: io.readTime });
  if (!read.ok) throw new Faulty(400, ...read.wrong);
  const found = await turned(io.database, io.streets(), read.asked);
  const locale = localeOf(request);
  const words = { time: io.time, say: (turn: Parameters<typeof sayTurn>[1]) => sayTurn(locale, turn) };
  return { root: 'service_request_updates', body: found.map((update) => updateOf(update, words)) };
}

function naming(io: Exchange, request: FastifyRequest): Naming {
  const locale = localeOf(request);
  const directory = io.directory();
  return { say: (words) => words[locale], time: io.time, matter: directory.matter, unit: (id) => directory.unit(id)?.name };
}
