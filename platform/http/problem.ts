import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from '../../kernel/words.ts';

/** Turns a stable code and its facts into a title and a sentence in the caller's language. Handed in by the app: platform has no words. */
export type SayProblem = (locale: Locale, code: string, facts: Record<string, unknown>) => { title: string; detail: string };

/** The best of our two languages for this caller; Chinese when nothing is said. */
export function localeOf(request: FastifyRequest): Locale {
  return bestLocale(request.headers['accept-language']);
}

export function bestLocale(wanted = ''): Locale {
  for (const part of wanted.split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (tag === 'zh' || tag === 'en') return tag;
  }
  return 'zh';
}

type Refusal = { code: string } & Record<string, unknown>;

export function problemBody(say: SayProblem, locale: Locale, { status, refusal }: { status: number; refusal: Refusal }) {
  const { code, ...facts } = refusal;
  const { title, detail } = say(locale, code, facts);
  return { ...facts, type: `urn:guanjia:problem:${code}`, title, status, code, detail };
}

/** Answers `application/problem+json` (RFC 9457) with a stable `code`; facts stand beside it for machines. */
export function sendProblem(
  { request, reply, say }: { request: FastifyRequest; reply: FastifyReply; say: SayProblem },
  status: number,
  refusal: Refusal,
) {
  if (status === 429 && typeof refusal.seconds === 'number') reply.header('retry-after', refusal.seconds);
  return reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problemBody(say, localeOf(request), { status, refusal }));
}

/** A refusal that a handler throws past fastify's typed reply: caught by the one error handler. */
export class Refused extends Error {
  readonly status: number;
  readonly refusal: Refusal;

  constructor(status: number, refusal: Refusal) {
    super(refusal.code);
    this.status = status;
    this.refusal = refusal;
  }
}
