import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pack, unpack } from './artefact.ts';
import { measure } from './measure.ts';
import { answer, explain, rank } from './model.ts';
import { halves, makeLetters } from './testing.ts';
import { type Labelled, train } from './train.ts';

const letters = makeLetters({ seed: 7, letters: 1_500, sizes: [5, 4, 3, 3, 2], telling: 0.15, words: 90, mislabelled: 0.03 });
const { taught, tested } = halves(letters, 0.75, 3);
const model = train(taught, { seed: 1 });
const kept = unpack(JSON.parse(JSON.stringify(pack(model))));
if (!kept.ok) throw new Error(kept.refusal.code);
const figuresOf = (which: 'text' | 'title') =>
  measure(
    tested.map(({ label }) => label),
    tested.map((it) => answer(kept.value, it[which])),
  );

test('letters are told apart nearly as well as by who knows how they were made', () => {
  const bayes = tested.filter(({ chances, label }) => `c${chances.indexOf(Math.max(...chances))}` === label).length / tested.length;
  const { accuracy, macroF1 } = figuresOf('text');
  assert.ok(accuracy > bayes - 0.05, `${accuracy} against ${bayes}`);
  assert.ok(macroF1 > 0.9, String(macroF1));
});

test('what is said to be likely comes true as often as said, for letters and for titles none was taught by', () => {
  assert.ok(figuresOf('text').ece < 0.05, String(figuresOf('text').ece));
  assert.ok(figuresOf('title').ece < 0.1, String(figuresOf('title').ece));
});

test('on letters between two classes the chance is near the true one', () => {
  const hard = makeLetters({ seed: 9, letters: 1_600, sizes: [1, 1], telling: 0.04, words: 40 });
  const parts = halves(hard, 0.75, 2);
  const judge = train(parts.taught, { seed: 1 });
  const off = parts.tested.map(({ text, chances }) =>
    Math.abs((rank(judge, text).find(({ label }) => label === 'c0')?.chance ?? 0) - (chances[0] ?? 0)),
  );
  const blind = parts.tested.map(({ chances }) => Math.abs(0.5 - (chances[0] ?? 0)));
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  assert.ok(mean(off) < 0.75 * mean(blind), `${mean(off)} against ${mean(blind)} by saying one half`);
});

test('the same rows and seed give the same model to the last bit', () =>
  assert.equal(
    JSON.stringify(pack(train(taught.slice(0, 300), { seed: 4 }))),
    JSON.stringify(pack(train(taught.slice(0, 300), { seed: 4 }))),
  ));

test('the order of the rows hardly matters', () => {
  const other = train([...taught].reverse(), { seed: 1 });
  const agree = tested.filter(({ text }) => answer(other, text).label === answer(model, text).label).length;
  assert.ok(agree / tested.length > 0.98, String(agree / tested.length));
});

test('packing rounds so little that answers stay', () => {
  const agree = tested.filter(({ text }) => answer(kept.value, text).label === answer(model, text).label).length;
  assert.ok(agree / tested.length > 0.99, String(agree / tested.length));
  const far = tested.map(({ text }) => Math.abs(answer(kept.value, text).chance - answer(model, text).chance));
  assert.ok(far.reduce((a, b) => a + b, 0) / far.length < 0.01);
});

test('a packed model is smaller than 2 MB, and packs to itself', () => {
  const packed = JSON.stringify(pack(kept.value));
  assert.ok(packed.length < 2_000_000, String(packed.length));
  assert.equal(JSON.stringify(pack(model)).length > 0, true);
  const again = unpack(JSON.parse(packed));
  assert.ok(again.ok);
  for (const { text } of tested.slice(0, 50)) assert.deepEqual(rank(again.value, text), rank(kept.value, text));
});

test('a model of another version, or a broken one, is refused', () => {
  const packed = pack(model);
  assert.deepEqual(unpack({ ...packed, featureVersion: 99 }), {
    ok: false,
    refusal: { code: 'artefact-other-version', found: 99, expected: 1 },
  });
  for (const broken of [
    null,
    {},
    { ...packed, schema: 2 },
    { ...packed, scales: [1] },
    { ...packed, rarity: 'AAAA' },
    { ...packed, weights: packed.weights.map(() => '////') },
  ]) {
    assert.deepEqual(unpack(broken), { ok: false, refusal: { code: 'artefact-broken' } });
  }
});

const reports: Labelled[] = [
  ...['路灯不亮了', '街边的路灯坏了', '路灯一直闪', '巷口没有灯太黑', '三坊路灯灭了好几天'].map((text) => ({ text, label: 'lamp' })),
  ...['垃圾没人收', '门口一堆垃圾', '垃圾桶满了', '垃圾溢出来很臭', '装修垃圾堆在路边'].map((text) => ({ text, label: 'litter' })),
  ...['broken street light', 'the lamp is out', 'street lamp flickers'].map((text) => ({ text, label: 'lamp' })),
  ...['overflowing bin', 'rubbish on the pavement', 'garbage not collected'].map((text) => ({ text, label: 'litter' })),
];
const little = train(reports, { seed: 1 });

for (const [text, label, word] of [
  ['我家楼下的路灯又不亮', 'lamp', '路灯'],
  ['小区门口的垃圾好多天没清', 'litter', '垃圾'],
  ['Street lights are dark', 'lamp', 'street'],
] as const) {
  test(`"${text}" is ${label}, because of "${word}"`, () => {
    const [first, second] = rank(little, text);
    assert.equal(first?.label, label);
    const reasons = explain(little, text, { label: first?.number ?? 0, rival: second?.number ?? 1, most: 3 });
    assert.ok(reasons[0]?.words.includes(word), JSON.stringify(reasons));
  });
}

test('any text whatever is answered with chances that sum to one', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const sum = rank(little, text).reduce((total, { chance }) => total + chance, 0);
      assert.ok(Math.abs(sum - 1) < 1e-9);
    }),
  ));
