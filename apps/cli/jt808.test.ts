import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeLine, jt808Commands } from './jt808.ts';

const file = new URL('../../../shared/data/telemetry/jt808-frames.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: { group: string; wire_hex: string; expected: object }[] };

test('a file of all shared frames comes out as their expected values, one a line, and the bad ones say why', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guanjia-jt808-'));
  try {
    const path = join(folder, 'frames.txt');
    writeFileSync(path, `${vectors.map(({ wire_hex }) => wire_hex.toUpperCase()).join('\r\n')}\n\n`);
    const lines: string[] = [];
    const terminal = { out: (line: string) => void lines.push(line), err: () => assert.fail(), now: () => 0, env: {} };
    assert.equal(await jt808Commands[0]?.run({ text: {}, flags: new Set(), files: [path] }, terminal), 0);
    assert.equal(lines.length, vectors.length);
    for (const [at, { group, expected }] of vectors.entries()) {
      const said = JSON.parse(lines[at] ?? '') as { refused?: string };
      if (group === 'negative') assert.equal(said.refused, 'bad-check');
      else assert.deepEqual(said, expected);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a file that is not there is said in both languages and answers 2', async () => {
  const said: string[] = [];
  const terminal = { out: () => assert.fail(), err: (line: string) => void said.push(line), now: () => 0, env: {} };
  assert.equal(await jt808Commands[0]?.run({ text: {}, flags: new Set(), files: ['/no/such/file'] }, terminal), 2);
  assert.match(said[0] ?? '', /读不了文件 \/no\/such\/file · the file/);
});

for (const [line, refused] of [
  ['7e 00 zz', 'not-hex'],
  ['7e7e', 'too-short'],
  ['7e0002', 'too-short'],
] as const) {
  test(`“${line}” is one line that says ${refused}`, () =>
    assert.equal((JSON.parse(decodeLine(line).join('')) as { refused: string }).refused, refused));
}
