import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '../../../platform/db/database.ts';
import { startEmbedded } from '../../../platform/db/embedded.ts';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const victims = ['web', 'worker', 'postgres', 'everything'] as const;
export type Victim = (typeof victims)[number];

export type Victims = {
  readonly base: string;
  /** A way in of the drill's own, to look afterwards. */
  readonly database: Database;
  readonly strike: (victim: Victim) => void;
  /** Deaths that nobody ordered: a process that gives up when another one is killed. */
  readonly falls: string[];
  readonly photoFolder: string;
  /** Asks web and worker to stop and answers what they ended with; the database stays up to be looked at. */
  readonly rest: () => Promise<number[]>;
  readonly end: () => Promise<void>;
};

/** The built product as it runs on one machine: PostgreSQL under our launcher, a web process and a worker process. */
export async function startVictims({ folder, durable }: { folder: string; durable: boolean }): Promise<Victims> {
  const postgres = await startEmbedded({ folder: join(folder, 'postgres'), log: () => undefined });
  const database = openDatabase(postgres.connection, { poolSize: 2 });
  const program = durable ? join(project, 'dist/server/main.js') : carelessProgram();
  if (!durable) {
    await database.run('alter system set synchronous_commit = off');
    await database.run('select pg_reload_conf()');
  }
  const falls: string[] = [];
  const env = { DATABASE_URL: postgres.connection.url };
  const data = join(folder, 'web');
  const run = (args: string[]) => keepRunning([program, '--quiet', '--empty', '--data', data, ...args], { env, falls });
  const first = run(['--role', 'web', '--port', '0']);
  const port = /:(\d+)\/desk/.exec(await first.says(/^UP$/m))?.[1];
  if (!port) throw new Error('the web process did not say its port');
  await first.stop();
  const web = run(['--role', 'web', '--port', port]);
  const worker = run(['--role', 'worker']);
  await Promise.all([web.says(/^UP$/m), worker.says(/worker ready/)]);
  const kill: Record<Victim, () => void> = {
    web: web.kill,
    worker: worker.kill,
    postgres: () => killFamily(postgres.pid()),
    everything: () => {
      web.kill();
      worker.kill();
      killFamily(postgres.pid());
    },
  };
  return {
    base: `http://127.0.0.1:${port}`,
    database,
    falls,
    photoFolder: join(data, 'photos'),
    strike: (victim) => kill[victim](),
    rest: () => Promise.all([web.stop(), worker.stop()]),
    end: async () => {
      await Promise.all([web.stop(), worker.stop()]);
      await database.close();
      await postgres.stop();
    },
  };
}

/**
 * The product without its refusal to run on a database that forgets. No option of the product does this, so the arm that must
 * lose reports runs a copy of the build with that one line taken out.
 */
function carelessProgram(): string {
  const refusal = 'await refuseUnlessDurable(database);';
  const built = readFileSync(join(project, 'dist/server/main.js'), 'utf8');
  if (built.split(refusal).length !== 2) throw new Error(`the build does not hold "${refusal}" exactly once`);
  const folder = join(project, 'dist/drill');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'careless.js'), built.replace(refusal, ''));
  return join(folder, 'careless.js');
}

type Running = { kill: () => void; stop: () => Promise<number>; says: (what: RegExp) => Promise<string> };

/** A process that is started again at once whenever it dies. */
function keepRunning(args: string[], { env, falls }: { env: Record<string, string>; falls: string[] }): Running {
  let child: ChildProcess;
  let said = '';
  let stopping = false;
  let ended: Promise<number>;
  let heard = () => undefined as void;
  const run = () => {
    child = spawn(process.execPath, args, { cwd: project, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    said = '';
    const hear = (chunk: Buffer) => {
      said = `${said}${chunk.toString('utf8')}`.slice(-20_000);
      heard();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    ended = new Promise((done) => {
      child.once('close', (code, signal) => {
        if (!stopping && signal !== 'SIGKILL') falls.push(`${args.slice(-2).join(' ')} ended with ${code ?? signal}: ${said.slice(-600)}`);
        done(code ?? -1);
        if (!stopping) run();
      });
    });
  };
  run();
  return {
    kill: () => void child.kill('SIGKILL'),
    stop: () => {
      stopping = true;
      child.kill('SIGTERM');
      return ended;
    },
    says: (what) =>
      new Promise((found, failed) => {
        const late = setTimeout(() => failed(new Error(`not said in a minute: ${String(what)}; but: ${said.slice(-800)}`)), 60_000);
        heard = () => {
          if (!what.test(said)) return;
          clearTimeout(late);
          found(said);
        };
        heard();
      }),
  };
}

/**
 * The postmaster and every process under it, as a machine that stops. Its children lead groups of their own, so a signal to
 * the postmaster's group would leave the WAL writer alive long enough to save what must be lost.
 */
function killFamily(postmaster: number | undefined) {
  if (!postmaster) return;
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster);
  for (const pid of [postmaster, ...children.map(Number)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as { code?: string }).code !== 'ESRCH') throw error;
    }
  }
}

function parentOf(pid: string): number | undefined {
  try {
    // The name in brackets may hold spaces; the parent is the second field after it.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
  } catch {
    return undefined;
  }
}
