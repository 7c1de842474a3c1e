import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BUCKETS, countGrams, eachGram } from './grams.ts';

const same = (a: string, b: string) => assert.deepEqual(countGrams(a), countGrams(b));
const shared = (a: string, b: string) => [...countGrams(a).keys()].filter((bucket) => countGrams(b).has(bucket)).length;

for (const [says, a, b] of [
  ['width and case do not matter', 'ＬＥＤ屏太亮', 'led屏太亮'],
  ['traditional characters read as simplified ones', '電線掉了', '电线掉了'],
  ['signs that are no words are passed over', '路灯不亮！！！', '路灯不亮'],
  ['pairs do not form across a gap', '路灯，不亮', '不亮。路灯'],
] as const) {
  test(says, () => same(a, b));
}

for (const [says, text, features] of [
  ['three characters are three singles and two pairs', '路灯坏', 5],
  ['two numbers are two words and a pair', '12 34', 3],
  ['a word of three letters has its pieces too', 'bin', 1 + 3 + 2 + 1],
  ['Chinese between two words parts them', '12号34', 3],
  ['nothing is nothing', ' ，🚮', 0],
] as const) {
  test(says, () => {
    let found = 0;
    eachGram(text, () => {
      found += 1;
    });
    assert.equal(found, features);
  });
}

test('a typing error in an English word leaves most of its pieces', () => assert.ok(shared('streetlight', 'streetligth') >= 10));

test('every feature stands on signs of the folded text', () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'路灯不亮ab1 ，Ａ電\u{20000}') }), (text) => {
      const seen: [number, number, number][] = [];
      const folded = eachGram(text, (...gram) => seen.push(gram));
      for (const [bucket, from, to] of seen) {
        assert.ok(bucket >= 0 && bucket < BUCKETS);
        assert.ok(from >= 0 && from < to && to <= folded.length, JSON.stringify([from, to, folded]));
      }
    }),
  ));

// A stored model reads texts cut as it was taught. When this fails, raise FEATURE_VERSION and write the new numbers here.
test('features are those of version 1', () => {
  const sum = [...countGrams('石厦北三街路灯 No.12 坏了 broken lamp')].reduce(
    (a, [bucket, count]) => (a * 31 + bucket * count) % 1_000_003,
    7,
  );
  assert.equal(sum, 378_566);
});
