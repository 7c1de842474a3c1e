import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { lives } from './postmaster.ts';
import { StartRefused, saysDiskFull } from './refused.ts';
import type { Wrap } from './wrapping.ts';

const code = (error: unknown) => (error as { code?: string }).code;

/** A socket path is at most 107 bytes long; a deep home gets a short name made from its own. */
export function socketFolder(home: string): string {
  const own = join(home, 'sock');
  return Buffer.byteLength(join(own, '.s.PGSQL.5432')) <= 100
    ? own
    : join('/tmp', `guanjia-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`);
}

/** A clean stop leaves nothing outside the home. */
export function forgetSocket(home: string) {
  const socket = socketFolder(home);
  if (dirname(socket) !== home) rmSync(socket, { recursive: true, force: true });
}

export function makePrivate(folder: string, as?: Wrap['as']) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (as) chownSync(folder, as.uid, as.gid);
  } catch (error) {
    throw unusable(folder, error);
  }
}

function unusable(folder: string, error: unknown): StartRefused {
  const why = (error as Error).message;
  return new StartRefused({ code: saysDiskFull(why) ? 'disk-full' : 'data-folder', folder, why });
}

/**
 * One process a folder. The mark names its holder and when that began, for a number alone may belong to somebody else by
 * now; it is made in one step, so that of two starts at the same moment one is the second. Answers how to give it back.
 */
export function claim(home: string): () => void {
  const mark = join(home, 'owner.pid');
  const own = `${process.pid} ${bornAt(process.pid)}`;
  const draft = `${mark}.${process.pid}`;
  for (;;) {
    try {
      writeFileSync(draft, own);
      linkSync(draft, mark);
      return () => {
        if (read(mark) === own) rmSync(mark);
      };
    } catch (error) {
      if (code(error) !== 'EEXIST') throw unusable(home, error);
    } finally {
      rmSync(draft, { force: true });
    }
    const holder = read(mark);
    const [pid = '', born = ''] = holder.split(' ');
    if (Number(pid) && lives(Number(pid)) && bornAt(Number(pid)) === born)
      throw new StartRefused({ code: 'folder-in-use', folder: home, pid: Number(pid) });
    takeAway(mark, { holder, aside: draft });
  }
}

/** Removes the mark of a dead holder; one that a third start made in the meantime is put back. */
function takeAway(mark: string, { holder, aside }: { holder: string; aside: string }) {
  try {
    renameSync(mark, aside);
  } catch (error) {
    if (code(error) === 'ENOENT') return;
    throw unusable(mark, error);
  }
  if (read(aside) === holder) rmSync(aside);
  else renameSync(aside, mark);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Clock ticks since the machine started, which with the number names a process; empty where there is no /proc. */
function bornAt(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Where this major keeps its data. A folder made by another is refused: beginning anew beside it would look like a loss. */
export function dataFolder(home: string, major: string): string {
  const other = readdirSync(home).find((name) => /^pg\d+$/.test(name) && name !== `pg${major}`);
  const data = join(home, `pg${major}`);
  if (other && !existsSync(data)) throw new StartRefused({ code: 'data-version', folder: home, found: other.slice(2), brought: major });
  return data;
}

export function refuseBroken(data: string, major: string) {
  const file = join(data, 'PG_VERSION');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (version === '') throw new StartRefused({ code: 'data-broken', folder: data, why: 'PG_VERSION' });
  if (version !== major) throw new StartRefused({ code: 'data-version', folder: data, found: version, brought: major });
}

/** Builds in a folder of its own and renames it when whole: a start killed half-way leaves nothing that looks finished. */
export async function create({ home, data, wrap }: { home: string; data: string; wrap: Wrap }) {
  const draft = join(home, 'pg.new');
  rmSync(draft, { recursive: true, force: true });
  // Linux syncs the whole draft at once below, which is far quicker than file by file.
  const linux = process.platform === 'linux';
  const settings = ['-D', draft, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', ...(linux ? ['--no-sync'] : [])];
  const words = await run([...wrap.command, join(wrap.bin, 'initdb'), ...settings], wrap.as);
  if (words !== '') {
    rmSync(draft, { recursive: true, force: true });
    throw new StartRefused({
      code: saysDiskFull(words) ? 'disk-full' : 'initdb',
      folder: home,
      why: words.split('\n').slice(-4).join(' '),
    });
  }
  try {
    writeFileSync(join(draft, 'postgresql.auto.conf'), configuration());
    if (linux && spawnSync('sync', ['-f', draft]).status !== 0) spawnSync('sync');
    renameSync(draft, data);
  } catch (error) {
    throw unusable(home, error);
  }
}

function configuration(): string {
  const memory = Math.min(1024, Math.floor(totalmem() / 4 / 1_048_576));
  return [
    `shared_buffers = ${memory}MB`,
    'max_wal_size = 4GB',
    'checkpoint_timeout = 15min',
    'jit = off',
    'max_connections = 100',
    "listen_addresses = ''",
    '',
  ].join('\n');
}

/** Answers what the program complained about, nothing when it ended well. In a group of its own, as the server is. */
function run([command = '', ...args]: string[], as: Wrap['as']): Promise<string> {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, ...as });
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => {
      words += chunk.toString('utf8');
    });
    child.once('error', (error) => done(error.message));
    child.once('close', (status, signal) => done(status === 0 ? '' : words.trim() || `${command} ${signal ?? status}`));
  });
}
