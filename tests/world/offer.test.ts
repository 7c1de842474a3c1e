import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCatalogue } from '../../features/catalogue/rules/catalogue.ts';
import { propose } from '../../features/catalogue/rules/propose.ts';
import { smallWorld } from '../../features/world/rules/small.ts';
import { offer } from '../../features/judgement/rules/offer.ts';
import { train } from '../../features/judgement/rules/train.ts';

const catalogue = buildCatalogue(smallWorld().catalogue);
// Words that are in no lexicon: only what was learned can know them.
const slang = ['巷尾又在嗨歌', '嗨歌到半夜', '楼下嗨歌', '天天嗨歌没法睡', '隔壁嗨歌'];
const rows = [...Array(8).keys()].flatMap((n) => [
  ...slang.map((text) => ({ text: `${text}${n}`, label: 'matter:06028' })),
  ...['垃圾没人收', '一堆垃圾'].map((text) => ({ text: `${text}${n}`, label: 'matter:06010' })),
]);
const by = { model: train(rows, { seed: 1 }), counts: { 'matter:06028': 40, 'matter:06010': 16 } };
const asking = { limit: 4 };

test('without a model the offer is the lexicon’s', () =>
  assert.deepEqual(offer(catalogue, '路灯不亮', { by: undefined, bands: {}, asking }).matters, propose(catalogue, '路灯不亮', asking)));

test('what was learned is offered though no lexicon has it, with the words that say so', () => {
  const [first] = offer(catalogue, '昨晚嗨歌到三点', { by, bands: {}, asking }).matters;
  assert.equal(first?.key, 'matter:06028');
  assert.ok(
    first?.why.some((words) => words.includes('嗨歌')),
    JSON.stringify(first),
  );
});

test('a matter never labelled is still offered by the lexicon', () =>
  assert.equal(offer(catalogue, '路灯不亮', { by, bands: {}, asking }).matters[0]?.key, 'part:01037'));

test('never more than asked, never one twice', () => {
  for (const text of ['', '垃圾', '嗨歌', 'street light is out', '路面很脏，路灯不亮，乱停车']) {
    const { matters } = offer(catalogue, text, { by, bands: {}, asking });
    assert.ok(matters.length > 0 && matters.length <= 4, text);
    assert.equal(new Set(matters.map(({ key }) => key)).size, matters.length);
  }
});

test('a scanned thing keeps its own matters first', () =>
  assert.equal(
    offer(catalogue, '昨晚嗨歌到三点', { by, bands: {}, asking: { limit: 4, forPart: '01037' } }).matters[0]?.key,
    'part:01037',
  ));
