import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Load, Round, Spot } from './intakeload.ts';
import { type Metric, median, seen } from './metric.ts';

type Ends = { readonly port: number; readonly url: string };
/** A half that runs in a process of its own, so that neither shares the bench's event loop. */
export type LoadOrder = { readonly by: 'http' | 'sql'; readonly ends: Ends; readonly spots: readonly Spot[]; readonly load: Load };

const bench = fileURLToPath(new URL('../bench.ts', import.meta.url));
const SECONDS = 6;
const ROUNDS = 3;
const GOAL = 0.6;

/** Reports a second through our door against the same rows by raw SQL, in turns, so that a busy machine slows both. */
export async function measureIntake(ends: Ends): Promise<Metric[]> {
  const spots = await spotsOf(ends.port);
  await round({ by: 'http', ends, spots, load: { connections: 8, seconds: 3 } });
  const metrics: Metric[] = [];
  for (const connections of [1, 8, 32]) {
    const rounds: Record<LoadOrder['by'], Round[]> = { http: [], sql: [] };
    for (let turn = 0; turn < ROUNDS; turn++) {
      for (const by of ['http', 'sql'] as const) {
        rounds[by].push(await round({ by, ends, spots, load: { connections, seconds: SECONDS / ROUNDS } }));
      }
    }
    metrics.push(...linesOf(connections, rounds));
  }
  return metrics;
}

function linesOf(connections: number, { http, sql }: Record<LoadOrder['by'], Round[]>): Metric[] {
  const failed = http.reduce((sum, each) => sum + each.failed, 0);
  if (failed > 0) throw new Error(`${failed} reports were not taken at ${connections} connections`);
  const ours = median(http.map(({ perSecond }) => perSecond));
  const raw = median(sql.map(({ perSecond }) => perSecond));
  const promised = connections === 32;
  return [
    {
      name: `reports taken, ${connections} connections`,
      value: ours,
      unit: '/s',
      against: `raw SQL ${Math.round(raw)} /s`,
      ratio: ours / raw,
      goal: promised ? `ratio ≥ ${GOAL}` : '',
      met: promised ? ours / raw >= GOAL : null,
    },
    seen(`  p95 of a report, ${connections} connections`, median(http.map(({ p95 }) => p95)), 'ms'),
  ];
}

/** Places to report from: where the things of the world stand, so that every report is inside a street. */
async function spotsOf(port: number): Promise<Spot[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/geo/assets.geojson`);
  const { features } = (await answer.json()) as { features: { geometry: { coordinates: [number, number] } }[] };
  return features.slice(0, 2000).map(({ geometry }) => geometry.coordinates);
}

async function round(order: LoadOrder): Promise<Round> {
  const child = spawn(process.execPath, ['--import', 'tsx', bench, 'load'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(order));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const code = await new Promise((ended) => child.once('close', ended));
  if (code !== 0) throw new Error(`a load ended with ${String(code)}`);
  return JSON.parse(said) as Round;
}
