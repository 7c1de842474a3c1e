import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { halves, makeLetters } from '../../features/judgement/rules/testing.ts';
import { judgeCommands } from './judge.ts';
import { parse } from './parse.ts';

const folder = mkdtempSync(join(tmpdir(), 'guanjia-judge-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

/** Runs a command as typed and answers what it said. */
async function type(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const asked = parse(judgeCommands, args);
  if (!asked.ok) return { code: 2, out: '', err: asked.refusal.says.en };
  const code = await asked.value.command.run(asked.value.given, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    now: () => 0,
    env: {},
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const letters = makeLetters({ seed: 3, letters: 600, sizes: [2, 1, 1], telling: 0.3, words: 60 });
const { taught, tested } = halves(letters, 0.7, 1);
const table = (rows: readonly { text: string; label: string }[], end = '\n') =>
  ['text,label', ...rows.map(({ text, label }) => `"${text}",${label}`)].join(end);
const a = put('a.csv', table(taught));
const b = put('b.csv', `\uFEFF${table(tested, '\r\n')}\r\n`);

test('eval --json prints one object with just the agreed keys', async () => {
  const { code, out, err } = await type('judge', 'eval', '--train', a, '--test', b, '--json');
  assert.equal(code, 0);
  assert.equal(err, '');
  const figures = JSON.parse(out) as Record<string, number>;
  const keys = ['accuracy', 'macroF1', 'perClass', 'ece', 'coverageAt90', 'precisionAt90', 'textsPerSecond', 'n', 'classes'];
  assert.deepEqual(Object.keys(figures), keys);
  assert.equal(figures.n, tested.length);
  assert.equal(figures.classes, 3);
  assert.ok((figures.macroF1 ?? 0) > 0.9);
});

test('a model written by train is tested with the same figures as one taught on the spot', async () => {
  const file = join(folder, 'model.json');
  assert.equal((await type('judge', 'train', `--train=${a}`, '--out', file)).code, 0);
  const figures = async (...how: string[]) => {
    const { textsPerSecond, ...rest } = JSON.parse((await type('judge', 'eval', ...how, '--test', b, '--json')).out) as {
      textsPerSecond: number;
    };
    assert.ok(textsPerSecond > 0);
    return rest;
  };
  assert.deepEqual(await figures('--model', file), await figures('--train', a));
});

test('for people the same figures are lines, and the bins are named', async () => {
  const { out } = await type('judge', 'eval', '--train', a, '--test', b);
  assert.match(out, /macroF1 0\.9\d+/);
  assert.match(out, /10 equal-width bins/);
  assert.match(out, /texts\/s/);
});

const gbk = Uint8Array.from([...Buffer.from('text,label\n'), 0xc2, 0xb7, 0xb5, 0xc6, ...Buffer.from(',x\n')]);
for (const [says, file, expected] of [
  ['a file that is not there', join(folder, 'none.csv'), /there is no file/],
  ['a folder', folder, /cannot be read/],
  ['an empty file', put('empty.csv', ''), /is empty/],
  ['a heading and nothing else', put('heading.csv', 'text,label\n'), /no line/],
  ['a table without labels', put('nolabel.csv', 'text,kind\na,b\n'), /no column "label"; its heading is: text, kind/],
  ['a table without texts', put('notext.csv', 'label\na\n'), /no column "text"/],
  ['one label for all', put('one.csv', 'text,label\na,x\nb,x\n'), /one label, "x"/],
  ['GBK, which Excel writes', put('gbk.csv', gbk), /looks like GBK/],
  ['UTF-16, which Excel writes too', put('utf16.csv', Buffer.from('\uFEFFtext,label\na,b\n', 'utf16le')), /looks like UTF-16/],
  ['a quote left open', put('open.csv', 'text,label\n"a,b\n'), /quote opened on line 2/],
] as const) {
  test(`refused with reason and code 2: ${says}`, async () => {
    const { code, out, err } = await type('judge', 'eval', '--train', file, '--test', b, '--json');
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, expected);
    assert.match(err, /[\u4e00-\u9fff]/);
  });
}

test('lines without text or label are passed over, and their number is told', async () => {
  const { code, err } = await type('judge', 'eval', '--train', a, '--test', put('gaps.csv', 'text,label\n一,c0\n,c1\n二,\n'), '--json');
  assert.equal(code, 0);
  assert.match(err, /2 lines/);
});

for (const [says, args, expected] of [
  ['a command that does not exist', ['judge', 'guess'], /no command "judge guess"/],
  ['an option that does not exist', ['judge', 'eval', '--tset', 'b'], /no option --tset/],
  ['an option without its value', ['judge', 'eval', '--train', '--test', 'b'], /--train needs a value/],
  ['a needed option that is missing', ['judge', 'eval', '--train', 'a'], /--test is missing/],
  ['neither a table nor a model', ['judge', 'eval', '--test', b], /--train is missing/],
] as const) {
  test(`asked wrongly: ${says}`, async () => {
    const { code, err } = await type(...args);
    assert.equal(code, 2);
    assert.match(err, expected);
  });
}
