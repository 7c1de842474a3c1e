import type { Ends, Round, Spot } from './intakeload.ts';
import { round } from './load.ts';
import { type Metric, median, seen } from './metric.ts';

const SECONDS = 2;
/** The promise is at 32 connections, so that is measured oftener. */
const ROUNDS = { 1: 3, 8: 3, 32: 5 } as const;
const GOAL = 0.6;
type By = 'http' | 'sql';

/** Reports a second through our door against the same rows by raw SQL, in turns, so that a busy machine slows both. */
export async function measureIntake(ends: Ends): Promise<Metric[]> {
  const spots = await spotsOf(ends.port);
  await round({ by: 'http', ends, spots, load: { connections: 8, seconds: 3 } });
  const metrics: Metric[] = [];
  for (const connections of [1, 8, 32] as const) {
    const rounds: Record<By, Round>[] = [];
    for (let turn = 0; turn < ROUNDS[connections]; turn++) {
      const load = { connections, seconds: SECONDS };
      rounds.push({ http: await round({ by: 'http', ends, spots, load }), sql: await round({ by: 'sql', ends, spots, load }) });
    }
    metrics.push(...linesOf(connections, rounds));
  }
  return metrics;
}

function linesOf(connections: number, rounds: readonly Record<By, Round>[]): Metric[] {
  const failed = rounds.reduce((sum, { http }) => sum + http.failed, 0);
  if (failed > 0) throw new Error(`${failed} reports were not taken at ${connections} connections`);
  const of = (by: By, pick: (round: Round) => number) => median(rounds.map((each) => pick(each[by])));
  // Of each turn's own pair: what slows the machine for a while slows both halves of a turn.
  const ratio = median(rounds.map(({ http, sql }) => http.perSecond / sql.perSecond));
  const promised = connections === 32;
  const lines: Metric[] = [
    {
      name: `reports taken, ${connections} connections`,
      value: of('http', ({ perSecond }) => perSecond),
      unit: '/s',
      against: `raw SQL ${Math.round(of('sql', ({ perSecond }) => perSecond))} /s`,
      ratio,
      goal: promised ? `ratio ≥ ${GOAL}` : '',
      met: promised ? ratio >= GOAL : null,
    },
    {
      ...seen(
        '  until its receipt, p95',
        of('http', ({ p95 }) => p95),
        'ms',
      ),
      against: `raw SQL ${of('sql', ({ p95 }) => p95).toFixed(1)} ms`,
    },
  ];
  if (rounds.some(({ http, sql }) => http.cpu === null || sql.cpu === null)) return lines;
  const [ours, raw] = [of('http', ({ cpu }) => cpu ?? 0), of('sql', ({ cpu }) => cpu ?? 0)];
  return [
    ...lines,
    { ...seen('  processor time of one, with PostgreSQL', ours, 'µs'), against: `raw SQL ${Math.round(raw)} µs`, ratio: ours / raw },
  ];
}

/** Places to report from: where the things of the world stand, so that every report is inside a street. */
export async function spotsOf(port: number): Promise<Spot[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/geo/assets.geojson`);
  const { features } = (await answer.json()) as { features: { geometry: { coordinates: [number, number] } }[] };
  return features.slice(0, 2000).map(({ geometry }) => geometry.coordinates);
}
