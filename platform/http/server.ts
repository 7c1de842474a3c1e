import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance, type FastifyRequest, type RouteOptions } from 'fastify';
import {
  type ZodTypeProvider,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { quietError, quietRequest } from './quiet.ts';
import { answerErrors, answerUnreadable } from './errors.ts';
import { readJson } from './json.ts';
import { refuseWrongMethod } from './methods.ts';
import type { SayProblem } from './problem.ts';
import { Refused, sendProblem } from './problem.ts';
import { refuseUnstorable } from './storable.ts';

/** Who may call a route. `open` says why no account is needed; `roles` lists posts, `any` means every signed-in person. */
export type Permit = { open: string } | { roles: readonly string[] | 'any' };
export type Caller = { id: string; roles: readonly string[] };
/** One row of the route table. Routes that libraries add say no permit and are open by their prefix. */
export type Door = { readonly method: string; readonly url: string; readonly permit: Permit | undefined };

declare module 'fastify' {
  interface FastifyContextConfig {
    permit?: Permit;
    /** Set on calls that change nothing although they are POSTs. */
    readsOnly?: boolean;
  }
  interface FastifyRequest {
    caller: unknown;
  }
  interface FastifyInstance {
    /** Every route there is, in the order it was added. */
    doors: readonly Door[];
  }
}

/** A fastify instance whose routes are typed by their zod schemas. */
export function buildServer({ say, identify, version, log, patience = 120_000 }: ServerOptions): Server {
  const app = Fastify({
    logger: log ? { level: 'warn', serializers: { req: quietRequest, err: quietError } } : false,
    bodyLimit: 256 * 1024,
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: true,
    // A photo over a weak signal takes a minute; who needs longer has gone away or holds connections on purpose.
    requestTimeout: patience,
    // Node exchanges the two when the headers may take longer than the whole: a short patience would then be a long one.
    http: { connectionsCheckingInterval: Math.min(30_000, patience), headersTimeout: Math.min(60_000, patience) },
    clientErrorHandler: answerUnreadable(say),
    // An address that cannot be decoded: before any route, so before the error handler too.
    frameworkErrors: (_error, request, reply) => sendProblem({ request, reply, say }, 404, { code: 'not-found' }),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('caller', null);
  answerErrors(app, say);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, parseJson);
  const doors: Door[] = [];
  app.decorate('doors', doors);
  app.addHook('onRoute', (route) => {
    refuseWithoutPermit(route);
    for (const method of [route.method].flat()) doors.push({ method, url: route.url, permit: route.config?.permit });
  });
  app.register(cookie);
  // After the cookies are read, before any body is: who may not call does not get to send ten megabytes.
  app.after(() => app.addHook('onRequest', admit(identify)));
  app.addHook('onRequest', refuseWrongMethod(doors));
  app.addHook('preHandler', refuseUnstorable);
  app.register(multipart, { limits: { files: 1, fileSize: 12 * 1024 * 1024 + 1, fields: 5, fieldSize: 10_000 } });
  app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Guanjia 管家', version, license: { name: 'Apache-2.0' } } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
  return app;
}

export type Server = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  import('fastify').FastifyBaseLogger,
  ZodTypeProvider
>;
export type ServerOptions = {
  say: SayProblem;
  identify: (request: FastifyRequest) => Promise<Caller | null>;
  version: string;
  log: boolean;
  /** Milliseconds in which a whole request must have arrived. */
  patience?: number;
};

/** Routes that libraries add (the reference page, built assets) are open by their prefix; every route of ours says who may call it. */
function refuseWithoutPermit(route: RouteOptions) {
  if (/^\/(docs(\/|$)|assets\/)/.test(route.url) || route.config?.permit) return;
  if (route.method === 'OPTIONS' || route.method === 'HEAD') return;
  throw new Error(`route ${String(route.method)} ${route.url} says nobody who may call it: add config.permit`);
}

function parseJson(request: FastifyRequest, body: Buffer, done: (error: Error | null, value?: unknown) => void) {
  const charset = /charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset && charset.toLowerCase() !== 'utf-8') return done(new Refused(415, { code: 'unsupported-media-type' }));
  const read = readJson(body);
  return read.ok ? done(null, read.value) : done(new Refused(400, read.refusal));
}

const changes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

function admit(identify: ServerOptions['identify']) {
  return async (request: FastifyRequest) => {
    const { permit } = request.routeOptions.config;
    if (!permit) return;
    // Nothing here unpacks what was packed: a few kilobytes of zeros would be gigabytes.
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw new Refused(415, { code: 'packed' });
    const caller = await identify(request);
    request.caller = caller;
    // A cookie is sent by the browser whoever made the page ask; our own header cannot be added by a foreign page.
    const byCookie = caller !== null && !request.headers.authorization;
    if (byCookie && changes.has(request.method) && request.headers['x-guanjia'] === undefined) throw new Refused(403, { code: 'csrf' });
    // A phone keeps what a person said and sends it when it can; by then another may be signed in on it, or nobody.
    const meant = request.headers['x-guanjia-person'];
    if (meant !== undefined && caller && encodeURIComponent(caller.id) !== meant) throw new Refused(403, { code: 'other-person' });
    if (meant !== undefined && !caller) throw new Refused(401, { code: 'unauthenticated' });
    if ('open' in permit) return;
    if (!caller) throw new Refused(401, { code: 'unauthenticated' });
    if (permit.roles !== 'any' && !permit.roles.some((role) => caller.roles.includes(role))) throw new Refused(403, { code: 'forbidden' });
  };
}

const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The caller's Idempotency-Key, a UUID in lower case. Throws `key-missing` or `key-malformed`. */
export function keyOf(request: FastifyRequest): string {
  const said = request.headers['idempotency-key'];
  if (typeof said !== 'string' || said === '') throw new Refused(400, { code: 'key-missing' });
  const key = said.toLowerCase();
  if (!KEY.test(key)) throw new Refused(400, { code: 'key-malformed' });
  return key;
}
