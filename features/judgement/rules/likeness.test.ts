import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeLetters } from './testing.ts';
import { alikeTo, buildLikenesses, groupsOf } from './likeness.ts';

const words = fc.string({ unit: fc.constantFrom(...'路灯不亮垃圾满了 ab'), maxLength: 30 });

test('a text is as like itself as can be, and nothing is more', () =>
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), (texts) => {
      const likenesses = buildLikenesses(texts);
      for (const [number, text] of texts.entries()) {
        const found = alikeTo(likenesses, text);
        for (const cosine of found.values()) assert.ok(cosine <= 1 + 1e-9);
        if (found.size > 0) assert.ok((found.get(number) ?? 0) > 1 - 1e-9);
      }
    }),
  ));

test('the index answers what comparing every pair answers', () =>
  fc.assert(
    fc.property(fc.array(words, { minLength: 2, maxLength: 10 }), (texts) => {
      const likenesses = buildLikenesses(texts);
      for (const [a, one] of texts.entries()) {
        for (const [b, other] of texts.entries()) {
          assert.ok(Math.abs((alikeTo(likenesses, one).get(b) ?? 0) - (alikeTo(likenesses, other).get(a) ?? 0)) < 1e-9);
        }
      }
    }),
  ));

test('what many say tells less than what two say', () => {
  const texts = ['小区垃圾桶满了', '小区路灯坏了', '小区电梯坏了', '小区电梯卡住', '小区垃圾乱扔'];
  const found = alikeTo(buildLikenesses(texts), '小区的垃圾桶');
  assert.equal([...found].sort((a, b) => b[1] - a[1])[0]?.[0], 0);
});

test('near-duplicates and reports of one incident are grouped, in chains too', () => {
  const groups = groupsOf([
    { text: '石榴一巷口一大堆生活垃圾三天没人清了', incident: 'a' },
    { text: '石榴一巷口一大堆生活垃圾三天没人清了！', incident: null },
    { text: '巷口好臭', incident: 'a' },
    { text: '路灯不亮', incident: 'b' },
    { text: '路灯不亮！', incident: null },
    { text: '水管爆了', incident: null },
  ]);
  assert.deepEqual([...groups], [0, 0, 0, 3, 3, 5]);
});

test('among thousands of letters a copy with a changed ending is still found', () => {
  const letters = makeLetters({ seed: 5, letters: 600, sizes: [1, 1], telling: 0.1, words: 80 });
  const copies = letters.slice(0, 40).map(({ text }) => ({ text: `${text.slice(0, -8)}望尽快答复` }));
  const groups = groupsOf([...letters, ...copies]);
  assert.deepEqual([...groups.slice(600)], [...Array(40).keys()]);
  assert.equal(new Set(groups.slice(0, 600)).size, 600);
});
