// The last gate of `npm run check`: what the papers say is there, and the code keeps the shape they promise.
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suppressions, tooLong } from './checking/code.ts';
import { unknownCommands } from './checking/commands.ts';
import { untoldFeatures } from './checking/features.ts';
import { type Page, type Project, isCode, isPaper, isStyle, isTest, openProject } from './checking/files.ts';
import { brokenPaths, brokenReferences } from './checking/paths.ts';
import { heavyPictures } from './checking/pictures.ts';
import { doubledTests, emptyTests, restingTests } from './checking/tests.ts';
import { longTour } from './checking/tour.ts';
import { unusedWords } from './checking/words.ts';
import { shown, staleTables } from './drawing/tables.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function check(project: Project): string[] {
  const pages = (wanted: (path: string) => boolean): Page[] =>
    project.paths.filter(wanted).map((path) => ({ path, text: project.read(path) }));
  const papers = pages(isPaper);
  const code = pages(isCode);
  const tests = code.filter(({ path }) => isTest(path));
  const { scripts } = JSON.parse(project.read('package.json')) as { scripts: Record<string, string> };
  const names = new Set(Object.keys(scripts));
  const product = code.filter(({ path }) => !path.startsWith('tests/') && !isTest(path));
  const pictures = project.paths
    .filter((path) => path.startsWith('docs/pictures/'))
    .map((path) => ({ path, bytes: statSync(join(root, path)).size }));
  const paper = (path: string): Page => ({ path, text: project.read(path) });
  return [
    ...untoldFeatures(project),
    ...heavyPictures(pictures, papers),
    ...Object.keys(shown).flatMap((path) => staleTables(path, project.read(path))),
    ...longTour(paper('ARCHITECTURE.md'), '## 2. Follow one bag of rubbish', project),
    ...unusedWords(paper('docs/words.md'), product),
    ...papers.flatMap((page) => brokenPaths(page, project)),
    ...papers.flatMap((page) => unknownCommands(page, names)),
    ...[...code.filter(({ path }) => !isTest(path)), ...pages((path) => path.endsWith('.sql'))].flatMap((page) =>
      brokenReferences(page, project),
    ),
    ...tests.flatMap((page) => [...restingTests(page), ...doubledTests(page), ...emptyTests(page)]),
    ...code.flatMap((page) => suppressions(page, isTest(page.path))),
    ...tooLong([...product, ...pages(isStyle)].map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))),
  ];
}

const problems = check(openProject(root));
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) {
  process.stderr.write(`${problems.length} things the papers or the checks say are not so\n`);
  process.exitCode = 1;
}
