import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillWithMorning } from '../../apps/server/morning.ts';
import { openSite } from './site.ts';

test('the simulated morning is played to its end and leaves somebody in every stage', async () => {
  const site = await openSite();
  const said: string[] = [];
  await fillWithMorning(site.ground, { port: site.port, now: () => site.clock.at, log: (line) => said.push(line) });
  assert.deepEqual(said, ['已模拟一个上午：23 个案卷 · a simulated morning of 23 cases is in place']);
  const rows = await site.database.many<{ status: string }>('select distinct status from casefile');
  const stages = [
    'reported',
    'verifying',
    'to_file',
    'to_dispatch',
    'disputed',
    'handling',
    'suspended',
    'to_check',
    'checking',
    'to_close',
    'closed',
  ];
  assert.deepEqual(
    stages.filter((stage) => rows.every(({ status }) => status !== stage)),
    [],
  );
  const reworked = await site.database.many("select from casefile where (state ->> 'reworks')::int > 0");
  const returned = await site.database.many("select from casefile where (state ->> 'returns')::int > 0");
  const ruled = await site.database.many("select from casefile where state -> 'ruling' ->> 'unit' = 'power'");
  assert.equal(ruled.length, 1);
  assert.ok(reworked.length > 0 && returned.length > 0);
  await site.close();
});
