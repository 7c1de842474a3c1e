import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { claim, create, dataFolder, forgetSocket, makePrivate, refuseBroken, socketFolder } from './folder.ts';
import { type Keeper, clearDead, keepPostmaster } from './postmaster.ts';
import { StartRefused, saysDiskFull } from './refused.ts';
import { wrapping } from './wrapping.ts';

export type Connection = { readonly url: string };
export type Embedded = { readonly connection: Connection; readonly stop: () => Promise<void>; readonly pid: () => number | undefined };
/** How long a postgres may say nothing at all before we call it broken. */
const PATIENCE = 60_000;
type Asked = { folder: string; log: (line: string) => void };

/**
 * Starts the packaged PostgreSQL on a data folder and keeps it running until `stop`. Unix socket only, no password: the
 * folder is private to its owner. If postgres dies it is started again; if we die, the kernel tells it to stop.
 * Throws StartRefused for everything an operator can mend.
 */
export async function startEmbedded({ folder, log }: Asked): Promise<Embedded> {
  const home = resolve(folder);
  makePrivate(home);
  const release = claim(home);
  try {
    const { connection, keeper } = await startIn(home, log);
    return {
      connection,
      pid: keeper.pid,
      stop: async () => {
        await keeper.stop();
        forgetSocket(home);
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function startIn(home: string, log: (line: string) => void) {
  const { bin, major } = findBinaries();
  const data = dataFolder(home, major);
  const socket = socketFolder(home);
  const wrap = wrapping({ bin, home, data });
  makePrivate(socket, wrap.as);
  if (!existsSync(data)) {
    log('首次启动，正在建立数据库 · first start, creating the database');
    await create({ home, data, wrap });
  }
  refuseBroken(data, major);
  clearDead(data, log);
  const keeper = keepPostmaster({ data, socket, wrap, log });
  const connection = { url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(socket)}` };
  try {
    await answering(connection, { keeper, data });
  } catch (error) {
    await keeper.stop();
    throw error;
  }
  keeper.proven();
  return { connection, keeper };
}

async function answering({ url }: Connection, { keeper, data }: { keeper: Keeper; data: string }) {
  let until = Date.now() + PATIENCE;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    // A connection that is cut says so as an event too, which nobody heard would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      // It says that it is starting up: after a crash it reads its log again, which takes as long as it takes.
      if ((error as { code?: string }).code === '57P03') until = Date.now() + PATIENCE;
      if (keeper.fallen() || Date.now() > until) {
        const words = keeper.lastWords();
        const why = words.trim().split('\n').slice(-3).join(' ') || (error as Error).message;
        throw new StartRefused({ code: saysDiskFull(words) ? 'disk-full' : 'postgres', folder: data, why });
      }
      await new Promise((again) => setTimeout(again, 25));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
