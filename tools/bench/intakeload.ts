import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { uuidv7 } from '../../kernel/uuid.ts';
import type { Instant } from '../../kernel/brand.ts';
import { cpuOf } from './cpu.ts';
import { ONE_REPORT } from './rawsql.ts';
import { openCaller, requestOf } from './caller.ts';

/** What one round of load achieved. p95 in milliseconds; `cpu`, microseconds a report of everybody who had to work for it, where that can be told. */
export type Round = { readonly perSecond: number; readonly p95: number; readonly failed: number; readonly cpu: number | null };
/** A running server and its database, with their processes. */
export type Ends = { readonly port: number; readonly url: string; readonly pids: { readonly server: number; readonly postgres: number } };
export type Load = { readonly connections: number; readonly seconds: number };

type Work = () => Promise<boolean>;
const WARM = 500;

/** Runs every worker in a closed loop for `seconds`, after half a second to warm up that is not counted. `cpuUsed` is read at both ends. */
async function drive(workers: readonly Work[], seconds: number, cpuUsed: () => number | undefined): Promise<Round> {
  const from = performance.now() + WARM;
  const until = from + seconds * 1000;
  const took: number[] = [];
  let failed = 0;
  let before: number | undefined;
  setTimeout(() => {
    before = cpuUsed();
  }, WARM);
  await Promise.all(
    workers.map(async (work) => {
      for (;;) {
        const began = performance.now();
        if (began >= until) return;
        const good = await work();
        const ended = performance.now();
        if (ended < from || ended > until) continue;
        if (good) took.push(ended - began);
        else failed++;
      }
    }),
  );
  took.sort((a, b) => a - b);
  const after = cpuUsed();
  const cpu = before === undefined || after === undefined ? null : (after - before) / took.length;
  return { perSecond: took.length / seconds, p95: took[Math.floor(took.length * 0.95)] ?? Number.NaN, failed, cpu };
}

export type Spot = readonly [lon: number, lat: number];

/** Reports through the public API: new key, new words, a place from `spots` each time. */
export async function reportsByHttp({ port, pids }: Ends, spots: readonly Spot[], { connections, seconds }: Load): Promise<Round> {
  const callers = await Promise.all(Array.from({ length: connections }, () => openCaller(port)));
  let n = 0;
  const workers = callers.map((caller) => async () => {
    const [lon = 0, lat = 0] = spots[n++ % spots.length] ?? [];
    const body = JSON.stringify({ text: `路灯不亮，编号 ${n}`, place: { point: { lon, lat }, crs: 'WGS84', address: `路边 ${n} 号` } });
    const { status } = await caller.ask(requestOf('POST', '/api/reports', { headers: `idempotency-key: ${randomUUID()}\r\n`, body }));
    return status === 201;
  });
  const round = await drive(workers, seconds, () => cpuOf([pids.server, pids.postgres]));
  for (const caller of callers) caller.close();
  return round;
}

/**
 * The same rows by the same statement without us: prepared once a connection, one row of the server's own repeated with
 * fresh ids, numbers and keys.
 */
export async function reportsBySql({ url, pids }: Ends, { connections, seconds }: Load): Promise<Round> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url, options: '-c timezone=UTC' }));
  await Promise.all(clients.map((client) => client.connect()));
  const first = clients[0];
  if (!first) throw new Error('a load needs at least one connection');
  const sample = await sampleOf(first);
  const prefix = randomUUID().slice(0, 13);
  let n = 0;
  const workers = clients.map((client) => async () => {
    const values = sample.slice();
    values[1] = uuidv7(Date.now() as Instant, randomBytes(10));
    values[2] = `${prefix}${n++}`;
    values[28] = randomUUID();
    const { rowCount } = await client.query({ name: 'take-report', text: ONE_REPORT, values });
    return rowCount === 1;
  });
  // Whoever speaks SQL is to the rows what our server is: its work counts.
  const round = await drive(workers, seconds, () => cpuOf([process.pid, pids.postgres]));
  await Promise.all(clients.map((client) => client.end()));
  return round;
}

/** The parameters of ONE_REPORT as the newest report of the server filled them. */
async function sampleOf(client: pg.Client): Promise<unknown[]> {
  const { rows } = await client.query({
    rowMode: 'array',
    text: `select c.street_id, c.id, c.number, c.version, c.status, c.channel, c.matter, c.urgent, c.accountable, c.assignee, c.community, c.duty_grid,
        c.asset, c.lon, c.lat, extract(epoch from c.due_at) * 1000, extract(epoch from c.yellow_at) * 1000,
        extract(epoch from c.reported_at) * 1000, extract(epoch from c.updated_at) * 1000, c.state::text,
        e.body::text, e.actor, e.role, extract(epoch from e.said_at) * 1000, r.contact_name, r.contact_phone, r.original_place::text,
        r.photos_to_come, k.key, k.body_hash, c.seen_by, c.words
      from casefile c join case_event e on e.street_id = c.street_id and e.case_id = c.id and e.seq = 1
        join report r on r.street_id = c.street_id and r.case_id = c.id join report_key k on k.case_id = c.id
      order by c.reported_at desc limit 1`,
  });
  const [row] = rows as unknown[][];
  if (!row) throw new Error('no report was taken yet, so there is no row to repeat');
  return row;
}
