import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findBinaries, linkLibraries } from './binaries.ts';
import { openDatabase } from './database.ts';
import { type Embedded, startEmbedded } from './embedded.ts';
import { socketFolder } from './folder.ts';
import { StartRefused, type StartRefusal } from './refused.ts';

const { major } = findBinaries();
const log = () => undefined;
let root = '';
before(() => {
  root = mkdtempSync(join(tmpdir(), 'guanjia-launch-'));
});
after(() => rmSync(root, { recursive: true, force: true }));

async function refusal(folder: string): Promise<StartRefusal> {
  const started = await startEmbedded({ folder, log }).catch((error: unknown) => error);
  if (started instanceof StartRefused) return started.refusal;
  if (started instanceof Error) throw started;
  await (started as Embedded).stop();
  assert.fail('it started');
}

async function answers({ connection }: Embedded): Promise<number> {
  const database = openDatabase(connection, { poolSize: 1 });
  try {
    return (await database.one<{ n: number }>('select 1 as n')).n;
  } finally {
    await database.close();
  }
}

/** Starts, looks whether it answers, does something, and stops. */
async function running(folder: string, work: (embedded: Embedded) => Promise<void> = async () => undefined) {
  const embedded = await startEmbedded({ folder, log });
  try {
    assert.equal(await answers(embedded), 1);
    await work(embedded);
  } finally {
    await embedded.stop();
  }
}

/** A folder that ran once and was stopped: copied, for making one takes a second. */
async function used(name: string): Promise<string> {
  const folder = join(root, name);
  const pattern = join(root, 'half');
  if (!existsSync(pattern)) await running(pattern);
  cpSync(pattern, folder, { recursive: true });
  return folder;
}

const dataOf = (folder: string) => join(folder, `pg${major}`);

test('a first start killed half-way leaves nothing that the next one trips over', async () => {
  const folder = join(root, 'half');
  mkdirSync(join(folder, 'pg.new', 'base'), { recursive: true });
  writeFileSync(join(folder, 'pg.new', 'PG_VERSION'), major);
  await running(folder);
  assert.equal(existsSync(join(folder, 'pg.new')), false);
  assert.deepEqual(
    ['owner.pid', join(`pg${major}`, 'postmaster.pid')].filter((name) => existsSync(join(folder, name))),
    [],
    'a clean stop leaves no mark',
  );
});

test('a second start on the folder says who holds it, and does the first no harm', async () => {
  const folder = await used('shared');
  await running(folder, async (first) => {
    assert.deepEqual(await refusal(folder), { code: 'folder-in-use', folder, pid: process.pid });
    assert.equal(await answers(first), 1);
  });
});

test('of starts at the same moment exactly one goes on', async () => {
  const folder = await used('race');
  writeFileSync(join(folder, 'owner.pid'), '999999999 1');
  const starts = await Promise.allSettled([1, 2, 3].map(() => startEmbedded({ folder, log })));
  const up = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  for (const each of up) await each.stop();
  assert.equal(up.length, 1);
});

for (const [says, pid] of [
  ['a process that is not there', 999_999_999],
  ['a living process that has the number now', process.ppid],
] as const) {
  test(`marks left by ${says} block nothing`, async () => {
    const folder = await used(`stale-${pid}`);
    writeFileSync(join(folder, 'owner.pid'), `${pid} 12345`);
    writeFileSync(join(dataOf(folder), 'postmaster.pid'), `${pid}\n${dataOf(folder)}\n`);
    await running(folder);
  });
}

test('a mark that names the PostgreSQL of another folder does not stop that one', async () => {
  const folder = await used('mine');
  await running(await used('theirs'), async (theirs) => {
    writeFileSync(join(dataOf(folder), 'postmaster.pid'), `${theirs.pid()}\n${dataOf(folder)}\n`);
    await running(folder);
    assert.equal(await answers(theirs), 1);
  });
});

test('a postgres that is killed comes back by itself, however often', async () => {
  await running(await used('killed'), async (embedded) => {
    const database = openDatabase(embedded.connection, { poolSize: 2 });
    for (let n = 0; n < 6; n++) {
      const pid = embedded.pid();
      assert.ok(pid);
      process.kill(pid, 'SIGKILL');
      let answered = 0;
      while (!answered)
        answered = await database.one<{ n: number }>('select 1 as n').then(
          ({ n: one }) => one,
          () => 0,
        );
    }
    await database.close();
  });
});

test('a data folder without its version or its control file is refused untouched', async () => {
  const folder = await used('broken');
  const data = dataOf(folder);
  const control = readFileSync(join(data, 'global', 'pg_control'));
  rmSync(join(data, 'global', 'pg_control'));
  const without = await refusal(folder);
  assert.equal(without.code, 'postgres');
  assert.match((without as { why: string }).why, /pg_control/);
  writeFileSync(join(data, 'global', 'pg_control'), control);
  writeFileSync(join(data, 'PG_VERSION'), '');
  assert.deepEqual(await refusal(folder), { code: 'data-broken', folder: data, why: 'PG_VERSION' });
  writeFileSync(join(data, 'PG_VERSION'), `${major}\n`);
  await running(folder);
});

test('the data of another major is refused, and no empty database is begun beside it', async () => {
  const folder = join(root, 'major');
  mkdirSync(join(folder, 'pg17'), { recursive: true });
  assert.deepEqual(await refusal(folder), { code: 'data-version', folder, found: '17', brought: major });
  assert.deepEqual(readdirSync(folder), ['pg17']);
  const older = await used('older');
  writeFileSync(join(dataOf(older), 'PG_VERSION'), '16\n');
  assert.equal((await refusal(older)).code, 'data-version');
});

test('a home too deep for a socket gets a short one, which is gone after a clean stop', async () => {
  const home = await used(join('deep'.repeat(20), 'deeper'.repeat(20)));
  const socket = socketFolder(home);
  assert.equal(socket.startsWith('/tmp/guanjia-'), true);
  await running(home, async () => assert.equal(existsSync(join(socket, '.s.PGSQL.5432')), true));
  assert.equal(existsSync(socket), false);
});

test('where user namespaces are forbidden, root runs PostgreSQL as an ordinary user, and goes on so where they are not', async () => {
  const programs = join(root, 'programs');
  mkdirSync(programs);
  writeFileSync(join(programs, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const path = process.env.PATH;
  const isRoot = process.getuid?.() === 0;
  // The folders of this test are closed to others, as a home often is; this one is not.
  const open = mkdtempSync('/tmp/guanjia-open-');
  chmodSync(open, 0o755);
  try {
    process.env.PATH = `${programs}:${path}`;
    if (isRoot) assert.equal((await refusal(await used('closed'))).code, 'data-folder-closed');
    cpSync(await used('pattern'), join(open, 'postgres'), { recursive: true });
    for (const where of ['forbidden', 'allowed']) {
      await running(join(open, 'postgres'), async ({ pid }) => {
        assert.notEqual(statSync(`/proc/${pid()}`).uid, 0, where);
      });
      process.env.PATH = path;
    }
  } finally {
    process.env.PATH = path;
    rmSync(open, { recursive: true, force: true });
  }
});

test('libraries that npm could not link are linked before the first start', () => {
  const native = join(root, 'package', 'native');
  mkdirSync(join(native, 'lib'), { recursive: true });
  writeFileSync(join(native, 'lib', 'libpq.so.5.18'), 'library');
  writeFileSync(
    join(native, 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
  );
  linkLibraries(join(root, 'package'));
  linkLibraries(join(root, 'package'));
  assert.equal(readFileSync(join(native, 'lib', 'libpq.so.5'), 'utf8'), 'library');
});
