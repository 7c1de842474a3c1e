// Builds what runs: the server as one file, the three pages with hashed assets. Nothing is done when nothing changed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alone, giveUp, root, say } from './install.mjs';

const sources = ['apps', 'features', 'kernel', 'platform', 'ui', 'package-lock.json', 'vite.config.ts'];

function fingerprint() {
  const hash = createHash('sha256');
  const walk = (path) => {
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) walk(join(path, name));
    else if (!/\.test\.tsx?$/.test(path)) hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  for (const source of sources) if (existsSync(join(root, source))) walk(join(root, source));
  return hash.digest('hex');
}

export async function build() {
  const now = fingerprint();
  if (isBuilt(now)) return;
  const letGo = alone();
  try {
    // Whoever we waited for may have built the same.
    if (!isBuilt(now)) await buildAnew(now);
  } finally {
    letGo();
  }
}

const stamp = join(root, 'dist', 'built');
/** Beside the one in use, which a running server reads from; ignored by git as it is. */
const draft = join(root, 'dist.new');
const WEEK = 7 * 86_400_000;
const isBuilt = (now) => existsSync(stamp) && readFileSync(stamp, 'utf8') === now;

async function buildAnew(now) {
  say('正在构建 · building');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  const { build: bundle, stop } = await import('esbuild');
  const server = bundle({
    entryPoints: { 'server/main': join(root, 'apps/server/main.ts'), 'server/lesson': join(root, 'apps/server/lesson.ts') },
    outdir: draft,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'error',
  });
  const pages = new Promise((done, failed) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error', '--outDir', join(draft, 'web')],
      {
        cwd: root,
        stdio: 'inherit',
      },
    );
    child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`vite build ended with ${code}`))));
  });
  await Promise.all([server, pages]);
  await bundle(fieldWorker());
  // Its process would otherwise stay with us for as long as the server runs.
  stop();
  writeFileSync(join(draft, 'built'), now);
  swap();
}

/** In two renames, a moment apart; a build that fails or is killed before them leaves the pages of a running server whole. */
function swap() {
  const dist = join(root, 'dist');
  const old = join(root, 'dist.old');
  rmSync(old, { recursive: true, force: true });
  if (existsSync(dist)) {
    keepPieces(join(dist, 'web', 'assets'), join(draft, 'web', 'assets'));
    renameSync(dist, old);
  }
  renameSync(draft, dist);
  rmSync(old, { recursive: true, force: true });
}

/** A page opened before still asks for its own pieces by the hash in their names: they lie beside the new ones for a week. */
function keepPieces(from, to) {
  if (!existsSync(from)) return;
  for (const name of readdirSync(from)) {
    const piece = join(from, name);
    if (!existsSync(join(to, name)) && Date.now() - statSync(piece).mtimeMs < WEEK)
      cpSync(piece, join(to, name), { recursive: true, preserveTimestamps: true });
  }
}

/** The phone's worker knows by name what the field page is made of; another build is another list, and so another worker. */
function fieldWorker() {
  const html = readFileSync(join(draft, 'web/apps/field/index.html'), 'utf8');
  const shell = ['/field', ...new Set(html.match(/\/assets\/[^"]+\.(?:js|css)/g))];
  return {
    entryPoints: [join(root, 'apps/field/worker.ts')],
    outfile: join(draft, 'web/fieldworker.js'),
    bundle: true,
    format: 'iife',
    target: 'chrome90',
    define: { SHELL: JSON.stringify(shell) },
    logLevel: 'error',
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await build().catch((error) => giveUp(`构建失败 · the build failed: ${error.message}`));
}
