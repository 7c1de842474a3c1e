import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { hashPassword, signIn } from '../../features/people/server/command.ts';
import { brokenJson, brokenRequest } from './broken.ts';
import { crew } from './crew.ts';
import { type Row, fingerprint, refuses } from './hostile.ts';
import { json, problemOf, say } from './say.ts';
import { type Site, openSite, password } from './site.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
  // Somebody is signed in, so that the hash stolen from the database is a real one.
  await site.token('wang');
});
after(() => site.close());

const door = { path: () => '/api/session', headers: () => ({}), good: () => ({ account: 'nobody-at-all', password }) };
const enter = (body: unknown, headers: Record<string, string> = {}) => {
  const made = json(body);
  return { method: 'POST', path: '/api/session', body: made.body, headers: { ...made.headers, ...headers } };
};
const row = (says: string, body: unknown, status = 400, code = 'invalid'): Row => [says, () => enter(body), status, code];
const account = (says: string, said: unknown, status = 400, code = 'invalid') => row(says, { account: said, password }, status, code);
const secret = (says: string, said: unknown, status = 400, code = 'invalid') =>
  row(says, { account: 'zeng', password: said }, status, code);
const wrong = [401, 'wrong-credentials'] as const;

const rows: Row[] = [
  account('no account', undefined),
  account('an empty account', ''),
  account('an account of white space', '   '),
  account('an account that is a number', 7),
  account('an account that is a list', ['wang']),
  account('an account that is an object', { $ne: null }),
  account('an account that is null', null),
  account('an account of sixty-five characters', 'a'.repeat(65)),
  account('NUL in the account', 'wang\u0000'),
  account('half a surrogate pair in the account', 'wang\ud800'),
  account('an account that does not exist', 'mallory', ...wrong),
  account('an account in capitals', 'WANG', ...wrong),
  account('SQL for an account', "wang' --", ...wrong),
  account('SQL that is always true', "' or '1'='1", ...wrong),
  account('a wildcard', '%', ...wrong),
  account('an account in Cyrillic that looks Latin', 'wаng', ...wrong),
  account('an account with a zero-width space', 'wa\u200bng', ...wrong),
  account('an account in full width', 'ｗａｎｇ', ...wrong),
  account('an LDAP filter', '*)(uid=*))(|(uid=*', ...wrong),
  account('a person’s id instead of the account', 'p-wang', ...wrong),
  account('__proto__', '__proto__', ...wrong),
  account('constructor', 'constructor', ...wrong),
  account('a header’s end', 'wang\r\nset-cookie: a=b', ...wrong),
  secret('no password', undefined),
  secret('an empty password', ''),
  secret('a password that is a number', 7),
  secret('a password that is true', true),
  secret('a password that is an object', { $gt: '' }),
  secret('a password of two hundred and one characters', 'a'.repeat(201)),
  secret('a wrong password', 'guanjia-dem0', ...wrong),
  row('the right password in capitals', { account: 'peng', password: password.toUpperCase() }, ...wrong),
  row('the right password and one character more', { account: 'xiao', password: `${password} ` }, ...wrong),
  row('the right password in full width', { account: 'dong', password: 'ｇｕａｎｊｉａ-ｄｅｍｏ' }, ...wrong),
  row('SQL for a password', { account: 'pan', password: "' or '1'='1" }, ...wrong),
  row('NUL and the right password', { account: 'cao', password: `\u0000${password}` }),
  row('half a surrogate pair for a password', { account: 'deng', password: '\ud800' }),
  row('a password hash for a password', { account: 'feng', password: '$argon2id$v=19$m=19456,t=2,p=1$x$y' }, ...wrong),
  row('a role asked for on the way in', { account: 'wang', password, roles: ['administrator'] }),
  row('a second factor nobody asked for', { account: 'wang', password, otp: '000000' }),
  [
    'a stranger’s session',
    () => ({ path: '/api/session', headers: { authorization: `Bearer ${'A'.repeat(43)}` } }),
    401,
    'unauthenticated',
  ],
  [
    'a session that is SQL',
    () => ({ path: '/api/session', headers: { authorization: "Bearer ' or 1=1 -- aaaaaaaaaaaaa" } }),
    401,
    'unauthenticated',
  ],
  [
    'a session of ten kilobytes',
    () => ({ path: '/api/session', headers: { authorization: `Bearer ${'A'.repeat(10_000)}` } }),
    401,
    'unauthenticated',
  ],
  [
    'a name and a password in the header',
    () => ({ path: '/api/session', headers: { authorization: 'Basic d2FuZzpndWFuamlhLWRlbW8=' } }),
    401,
    'unauthenticated',
  ],
  ['a cookie of another site', () => ({ path: '/api/session', headers: { cookie: 'session=abc; guanjia=' } }), 401, 'unauthenticated'],
  ['a cookie that cannot be decoded', () => ({ path: '/api/session', headers: { cookie: 'guanjia=%zz%ff' } }), 401, 'unauthenticated'],
  ['a cookie with NUL', () => ({ path: '/api/session', headers: { cookie: 'guanjia=%00' } }), 401, 'unauthenticated'],
  [
    'two sessions at once, both wrong',
    () => ({ path: '/api/session', headers: { authorization: 'Bearer a', cookie: 'guanjia=b' } }),
    401,
    'unauthenticated',
  ],
  [
    'a good cookie beside a bad header',
    async () => ({ path: '/api/session', headers: { authorization: 'Bearer wrong', cookie: `guanjia=${await site.token('wang')}` } }),
    401,
    'unauthenticated',
  ],
  [
    'the hash that the database holds',
    async () => {
      const { hash } = await site.database.one<{ hash: string }>("select encode(token_hash, 'hex') as hash from session limit 1");
      return { path: '/api/session', headers: { authorization: `Bearer ${hash}` } };
    },
    401,
    'unauthenticated',
  ],
];

refuses('sign-in', () => site, [...rows, ...brokenJson(door), ...brokenRequest(door, ['PUT', 'PATCH'])]);

test('six tries are one too many, the right password included, and a minute later all is well', async () => {
  const attempt = (said: string) => say(site.port, enter({ account: 'tian', password: said }, { 'accept-language': 'en' }));
  const held = await fingerprint(site);
  for (let n = 0; n < 5; n++) assert.equal((await attempt('wrong')).status, 401);
  const locked = await attempt(password);
  assert.deepEqual([locked.status, problemOf(locked).code], [429, 'locked-out']);
  assert.equal(locked.headers['retry-after'], '60');
  assert.match(problemOf(locked).detail, /60 seconds/);
  assert.equal(await fingerprint(site), held);
  site.clock.at = (site.clock.at + 60_000) as typeof site.clock.at;
  assert.equal((await attempt(password)).status, 200);
});

test('who is kept out at one address comes in at another, and every process counts alike', async () => {
  const attempt = (said: string, from: string) => say(site.port, enter({ account: 'tian', password: said }, { 'x-forwarded-for': from }));
  for (let n = 0; n < 5; n++) assert.equal((await attempt('wrong', '203.0.113.7')).status, 401);
  assert.equal((await attempt(password, '203.0.113.7')).status, 429);
  assert.equal((await attempt(password, '198.51.100.1')).status, 200);
  const people = { database: site.database, now: () => site.clock.at, token: () => 'x'.repeat(43) };
  const elsewhere = await signIn(people, { account: 'tian', password, address: '203.0.113.7' });
  assert.deepEqual(elsewhere, { ok: false, refusal: { code: 'locked-out', seconds: 60 } });
});

test('of thirty guesses at one moment five are heard', async () => {
  const guess = () => say(site.port, enter({ account: 'tian', password: 'wrong' }, { 'x-forwarded-for': '203.0.113.9' }));
  const heard = await Promise.all(Array.from({ length: 30 }, guess));
  assert.equal(heard.filter(({ status }) => status === 401).length, 5);
  assert.equal(heard.filter(({ status }) => status === 429).length, 25);
});

test('the right password said ten times at one moment opens ten sessions', async () => {
  const right = () => say(site.port, enter({ account: 'tian', password }, { 'x-forwarded-for': '203.0.113.10' }));
  assert.deepEqual([...new Set((await Promise.all(Array.from({ length: 10 }, right))).map(({ status }) => status))], [200]);
});

test('only the hash of a session is stored, and signing out ends it', async () => {
  const heard = await say(site.port, enter({ account: 'zhou', password }));
  const { token } = JSON.parse(heard.text) as { token: string };
  const cookie = heard.headers['set-cookie']?.join() ?? '';
  assert.match(cookie, /^guanjia=[\w-]{43};.*HttpOnly.*SameSite=Lax/i);
  const stored = JSON.stringify(await site.database.many('select * from session'));
  assert.doesNotMatch(stored, new RegExp(token));
  const headers = { authorization: `Bearer ${token}` };
  assert.equal((await say(site.port, { method: 'DELETE', path: '/api/session', headers })).status, 204);
  assert.equal((await say(site.port, { path: '/api/session', headers })).status, 401);
});

test('an unknown account is answered no differently and not much faster than a wrong password', async () => {
  const took = async (name: string) => {
    const times: number[] = [];
    for (let n = 0; n < 4; n++) {
      const from = process.hrtime.bigint();
      const heard = await say(site.port, enter({ account: name, password: 'not this one' }));
      times.push(Number(process.hrtime.bigint() - from) / 1e6);
      assert.deepEqual(problemOf(heard).code, 'wrong-credentials');
    }
    return Math.min(...times);
  };
  const [unknown, known] = [await took('mallory-2'), await took('song')];
  assert.ok(unknown > known / 3, `${unknown} ms for nobody, ${known} ms for somebody`);
});

test('the demo sign-in is told on this machine only, and no longer than it opens the account', async () => {
  const told = async (headers: Record<string, string>) => {
    const heard = await say(site.port, { path: '/api/session/demo', headers });
    assert.equal(heard.status, 200);
    return (JSON.parse(heard.text) as { demo: { account: string; password: string } | null }).demo;
  };
  for (const host of ['localhost:8700', '127.0.0.1', '[::1]:8700']) assert.deepEqual(await told({ host }), { account: 'chen', password });
  for (const [says, headers] of [
    ['the desk’s real name', { host: 'desk.example.gov.cn' }],
    ['a name that only begins like ours', { host: 'localhost.example.com' }],
    ['an address in the office', { host: '192.168.1.20:8700' }],
    ['a visitor behind a proxy that kept our name', { host: 'localhost', 'x-forwarded-for': '203.0.113.7' }],
    ['a proxy that says which name was asked for', { host: '127.0.0.1', 'x-forwarded-host': 'desk.example.gov.cn' }],
  ] as const)
    assert.equal(await told(headers), null, says);
  const given = await told({ host: 'localhost' });
  assert.equal((await say(site.port, enter(given))).status, 200, 'what is told is true');
  await site.database.run('update person set password_hash = $1', [await hashPassword('a password of one’s own')]);
  assert.equal(await told({ host: 'localhost' }), null, 'changed, it is not told');
});
