// npm test: everything that must hold before main moves. Stops at the first part that does not.
// --only=check | unit | journeys | drills runs one part.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { giveUp, install, root, say } from './install.mjs';

const only = process.argv.find((arg) => arg.startsWith('--only='))?.slice(7);
const wants = (part) => !only || only === part;
const bin = (name) => join(root, 'node_modules', '.bin', name);

function run(name, command, args, env = {}) {
  return new Promise((done) => {
    const began = Date.now();
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('exit', (code) => {
      say(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      done(code === 0);
    });
  });
}

async function all(...runs) {
  if (!(await Promise.all(runs)).every(Boolean)) giveUp('没有通过 · not passed');
}

async function check() {
  await all(run('format', bin('biome'), ['format', '.']), run('lint', bin('oxlint'), []));
  await all(
    run('types: rules', bin('tsc'), ['-p', 'tsconfig.rules.json']),
    run('types: server', bin('tsc'), ['-p', 'tsconfig.server.json']),
  );
  await all(
    run('types: screens', bin('tsc'), ['-p', 'tsconfig.screens.json']),
    run('imports', bin('depcruise'), [
      'kernel',
      'features',
      'platform',
      'ui',
      'apps',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
    ]),
  );
  await all(run('dead code', bin('knip'), []), run('docs', process.execPath, ['--import', 'tsx', 'tools/checkdocs.ts']));
}

function testFiles(folder, found = []) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) testFiles(path, found);
    else if (/\.test\.tsx?$/.test(entry.name)) found.push(path);
  }
  return found;
}

async function unit() {
  const files = ['kernel', 'features', 'platform', 'ui', 'apps', 'tools', 'tests/world', 'tests/doors']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => testFiles(folder));
  if (files.length === 0) giveUp('no test was found');
  await withPostgres((url) => all(plainTest('tests', files, { GUANJIA_TEST_DATABASE_URL: url })));
}

/** node:test prints its own closing lines, which CI reads. */
const plainTest = (name, files, env) =>
  run(name, process.execPath, ['--import', 'tsx', '--test', '--test-concurrency=2', '--test-reporter=tap', ...files], env);

/** One PostgreSQL for all test files: the given one, or an embedded one that ends with us. */
async function withPostgres(work) {
  if (process.env.GUANJIA_TEST_DATABASE_URL ?? process.env.DATABASE_URL)
    return work(process.env.GUANJIA_TEST_DATABASE_URL ?? process.env.DATABASE_URL);
  const folder = mkdtempSync(join(tmpdir(), 'guanjia-test-'));
  const server = spawn(process.execPath, ['--import', 'tsx', join(root, 'tools/testserver.ts'), folder], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await new Promise((told, failed) => {
    server.stdout.once('data', (line) => told(String(line).trim()));
    server.once('exit', () => failed(new Error('the test database did not start')));
  });
  try {
    return await work(url);
  } finally {
    server.stdin.end();
    await new Promise((gone) => server.once('exit', gone));
    rmSync(folder, { recursive: true, force: true });
  }
}

function findBrowser() {
  const known = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return known.find((path) => path && existsSync(path));
}

async function journeys() {
  const files = existsSync(join(root, 'tests/journeys')) ? testFiles('tests/journeys') : [];
  const chromium = findBrowser();
  if (!chromium) {
    if (process.env.CI) giveUp('CI has no Chromium: .ci/run should have installed it');
    return say(
      '没有找到 Chromium，浏览器旅程没有运行 · no Chromium found, the browser journeys were not run (apt install chromium, or set CHROMIUM)',
    );
  }
  await buildAll();
  // Two at a time: a page that waits for its server leaves a processor to the other.
  await run('journeys', process.execPath, ['--import', 'tsx', '--test', '--test-concurrency=2', '--test-reporter=tap', ...files], {
    CHROMIUM: chromium,
  }).then((passed) => passed || giveUp('没有通过 · not passed'));
}

async function drills() {
  await buildAll();
  await withPostgres((url) =>
    all(plainTest('drills', [...testFiles('tests/start'), ...testFiles('tests/drills')], { GUANJIA_TEST_DATABASE_URL: url })),
  );
}

async function buildAll() {
  const { build } = await import('./build.mjs');
  await build();
}

install({ all: true });
if (wants('check')) await check();
if (wants('unit')) await unit();
if (wants('journeys')) await journeys();
if (wants('drills')) await drills();
