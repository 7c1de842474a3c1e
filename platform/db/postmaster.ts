import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from './refused.ts';
import type { Wrap } from './wrapping.ts';

type Keeping = { data: string; socket: string; wrap: Wrap; log: (line: string) => void };
export type Keeper = {
  readonly pid: () => number | undefined;
  /** Told once it has answered: from then on it is never given up. */
  readonly proven: () => void;
  readonly fallen: () => boolean;
  readonly lastWords: () => string;
  readonly stop: () => Promise<void>;
};

/** A life shorter than this is another failure of the same kind. */
const SHORT = 1_000;
const MOST_FALLS = 5;
/** PostgreSQL writes its buffers out before it goes; a slow disk takes its time. */
const ORPHAN_PATIENCE = 60_000;

/**
 * Runs postgres and runs it again when it dies, ever more slowly. Five short lives before its first answer mean a broken
 * folder; once it has answered we never give up, for a full disk may be freed.
 */
export function keepPostmaster({ data, socket, wrap, log }: Keeping): Keeper {
  let child: ChildProcess;
  let stopping = false;
  let proven = false;
  let falls = 0;
  let words = '';
  const [command = '', ...args] = [...wrap.command, join(wrap.bin, 'postgres'), '-D', data, '-k', socket];
  const run = () => {
    const began = Date.now();
    // A group of its own: Ctrl-C in a terminal reaches us alone, and we stop it in order.
    child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, ...wrap.as });
    child.stderr?.on('data', (chunk: Buffer) => {
      words = `${words}${chunk.toString('utf8')}`.slice(-2000);
    });
    child.on('exit', (code, signal) => {
      if (stopping) return;
      falls = Date.now() - began > SHORT ? 1 : falls + 1;
      if (falls > MOST_FALLS && !proven) return;
      if (proven) log(`PostgreSQL ${signal ?? code} — 正在重启 · starting it again`);
      setTimeout(() => !stopping && run(), Math.min(5_000, 50 * 2 ** falls));
    });
  };
  run();
  return {
    pid: () => child.pid,
    proven: () => {
      proven = true;
    },
    lastWords: () => words,
    fallen: () => falls > MOST_FALLS && !proven,
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

/** An orphan of a killed start is told to stop; the mark of a dead one is taken away, whoever has its number now. */
export function clearDead(data: string, log: (line: string) => void) {
  const mark = join(data, 'postmaster.pid');
  if (!existsSync(mark)) return;
  const pid = Number(readFileSync(mark, 'utf8').split('\n')[0]);
  if (serves(pid, data)) {
    log(`上次的 PostgreSQL（进程 ${pid}）还在，正在让它停下 · an earlier PostgreSQL (process ${pid}) is still here, stopping it`);
    process.kill(pid, 'SIGINT');
    const until = Date.now() + ORPHAN_PATIENCE;
    while (serves(pid, data)) {
      if (Date.now() > until) throw new StartRefused({ code: 'orphan', folder: data, pid });
      spawnSync('sleep', ['0.1']);
    }
  }
  rmSync(mark, { force: true });
}

/** Whether this process is the PostgreSQL of this very folder: numbers are used again, and other servers are not ours to stop. */
function serves(pid: number, data: string): boolean {
  if (!pid || !lives(pid)) return false;
  if (process.platform !== 'linux')
    return /postgres/.test(spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '');
  try {
    // A postmaster works in its data folder; one that is already dead and not yet reaped has no folder any more.
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    return false;
  }
}

export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
