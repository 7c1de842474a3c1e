import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import { type SecondSetting, readSecondSetting } from '../../features/judgement/server/second.ts';
import type { SecondOpinion } from '../../features/judgement/rules/opinion.ts';
import { crew } from './crew.ts';
import { openSite } from './site.ts';
import { RUBBISH, report, walk } from './story.ts';

/** What was sent to the stand-in for a language model, and what it answers by what it is asked for. */
const heard: string[] = [];
let says = { matter: '', summary: '' };
const model = createServer((request, reply) => {
  let raw = '';
  request.on('data', (chunk: Buffer) => (raw += chunk.toString('utf8')));
  request.on('end', () => {
    heard.push(raw);
    const content = raw.includes('matter_id') ? says.matter : says.summary;
    reply.writeHead(200, { 'content-type': 'application/json' });
    reply.end(JSON.stringify({ choices: [{ message: { content } }], usage: { total_tokens: 50 } }));
  });
});
await new Promise<void>((up) => model.listen(0, '127.0.0.1', up));
const setting = readSecondSetting({
  GUANJIA_LLM_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`,
  GUANJIA_LLM_MODEL: 'in-house',
  GUANJIA_LLM_ACCEPTED: 'in-house',
  GUANJIA_LLM_PURPOSES: 'matter,summary',
}) as SecondSetting;
const site = await openSite({ people: crew, second: setting });
const silent = await openSite({ people: crew });
after(async () => {
  await Promise.all([site.close(), silent.close()]);
  model.close();
});
beforeEach(() => {
  heard.length = 0;
  says = {
    matter: JSON.stringify({ matter_id: RUBBISH, confidence: 'high', evidence: '垃圾成堆' }),
    summary: JSON.stringify({ summary: '石榴村口垃圾成堆，待清运。' }),
  };
});
const opinionOf = async (of: typeof site, id: string, account = 'west-shift_leader') =>
  (await of.as(account)).ask<SecondOpinion>('GET', `/api/cases/${id}/opinion`);

test('whoever files sees what a machine makes of the words, and nobody’s telephone number was sent', async () => {
  const { id } = await report(site, '石榴村口垃圾成堆，请打13800138000');
  const { isOn, opinion, summary } = await opinionOf(site, id);
  assert.equal(isOn, true);
  assert.deepEqual(
    { key: opinion?.key, evidence: opinion?.evidence, agrees: opinion?.agrees },
    { key: RUBBISH, evidence: '垃圾成堆', agrees: true },
  );
  assert.notEqual(opinion?.band, 'auto');
  assert.equal(summary, '石榴村口垃圾成堆，待清运。');
  assert.equal(heard.length, 2);
  for (const sent of heard) assert.ok(!sent.includes('13800138000') && !sent.includes('吴女士'), sent);
});

test('an opinion changes nothing of the case, and another place in a summary keeps it off the page', async () => {
  const { id } = await report(site);
  const before = await (await site.as('west-shift_leader')).ask('GET', `/api/cases/${id}`);
  says.summary = JSON.stringify({ summary: '水口村垃圾成堆。' });
  assert.equal((await opinionOf(site, id)).summary, null);
  assert.deepEqual(await (await site.as('west-shift_leader')).ask('GET', `/api/cases/${id}`), before);
});

test('once the matter is decided nothing is sent any more', async () => {
  const told = await report(site);
  await walk(site, told, { from: 'reported', to: 'to_dispatch' });
  assert.deepEqual(await opinionOf(site, told.id), { isOn: true, opinion: null, summary: null });
  assert.equal(heard.length, 0);
});

test('without the setting nothing is sent and the page says so to nobody', async () => {
  const { id } = await report(silent);
  assert.deepEqual(await opinionOf(silent, id), { isOn: false, opinion: null, summary: null });
  assert.equal(heard.length, 0);
});
