import { gzipSync } from 'node:zlib';
import type { Row } from './hostile.ts';

export type Door = {
  readonly method?: string;
  readonly path: () => string;
  readonly headers: () => Record<string, string>;
  /** A body that is right in everything. */
  readonly good: () => object;
};
type Make = (said: string) => string | Buffer;
type Labels = Record<string, string>;

const JSON_TYPE = { 'content-type': 'application/json' };
const MEGABYTES = 'a'.repeat(10 * 1024 * 1024);
const SPACES = ' '.repeat(MEGABYTES.length);
const BOMB = gzipSync(SPACES);
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const withKey = (said: string, key: string, value = '1') => `${said.slice(0, -1)},"${key}":${value}}`;
/** The good body with raw bytes inside one of its strings. */
const withBytes = (said: string, ...bytes: number[]) =>
  Buffer.concat([Buffer.from(withKey(said, 'n', '"').slice(0, -1)), Buffer.from(bytes), Buffer.from('"}')]);

/** Bodies that are no JSON, or not as we take it: 400 `not-json`. */
const notJson: readonly (readonly [says: string, make: Make, labels?: Labels])[] = [
  ['an empty JSON body', () => ''],
  ['white space', () => '   \n'],
  ['half a body', (said) => said.slice(0, -5)],
  ['something after the end', (said) => `${said} {}`],
  ['single quotes', (said) => said.replaceAll('"', "'")],
  ['NaN', (said) => withKey(said, 'n', 'NaN')],
  ['a comment', (said) => `/* hello */${said}`],
  ['a bare NUL', () => '\u0000'],
  ['a NUL inside a string, unescaped', (said) => withKey(said, 'n', '"\u0000"')],
  ['__proto__', (said) => withKey(said, '__proto__', '{"admin":true}')],
  ['__proto__ written with escapes', (said) => withKey(said, '\\u005f_proto__', '{"admin":true}')],
  ['constructor.prototype', (said) => withKey(said, 'constructor', '{"prototype":{"admin":true}}')],
  ['one key twice', (said) => `${said.slice(0, -1)},${said.slice(1)}`],
  [
    'one key twice, once with escapes',
    (said) => said.replace(/"(\w)(\w+)":/, (key, a: string, b: string) => `"${escaped(a)}${b}":null,${key}`),
  ],
  ['nesting of ten thousand lists', (said) => withKey(said, 'deep', nested(10_000))],
  ['nesting as deep as the limit lets through', () => nested(120_000)],
  ['nesting of objects', (said) => withKey(said, 'deep', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)],
  ['bad UTF-8', (said) => withBytes(said, 0xc3, 0x28)],
  ['bad UTF-8 in chunks', (said) => withBytes(said, 0xff, 0xfe), { 'transfer-encoding': 'chunked' }],
  ['an overlong encoding of a slash', (said) => withBytes(said, 0xc0, 0xaf)],
  ['half a surrogate pair as bytes', (said) => withBytes(said, 0xed, 0xa0, 0xbd)],
  ['UTF-16', (said) => Buffer.from(said, 'utf16le')],
  ['gzip that does not say so', (said) => gzipSync(said)],
];

const escaped = (letter: string) => `\\u00${letter.charCodeAt(0).toString(16)}`;

/** JSON of another shape: 400 `invalid`, with what is wrong marked. */
const misshapen: readonly (readonly [says: string, make: Make])[] = [
  ['null', () => 'null'],
  ['a number', () => '7'],
  ['a string', () => '"hello"'],
  ['true', () => 'true'],
  ['a list', (said) => `[${said}]`],
  ['an empty object', () => '{}'],
  ['an unknown key', (said) => withKey(said, 'surprise')],
  ['a key of another script that looks like ours', (said) => withKey(said, 'tеxt')],
  ['an attempt to be an administrator', (said) => withKey(said, 'roles', '["administrator"]')],
  ['hasOwnProperty as data', (said) => withKey(said, 'hasOwnProperty')],
];

const OTHER = [415, 'unsupported-media-type'] as const;
/** Bodies that are too much, packed, or labelled as something else. */
const labelled: readonly (readonly [says: string, make: Make, labels: Labels, status: number, code: string])[] = [
  ['ten megabytes', () => `{"text":"${MEGABYTES}"}`, JSON_TYPE, 413, 'too-large'],
  ['ten megabytes in chunks', () => `{"text":"${MEGABYTES}"}`, { ...JSON_TYPE, 'transfer-encoding': 'chunked' }, 413, 'too-large'],
  ['ten megabytes of white space before it', (said) => `${SPACES}${said}`, JSON_TYPE, 413, 'too-large'],
  ['a gzip body', (said) => gzipSync(said), { ...JSON_TYPE, 'content-encoding': 'gzip' }, 415, 'packed'],
  ['a gzip bomb of ten megabytes', () => BOMB, { ...JSON_TYPE, 'content-encoding': 'gzip' }, 415, 'packed'],
  ['no content type', (said) => said, {}, ...OTHER],
  ['plain text', (said) => said, { 'content-type': 'text/plain' }, ...OTHER],
  ['a form', () => 'text=hello', { 'content-type': 'application/x-www-form-urlencoded' }, ...OTHER],
  [
    'XML with an outside entity',
    () => '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///x">]><a>&x;</a>',
    { 'content-type': 'application/xml' },
    ...OTHER,
  ],
  ['a content type that is none', (said) => said, { 'content-type': 'json' }, ...OTHER],
  ['JSON in a foreign character set', (said) => said, { 'content-type': 'application/json; charset=gb2312' }, ...OTHER],
  ['a multipart body', () => '--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }, 400, 'invalid'],
];

/** What every door that takes JSON must withstand, made from one good body of that door. */
export function brokenJson({ method = 'POST', path, headers, good }: Door): Row[] {
  const send = (make: Make, labels: Labels) => () => ({
    method,
    path: path(),
    body: make(JSON.stringify(good())),
    headers: { ...headers(), ...labels },
  });
  return [
    ['no body at all', () => ({ method, path: path(), headers: headers() }), 400, 'invalid'],
    ...notJson.map(([says, make, labels = {}]): Row => [says, send(make, { ...JSON_TYPE, ...labels }), 400, 'not-json']),
    ...misshapen.map(([says, make]): Row => [says, send(make, JSON_TYPE), 400, 'invalid']),
    ...labelled.map(([says, make, labels, status, code]): Row => [says, send(make, labels), status, code]),
  ];
}

/** What every door must withstand below the body: methods, paths and headers. */
export function brokenRequest({ path, headers }: Omit<Door, 'good'>, wrong: readonly string[]): Row[] {
  const at = (tail: string) => () => ({ method: 'POST', path: `${path()}${tail}`, headers: headers() });
  const much = () => ({ method: 'POST', path: path(), headers: { ...headers(), 'x-much': 'a'.repeat(60_000) } });
  return [
    ...wrong.map((method): Row => [`the method ${method}`, () => ({ method, path: path(), headers: headers() }), 405, 'wrong-method']),
    ['a path that climbs', at('/../../../etc/passwd'), 404, 'not-found'],
    ['a path that climbs in escapes', at('/..%2f..%2f..%2fetc%2fpasswd'), 404, 'not-found'],
    ['a path with half an escape', at('/%zz'), 404, 'not-found'],
    ['a path with bad UTF-8', at('/%ff%fe'), 404, 'not-found'],
    ['a path with NUL', at('/%00'), 404, 'not-found'],
    ['headers of sixty kilobytes', much, 431, 'headers-too-large'],
  ];
}
