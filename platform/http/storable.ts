import type { FastifyRequest } from 'fastify';
import { Refused } from './problem.ts';

/** NUL, which PostgreSQL cannot hold, and half a surrogate pair, which is no character. */
const UNSTORABLE = /\u0000|[\ud800-\udfff]/u;

/**
 * Refuses what no store of ours could keep, after the schema has had its say and before any handler: one text of a schema that
 * forgot would otherwise be a failure of the database, for which the caller has no remedy.
 */
export async function refuseUnstorable({ params, query, body }: FastifyRequest): Promise<void> {
  for (const [where, said] of Object.entries({ params, querystring: query, body })) {
    const path = unstorableIn(said, '');
    if (path === undefined) continue;
    // Nothing is called so: a name in the path that cannot be kept names nothing.
    if (where === 'params') throw new Refused(404, { code: 'not-found' });
    throw new Refused(400, { code: 'invalid', where, issues: [{ path, code: 'control-characters', message: 'control-characters' }] });
  }
}

/** Where the first such text stands, as the schemas point at their fields; undefined when there is none. */
function unstorableIn(said: unknown, path: string): string | undefined {
  if (typeof said === 'string') return UNSTORABLE.test(said) ? path : undefined;
  if (typeof said !== 'object' || said === null || ArrayBuffer.isView(said)) return undefined;
  for (const [name, each] of Object.entries(said)) {
    const found = UNSTORABLE.test(name) ? path : unstorableIn(each, `${path}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
