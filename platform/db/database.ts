import pg from 'pg';
import type { Connection } from './embedded.ts';
import { StartRefused } from './refused.ts';

/** How a question is sent: a name makes PostgreSQL keep its plan, worth it on hot paths. */
export type Sending = { readonly name?: string };

/** Questions in plain SQL. `one` throws unless exactly one row comes back; `run` answers how many rows were touched. */
export type Tx = {
  many<R>(sql: string, params?: readonly unknown[], sending?: Sending): Promise<R[]>;
  one<R>(sql: string, params?: readonly unknown[], sending?: Sending): Promise<R>;
  maybe<R>(sql: string, params?: readonly unknown[], sending?: Sending): Promise<R | undefined>;
  run(sql: string, params?: readonly unknown[], sending?: Sending): Promise<number>;
};
export type Database = Tx & { transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>; close(): Promise<void>; ping(): Promise<void> };

const INT8 = 20;
const TIMESTAMPTZ = 1184;
const DATE = 1082;

function toNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`${text} is too large to be counted exactly`);
  return number;
}

const parsers = new Map<number, (text: string) => unknown>([
  [INT8, toNumber],
  // Instants are milliseconds everywhere above the database.
  [TIMESTAMPTZ, (text) => Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))],
  [DATE, (text) => text],
]);
const types = {
  getTypeParser: (oid: number, format?: string) => parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig;

/** PostgreSQL was not there yet, or no longer: nothing was sent, so asking again is safe. */
const absent = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', '57P03', '57P01', '57P02', '08006', '08001', '53300', 'EPIPE']);
const PATIENCE = 10_000;

export function openDatabase({ url }: Connection, { poolSize = 20 }: { poolSize?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types,
    application_name: 'guanjia',
    options: '-c timezone=UTC -c lock_timeout=15s -c statement_timeout=60s',
  });
  // An idle connection that PostgreSQL drops is simply gone; the next question opens another.
  pool.on('error', () => undefined);
  const withClient = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await connected(pool);
    let broken: Error | undefined;
    // A connection that breaks between two questions says so as an event; the next question on it fails and is handled there.
    const noticed = (error: Error) => {
      broken = error;
    };
    client.on('error', noticed);
    try {
      return await work(client);
    } catch (error) {
      if (!isRefusedByDatabase(error)) broken = error as Error;
      throw named(error);
    } finally {
      client.off('error', noticed);
      client.release(broken);
    }
  };
  return {
    ...asking((text, values, name) => withClient((client) => client.query(name ? { text, values, name } : { text, values }))),
    transaction: (work) => withClient((client) => inTransaction(client, work)),
    close: () => pool.end(),
    ping: async () => {
      await withClient((client) => client.query('select 1'));
    },
  };
}

/** The driver's own words for a line cut in the middle carry no code; PostgreSQL's word for the same is 08006. */
function named(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  return code === undefined && /^(Connection terminated|Client has encountered a connection error)/.test(message ?? '')
    ? Object.assign(new Error(message, { cause: error }), { code: '08006' })
    : error;
}

/** Whether the database was away, so that work that may be done twice can be tried again. */
export function wasAway(error: unknown): boolean {
  return absent.has((error as { code?: string }).code ?? '');
}

/** A connection that answered just now. Only before anything was sent do we wait and try again. */
async function connected(pool: pg.Pool): Promise<pg.PoolClient> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!wasAway(error) || Date.now() > until) throw error;
      await new Promise((again) => setTimeout(again, 100));
    }
  }
}

/** A failure after `commit` was sent is thrown as it is: nobody knows, and the caller's key finds out by asking again. */
async function inTransaction<T>(client: pg.PoolClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const done = await work(asking((text, values, name) => client.query(name ? { text, values, name } : { text, values })));
    await client.query('commit');
    return done;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

type Ask = (text: string, values: unknown[], name: string | undefined) => Promise<pg.QueryResult>;

function asking(ask: Ask): Tx {
  const rows = async <R>(sql: string, params: readonly unknown[] = [], sending: Sending = {}) =>
    (await ask(sql, [...params], sending.name)).rows as R[];
  return {
    many: rows,
    maybe: async <R>(sql: string, params?: readonly unknown[], sending?: Sending) => (await rows<R>(sql, params, sending))[0],
    one: async <R>(sql: string, params?: readonly unknown[], sending?: Sending) => {
      const found = await rows<R>(sql, params, sending);
      if (found.length !== 1 || found[0] === undefined) throw new Error(`expected one row, got ${found.length}: ${sql.slice(0, 80)}`);
      return found[0];
    },
    run: async (sql, params = [], sending = {}) => (await ask(sql, [...params], sending.name)).rowCount ?? 0,
  };
}

/** Whether PostgreSQL understood the question and said no, rather than being away. */
export function isRefusedByDatabase(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !absent.has(error.code ?? '');
}

/** An answer of success is a promise; a server that acknowledges before the disk has it would make us liars. */
export async function refuseUnlessDurable(tx: Tx): Promise<void> {
  const { commit, fsync, version } = await tx.one<{ commit: string; fsync: string; version: string }>(
    "select current_setting('synchronous_commit') as commit, current_setting('fsync') as fsync, current_setting('server_version_num') as version",
  );
  if (Number(version) < 150_000) throw new StartRefused({ code: 'postgres-old', version });
  if (commit === 'off' || fsync === 'off') throw new StartRefused({ code: 'not-durable', commit, fsync });
}
