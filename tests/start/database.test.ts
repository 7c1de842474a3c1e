import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Database, openDatabase } from '../../platform/db/database.ts';
import { type Embedded, startEmbedded } from '../../platform/db/embedded.ts';
import { launch } from './launch.ts';

let root = '';
let postgres: Embedded;
let database: Database;
before(async () => {
  root = mkdtempSync(join(tmpdir(), 'guanjia-url-'));
  postgres = await startEmbedded({ folder: join(root, 'postgres'), log: () => undefined });
  database = openDatabase(postgres.connection, { poolSize: 1 });
});
after(async () => {
  await database.close();
  await postgres.stop();
  rmSync(root, { recursive: true, force: true });
});

function url(change: (to: URL) => void = () => undefined): string {
  const to = new URL(postgres.connection.url);
  change(to);
  return to.toString();
}

async function refused(address: string, zh: RegExp, en: RegExp) {
  const started = launch(['--port', '0', '--empty', '--quiet', '--data', join(root, 'data')], { DATABASE_URL: address });
  assert.equal(await started.ended, 1, started.said());
  assert.match(started.said(), zh);
  assert.match(started.said(), en);
}

test('a database that acknowledges before the disk has it is refused, however it was told to', async () => {
  const zh = /synchronous_commit=off、fsync=on：已经答复“收到”的上报可能丢失/;
  const en = /synchronous_commit=off, fsync=on: an acknowledged report could be lost/;
  await database.run('alter system set synchronous_commit = off');
  await database.run('select pg_reload_conf()');
  await refused(url(), zh, en);
  await database.run('alter system reset synchronous_commit');
  await database.run('alter database postgres set synchronous_commit = off');
  await refused(url(), zh, en);
  await database.run('alter database postgres reset synchronous_commit');
  await refused(
    url((to) => to.searchParams.set('options', '-c synchronous_commit=off')),
    zh,
    en,
  );
  await database.run('alter system set fsync = off');
  await database.run('select pg_reload_conf()');
  await refused(url(), /fsync=off：/, /fsync=off: an acknowledged/);
  await database.run('alter system reset fsync');
  await database.run('select pg_reload_conf()');
});

test('a wrong password, a missing database and a schema we may not write in are told apart from a database that is away', async () => {
  const data = join(root, 'postgres', 'pg18');
  await database.run("create role keeper login password 'right'");
  const rules = readFileSync(join(data, 'pg_hba.conf'), 'utf8');
  writeFileSync(join(data, 'pg_hba.conf'), `local all keeper scram-sha-256\n${rules}`);
  await database.run('select pg_reload_conf()');
  const as = (password: string) => (to: URL) => {
    to.username = 'keeper';
    to.password = password;
  };
  await refused(url(as('wrong')), /不让我们进（password authentication failed/, /does not let us in \(password authentication failed/);
  await refused(url(as('')), /不让我们进/, /does not let us in/);
  await refused(
    url(as('right')),
    /不让我们进（permission denied for schema public/,
    /does not let us in \(permission denied for schema public/,
  );
  await refused(
    url((to) => (to.pathname = '/nowhere')),
    /database "nowhere" does not exist/,
    /Check the user, password and database name/,
  );
});

test('a database that comes up a little late is waited for', async () => {
  const folder = join(root, 'late');
  const first = await startEmbedded({ folder, log: () => undefined });
  await first.stop();
  const started = launch(['--role', 'worker', '--quiet', '--data', join(root, 'data')], { DATABASE_URL: first.connection.url });
  await started.says(/正在等待数据库 .* · waiting for the database at/);
  const second = await startEmbedded({ folder, log: () => undefined });
  await started.says(/worker ready/);
  started.child.kill('SIGTERM');
  assert.equal(await started.ended, 0);
  await second.stop();
});

test('a database that does not come is named', async () => {
  await refused(
    'postgres://nobody:secret@127.0.0.1:1/x',
    /连不上数据库 127\.0\.0\.1:1\/x（.*ECONNREFUSED/,
    /The database at 127\.0\.0\.1:1\/x cannot be reached/,
  );
});
