import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import test from 'node:test';
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

/** What a world import alone writes; no door touches it, and its polygons are long to read. */
const ofTheWorld = [
  // Counts wrong passwords, which is what it is for.
  'sign_in_try',
  'place',
  'named_place',
  'road',
  'asset',
  'matter',
  'unit',
  'duty_row',
  'contract',
  'calendar_day',
  'world',
  'number_lease',
];

/** Everything a door could leave behind, as one text: tables row by row and pictures by name. Serial numbers may have gaps and stay out. */
export async function fingerprint(site: Site, without: readonly string[] = []): Promise<string> {
  const tables = await site.database.many<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> all($1) order by 1",
    [[...without, ...ofTheWorld]],
  );
  const parts = tables.map(
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
