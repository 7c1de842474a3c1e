import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance } from 'fastify';
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import { Refused, type SayProblem, bestLocale, problemBody, sendProblem } from './problem.ts';

/** Fastify's own refusals by their codes; what is not here and not ours is a failure of ours. */
const known: Record<string, { status: number; code: string }> = {
  // A path that climbs out of the built pages is only another page that is not there.
  FST_STATIC_FORBIDDEN_PATH: { status: 404, code: 'not-found' },
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'too-large' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: 'unsupported-media-type' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { status: 400, code: 'cut-short' },
  FST_ERR_BAD_URL: { status: 404, code: 'not-found' },
  FST_ERR_MAX_PARAM_LENGTH: { status: 404, code: 'not-found' },
  FST_REQ_FILE_TOO_LARGE: { status: 413, code: 'photo-too-large' },
  FST_FILES_LIMIT: { status: 413, code: 'too-large' },
  FST_FIELDS_LIMIT: { status: 413, code: 'too-large' },
  FST_PARTS_LIMIT: { status: 413, code: 'too-large' },
  FST_PROTO_VIOLATION: { status: 400, code: 'upload-broken' },
  FST_INVALID_MULTIPART_CONTENT_TYPE: { status: 415, code: 'unsupported-media-type' },
};

/** What PostgreSQL says when it cannot take the write now: the caller keeps its key and tries again. */
const unavailable = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08003',
  '08001',
  '53300',
  '53100',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOSPC',
  'ETIMEDOUT',
]);

/** What Node says of bytes it cannot take for a request. */
const unreadable: Record<string, { status: number; reason: string; code: string }> = {
  HPE_HEADER_OVERFLOW: { status: 431, reason: 'Request Header Fields Too Large', code: 'headers-too-large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, reason: 'Request Timeout', code: 'too-slow' },
  HPE_INVALID_EOF_STATE: { status: 400, reason: 'Bad Request', code: 'cut-short' },
};

/** Answers what never became a request: there is no route, no reply and mostly no language yet, but still a problem document. */
export function answerUnreadable(say: SayProblem) {
  return (error: Error & { code?: string | undefined; rawPacket?: unknown }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy(error);
      return;
    }
    const { status, reason, code } = unreadable[error.code ?? ''] ?? { status: 400, reason: 'Bad Request', code: 'not-http' };
    const wanted = /^accept-language:(.*)$/im.exec(error.rawPacket instanceof Buffer ? error.rawPacket.toString('latin1') : '')?.[1];
    const body = JSON.stringify(problemBody(say, bestLocale(wanted), { status, refusal: { code } }));
    socket.end(
      `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncache-control: no-store\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  };
}

export type AsRefusal = { readonly status: number; readonly refusal: { code: string } & Record<string, unknown> };

/** Any error as a refusal, for a door that answers in a form of its own; undefined for a failure of ours. */
export function refusalOf(thrown: unknown): AsRefusal | undefined {
  const error = thrown as FastifyError;
  if (error instanceof Refused) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map(({ instancePath, keyword, message }) => ({
      path: instancePath,
      code: keyword,
      message: message ?? '',
    }));
    return { status: 400, refusal: { code: 'invalid', where: error.validationContext, issues: issues.slice(0, 20) } };
  }
  const plain = known[error.code];
  if (plain) return { status: plain.status, refusal: { code: plain.code } };
  if (unavailable.has(error.code)) return { status: 503, refusal: { code: 'unavailable' } };
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500 && !isResponseSerializationError(error))
    return { status: error.statusCode, refusal: { code: 'invalid', issues: [{ path: '', code: error.code, message: '' }] } };
  return undefined;
}

/** One place where every error becomes an answer: refusals 4xx with their code, failures 500 or 503 and a line in the log. */
export function answerErrors(app: FastifyInstance, say: SayProblem) {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const to = { request, reply, say };
    const { status, refusal } = refusalOf(error) ?? { status: 500, refusal: { code: 'internal', request: request.id } };
    if (status >= 500) request.log.error({ err: error, path: request.routeOptions.url }, 'request failed');
    if (status === 503) reply.header('retry-after', '2');
    return sendProblem(to, status, refusal);
  });
  app.setNotFoundHandler((request, reply) => sendProblem({ request, reply, say }, 404, { code: 'not-found' }));
}
