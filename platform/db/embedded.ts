import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { StartRefused } from './refused.ts';

export { StartRefused } from './refused.ts';

export type Connection = { readonly url: string };
export type Embedded = { readonly connection: Connection; readonly stop: () => Promise<void>; readonly pid: () => number | undefined };

/** PostgreSQL refuses to run as root. A user namespace without a mapping makes root nobody inside while the files stay root's. */
type Wrap = { command: string[]; describe: string };

/**
 * Starts the packaged PostgreSQL on a data folder and keeps it running until `stop`. Unix socket only, no password: the
 * folder is private to its owner. If postgres dies it is started again; if we die, the kernel tells it to stop.
 * Throws StartRefused for everything an operator can mend.
 */
export async function startEmbedded({ folder, log }: { folder: string; log: (line: string) => void }): Promise<Embedded> {
  const { bin, major } = findBinaries();
  const home = resolve(folder);
  const data = join(home, `pg${major}`);
  const socket = socketFolder(home);
  const wrap = wrapping();
  makePrivate(home);
  makePrivate(socket);
  claim(home);
  if (!existsSync(data)) {
    log('首次启动，正在建立数据库 · first start, creating the database');
    create({ bin, home, data, wrap });
  }
  refuseOtherMajor(data, major);
  clearDead(data);
  const keeper = keep({ bin, data, socket, wrap, log });
  const connection = { url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(socket)}` };
  try {
    await answering(connection, keeper);
    keeper.proven();
  } catch (error) {
    await keeper.stop();
    throw error;
  }
  return {
    connection,
    pid: keeper.pid,
    stop: async () => {
      await keeper.stop();
      const mark = join(home, 'owner.pid');
      if (existsSync(mark) && readFileSync(mark, 'utf8') === String(process.pid)) rmSync(mark);
    },
  };
}

/** A socket path is at most 107 bytes long; a deep home gets a short name made from its own. */
function socketFolder(home: string): string {
  const own = join(home, 'sock');
  return Buffer.byteLength(join(own, '.s.PGSQL.5432')) <= 100
    ? own
    : join('/tmp', `guanjia-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`);
}

function makePrivate(folder: string) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartRefused(
      'data-folder',
      `the data folder ${folder} cannot be made: ${(error as Error).message}; choose another with GUANJIA_DATA`,
    );
  }
}

const works = (command: string, args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

function wrapping(): Wrap {
  const leash = works('setpriv', ['--pdeathsig', 'INT', 'true']) ? ['setpriv', '--pdeathsig', 'INT'] : [];
  if (process.getuid?.() !== 0) return { command: leash, describe: 'as the present user' };
  if (works('unshare', ['-U', 'true'])) return { command: ['unshare', '-U', ...leash], describe: 'in a user namespace' };
  throw new StartRefused(
    'root',
    'PostgreSQL does not run as root and this machine allows no user namespaces; run as an ordinary user, or set DATABASE_URL',
  );
}

/** One process a folder. The mark names its holder, so that the second start can say who it is. */
function claim(home: string) {
  const mark = join(home, 'owner.pid');
  const holder = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : 0;
  if (holder && holder !== process.pid && lives(holder)) {
    throw new StartRefused(
      'folder-in-use',
      `${home} is in use by process ${holder}; stop it first, or choose another folder with GUANJIA_DATA`,
    );
  }
  try {
    writeFileSync(mark, String(process.pid));
  } catch (error) {
    throw new StartRefused(
      'data-folder',
      `${home} cannot be written: ${(error as Error).message}; free some space or choose another folder with GUANJIA_DATA`,
    );
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

type Making = { bin: string; home: string; data: string; wrap: Wrap };

/** Builds in a folder of its own and renames it when whole: a start killed half-way leaves nothing that looks finished. */
function create({ bin, home, data, wrap }: Making) {
  const draft = join(home, 'pg.new');
  rmSync(draft, { recursive: true, force: true });
  const [command = '', ...args] = [
    ...wrap.command,
    join(bin, 'initdb'),
    '-D',
    draft,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ];
  const made = spawnSync(command, args, { encoding: 'utf8' });
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    const why = `${made.stderr ?? ''}${made.error?.message ?? ''}`.trim().split('\n').slice(-4).join(' ');
    throw new StartRefused('initdb', `the database could not be created in ${home} (is the disk full?): ${why}`);
  }
  const memory = Math.min(1024, Math.floor(totalmem() / 4 / 1_048_576));
  writeFileSync(
    join(draft, 'postgresql.auto.conf'),
    [
      `shared_buffers = ${memory}MB`,
      'max_wal_size = 4GB',
      'checkpoint_timeout = 15min',
      'jit = off',
      'max_connections = 100',
      "listen_addresses = ''",
      '',
    ].join('\n'),
  );
  spawnSync('sync', ['-f', draft], { stdio: 'ignore' });
  renameSync(draft, data);
}

function refuseOtherMajor(data: string, major: string) {
  const version = existsSync(join(data, 'PG_VERSION')) ? readFileSync(join(data, 'PG_VERSION'), 'utf8').trim() : 'none';
  if (version !== major) {
    throw new StartRefused(
      'data-version',
      `${data} holds PostgreSQL "${version}" but this Guanjia brings ${major}; use the Guanjia that made it, or another folder with GUANJIA_DATA`,
    );
  }
}

/** An orphan of a killed start: told to stop; a mark left by a power cut: taken away, which postgres would do by itself were the number free. */
function clearDead(data: string) {
  const mark = join(data, 'postmaster.pid');
  if (!existsSync(mark)) return;
  const pid = Number(readFileSync(mark, 'utf8').split('\n')[0]);
  if (!isPostgres(pid)) return rmSync(mark, { force: true });
  process.kill(pid, 'SIGINT');
  const until = Date.now() + 15_000;
  while (isPostgres(pid)) {
    if (Date.now() > until)
      throw new StartRefused('orphan', `an earlier PostgreSQL (process ${pid}) still holds ${data}; stop it: kill ${pid}`);
    spawnSync('sleep', ['0.1']);
  }
  rmSync(mark, { force: true });
}

function isPostgres(pid: number): boolean {
  if (!pid || !lives(pid)) return false;
  try {
    return (
      readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' && readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[2] !== 'Z'
    );
  } catch {
    // No /proc (macOS): a living process with this number is taken at its word.
    return process.platform !== 'linux';
  }
}

type Keeping = { bin: string; data: string; socket: string; wrap: Wrap; log: (line: string) => void };
type Keeper = {
  proven: () => void;
  pid: () => number | undefined;
  stop: () => Promise<void>;
  lastWords: () => string;
  fallen: () => boolean;
};

/**
 * Runs postgres and runs it again when it dies, ever more slowly. Five deaths before its first answer mean a broken folder;
 * once it has answered we never give up, for a full disk may be freed.
 */
function keep({ bin, data, socket, wrap, log }: Keeping): Keeper {
  let child: ChildProcess;
  let stopping = false;
  let falls = 0;
  let words = '';
  let proven = false;
  const run = () => {
    const [command = '', ...args] = [...wrap.command, join(bin, 'postgres'), '-D', data, '-k', socket];
    const began = Date.now();
    child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    child.stderr?.on('data', (chunk: Buffer) => {
      words = `${words}${chunk.toString('utf8')}`.slice(-2000);
    });
    child.on('exit', (code, signal) => {
      if (stopping) return;
      falls = Date.now() - began > 2_000 ? 1 : falls + 1;
      if (falls > 5 && !proven) return;
      log(`PostgreSQL ${signal ?? code} — 正在重启 · starting it again`);
      setTimeout(
        () => {
          if (stopping) return;
          clearDead(data);
          run();
        },
        Math.min(5_000, 50 * 2 ** falls),
      );
    });
  };
  run();
  return {
    proven: () => {
      proven = true;
    },
    pid: () => child.pid,
    lastWords: () => words,
    fallen: () => falls > 5 && !proven,
    stop: () =>
      new Promise((done) => {
        stopping = true;
        if (child.exitCode !== null || child.signalCode !== null) return done();
        child.once('exit', () => done());
        child.kill('SIGINT');
        setTimeout(() => child.kill('SIGQUIT'), 20_000).unref();
      }),
  };
}

async function answering({ url }: Connection, keeper: Keeper) {
  const until = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      if (keeper.fallen() || Date.now() > until) {
        throw new StartRefused(
          'postgres',
          `PostgreSQL does not start: ${keeper.lastWords().trim().split('\n').slice(-3).join(' ') || (error as Error).message}`,
        );
      }
      await new Promise((again) => setTimeout(again, 25));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
