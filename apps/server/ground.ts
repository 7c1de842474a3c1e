import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Instant } from '../../kernel/brand.ts';
import { type Database, openDatabase, refuseUnlessDurable, wasAway } from '../../platform/db/database.ts';
import { StartRefused, startEmbedded } from '../../platform/db/embedded.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { type Judge, judgeInUse } from '../../features/judgement/server/queries.ts';
import { smallWorld } from '../../features/world/rules/small.ts';
import { importWorld } from '../../features/world/server/command.ts';
import { sayIssue } from '../../features/world/words/issues.ts';
import type { Register } from '../../features/responsibility/rules/authorisation.ts';
import type { DutyBook } from '../../features/responsibility/rules/book.ts';
import { dutyMark, loadBook, loadRegister } from '../../features/responsibility/server/queries.ts';
import { readWorld } from '../../features/world/server/folder.ts';
import { loadWorld, worldVersion } from '../../features/world/server/queries.ts';
import type { Options } from './options.ts';
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
  /** True when this start put the world into an empty database. */
  readonly fresh: boolean;
  readonly close: () => Promise<void>;
};

/** First password of every seeded account; told on the console because a demo world holds no real person. */
export const DEMO_PASSWORD = 'guanjia-demo';
/** How often a process looks whether another one imported a changed world. */
const LOOK_EVERY = 5_000;
/** How long a start waits for a database that comes and goes. */
const PATIENCE = 20_000;

/** The project's own folder, from the sources and from `dist/server` alike. */
export const projectFolder = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
})();

export async function openGround(options: Options, { now, log }: { now: () => Instant; log: (line: string) => void }): Promise<Ground> {
  await mkdir(options.dataFolder, { recursive: true }).catch((error: unknown) => {
    throw new StartRefused('data-folder', `${options.dataFolder}: ${String(error)}`);
  });
  const embedded = options.databaseUrl ? undefined : await startEmbedded({ folder: join(options.dataFolder, 'postgres'), log });
  const database = openDatabase(embedded?.connection ?? { url: options.databaseUrl ?? '' });
  const closeDatabase = async () => {
    await database.close();
    await embedded?.stop();
  };
  try {
    const { fresh, secret, read } = await patiently(() => prepare(database, options, now));
    const looking = setInterval(() => {
      read.look().catch(() => undefined);
    }, LOOK_EVERY);
    const close = async () => {
      clearInterval(looking);
      await closeDatabase();
    };
    return { database, living: read.living, book: read.book, register: read.register, look: read.look, secret, fresh, close };
  } catch (error) {
    await closeDatabase();
    throw options.databaseUrl ? plainly(error) : error;
  }
}

/** Wrong password, no such database, no right to make tables there, no such host, an address that cannot be read. */
const closedTo = new Set(['28P01', '28000', '3D000', '42501', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'ERR_INVALID_URL']);

/** A database that was given to us and cannot be entered is for the operator to mend; anything else stays the failure it is. */
function plainly(error: unknown): unknown {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (!wasAway(error) && !closedTo.has(code)) return error;
  return new StartRefused(
    'database',
    `the PostgreSQL of DATABASE_URL cannot be used (${message || code}); see that it runs, and that host, port, database, account and password are right`,
  );
}

/** Every step may be done twice, so a database that dies in the middle of it only makes the start later. */
async function prepare(database: Database, { world }: Options, now: () => Instant) {
  await refuseUnlessDurable(database);
  await migrate(database, join(projectFolder, 'migrations'));
  const fresh = (await worldVersion(database)) === 0;
  if (fresh || world) await bringWorld(database, world);
  const read = readings(database, now);
  await read.look();
  return { fresh, read, secret: await secretOf(database) };
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!wasAway(error) || Date.now() > until) throw error;
      await new Promise((again) => setTimeout(again, 200));
    }
  }
}

async function bringWorld(database: Database, folder: string | null) {
  if (!folder) return importWorld(database, smallWorld(), DEMO_PASSWORD);
  const read = await readWorld(folder);
  if (!read.ok) {
    const lines = read.issues.slice(0, 20).map((issue) => `  ${sayIssue(issue, 'zh')}\n  ${sayIssue(issue, 'en')}`);
    const more = read.issues.length > 20 ? `\n  … +${read.issues.length - 20}` : '';
    throw new StartRefused('world', `${folder} 不能作为世界载入 · is not a world that can be loaded:\n${lines.join('\n')}${more}`);
  }
  return importWorld(database, read.value, DEMO_PASSWORD);
}

type Readings = { readonly book: () => DutyBook; readonly judge: () => Judge | undefined };

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
