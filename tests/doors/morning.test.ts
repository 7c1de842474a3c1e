import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillWithMorning } from '../../apps/server/morning.ts';
import { goOnWithMorning, wantMorning } from '../../apps/server/morningmark.ts';
import { smallWorld } from '../../features/world/rules/small.ts';
import type { World } from '../../features/world/rules/world.ts';
import { readWorld } from '../../features/world/server/folder.ts';
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

test('a morning cut off while it is told is gone on with at the next start, and told once', async () => {
  const site = await openSite();
  const cases = async () => (await site.database.one<{ n: number }>('select count(*) as n from casefile')).n;
  const play = (cutAt?: number) =>
    goOnWithMorning(site.database, (part) =>
      fillWithMorning(site.ground, {
        port: site.port,
        now: () => site.clock.at,
        log: () => undefined,
        part: {
          ...part,
          told: async (stories) => {
            if (stories === cutAt) throw new Error('Ctrl-C');
            await part.told(stories);
          },
        },
      }),
    );
  await play();
  assert.equal(await cases(), 0);
  await wantMorning(site.database);
  await play(8);
  assert.equal(await cases(), 8);
  await Promise.all([play(), play()]);
  // The eighth was told but not yet ticked off, so it is told again, as another case.
  assert.equal(await cases(), 24);
  await play();
  assert.equal(await cases(), 24);
  await site.close();
});

/** Every name a story might borrow from a world; `三巷` is how the small world's people say one of their lanes. */
const namesOf = ({ places, namedPlaces, roads }: World) =>
  new Set([...[...places, ...namedPlaces].map(({ name }) => name.zh), ...roads.flatMap(({ name }) => (name ? [name] : []))]);

test('in Futian the morning tells of Futian’s own roads, and of no place it does not have', async () => {
  const read = await readWorld('worlds/futian');
  assert.ok(read.ok);
  const here = namesOf(read.value);
  const site = await openSite({ played: read.value });
  const said: string[] = [];
  await fillWithMorning(site.ground, { port: site.port, now: () => site.clock.at, log: (line) => said.push(line) });
  assert.match(said.join(), /^已模拟一个上午：\d+ 个案卷/);
  const told = await site.database.many<{ text: string; address: string; street: string }>(
    "select state ->> 'text' as text, state #>> '{place,address}' as address, street_id as street from casefile",
  );
  const strangers = ['三巷', ...namesOf(smallWorld())].filter((name) => !here.has(name));
  for (const { text, address, street } of told) {
    for (const stranger of strangers) assert.ok(!`${text} ${address}`.includes(stranger), `${text} ${address} tells of ${stranger}`);
    assert.equal(street, read.value.homeStreet);
  }
  const lane = told.map(({ text }) => /^(.+)口的垃圾桶满了/.exec(text)?.[1]).find((name) => name !== undefined);
  assert.ok(lane && here.has(lane), `${lane} is a road of Futian`);
  const addressed = told.filter(({ address }) => address);
  assert.ok(addressed.length >= 3 && addressed.every(({ address }) => [...here].some((name) => address.includes(name))));
  await site.close();
});
