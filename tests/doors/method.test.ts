import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { asProblem } from './hostile.ts';
import { type Heard, say } from './say.ts';
import { type Site, openSite } from './site.ts';

let site: Site;
let documented: Record<string, Record<string, unknown>>;
before(async () => {
  site = await openSite();
  ({ paths: documented } = JSON.parse((await say(site.port, { path: '/openapi.json' })).text) as { paths: typeof documented });
});
after(() => site.close());

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
type Asked = { method: string; path: string; own: readonly string[]; format: string };

/** Every path of the description by every method, a path of Open311 in each of its two languages. */
function everything(): Asked[] {
  return Object.entries(documented).flatMap(([pattern, takes]) => {
    const own = Object.keys(takes).map((method) => method.toUpperCase());
    const paths = (pattern.includes('{format}') ? ['json', 'xml'] : ['']).map((format) => ({
      format,
      path: pattern.replace('{format}', format).replaceAll(/\{\w+\}/g, 'x'),
    }));
    return paths.flatMap(({ format, path }) => METHODS.map((method) => ({ method, path, own, format })));
  });
}

/** Our own problem, or the standard's list with the status in it. */
function isToldWhy(heard: Heard, format: string, locale: 'zh' | 'en') {
  if (format === '') return asProblem(heard, { code: 'wrong-method', locale });
  const [error] = (format === 'xml' ? [new XMLParser().parse(heard.text).errors.error] : JSON.parse(heard.text)) as { code: number }[];
  assert.equal(error?.code, 405);
}

test('every path of the description answers the methods it does not take with 405, and says which it takes', async () => {
  let refused = 0;
  for (const { method, path, own, format } of everything()) {
    const locale = refused % 2 === 0 ? 'zh' : 'en';
    const heard = await say(site.port, { method, path, headers: { 'accept-language': locale } });
    const which = `${method} ${path}: ${heard.status} ${heard.text.slice(0, 200)}`;
    // HEAD goes where GET goes and is not described.
    const isTaken = own.includes(method) || (method === 'HEAD' && own.includes('GET') && heard.status !== 405);
    assert.equal(heard.status === 405, !isTaken, which);
    if (isTaken) continue;
    refused += 1;
    const allowed = (heard.headers.allow ?? '').split(', ');
    assert.ok(!allowed.includes(method) && own.every((each) => allowed.includes(each)), `${which} allows ${allowed.join()}`);
    if (method !== 'HEAD') isToldWhy(heard, format, locale);
  }
  assert.ok(refused > 300, `${refused} were refused`);
});

for (const path of [
  '/api',
  '/api/case',
  '/api/reports/',
  '/API/reports',
  '/api/cases/x/y/z',
  '/open311/v2/requests.html',
  '/open311/v2/',
  '/open311',
])
  test(`what is no path of ours is 404 by every method: ${path}`, async () => {
    for (const method of METHODS) {
      const heard = await say(site.port, { method, path });
      assert.equal(heard.status, 404, `${method} ${heard.text}`);
      assert.equal(heard.headers.allow, undefined);
    }
  });

test('a body of the wrong kind by the wrong method hears of the method', async () => {
  const heard = await say(site.port, { method: 'PUT', path: '/api/reports', headers: { 'content-type': 'text/plain' }, body: 'hello' });
  assert.deepEqual([heard.status, heard.headers.allow], [405, 'POST']);
});
