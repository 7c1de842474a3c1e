// What every command of this project needs first: a Node that is new enough and the packages of the lock file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeMark } from './alone.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export function say(line) {
  process.stdout.write(`${line}\n`);
}

export function giveUp(line) {
  process.stderr.write(`\n${line}\n`);
  process.exit(1);
}

/** Installs what is missing. `all` also brings the tools of the checks; packages that are there already are never removed. `quiet` keeps stdout clean. */
export function install({ all: wanted, quiet = false }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    giveUp(`需要 Node 20.19 或更新的版本 · Node 20.19 or newer is needed, this is ${process.versions.node}`);
  // npm makes the folder anew, so tools that are there are asked for again, or a start after a pull would take them away.
  const all = wanted || existsSync(join(root, 'node_modules', 'typescript'));
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const told = quiet ? process.stderr : process.stdout;
  if (isStamped(lock, all)) return;
  const letGo = alone(told);
  // Whoever we waited for may have brought all we need.
  if (!isStamped(lock, all)) bring({ lock, all, told });
  letGo();
}

/** While one process installs or builds, the others wait. */
export function alone(told = process.stdout) {
  return takeMark(join(root, '.working'), () =>
    told.write('另一个进程正在安装或构建，等它做完 · another process is installing or building; waiting for it\n'),
  );
}

const stamp = join(root, 'node_modules', '.guanjia-installed');

function isStamped(lock, all) {
  const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  return have === `${lock} all` || (!all && have === `${lock} some`);
}

function bring({ lock, all, told }) {
  if (isThere(all)) return writeFileSync(stamp, `${lock} ${all ? 'all' : 'some'}`);
  told.write('正在安装依赖 · installing packages\n');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(all ? ['--include=dev'] : ['--omit=dev'])];
  const done = spawnSync('npm', args, { cwd: root, stdio: ['inherit', told.fd, 'inherit'], shell: process.platform === 'win32' });
  if (done.status !== 0) giveUp('依赖没有装好，请检查网络后重试 · the packages could not be installed; check the network and try again');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${lock} ${all ? 'all' : 'some'}`);
}

/** Whether `npm ci` or `npm install` by hand already brought what the lock file names: npm keeps its own list of what it put there. */
function isThere(all) {
  const kept = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(kept)) return false;
  const { packages: there } = JSON.parse(readFileSync(kept, 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, dev, optional, devOptional }]) =>
      path === '' || optional || devOptional || (dev && !all) || (there[path]?.version === version && existsSync(join(root, path))),
  );
}
