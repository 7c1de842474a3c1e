import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant, Metres, StreetId } from '../../kernel/brand.ts';
import { seeded } from '../../kernel/chance.ts';
import { type Database, openDatabase } from '../../platform/db/database.ts';
import { startEmbedded } from '../../platform/db/embedded.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { readTerminal } from '../../features/telemetry/rules/doors/terminal.ts';
import { readMessage, writeFrame } from '../../features/telemetry/rules/jt808/message.ts';
import { createSplitter } from '../../features/telemetry/rules/jt808/splitter.ts';
import type { Position } from '../../features/telemetry/rules/position.ts';
import { keepInLots } from '../../features/telemetry/server/command.ts';
import { readText } from '../../features/telemetry/server/gbk.ts';
import { locationBody } from '../../features/telemetry/server/testing.ts';
import { projectFolder } from '../../apps/server/ground.ts';
import { type Metric, held, median, seen } from './metric.ts';

const NOON = Date.parse('2026-11-25T04:00:00Z') as Instant;
const STREET = '440304010' as StreetId;
const DEVICES = 200;
const EACH = 250;
/** What a terminal sends at once after a tunnel, and a phone's outbox after a basement. */
const BATCH = 10;
const ROUNDS = 3;
const FRAMES = 100_000;

/** Terminals' frames understood on one core; positions kept, against the same rows read by COPY from a file, in turns. */
export async function measureTelemetry(folder: string): Promise<Metric[]> {
  const home = mkdtempSync(join(folder, 'telemetry-'));
  const postgres = await startEmbedded({ folder: join(home, 'postgres'), log: () => undefined });
  const database = openDatabase(postgres.connection, { poolSize: 4 });
  try {
    await migrate(database, join(projectFolder, 'migrations'));
    const [kept, copied]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      copied.push(await copyThem(database, join(home, `rows-${round}.csv`), round));
      kept.push(await keepThem(database, round));
    }
    const [ours, rival] = [median(kept), median(copied)];
    return [
      seen('JT/T 808 locations understood, one core', understoodPerSecond(), '/s'),
      {
        ...held('positions kept', ours, '/s', { atLeast: rival / 2 }),
        against: `COPY ${Math.round(rival)} /s`,
        ratio: ours / rival,
        goal: 'ratio ≥ 0.5',
      },
    ];
  } finally {
    await database.close();
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

function understoodPerSecond(): number {
  const chance = seeded(3);
  const header = {
    message: 0x0200,
    layout: 2013,
    saysVersioned: false,
    version: null,
    bodyLength: 0,
    encryption: 0,
    phone: '013800000001',
    serial: 1,
    part: null,
  } as const;
  const frames = Array.from({ length: 1000 }, (_, n) =>
    writeFrame(
      { ...header, serial: n },
      locationBody({ lon: 114 + chance() * 0.1, lat: 22.5 + chance() * 0.1, at: NOON + n * 1000, kmh: 30 }),
    ),
  );
  const splitter = createSplitter();
  const began = process.cpuUsage();
  let understood = 0;
  for (let n = 0; n < FRAMES; n += 1)
    splitter.push(frames[n % frames.length] as Uint8Array, (wire) => {
      const read = readMessage(wire, readText);
      if (read.ok && read.value.body.kind === 'location' && readTerminal(read.value.body.location, NOON, false)) understood += 1;
    });
  const { user, system } = process.cpuUsage(began);
  if (understood !== FRAMES) throw new Error(`${understood} of ${FRAMES} frames were understood`);
  return (FRAMES / (user + system)) * 1e6;
}

const device = (n: number) => ({ id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`, street: STREET });
/** Each round another hour, so that nothing was told before. */
const momentOf = (round: number, n: number) => (NOON + round * 3_600_000 + n * 10_000) as Instant;
const lonOf = (who: number, n: number) => 114.05 + who * 1e-4 + n * 1e-5;

async function keepThem(database: Database, round: number): Promise<number> {
  const keep = keepInLots({ database, now: () => (NOON + 86_000_000) as Instant });
  const batchOf = (who: number, first: number) =>
    Array.from(
      { length: BATCH },
      (_, i): Position => ({
        at: momentOf(round, first + i),
        heardAt: NOON,
        door: 'jt808',
        lon: lonOf(who, first + i),
        lat: 22.53,
        accuracy: 8 as Metres,
        speed: 1.2,
        course: 90,
        height: 12 as Metres,
        battery: 77,
        seq: first + i,
        isFix: true,
        isCatchUp: false,
        isMock: false,
      }),
    );
  const tell = async (who: number) => {
    for (let first = 0; first < EACH; first += BATCH) await keep(device(who), batchOf(who, first));
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: DEVICES }, (_, who) => tell(who)));
  return (DEVICES * EACH * 1000) / (performance.now() - began);
}

/** The rival reads the same rows from a file beside it and does nothing else. It comes first, so the day's table is made for both. */
async function copyThem(database: Database, file: string, round: number): Promise<number> {
  const day = 'bench_copied';
  await database.run(`create table if not exists ${day} (like position including all)`);
  const time = (at: number) => new Date(at).toISOString();
  const rows = Array.from({ length: DEVICES * EACH }, (_, n) => {
    const [who, i] = [n % DEVICES, Math.floor(n / DEVICES)];
    return [STREET, device(who).id, time(momentOf(round, i)), time(NOON), lonOf(who, i), 22.53, 8, 1.2, 90, 12, 77, i, 1].join();
  });
  writeFileSync(file, rows.join('\n'));
  const began = performance.now();
  await database.run(`copy ${day} from '${file}' csv`);
  return (DEVICES * EACH * 1000) / (performance.now() - began);
}
