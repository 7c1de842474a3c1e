import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Heard, type Said, problemOf, say } from './say.ts';
import type { Site } from './site.ts';

/** One hostile or broken request and the refusal it must get. `send` is made when its turn comes, for it may need the site. */
export type Row = readonly [says: string, send: () => Said | Promise<Said>, status: number, code: string];
/** Checks the shape of a refusal beyond its status: our own problem, or another standard's error list. */
export type Form = (heard: Heard, expected: { code: string; locale: 'zh' | 'en' }) => void;

const chinese = /[\u4e00-\u9fff]/;

/** RFC 9457 with our stable code, in the caller's language, telling what to do. */
export const asProblem: Form = (heard, { code, locale }) => {
  assert.match(heard.headers['content-type'] ?? '', /^application\/problem\+json/);
  const problem = problemOf(heard);
  assert.equal(problem.code, code);
  assert.equal(problem.type, `urn:guanjia:problem:${code}`);
  assert.equal(problem.status, heard.status);
  for (const words of [problem.title, problem.detail]) {
    assert.ok(words.length > 3, `says too little: ${heard.text}`);
    assert.equal(chinese.test(words), locale === 'zh', `not in ${locale}: ${words}`);
  }
  if (code === 'invalid') assert.ok(problem.issues?.length, `nothing is marked: ${heard.text}`);
  assert.doesNotMatch(heard.text, /node_modules|at \w+ \(|pg_|postgres|select |insert /i, 'tells of our insides');
};

/** Everything durable there is, as one text: tables row by row and pictures by name. Serial numbers may have gaps and stay out. */
export async function fingerprint(site: Site, without: readonly string[] = []): Promise<string> {
  const tables = await site.database.many<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
  );
  const parts = tables
    .filter(({ name }) => ![...without, 'number_lease'].includes(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*) as n, coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash from ${name} t`,
    );
  const rows = await site.database.many<{ name: string; n: number; hash: string }>(parts.join(' union all '));
  const pictures = existsSync(site.photoFolder) ? readdirSync(site.photoFolder, { recursive: true }).map(String).sort() : [];
  return [...rows.map(({ name, n, hash }) => `${name} ${n} ${hash}`), `pictures ${hash(pictures.join())} ${pictures.length}`].join('\n');
}

const hash = (words: string) => createHash('sha256').update(words).digest('hex').slice(0, 12);

/** Every row in both languages; after each the site holds what it held before. */
export function refuses(door: string, site: () => Site, rows: readonly Row[], form: Form = asProblem) {
  for (const [says, send, status, code] of rows) {
    test(`${door}: ${says}`, async () => {
      const before = await fingerprint(site());
      for (const locale of ['zh', 'en'] as const) {
        const said = await send();
        const heard = await say(site().port, {
          ...said,
          headers: { 'accept-language': locale === 'zh' ? 'zh-CN' : 'en-GB,en;q=0.9', ...said.headers },
        });
        assert.equal(heard.status, status, heard.text.slice(0, 400));
        form(heard, { code, locale });
      }
      assert.equal(await fingerprint(site()), before);
    });
  }
}

type Door = {
  readonly method?: string;
  readonly path: () => string;
  readonly headers: () => Record<string, string>;
  /** A body that is right in everything. */
  readonly good: () => object;
};

const JSON_TYPE = { 'content-type': 'application/json' };
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** What every door that takes JSON must withstand, made from one good body of that door. */
export function brokenJson({ method = 'POST', path, headers, good }: Door): Row[] {
  const raw =
    (body: string | Buffer, more: Record<string, string> = JSON_TYPE): (() => Said) =>
    () => ({
      method,
      path: path(),
      body,
      headers: { ...headers(), ...more },
    });
  const made =
    (make: () => string | Buffer, more: Record<string, string> = JSON_TYPE) =>
    () =>
      raw(make(), more)();
  const said = () => JSON.stringify(good());
  const withKey = (key: string, value = '1') => `${said().slice(0, -1)},"${key}":${value}}`;
  return [
    ['no body at all', () => ({ method, path: path(), headers: headers() }), 400, 'invalid'],
    ['an empty JSON body', raw(''), 400, 'not-json'],
    ['white space', raw('   \n'), 400, 'not-json'],
    ['half a body', made(() => said().slice(0, -5)), 400, 'not-json'],
    ['something after the end', made(() => `${said()} {}`), 400, 'not-json'],
    ['single quotes', made(() => said().replaceAll('"', "'")), 400, 'not-json'],
    ['NaN', made(() => withKey('n', 'NaN')), 400, 'not-json'],
    ['a comment', made(() => `/* hello */${said()}`), 400, 'not-json'],
    ['a bare NUL', raw('\u0000'), 400, 'not-json'],
    ['a NUL inside a string, unescaped', made(() => withKey('n', '"\u0000"')), 400, 'not-json'],
    ['null', raw('null'), 400, 'invalid'],
    ['a number', raw('7'), 400, 'invalid'],
    ['a string', raw('"hello"'), 400, 'invalid'],
    ['true', raw('true'), 400, 'invalid'],
    ['a list', made(() => `[${said()}]`), 400, 'invalid'],
    ['an empty object', raw('{}'), 400, 'invalid'],
    ['an unknown key', made(() => withKey('surprise')), 400, 'invalid'],
    ['a key of another script that looks like ours', made(() => withKey('tеxt')), 400, 'invalid'],
    ['an attempt to be an administrator', made(() => withKey('roles', '["administrator"]')), 400, 'invalid'],
    ['__proto__', made(() => withKey('__proto__', '{"admin":true}')), 400, 'not-json'],
    ['__proto__ written with escapes', made(() => withKey('\\u005f_proto__', '{"admin":true}')), 400, 'not-json'],
    ['constructor.prototype', made(() => withKey('constructor', '{"prototype":{"admin":true}}')), 400, 'not-json'],
    ['hasOwnProperty as data', made(() => withKey('hasOwnProperty')), 400, 'invalid'],
    ['one key twice', made(() => `${said().slice(0, -1)},${said().slice(1)}`), 400, 'not-json'],
    [
      'one key twice, once with escapes',
      made(() => said().replace(/"(\w)(\w+)":/, (key, a: string, b: string) => `"\\u00${a.charCodeAt(0).toString(16)}${b}":null,${key}`)),
      400,
      'not-json',
    ],
    ['nesting of ten thousand lists', made(() => withKey('deep', nested(10_000))), 400, 'not-json'],
    ['nesting as deep as the limit lets through', raw(nested(120_000)), 400, 'not-json'],
    ['nesting of objects', made(() => withKey('deep', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)), 400, 'not-json'],
    [
      'bad UTF-8',
      made(() => Buffer.concat([Buffer.from(said().slice(0, -2)), Buffer.from([0xc3, 0x28]), Buffer.from(said().slice(-2))])),
      400,
      'not-json',
    ],
    [
      'bad UTF-8 in chunks',
      made(() => Buffer.concat([Buffer.from(withKey('n', '"').slice(0, -1)), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]), {
        ...JSON_TYPE,
        'transfer-encoding': 'chunked',
      }),
      400,
      'not-json',
    ],
    [
      'an overlong encoding of a slash',
      made(() => Buffer.concat([Buffer.from(withKey('n', '"').slice(0, -1)), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')])),
      400,
      'not-json',
    ],
    ['UTF-16', made(() => Buffer.from(said(), 'utf16le')), 400, 'not-json'],
    ['ten megabytes', raw(`{"text":"${'a'.repeat(10 * 1024 * 1024)}"}`), 413, 'too-large'],
    [
      'ten megabytes in chunks',
      raw(`{"text":"${'a'.repeat(10 * 1024 * 1024)}"}`, { ...JSON_TYPE, 'transfer-encoding': 'chunked' }),
      413,
      'too-large',
    ],
    ['ten megabytes of white space before it', made(() => `${' '.repeat(10 * 1024 * 1024)}${said()}`), 413, 'too-large'],
    ['a gzip body', made(() => gzipSync(said()), { ...JSON_TYPE, 'content-encoding': 'gzip' }), 415, 'packed'],
    [
      'a gzip bomb of ten megabytes',
      raw(gzipSync(Buffer.alloc(10 * 1024 * 1024, 32)), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
      415,
      'packed',
    ],
    ['gzip that does not say so', made(() => gzipSync(said())), 400, 'not-json'],
    ['no content type', made(said, {}), 415, 'unsupported-media-type'],
    ['plain text', made(said, { 'content-type': 'text/plain' }), 415, 'unsupported-media-type'],
    ['a form', raw('text=hello', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'unsupported-media-type'],
    [
      'XML with an outside entity',
      raw('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', { 'content-type': 'application/xml' }),
      415,
      'unsupported-media-type',
    ],
    ['a content type that is none', made(said, { 'content-type': 'json' }), 415, 'unsupported-media-type'],
    ['JSON in a foreign character set', made(said, { 'content-type': 'application/json; charset=gb2312' }), 415, 'unsupported-media-type'],
    ['a multipart body', raw('--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }), 400, 'invalid'],
  ];
}

/** What every door must withstand below the body: methods, paths and headers. */
export function brokenRequest({ path, headers }: Omit<Door, 'good'>, wrong: readonly string[]): Row[] {
  const at = (tail: string) => () => ({ method: 'POST', path: `${path()}${tail}`, headers: headers() });
  return [
    ...wrong.map((method): Row => [`the method ${method}`, () => ({ method, path: path(), headers: headers() }), 404, 'not-found']),
    ['a path that climbs', at('/../../../etc/passwd'), 404, 'not-found'],
    ['a path that climbs in escapes', at('/..%2f..%2f..%2fetc%2fpasswd'), 404, 'not-found'],
    ['a path with half an escape', at('/%zz'), 404, 'not-found'],
    ['a path with bad UTF-8', at('/%ff%fe'), 404, 'not-found'],
    ['a path with NUL', at('/%00'), 404, 'not-found'],
    [
      'headers of sixty kilobytes',
      () => ({ method: 'POST', path: path(), headers: { ...headers(), 'x-much': 'a'.repeat(60_000) } }),
      431,
      'headers-too-large',
    ],
  ];
}

/** What the server says on a bare connection to words that are no HTTP, or stop in the middle. Ends when the server does. */
export function whisper(port: number, words: string | Buffer, { thenEnd = false } = {}): Promise<string> {
  return new Promise((heard, failed) => {
    const socket = connectSocket({ host: '127.0.0.1', port });
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', failed);
    socket.on('close', () => heard(Buffer.concat(chunks).toString('utf8')));
    socket.write(words, () => thenEnd && socket.end());
  });
}
