// npm start: installs and builds what is missing, then runs the server and passes every signal on.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { giveUp, install, root } from './install.mjs';

install({ all: false });
const { build } = await import('./build.mjs');
await build().catch((error) => giveUp(`构建失败 · the build failed: ${error.message}`));
const server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/server/main.js'), ...process.argv.slice(2)], {
  cwd: process.cwd(),
  stdio: 'inherit',
});
// A terminal sends Ctrl-C to both of us; the server stops by itself and we wait for it, so only other signals are passed on.
process.on('SIGINT', () => undefined);
// npm hands a SIGTERM to the shell between us, which dies without telling anybody: whoever npm started stops when orphaned.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || server.kill('SIGTERM'), 300);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill('SIGTERM'));
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
