#!/usr/bin/env node
// npx guanjia: installs what is missing, bundles the commands and runs them. Everything but the answer goes to stderr, for others read stdout.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { giveUp, install, root } from './install.mjs';

install({ all: false, quiet: true });
const { build } = await import('esbuild');
const built = await build({
  entryPoints: [join(root, 'apps/cli/main.ts')],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  write: false,
  logLevel: 'error',
}).catch((error) => giveUp(`构建失败 · the build failed: ${error.message}`));
const code = built.outputFiles[0].contents;
// Named by what it holds, and moved into place whole: two commands at once never run half a file.
const folder = join(root, 'node_modules', '.cache', 'guanjia');
const file = join(folder, `${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`);
if (!existsSync(file)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, code);
  renameSync(`${file}.${process.pid}`, file);
}
await import(pathToFileURL(file).href);
