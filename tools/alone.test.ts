import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'guanjia-alone-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const alone = fileURLToPath(new URL('./alone.mjs', import.meta.url));

/** A process that holds the mark for a moment and writes down when it came and went. */
const visitor = (mark: string, diary: string) => `
  const { takeMark } = await import(${JSON.stringify(alone)});
  const { appendFileSync } = await import('node:fs');
  const letGo = takeMark(${JSON.stringify(mark)}, () => appendFileSync(${JSON.stringify(`${diary}.waits`)}, 'w'));
  appendFileSync(${JSON.stringify(diary)}, 'in ' + process.pid + '\\n');
  await new Promise((done) => setTimeout(done, 60));
  appendFileSync(${JSON.stringify(diary)}, 'out ' + process.pid + '\\n');
  letGo();`;

const visit = (script: string) =>
  new Promise<number | null>((gone) => spawn(process.execPath, ['--input-type=module', '-e', script]).on('exit', gone));

test('of six at once each has it alone, also when a dead process left its mark', async () => {
  const [mark, diary] = [join(folder, 'mark'), join(folder, 'diary')];
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(mark, String(dead));
  const ends = await Promise.all(Array.from({ length: 6 }, () => visit(visitor(mark, diary))));
  assert.deepEqual(ends, [0, 0, 0, 0, 0, 0]);
  const lines = readFileSync(diary, 'utf8').trim().split('\n');
  assert.equal(lines.length, 12);
  for (let i = 0; i < lines.length; i += 2) assert.equal(lines[i]?.replace('in', 'out'), lines[i + 1]);
});

test('who waits says so once', async () => {
  const [mark, diary] = [join(folder, 'other'), join(folder, 'other-diary')];
  writeFileSync(mark, String(process.pid));
  const waiting = visit(visitor(mark, diary));
  const seen = () => {
    try {
      return readFileSync(`${diary}.waits`, 'utf8');
    } catch {
      return '';
    }
  };
  while (seen() === '') await new Promise((again) => setTimeout(again, 20));
  rmSync(mark);
  assert.equal(await waiting, 0);
  assert.equal(seen(), 'w');
});
