import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openDatabase } from '../../platform/db/database.ts';
import { type Embedded, startEmbedded } from '../../platform/db/embedded.ts';
import { launch } from './launch.ts';

let root = '';
let postgres: Embedded;
before(async () => {
  root = mkdtempSync(join(tmpdir(), 'guanjia-together-'));
  postgres = await startEmbedded({ folder: join(root, 'postgres'), log: () => undefined });
});
after(async () => {
  await postgres.stop();
  rmSync(root, { recursive: true, force: true });
});

for (const round of [1, 2, 3])
  test(`web and worker started at the same moment on an empty database bring one world between them (${round})`, async () => {
    const admin = openDatabase(postgres.connection, { poolSize: 1 });
    await admin.run(`create database together_${round}`);
    await admin.close();
    const to = new URL(postgres.connection.url);
    to.pathname = `/together_${round}`;
    const env = { DATABASE_URL: to.toString() };
    const common = ['--port', '0', '--empty', '--quiet', '--data', join(root, `data-${round}`)];
    const web = launch(['--role', 'web', ...common], env);
    const worker = launch(['--role', 'worker', ...common], env);
    await Promise.all([web.says(/^UP$/m), worker.says(/worker ready/)]);
    const database = openDatabase({ url: to.toString() }, { poolSize: 1 });
    assert.deepEqual(await database.many('select version from world'), [{ version: 1 }]);
    await database.close();
    web.child.kill('SIGTERM');
    worker.child.kill('SIGTERM');
    assert.deepEqual(await Promise.all([web.ended, worker.ended]), [0, 0]);
  });
