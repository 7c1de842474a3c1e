import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetCode, assetCodes, checkAssetCode } from './assetcode.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXY';
const samples = [0, 1, 30, 31, 240, 12_345, 1_000_003, 17_654_321, assetCodes - 1].map(assetCode);

test('no two things share a code', () => {
  assert.equal(new Set(Array.from({ length: 20_000 }, (_, n) => assetCode(n * 1_431))).size, 20_000);
});

test('a code is six characters and checks as itself', () => {
  for (const code of samples) {
    assert.equal(code.length, 6);
    assert.equal(checkAssetCode(code), code);
  }
});

test('every single wrong character is noticed', () => {
  for (const code of samples) {
    const wrongs = [0, 1, 2, 3, 4, 5].flatMap((at) => [...alphabet].map((letter) => code.slice(0, at) + letter + code.slice(at + 1)));
    assert.deepEqual(new Set(wrongs.filter((wrong) => checkAssetCode(wrong) !== undefined)), new Set([code]));
  }
});

test('every swap of unlike neighbours is noticed, for every pair of characters at every position', () => {
  const pairs = [...alphabet].flatMap((a) => [...alphabet].map((b) => a + b)).filter(([a, b]) => a !== b);
  for (const pair of pairs) {
    for (let at = 0; at < 5; at += 1) {
      const begun = `${'3'.repeat(at)}${pair}K7MQ`.slice(0, 6);
      // The pair may hold the check character itself, so the digit before or after it is what is made to fit.
      const free = at === 4 ? 0 : 5;
      const code = [...alphabet]
        .map((fit) => begun.slice(0, free) + fit + begun.slice(free + 1))
        .find((each) => checkAssetCode(each) === each);
      assert.ok(code, begun);
      const swapped = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
      assert.equal(checkAssetCode(swapped), undefined, `${code} ${swapped}`);
    }
  }
});

test('case, spaces, hyphens, full width and look-alike letters are forgiven', () => {
  const code = assetCode(1 + 961 * 2);
  assert.equal(code.slice(0, 5), '00201');
  const check = code[5];
  for (const typed of [`oo2ol${check}`, ` 002 01${check} `, `OO2-0I${check}`.toLowerCase(), `００２０１${check}`, `00Z01${check}`]) {
    assert.equal(checkAssetCode(typed), code, typed);
  }
});

test('what is too short, too long or not of the alphabet is no code', () => {
  for (const typed of ['', '00201', `${samples[3]}0`, '0020U1', '垃圾箱一二三']) assert.equal(checkAssetCode(typed), undefined, typed);
});

test('there is no code beyond the last', () => {
  for (const n of [-1, 0.5, assetCodes, Number.NaN]) assert.throws(() => assetCode(n), RangeError);
});
