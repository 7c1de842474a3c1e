import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Instant } from '../../kernel/brand.ts';
import { crew, inWest } from './crew.ts';
import { say } from './say.ts';
import { openSite } from './site.ts';
import { report } from './story.ts';

const site = await openSite({ people: crew });
after(() => site.close());

type Offered = { cases: { number: string; metres: number | null }[] };
const metres = (north: number) => ({ lon: inWest.lon, lat: inWest.lat + north / 111_195 });

async function nearby(text: string, point = inWest): Promise<string[]> {
  const query = new URLSearchParams({ lon: String(point.lon), lat: String(point.lat), text });
  return (JSON.parse((await say(site.port, { path: `/api/public/nearby?${query}` })).text) as Offered).cases.map(({ number }) => number);
}

test('the same incident is offered before sending, joined with one tap, and split off again', async () => {
  const first = await report(site, '石榴一巷口垃圾成堆，三天没人清');
  const lamp = await report(site, '石榴一巷的路灯不亮', metres(12));
  assert.deepEqual((await nearby('巷口那堆垃圾还没清', metres(15)))[0], first.number);
  assert.deepEqual((await nearby('the lamp in the lane is out 路灯坏了', metres(15)))[0], lamp.number);

  const joined = await site.anyone.report({ text: '垃圾还在', place: { crs: 'WGS84', point: metres(15) }, joins: first.number });
  assert.equal(joined.joinedTo, first.number);
  const operator = await site.as('west-shift_leader');
  const split = await operator.say(joined.id, { type: 'split' } as never);
  assert.equal(split.status, 'reported');
  const candidates = await operator.ask<Offered>('GET', `/api/cases/${joined.id}/candidates`);
  assert.equal(candidates.cases[0]?.number, first.number);
});

test('further than 200 m, or of last month, nothing is offered, however alike the words', async () => {
  const text = '湖边长椅断了一条木板';
  const bench = await report(site, text, metres(-150));
  assert.ok((await nearby(text, metres(-150))).includes(bench.number));
  assert.ok(!(await nearby(text, metres(60))).includes(bench.number));
  const { at } = site.clock;
  site.clock.at = (at + 31 * 86_400_000) as Instant;
  assert.deepEqual(await nearby(text, metres(-150)), []);
  site.clock.at = at;
});

test('a case that is over is never offered', async () => {
  const over = await report(site, '公厕没水冲', metres(40));
  assert.ok((await nearby('公厕没水冲', metres(40))).includes(over.number));
  await (await site.as('west-shift_leader')).say(over.id, { type: 'void', reason: '不存在' } as never);
  assert.ok(!(await nearby('公厕没水冲', metres(40))).includes(over.number));
});

test('words that name a place the pin is not at are told, with where that place is', async () => {
  const ask = async (said: Record<string, string>, point = inWest) => {
    const query = new URLSearchParams({ lon: String(point.lon), lat: String(point.lat), ...said });
    return JSON.parse((await say(site.port, { path: `/api/public/nearby?${query}` })).text) as {
      elsewhere: { name: string; metres: number; point: typeof inWest } | null;
    };
  };
  const { elsewhere } = await ask({ text: '垃圾没人收', address: '水口村 3 号门口' });
  assert.equal(elsewhere?.name, '水口村');
  assert.ok((elsewhere?.metres ?? 0) > 500);
  assert.equal((await ask({ text: '垃圾没人收', address: '水口村 3 号门口' }, elsewhere?.point)).elsewhere, null);
  assert.equal((await ask({ text: '垃圾没人收' })).elsewhere, null);
  assert.equal((await ask({ text: '水口村的垃圾', asset: '00001S' })).elsewhere, null);
});
