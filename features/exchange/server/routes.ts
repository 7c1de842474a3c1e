import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Instant } from '../../../kernel/brand.ts';
import type { Locale } from '../../../kernel/words.ts';
import { Refused, localeOf } from '../../../platform/http/problem.ts';
import type { Server } from '../../../platform/http/server.ts';
import type { Matter, MatterKey } from '../../catalogue/rules/matter.ts';
import { readCaseNumber } from '../../case/rules/number.ts';
import { caseHttpStatus } from '../../case/rules/refusals.ts';
import { type IntakeIo, takeReport } from '../../intake/server/command.ts';
import {
  type Fault,
  MOST,
  type Naming,
  SPAN,
  type Said,
  definitionOf,
  fault,
  matterOfService,
  readForm,
  requestOf,
  serviceOf,
} from '../rules/open311.ts';
import { type Node, document } from '../rules/xml.ts';
import { type Asked, listed } from './store.ts';

export type Exchange = IntakeIo & {
  readonly matters: () => readonly Matter[];
  readonly jurisdiction: () => string;
  readonly time: (at: Instant) => string;
  readonly readTime: (text: string) => Instant | undefined;
  readonly keyFor: (request: FastifyRequest) => string;
  readonly sayCode: (locale: Locale, code: string, facts: Record<string, unknown>) => string;
};

const open = { permit: { open: 'Open311 is a public door by its standard' } };
type Query = Record<string, string | undefined>;
type Answer = { root: string; body: Node & object; status?: number };

/** The two languages of every answer, by suffix; `.xml` is the standard's own, `.json` the one people use. */
function send(reply: FastifyReply, format: string, { root, body, status = 200 }: Answer) {
  reply.code(status).header('cache-control', 'no-store');
  if (format === 'xml') return reply.type('text/xml; charset=utf-8').serializer(String).send(document(root, body));
  return reply
    .type('application/json; charset=utf-8')
    .serializer((each: unknown) => JSON.stringify(each))
    .send(body);
}

class Faulty extends Error {
  readonly fault: Fault;

  constructor(said: Fault) {
    super('open311');
    this.fault = said;
  }
}

export function exchangeRoutes(app: Server, io: Exchange) {
  app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 64 * 1024 }, (_request, text, done) =>
      done(null, new Map(new URLSearchParams(String(text)))),
    );
    const path = (rest: string, work: (request: FastifyRequest, params: Query) => Promise<Answer>, method: 'GET' | 'POST' = 'GET') =>
      scope.route({
        method,
        url: `/open311/v2/${rest}.:format(json|xml)`,
        config: open,
        schema: { tags: ['open311'] },
        handler: handled(io, work),
      });
    path('discovery', async (request) => ({ root: 'discovery', body: discovery(request, io) }));
    path('services', async (request) => ({
      root: 'services',
      body: io.matters().map((matter) => serviceOf(matter, (words) => words[localeOf(request)])),
    }));
    path('services/:code', async (request, { code = '' }) => ({
      root: 'service_definition',
      body: definitionOf(matterNamed(io, code), (words) => words[localeOf(request)]),
    }));
    path('requests', (request) => post(io, request), 'POST');
    path('requests', (request) => list(io, request));
    path('requests/:id', (request, { id = '' }) => one(io, request, id));
    path('tokens/:token', async (request, { token = '' }) => ({
      root: 'service_requests',
      body: (await one(io, request, token)).body && [{ service_request_id: readCaseNumber(token) ?? '', token }],
    }));
  });
}

function handled(io: Exchange, work: (request: FastifyRequest, params: Query) => Promise<Answer>) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { format = 'json', ...params } = request.params as Query;
    try {
      const wanted = (request.query as Query).jurisdiction_id;
      if (wanted && wanted !== io.jurisdiction())
        throw new Faulty(fault(404, `jurisdiction_id ${wanted.slice(0, 40)} is not served here; this is ${io.jurisdiction()}`));
      return send(reply, format, await work(request, params));
    } catch (error) {
      const said = faultOf(io, localeOf(request), error);
      if (!said) throw error;
      return send(reply, format, { root: 'errors', body: said.errors satisfies Said[], status: said.status });
    }
  };
}

function faultOf(io: Exchange, locale: Locale, error: unknown): Fault | undefined {
  if (error instanceof Faulty) return error.fault;
  if (error instanceof Refused)
    return {
      status: error.status as Fault['status'],
      errors: [{ code: error.status, description: io.sayCode(locale, error.refusal.code, error.refusal) }],
    };
  return undefined;
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
  if (!found) throw new Faulty(fault(404, `service_code ${code.slice(0, 40)} was not found`));
  return found;
}

async function post(io: Exchange, request: FastifyRequest): Promise<Answer> {
  if (!(request.body instanceof Map)) throw new Faulty(fault(400, 'send the request as application/x-www-form-urlencoded'));
  const read = readForm(request.body as Map<string, string>);
  if (!read.ok) throw new Faulty(read.fault);
  const { said } = read;
  const matter = matterNamed(io, said.service);
  const body = {
    text: said.description,
    matter: `${matter.kind}:${matter.code}` as MatterKey,
    place: {
      crs: 'WGS84' as const,
      address: said.address,
      ...(said.lat !== null && said.long !== null ? { point: { lon: said.long, lat: said.lat } } : {}),
      ...(said.addressId ? { asset: said.addressId } : {}),
    },
    channel: 'open311' as const,
    contact: { name: said.name, phone: said.phone },
    photosToCome: 0,
  };
  const taken = await takeReport(io, null, { body, key: io.keyFor(request) });
  if (!taken.ok) throw new Refused(caseHttpStatus[taken.refusal.code], taken.refusal);
  return {
    root: 'service_requests',
    body: [{ service_request_id: taken.value.it.number, service_notice: '', account_id: '' }],
    status: 201,
  };
}

async function one(io: Exchange, request: FastifyRequest, id: string): Promise<Answer> {
  const number = readCaseNumber(id);
  const rows = number ? await listed(io.database, { ...anything(io), numbers: [number] }) : [];
  if (rows.length === 0) throw new Faulty(fault(404, `service_request_id ${id.slice(0, 40)} was not found`));
  return { root: 'service_requests', body: rows.map(({ state, updated_at }) => requestOf(state, updated_at, naming(io, request))) };
}

const anything = (io: Exchange): Asked => ({
  numbers: null,
  matters: null,
  from: 0 as Instant,
  to: io.now(),
  closed: null,
  updatedAfter: null,
  most: MOST,
  skip: 0,
});

async function list(io: Exchange, request: FastifyRequest): Promise<Answer> {
  const query = request.query as Query;
  const rows = await listed(io.database, asked(io, query));
  return { root: 'service_requests', body: rows.map(({ state, updated_at }) => requestOf(state, updated_at, naming(io, request))) };
}

function asked(io: Exchange, query: Query): Asked {
  const wrong: string[] = [];
  const time = (name: string): Instant | null => {
    const text = query[name];
    if (!text) return null;
    const at = io.readTime(text);
    if (at === undefined) wrong.push(`${name} is not an ISO 8601 time`);
    return at ?? null;
  };
  const count = (name: string, least: number, most: number, usual: number) => {
    const text = query[name];
    if (!text) return usual;
    if (!/^\d{1,6}$/.test(text) || Number(text) < least) wrong.push(`${name} is not a count`);
    return Math.min(most, Number(text) || usual);
  };
  const [start, end, updatedAfter] = [time('start_date'), time('end_date'), time('updated_after')];
  const to = end ?? (start ? ((start + SPAN) as Instant) : io.now());
  const from = start ?? ((to - SPAN) as Instant);
  if (to < from) wrong.push('end_date is before start_date');
  if (to - from > SPAN) wrong.push('start_date and end_date may be at most 90 days apart');
  const statuses = (query.status ?? '').split(',').filter(Boolean);
  if (statuses.some((status) => status !== 'open' && status !== 'closed')) wrong.push('status takes open, closed, or both');
  const size = count('page_size', 1, MOST, MOST);
  const page = count('page', 1, 1_000_000, 1);
  if (wrong.length > 0) throw new Faulty(fault(400, ...wrong));
  const codes = (query.service_code ?? '').split(',').filter(Boolean).slice(0, 200);
  const numbers = (query.service_request_id ?? '').split(',').filter(Boolean).slice(0, MOST);
  return {
    numbers: numbers.length > 0 ? numbers.map((said) => readCaseNumber(said) ?? '') : null,
    matters: codes.length > 0 ? codes.map(matterOfService) : null,
    from,
    to,
    closed: new Set(statuses).size === 1 ? statuses[0] === 'closed' : null,
    updatedAfter,
    most: size,
    skip: (page - 1) * size,
  };
}

function naming(io: Exchange, request: FastifyRequest): Naming {
  const locale = localeOf(request);
  const directory = io.directory();
  return { say: (words) => words[locale], time: io.time, matter: directory.matter, unit: (id) => directory.unit(id)?.name };
}
