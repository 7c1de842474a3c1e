// npm run bench [-- --full]: measures what was promised on this machine, against raw PostgreSQL where that is the honest rival.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { startEmbedded } from '../platform/db/embedded.ts';
import { type LoadOrder, measureIntake } from './bench/intake.ts';
import { reportsByHttp, reportsBySql } from './bench/intakeload.ts';
import { type Metric, table } from './bench/metric.ts';
import { measureResponsibility } from './bench/responsibility.ts';
import { serve } from './bench/serve.ts';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const say = (line: string) => process.stderr.write(`${line}\n`);

async function load() {
  const { by, ends, spots, load: asked } = JSON.parse(await text(process.stdin)) as LoadOrder;
  const round = by === 'http' ? await reportsByHttp(ends.port, spots, asked) : await reportsBySql(ends.url, asked);
  process.stdout.write(JSON.stringify(round));
}

async function withServer(folder: string, work: (ends: { port: number; url: string }) => Promise<Metric[]>): Promise<Metric[]> {
  const postgres = await startEmbedded({ folder: join(folder, 'postgres'), log: say });
  try {
    const { url } = postgres.connection;
    const serving = await serve(['--role', 'web', '--empty', '--data', join(folder, 'web')], { DATABASE_URL: url });
    try {
      return await work({ port: serving.port, url });
    } finally {
      await serving.stop();
    }
  } finally {
    await postgres.stop();
  }
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'guanjia-bench-'));
  const metrics: Metric[] = [];
  try {
    metrics.push(...measureResponsibility());
    metrics.push(...(await withServer(folder, measureIntake)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(`${table(metrics)}\n`);
  mkdirSync(dist, { recursive: true });
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version };
  writeFileSync(join(dist, 'bench.json'), `${JSON.stringify({ machine, metrics }, null, 1)}\n`);
}

if (process.argv[2] === 'load') await load();
else await main();
