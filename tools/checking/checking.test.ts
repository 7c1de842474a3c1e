import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suppressions, tooLong } from './code.ts';
import { unknownCommands } from './commands.ts';
import { untoldFeatures } from './features.ts';
import { isCode, isStyle, project } from './files.ts';
import { brokenPaths, brokenReferences } from './paths.ts';
import { heavyPictures } from './pictures.ts';
import { doubledTests, emptyTests, restingTests } from './tests.ts';
import { longTour } from './tour.ts';
import { unusedWords } from './words.ts';

const tree = project(['README.md', 'docs/words.md', 'features/case/README.md', 'features/case/rules/life.ts'], () => '');
const paper = (text: string, path = 'README.md') => brokenPaths({ path, text }, tree);

for (const [says, text, path, broken] of [
  ['a link to a file that is there', '[words](docs/words.md)', 'README.md', 0],
  ['a link to a folder that is there', '[case](features/case/)', 'README.md', 0],
  ['a link from inside a folder', '[words](../../docs/words.md#case)', 'features/case/README.md', 0],
  ['a link to a file that is gone', '[words](docs/glossary.md)', 'README.md', 1],
  ['a link that is right only from the root', '[words](docs/words.md)', 'features/case/README.md', 1],
  ['a picture that was never taken', '![desk](docs/pictures/desk.png)', 'README.md', 1],
  ['a picture in HTML', '<img src="docs/pictures/desk.png" width="200">', 'README.md', 1],
  ['an address elsewhere', '[site](https://example.org/docs/none.md)', 'README.md', 0],
  ['a path in backticks from the root', '`features/case/rules/life.ts`', 'README.md', 0],
  ['a path in backticks from the own folder', '`rules/life.ts`', 'features/case/README.md', 0],
  ['a path in backticks that is gone', '`features/case/rules/cycle.ts`', 'README.md', 1],
  ['a path in backticks that is gone from the own folder', '`rules/cycle.ts`', 'features/case/README.md', 1],
  ['a pattern is not a path', '`features/*/rules/`', 'README.md', 0],
  ['an address of ours is not a path', '`/api/cases`', 'README.md', 0],
  ['what a build makes may be absent', '`dist/server/main.js`', 'README.md', 0],
  ['a block is text to type, not a list of paths', '```\n`features/gone.ts`\n```', 'README.md', 0],
] as const)
  test(`paths: ${says}`, () => assert.equal(paper(text, path).length, broken, paper(text, path).join('\n')));

test('a comment that names a paper which is not there is found', () => {
  const text = '// see docs/words.md and docs/decisions/0099-none.md';
  assert.deepEqual(brokenReferences({ path: 'a.ts', text }, tree), ['a.ts: refers to docs/decisions/0099-none.md, which does not exist']);
});

for (const [says, text, unknown] of [
  ['npm start', '```\nnpm start -- --port 4000\n```', 0],
  ['npm run with a script of ours', '`npm run check`', 0],
  ['npm run with none of ours', '`npm run lint`', 1],
  ['a script without run', '`npm check`', 1],
  ['one in a block', '```\nnpm run lint\n```', 1],
  ['npm packages in prose', 'comes as npm packages', 0],
  ['npm itself', '`npm install --save-dev x`', 0],
] as const)
  test(`commands: ${says}`, () =>
    assert.equal(unknownCommands({ path: 'README.md', text }, new Set(['start', 'test', 'check'])).length, unknown));

const at = (text: string) => ({ path: 'a.test.ts', text });
// Written in two halves, or these lines would be found by the very check they test.
for (const word of ['skip', 'only', 'todo'])
  test(`tests: one marked ${word} is found`, () => {
    assert.equal(restingTests(at(`test.${word}('x', () => undefined);`)).length, 1);
    assert.equal(restingTests(at(`test('x', { ${word}: true }, () => undefined);`)).length, 1);
    assert.equal(restingTests(at(`if (spec.${word}?.includes(found)) return;`)).length, 0);
  });

test('tests: two of one name in one file are found, and those named from a table are left alone', () => {
  assert.equal(doubledTests(at("test('a', f);\ntest('a', g);\n")).length, 1);
  assert.equal(doubledTests(at("test('a', f);\ntest('b', g);\n")).length, 0);
  assert.equal(doubledTests(at("describe('x', () => {\n  test('a', f);\n});\ndescribe('y', () => {\n  test('a', g);\n});\n")).length, 0);
  assert.equal(doubledTests(at("describe('x', () => {\n  test('a', f);\n  test('a', g);\n});\n")).length, 1);
  assert.equal(doubledTests(at(['test(`', '$', '{name}`, f);\n', 'test(`', '$', '{name}`, g);\n'].join(''))).length, 0);
});

test('tests: a test file without a test is found', () => {
  assert.equal(emptyTests(at('export const x = 1;')).length, 1);
  assert.equal(emptyTests(at("test('a', f);")).length, 0);
});

test('silencing a check is found, and expecting a compile error is allowed in a test only', () => {
  const silence = `// oxlint-${'disable'}-next-line no-console`;
  const expects = `// @ts-${'expect'}-error wrong on purpose`;
  assert.equal(suppressions({ path: 'a.ts', text: silence }, false).length, 1);
  assert.equal(suppressions({ path: 'a.test.ts', text: silence }, true).length, 1);
  assert.equal(suppressions({ path: 'a.ts', text: expects }, false).length, 1);
  assert.equal(suppressions({ path: 'a.test.ts', text: expects }, true).length, 0);
});

const files = (...lines: number[]) => lines.map((each, n) => ({ path: `f${n}.ts`, lines: each }));
for (const [says, sizes, found] of [
  ['three hundred lines pass', files(10, 20, 30, 40, 50, 60, 70, 80, 90, 300), 0],
  ['three hundred and one do not', files(10, 20, 30, 40, 50, 60, 70, 80, 90, 301), 1],
  ['the ninth of ten may have two hundred', files(10, 20, 30, 40, 50, 60, 70, 80, 200, 250), 0],
  ['the ninth of ten may not have more', files(10, 20, 30, 40, 50, 60, 70, 80, 201, 250), 1],
] as const)
  test(`sizes: ${says}`, () => assert.equal(tooLong(sizes).length, found));

const glossary = (...rows: string[]) => ({
  path: 'docs/words.md',
  text: ['| English | 中文 | in the code |', '|---|---|---|', ...rows].join('\n'),
});
const spoken = [{ path: 'a.ts', text: "type Case = { duty_row: string }; const x = 'key-missing';" }];
for (const [says, rows, found] of [
  ['a word the code says', ['| case | 案卷 | `Case` |'], 0],
  ['a column', ['| duty list | 权责清单 | `duty_row` |'], 0],
  ['a code of a refusal', ['| key | 编号 | `key-missing` |'], 0],
  ['a part of a word is not the word', ['| duty | 权责 | `duty` |'], 1],
  ['a word the code never says', ['| ticket | 票 | `Ticket` |'], 1],
  ['a row without an identifier', ['| ticket | 票 | |'], 1],
  ['a word that stands twice', ['| case | 案卷 | `Case` |', '| case | 案件 | `Case` |'], 1],
] as const)
  test(`words: ${says}`, () => assert.equal(unusedWords(glossary(...rows), spoken).length, found));

const walk = (...files: string[]) => `# A\n## Walk\n${files.map((file) => `[x](${file})`).join('\n')}\n## Next\n[y](other.ts)`;
const names = (n: number) => Array.from({ length: n }, (_, i) => `f${i}.ts`);
const ground = (lines: number) => ({ has: () => true, read: () => 'x\n'.repeat(lines) });
for (const [says, text, lines, found] of [
  ['nine short files', walk(...names(9)), 70, 0],
  ['a tenth file', walk(...names(10)), 70, 1],
  ['nine files of more than seven hundred lines', walk(...names(9)), 78, 1],
  ['a file named twice is read once', walk('a.ts', 'a.ts'), 400, 0],
  ['no file at all', walk(), 1, 1],
  ['no tour', '# A', 1, 1],
] as const)
  test(`tour: ${says}`, () => assert.equal(longTour({ path: 'A.md', text }, '## Walk', ground(lines)).length, found));

const told = '# X\n\n## Owns\n\n## Front door\n\n## Surprises\n';
const placed = '## 5. Where truth lives\n[x](features/x/README.md)\n## 6. Next\n';
for (const [says, readme, architecture, found] of [
  ['a feature that says everything', told, placed, 0],
  ['one that has no page', undefined, placed, 1],
  ['one that does not say what it owns', told.replace('## Owns', ''), placed, 1],
  ['one that the architecture leaves out', told, placed.replace('features/x', 'features/y'), 1],
  ['one that the architecture names elsewhere', told, `[x](features/x/README.md)\n## 5. Where truth lives\n## 6. Next\n`, 1],
] as const)
  test(`features: ${says}`, () => {
    const files: Record<string, string> = {
      'ARCHITECTURE.md': architecture,
      'features/x/rules/x.ts': '',
      ...(readme ? { 'features/x/README.md': readme } : {}),
    };
    assert.equal(untoldFeatures(project(Object.keys(files), (path) => files[path] ?? '')).length, found);
  });

test('pictures: one too heavy, and one that no paper shows, are found', () => {
  const shows = [{ path: 'README.md', text: '![desk](docs/pictures/desk.png)' }];
  assert.equal(heavyPictures([{ path: 'docs/pictures/desk.png', bytes: 200_000 }], shows).length, 0);
  assert.equal(heavyPictures([{ path: 'docs/pictures/desk.png', bytes: 200_001 }], shows).length, 1);
  assert.equal(heavyPictures([{ path: 'docs/pictures/old.png', bytes: 1 }], shows).length, 1);
});

test('code is what lies in a folder of ours, not what a tool brings', () => {
  assert.equal(isCode('features/case/rules/life.ts'), true);
  assert.equal(isCode('vite.config.ts'), false);
  assert.equal(isCode('docs/words.md'), false);
});

test('a style sheet is ours where code is ours, and as long as code may be', () => {
  assert.equal(isStyle('ui/look/look.css'), true);
  assert.equal(isStyle('features/case/web/desk/caselist.css'), true);
  assert.equal(isStyle('dist/web/assets/words.css'), false);
});
