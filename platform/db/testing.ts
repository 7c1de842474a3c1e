import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import pg from 'pg';
import { type Database, openDatabase } from './database.ts';
import { type Connection, startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';

const migrations = new URL('../../migrations/', import.meta.url).pathname;

let server: Promise<Connection> | undefined;
let stop: (() => Promise<void>) | undefined;
let isGone = false;
// Registered here and not where the server starts: inside somebody's `before` it would end with that hook's first test.
after(() => {
  isGone = true;
  return stop?.();
});

/** The server of this test run: the one tools/test.mjs started, or one of our own that ends with the process. */
function testServer(): Promise<Connection> {
  const given = process.env.GUANJIA_TEST_DATABASE_URL;
  if (given) return Promise.resolve({ url: given });
  server ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'guanjia-test-'));
    const embedded = await startEmbedded({ folder, log: () => undefined });
    stop = async () => {
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    return embedded.connection;
  })();
  return server;
}

function named(url: string, database: string): string {
  const to = new URL(url);
  to.pathname = `/${database}`;
  return to.toString();
}

/** A migrated database that nobody else uses, made from a template so that it costs a copy, not a migration. */
export async function freshDatabase(): Promise<{ database: Database; connection: Connection; drop: () => Promise<void> }> {
  const { url } = await testServer();
  const template = `guanjia_template_${schemaHash()}`;
  const name = `guanjia_test_${randomBytes(6).toString('hex')}`;
  await asAdmin(url, async (client) => {
    await client.query('select pg_advisory_lock(4711)');
    const made = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (made.rowCount === 0) {
      const draft = `${template}_draft`;
      await client.query(`drop database if exists ${draft}`);
      await client.query(`create database ${draft}`);
      const building = openDatabase({ url: named(url, draft) }, { poolSize: 1 });
      await migrate(building, migrations);
      await building.close();
      await client.query(`alter database ${draft} rename to ${template}`);
    }
    await client.query(`create database ${name} template ${template}`);
    await client.query('select pg_advisory_unlock(4711)');
  });
  const connection = { url: named(url, name) };
  const database = openDatabase(connection);
  return {
    database,
    connection,
    drop: async () => {
      await database.close();
      // A server of our own that has ended took its databases with it.
      if (!(isGone && stop)) await asAdmin(url, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function asAdmin(url: string, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function schemaHash(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(migrations).sort()) hash.update(name).update(readFileSync(join(migrations, name)));
  return hash.digest('hex').slice(0, 12);
}
