import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import statics from '@fastify/static';
import type { FastifyReply } from 'fastify';
import type { Server } from '../../platform/http/server.ts';

const open = { permit: { open: 'the pages themselves hold nothing; what they fetch asks for rights' } };

/** Nothing from elsewhere is ever loaded, so the browser may be told so. `blob:` is for map workers and photos before upload. */
const POLICY =
  "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'";

/** The three pages and their assets, built into `folder`; compressed copies made at build time are sent as they are. */
export async function pageRoutes(app: Server, folder: string) {
  if (existsSync(join(folder, 'assets'))) {
    await app.register(statics, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      index: false,
    });
  }
  const page = (name: string) => async (_request: unknown, reply: FastifyReply) => {
    const html = await readFile(join(folder, 'apps', name, 'index.html'), 'utf8').catch(() => undefined);
    if (!html)
      return reply
        .code(503)
        .type('text/plain; charset=utf-8')
        .send('页面还没有构建：npm run build · the pages are not built yet: npm run build');
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'same-origin')
      .send(html);
  };
  // From the root, so that it may serve `/field` itself; a browser asks for it anew at every visit.
  app.get('/fieldworker.js', { config: open, schema: { hide: true } }, async (_request, reply) => {
    const script = await readFile(join(folder, 'fieldworker.js'), 'utf8').catch(() => undefined);
    return reply
      .code(script ? 200 : 503)
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('x-content-type-options', 'nosniff')
      .send(script ?? '');
  });
  for (const path of ['/', '/q/:code', '/f/:token']) app.get(path, { config: open, schema: { hide: true } }, page('resident'));
  for (const path of ['/desk', '/desk/*']) app.get(path, { config: open, schema: { hide: true } }, page('web'));
  for (const path of ['/field', '/field/*']) app.get(path, { config: open, schema: { hide: true } }, page('field'));
}
