import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from '../../kernel/words.ts';

/** Turns a stable code and its facts into a title and a sentence in the caller's language. Handed in by the app: platform has no words. */
export type SayProblem = (locale: Locale, code: string, facts: Record<string, unknown>) => { title: string; detail: string };

/** The best of our two languages for this caller; Chinese when nothing is said. */
export function localeOf(request: FastifyRequest): Locale {
  for (const part of (request.headers['accept-language'] ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (tag === 'zh' || tag === 'en') return tag;
  }
  return 'zh';
}

/** Answers `application/problem+json` (RFC 9457) with a stable `code`; facts stand beside it for machines. */
export function sendProblem(
  { request, reply, say }: { request: FastifyRequest; reply: FastifyReply; say: SayProblem },
  status: number,
  { code, ...facts }: { code: string } & Record<string, unknown>,
) {
  const { title, detail } = say(localeOf(request), code, facts);
  return reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({ ...facts, type: `urn:guanjia:problem:${code}`, title, status, code, detail });
}

/** A refusal that a handler throws past fastify's typed reply: caught by the one error handler. */
export class Refused extends Error {
  readonly status: number;
  readonly refusal: { code: string } & Record<string, unknown>;

  constructor(status: number, refusal: { code: string } & Record<string, unknown>) {
    super(refusal.code);
    this.status = status;
    this.refusal = refusal;
  }
}
