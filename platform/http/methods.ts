import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from './problem.ts';

type Route = { readonly method: string; readonly url: string };

/** Which methods a path takes, by the patterns of its routes; none for a path that is none of ours. */
function methodsAt(routes: readonly Route[]): (path: string) => string[] {
  let known: { method: string; pattern: RegExp }[] = [];
  return (path) => {
    if (known.length !== routes.length) known = routes.map(({ method, url }) => ({ method, pattern: patternOf(url) }));
    return [...new Set(known.flatMap(({ method, pattern }) => (pattern.test(path) ? [method] : [])))].sort();
  };
}

/** `:name`, `:name(one|other)` and `*`, as the router reads them; everything else stands for itself. */
function patternOf(url: string): RegExp {
  const source = url.replace(/:\w+(\([^)]*\))?|\*|[.+?^${}()|[\]\\]/g, (sign, choice: string | undefined) => {
    if (sign === '*') return '.*';
    if (!sign.startsWith(':')) return `\\${sign}`;
    return choice ?? '[^/]+?';
  });
  return new RegExp(`^${source}$`);
}

/**
 * A path of ours by a method it does not take: 405 and those it does (RFC 9110 §15.5.6). Asked before any body is read, for a
 * body nobody takes would else be refused for its kind.
 */
export function refuseWrongMethod(routes: readonly Route[]) {
  const takes = methodsAt(routes);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!request.is404) return;
    const allowed = takes(request.url.split('?')[0] ?? '');
    // A page or picture that is not there is asked for by the right method.
    if (allowed.length === 0 || allowed.includes(request.method)) return;
    reply.header('allow', allowed.join(', '));
    throw new Refused(405, { code: 'wrong-method', allowed });
  };
}
