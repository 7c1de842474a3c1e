import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Instant } from '../../kernel/brand.ts';
import { type Database, openDatabase, refuseUnlessDurable } from '../../platform/db/database.ts';
import { startEmbedded } from '../../platform/db/embedded.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { StartRefused, saysDiskFull } from '../../platform/db/refused.ts';
import { type Judge, judgeInUse } from '../../features/judgement/server/queries.ts';
import { smallWorld } from '../../features/world/rules/small.ts';
import { importWorld } from '../../features/world/server/command.ts';
import { sayIssue } from '../../features/world/words/issues.ts';
import type { Register } from '../../features/responsibility/rules/authorisation.ts';
import type { DutyBook } from '../../features/responsibility/rules/book.ts';
import { dutyMark, loadBook, loadRegister } from '../../features/responsibility/server/queries.ts';
import { readWorld } from '../../features/world/server/folder.ts';
import { loadWorld, worldVersion } from '../../features/world/server/queries.ts';
import { wantMorning } from './morningmark.ts';
import type { Options } from './options.ts';
import { reaching } from './reach.ts';
import { type Living, buildLiving } from './reference.ts';

/** What stands under every role: a migrated database with a world in it, and that world in memory. */
export type Ground = {
  readonly database: Database;
  readonly living: () => Living;
  readonly book: () => DutyBook;
  readonly register: () => Register;
  /** Reads again what another hand, or our own, has just written. */
  readonly look: () => Promise<void>;
  readonly secret: Buffer;
  readonly close: () => Promise<void>;
};

/** First password of every seeded account; told on the console because a demo world holds no real person. */
export const DEMO_PASSWORD = 'guanjia-demo';
/** How often a process looks whether another one imported a changed world. */
const LOOK_EVERY = 5_000;

/** The project's own folder, from the sources and from `dist/server` alike. */
export const projectFolder = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
})();

export async function openGround(options: Options, { now, log }: { now: () => Instant; log: (line: string) => void }): Promise<Ground> {
  await mkdir(options.dataFolder, { recursive: true }).catch((error: unknown) => {
    const why = (error as Error).message;
    throw new StartRefused({ code: saysDiskFull(why) ? 'disk-full' : 'data-folder', folder: options.dataFolder, why });
  });
  const embedded = options.databaseUrl ? undefined : await startEmbedded({ folder: join(options.dataFolder, 'postgres'), log });
  const url = embedded?.connection.url ?? options.databaseUrl ?? '';
  const database = openDatabase({ url });
  const closeDatabase = async () => {
    try {
      await database.close();
    } finally {
      await embedded?.stop();
    }
  };
  try {
    const { secret, read } = await reaching({
      database,
      url,
      folder: options.dataFolder,
      log,
      work: () => prepare(database, options, now),
    });
    const looking = setInterval(() => {
      read.look().catch(() => undefined);
    }, LOOK_EVERY);
    const close = async () => {
      clearInterval(looking);
      await closeDatabase();
    };
    return { database, living: read.living, book: read.book, register: read.register, look: read.look, secret, close };
  } catch (error) {
    await closeDatabase();
    throw error;
  }
}

/** Any number will do that neither another program on this database nor the migrations' own lock takes. */
const PREPARING = 7_205_759_404;

/** Every step may be done twice, so a database that dies in the middle of it only makes the start later. */
async function prepare(database: Database, { world, empty }: Options, now: () => Instant) {
  await refuseUnlessDurable(database);
  await database.transaction(async (tx) => {
    // Web and worker start at the same moment: the second waits as long as the first needs, and finds the world there.
    await tx.run('set local lock_timeout = 0');
    await tx.run('set local statement_timeout = 0');
    await tx.run('select pg_advisory_xact_lock($1)', [PREPARING]);
    await migrate(database, join(projectFolder, 'migrations'));
    const isFirst = (await worldVersion(database)) === 0;
    if (isFirst && !empty) await wantMorning(database);
    if (isFirst || world) await bringWorld(database, world);
  });
  const read = readings(database, now);
  await read.look();
  return { read, secret: await secretOf(database) };
}

async function bringWorld(database: Database, folder: string | null) {
  if (!folder) return importWorld(database, smallWorld(), DEMO_PASSWORD);
  const read = await readWorld(folder);
  if (!read.ok) {
    const issues = read.issues.slice(0, 20).map((issue) => ({ zh: sayIssue(issue, 'zh'), en: sayIssue(issue, 'en') }));
    throw new StartRefused({ code: 'world', folder, issues, more: read.issues.length - issues.length });
  }
  return importWorld(database, read.value, DEMO_PASSWORD);
}

/** The world, the duty lists and what was learned, in memory, read again when their marks in the database have moved. */
function readings(database: Database, now: () => Instant) {
  let living: Living | undefined;
  let book: DutyBook | undefined;
  let judge: Judge | undefined;
  let register: Register | undefined;
  let mark = '';
  const here = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the world has not been read yet');
    return value;
  };
  const look = async () => {
    judge = await judgeInUse(database, judge);
    const version = await worldVersion(database);
    const lists = await dutyMark(database);
    if (living?.version === version && lists === mark) return;
    const asked = { book: () => here(book), judge: () => judge, authorisations: () => here(register) };
    const fresh = living?.version === version ? living : await live(database, now, asked);
    const read = await loadBook(database, fresh.dutyGround, now());
    [living, book, register, mark] = [fresh, read, await loadRegister(database), lists];
  };
  return { living: () => here(living), book: () => here(book), register: () => here(register), look };
}

type Asked = { book: () => DutyBook; judge: () => Judge | undefined; authorisations: () => Register };

async function live(database: Database, now: () => Instant, asked: Asked): Promise<Living> {
  const stored = await loadWorld(database);
  if (!stored) throw new Error('the database has no world');
  return buildLiving(stored, now, asked);
}

async function secretOf(database: Database): Promise<Buffer> {
  await database.run("insert into secret (name, value) values ('follow', $1) on conflict do nothing", [randomBytes(32)]);
  return (await database.one<{ value: Buffer }>("select value from secret where name = 'follow'")).value;
}
