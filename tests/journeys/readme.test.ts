import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before, describe } from 'node:test';
import { type Site, startSite } from './stage.ts';

/** What a reader would copy: the blocks of a README that ask a running server something. */
function blocksOf(paper: string): string[] {
  return [...readFileSync(paper, 'utf8').matchAll(/^```\n([\s\S]*?)^```/gm)]
    .map(([, block = '']) => block)
    .filter((block) => /\bcurl\b/.test(block));
}

const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl && process.env.CI) throw new Error('CI has no curl: .ci/run should have installed it');
if (!hasCurl) process.stdout.write('# no curl found, the blocks of the READMEs were not run\n');

/** curl says 28 when the time it was given is over, which is how one leaves the live feed. */
const TIME_IS_OVER = 28;

describe('what the READMEs tell a reader to type works as it stands', () => {
  let site: Site;
  const home = mkdtempSync(join(tmpdir(), 'guanjia-readme-'));
  writeFileSync(join(home, '.curlrc'), 'fail-with-body\nsilent\n');
  before(async () => {
    site = await startSite(['--empty']);
  });
  after(async () => {
    await site.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const type = (block: string): string => {
    const { status, stdout, stderr } = spawnSync('bash', ['-eu', '-c', block.replaceAll('http://localhost:8700', site.base)], {
      encoding: 'utf8',
      env: { ...process.env, CURL_HOME: home },
    });
    assert.ok(status === 0 || status === TIME_IS_OVER, `${block}\nended with ${status}\n${stdout}\n${stderr}`);
    return stdout;
  };

  test('every block is answered, and the report that both tell to send is one report', () => {
    if (!hasCurl) return;
    const numbers = ['README.md', 'README.zh-CN.md'].flatMap((paper) => {
      const blocks = blocksOf(paper);
      assert.ok(blocks.length >= 3, `${paper} shows too little`);
      return blocks.map(type).flatMap((said) => /"number":"(\d{3}-\d{6}-\d{4}-\d)","token"/.exec(said)?.[1] ?? []);
    });
    assert.equal(numbers.length, 2);
    assert.equal(new Set(numbers).size, 1);
  });
});
