import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import test, { after, before, beforeEach } from 'node:test';
import type { Instant } from '../../kernel/brand.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/jobs/timers.ts';
import { startSite } from '../../apps/server/site.ts';
import { type Site, TEN, openSite } from './site.ts';

type Ready = {
  ready: boolean;
  version: string;
  database: { up: boolean; version: string | null };
  workerLag: number | null;
  calendar: { coveredUntil: string | null; nextYearMissing: boolean };
  world: { name: { zh: string; en: string }; version: number };
};

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());
beforeEach(() => {
  site.clock.at = TEN;
});

async function ask(path: string, base = site.base): Promise<{ status: number; body: Ready }> {
  const answer = await fetch(`${base}${path}`);
  return { status: answer.status, body: (await answer.json()) as Ready };
}

test('ready says with what: version, database, nothing waiting, the calendar and the world', async () => {
  const { status, body } = await ask('/readyz');
  assert.equal(status, 200);
  assert.deepEqual([body.ready, body.database.up, body.workerLag, body.world.version], [true, true, 0, 1]);
  assert.match(body.version, /^\d+\.\d+\.\d+/);
  assert.match(body.database.version ?? '', /^\d+/);
});

test('the lag is how long the oldest due timer of any street has waited, and what is not yet due is no lag', async () => {
  const [street = ''] = site.ground.living().streets;
  const last = site.ground.living().streets.at(-1) ?? '';
  const timer = (of: string, ms: number) =>
    setTimer(site.database, { street: of, subject: randomUUID(), kind: 'red', dueAt: (TEN + ms) as Instant });
  await timer(street, 1_000);
  assert.equal((await ask('/readyz')).body.workerLag, 0);
  await timer(street, -1_500);
  await timer(last, -90_000);
  assert.equal((await ask('/readyz')).body.workerLag, 90);
  await site.database.run('delete from timer');
  assert.equal((await ask('/readyz')).body.workerLag, 0);
});

for (const [says, at, missing] of [
  ['sixty days before the last published day all is well', '2026-11-01T23:59:59.999+08:00', false],
  ['from the next day on the coming year is missing', '2026-11-02T00:00:00+08:00', true],
] as const)
  test(says, async () => {
    site.clock.at = Date.parse(at) as Instant;
    assert.deepEqual((await ask('/readyz')).body.calendar, { coveredUntil: '2026-12-31', nextYearMissing: missing });
  });

test('without its database a server is alive and says within seconds that it is not ready', async () => {
  const database = openDatabase({ url: 'postgres://postgres@localhost/nowhere?host=/nonexistent' });
  const options = {
    port: 0,
    host: '127.0.0.1',
    dataFolder: site.photoFolder,
    databaseUrl: null,
    world: null,
    empty: true,
    role: 'web' as const,
    quiet: true,
    terminalPort: null,
  };
  const lonely = await startSite(
    { ...site.ground, database },
    { options: options as never, now: () => site.clock.at, chance: randomBytes, photoFolder: join(site.photoFolder, 'x') },
  );
  try {
    const base = `http://127.0.0.1:${lonely.port}`;
    const asked = Date.now();
    const { status, body } = await ask('/readyz', base);
    assert.ok(Date.now() - asked < 5_000);
    assert.equal(status, 503);
    assert.deepEqual([body.ready, body.database, body.workerLag], [false, { up: false, version: null }, null]);
    const alive = await ask('/healthz', base);
    assert.deepEqual([alive.status, alive.body], [200, { alive: true }]);
  } finally {
    await lonely.close();
    await database.close();
  }
});
