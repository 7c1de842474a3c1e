// npm run bench [-- --full] [-- --only territory,responsibility,start,intake,live,telemetry,lists]: what was promised, measured on this machine; docs/benchmarks.md explains each line.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Instant } from '../kernel/brand.ts';
import { seeded } from '../kernel/chance.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { groundsOf } from './bench/ground.ts';
import { measureIntake } from './bench/intake.ts';
import type { Ends } from './bench/intakeload.ts';
import { measureLists } from './bench/lists.ts';
import { measureLive } from './bench/live.ts';
import { carryOut } from './bench/load.ts';
import { caseMaker } from './bench/manycases.ts';
import { type Metric, table } from './bench/metric.ts';
import { measureResponsibility } from './bench/responsibility.ts';
import { type Serving, serve } from './bench/serve.ts';
import { measurePayload, measureStart } from './bench/start.ts';
import { measureTelemetry } from './bench/telemetry.ts';
import { measureTerritory } from './bench/territory.ts';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const futian = fileURLToPath(new URL('../../shared/data/futian', import.meta.url));
const say = (line: string) => process.stderr.write(`${line}\n`);

type Asked = { readonly folder: string; readonly full: boolean };
const parts = {
  territory: () => measureTerritory(),
  responsibility: async () => measureResponsibility(),
  start: async ({ folder }) => [...(await measureStart(folder)), ...measurePayload()],
  intake: ({ folder }) => withServer(folder, ['--empty'], ({ ends }) => measureIntake(ends)),
  live: ({ folder }) => withServer(folder, ['--empty'], ({ ends, database }) => measureLive(ends, database)),
  telemetry: ({ folder }) => measureTelemetry(folder),
  lists: ({ folder, full }) => withServer(folder, existsSync(futian) ? ['--world', futian] : [], (running) => lists(running, full)),
} satisfies Record<string, (asked: Asked) => Promise<Metric[]>>;
type Part = keyof typeof parts;

/** Every list at 100,000 cases, and with --full at a million as well. */
async function lists({ ends, database, serving }: Running, full: boolean): Promise<Metric[]> {
  await serving.says(/已模拟一个上午/);
  const making = { database, grounds: await groundsOf(database), now: Date.now() as Instant, withHistory: true };
  const make = await caseMaker({ ...making, chance: seeded(5) });
  const measured = async (more: number, size: string) => {
    say(`making ${more} cases`);
    await make(more);
    return measureLists({ database, port: ends.port, chance: seeded(9) }, size);
  };
  return [...(await measured(100_000, '100 k')), ...(full ? await measured(900_000, '1 M') : [])];
}

type Running = { readonly ends: Ends; readonly database: Database; readonly serving: Serving };

/** A PostgreSQL of its own and the built server on it, which fires no timers: nothing happens but what is measured. */
async function withServer(folder: string, args: readonly string[], work: (running: Running) => Promise<Metric[]>): Promise<Metric[]> {
  const home = mkdtempSync(join(folder, 'served-'));
  const postgres = await startEmbedded({ folder: join(home, 'postgres'), log: say });
  const { url } = postgres.connection;
  const database = openDatabase(postgres.connection, { poolSize: 2 });
  try {
    const serving = await serve(['--role', 'web', ...args, '--data', join(home, 'web')], { DATABASE_URL: url });
    try {
      const pids = { server: serving.pid, postgres: postgres.pid() ?? 0 };
      return await work({ ends: { port: serving.port, url, pids }, database, serving });
    } finally {
      await serving.stop();
    }
  } finally {
    await database.close();
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

function wanted(args: readonly string[]): { full: boolean; only: Part[] } {
  const full = args.includes('--full');
  const at = args.findIndex((arg) => arg === '--only' || arg.startsWith('--only='));
  const said = at < 0 ? '' : (args[at]?.split('=')[1] ?? args[at + 1] ?? '');
  const names = said.split(',').filter(Boolean);
  const strange = names.filter((name) => !(name in parts));
  if (strange.length > 0 || (at >= 0 && names.length === 0)) throw new Error(`--only takes ${Object.keys(parts).join(', ')}`);
  return { full, only: (names.length > 0 ? names : Object.keys(parts)) as Part[] };
}

async function main() {
  const { full, only } = wanted(process.argv.slice(2));
  const { build } = await import('./build.mjs' as string);
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'guanjia-bench-'));
  const metrics: (Metric & { part: Part })[] = [];
  try {
    for (const part of only) {
      say(`measuring ${part}`);
      const lines: Metric[] = await parts[part]({ folder, full });
      metrics.push(...lines.map((line) => ({ part, ...line })));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(`${table(metrics)}\n`);
  mkdirSync(dist, { recursive: true });
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version };
  writeFileSync(join(dist, 'bench.json'), `${JSON.stringify({ at: new Date().toISOString(), machine, metrics }, null, 1)}\n`);
}

if (process.argv[2] === 'load') await carryOut();
else await main();
