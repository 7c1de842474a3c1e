import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Instant } from '../../../kernel/brand.ts';
import { chooseBands } from './bands.ts';
import { type Blended, bandOf, learnedShare } from './blend.ts';
import type { Figures } from './measure.ts';
import { mayPromote, splitByTime } from './promote.ts';

for (const [count, share] of [
  [0, 0],
  [20, 0.5],
  [100, 5 / 6],
] as const) {
  test(`with ${count} labels the learned chance weighs ${share.toFixed(2)}`, () => assert.ok(Math.abs(learnedShare(count) - share) < 1e-9));
}

const answers = (label: string, ...rights: boolean[]) => rights.map((right, i) => ({ label, chance: 0.99 - i / 100, right }));
const fifty = (wrongAt: readonly number[]) => Array.from({ length: 50 }, (_, i) => !wrongAt.includes(i));

test('the threshold is the lowest that keeps the precision', () => {
  const bands = chooseBands(answers('a', ...fifty([40, 41, 42, 43])), { auto: 0.97, ask: 0.7, least: 20 });
  assert.ok(Math.abs((bands.a?.auto ?? 0) - 0.59) < 1e-9, JSON.stringify(bands));
});
test('a matter with too few answers is never done unasked', () =>
  assert.equal(chooseBands(answers('a', ...Array<boolean>(19).fill(true)), { auto: 0.9, ask: 0.7, least: 20 }).a?.auto, null));
test('nor one that is wrong at every height', () =>
  assert.equal(chooseBands(answers('a', ...Array<boolean>(50).fill(false)), { auto: 0.9, ask: 0.7, least: 20 }).a?.auto, null));

test('on the texts they were chosen on, bands keep what they promise', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ label: fc.constantFrom('a', 'b'), chance: fc.integer({ min: 0, max: 20 }).map((n) => n / 20), right: fc.boolean() }),
      ),
      (tried) => {
        const bands = chooseBands(tried, { auto: 0.9, ask: 0.6, least: 3 });
        for (const [label, { auto }] of Object.entries(bands)) {
          if (auto === null) continue;
          const done = tried.filter((each) => each.label === label && each.chance >= auto);
          assert.ok(done.length >= 3 && done.filter(({ right }) => right).length / done.length >= 0.9);
        }
      },
    ),
  ));

const bands = { 'matter:1': { auto: 0.9, ask: 0.5 } };
const best = (chance: number): Blended[] => [{ key: 'matter:1', chance }];
for (const [says, text, chance, band] of [
  ['sure enough is done', '垃圾桶满了', 0.9, 'auto'],
  ['less sure is asked', '垃圾桶满了', 0.89, 'ask'],
  ['unsure is a person’s', '垃圾桶满了', 0.49, 'person'],
  ['danger is a person’s, however sure', '垃圾桶旁边闻到煤气味', 1, 'person'],
  ['danger in English too', 'bin is on fire', 1, 'person'],
] as const) {
  test(says, () => assert.equal(bandOf(bands, text, best(chance)), band));
}
test('a matter without bands is a person’s', () => assert.equal(bandOf({}, '垃圾桶满了', best(1)), 'person'));

const figures = (macroF1: number, f1: number, n = 40): Figures => ({
  n: 100,
  classes: 1,
  accuracy: macroF1,
  macroF1,
  perClass: { a: { precision: f1, recall: f1, f1, n } },
  ece: 0,
  coverageAt90: 1,
  precisionAt90: 1,
});
for (const [says, live, candidate, allowed] of [
  ['the first model is taken', undefined, figures(0.1, 0.1), true],
  ['a better one is taken', figures(0.8, 0.8), figures(0.81, 0.8), true],
  ['one that is worse within chance is taken', figures(0.8, 0.8), figures(0.791, 0.76), true],
  ['a worse one is not', figures(0.8, 0.8), figures(0.78, 0.8), false],
  ['one that loses a class is not', figures(0.8, 0.8), figures(0.9, 0.7), false],
  ['a class with few tests forbids nothing', figures(0.8, 0.8, 29), figures(0.9, 0.1, 29), true],
] as const) {
  test(says, () => assert.equal(mayPromote(live, candidate).ok, allowed));
}
test('the refusal tells the figures', () =>
  assert.deepEqual(mayPromote(figures(0.8, 0.8), figures(0.7, 0.6)), {
    ok: false,
    refusal: { code: 'model-worse', macroF1: { live: 0.8, candidate: 0.7 }, classes: [{ label: 'a', live: 0.8, candidate: 0.6 }] },
  }));

const row = (text: string, at: number, incident: string | null = null) => ({ text, label: 'a', at: at as Instant, incident });
test('an incident is on one side whole, and the newest test', () => {
  const rows = [
    ...Array.from({ length: 8 }, (_, i) => row(`第${i}件事情${'甲乙丙丁戊己庚辛'[i]}`, i)),
    row('又来了', 9, 'x'),
    row('还没来', 2, 'x'),
    row('全新的一件', 10),
  ];
  const { taught, tested } = splitByTime(rows);
  assert.deepEqual(
    tested.map(({ at }) => at),
    [6, 7, 10].filter((at) => tested.some((each) => each.at === at)),
  );
  assert.ok(tested.some(({ at }) => at === 10));
  assert.ok(taught.filter(({ incident }) => incident === 'x').length === 2);
});
