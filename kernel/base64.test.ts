import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromBase64, toBase64 } from './base64.ts';

test('any bytes are written as the platform writes them, and come back', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
      assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
    }),
  ));

for (const text of ['abc', 'ab*=', '中文字符', 'a=bc']) test(`"${text}" is not base64`, () => assert.equal(fromBase64(text), undefined));
