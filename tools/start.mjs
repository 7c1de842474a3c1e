// npm start: installs and builds what is missing, then runs the server and passes every signal on.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { giveUp, install, root } from './install.mjs';

install({ all: false });
const { build } = await import('./build.mjs');
await build().catch((error) => giveUp(`构建失败 · the build failed: ${error.message}`));
const server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/server/main.js'), ...process.argv.slice(2)], {
  cwd: process.cwd(),
  // The channel carries nothing: the server hears it close when we are killed outright, and stops as well.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// npm hands a SIGTERM to the shell between us, which dies without telling anybody: whoever npm started stops when orphaned.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || server.kill('SIGTERM'), 300);
// A terminal sends Ctrl-C to both of us; the server hears it twice and stops once, and we wait for it. SIGHUP is left alone for nohup.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
