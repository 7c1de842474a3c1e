import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readJson } from './json.ts';

test('whatever JSON.stringify writes is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const read = readJson(Buffer.from(text));
      if (/"(__proto__|constructor|prototype)"/.test(text)) return;
      assert.deepEqual(read, { ok: true, value: JSON.parse(text) });
    }),
  );
});

const refused: readonly (readonly [says: string, body: string | Buffer, because: string])[] = [
  ['nothing', '', 'empty'],
  ['white space', ' \n\t', 'empty'],
  ['an open end', '{"a":1', 'syntax'],
  ['two values', '{} {}', 'syntax'],
  ['a number JSON does not know', '{"a":Infinity}', 'syntax'],
  ['a cut character', Buffer.from([0x22, 0xe4, 0xb8, 0x22]), 'utf-8'],
  ['half of a surrogate pair as bytes', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'utf-8'],
  ['one key twice', '{"a":1,"b":2,"a":3}', 'key-twice'],
  ['one key twice, white space before the colon', '{"a" :1,"a"\n:3}', 'key-twice'],
  ['one key twice, written in two ways', '{"a":1,"\\u0061":3}', 'key-twice'],
  ['one key twice, deep down', '[{"x":[{"a":1,"a":1}]}]', 'key-twice'],
  ['__proto__', '{"a":{"__proto__":{}}}', 'key-not-taken'],
  ['constructor', '{"constructor":1}', 'key-not-taken'],
  ['thirty-three lists', `${'['.repeat(33)}${']'.repeat(33)}`, 'too-deep'],
  ['a hundred thousand objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'too-deep'],
];
for (const [says, body, because] of refused) {
  test(`${says} is not JSON as we take it: ${because}`, () => {
    assert.deepEqual(readJson(Buffer.from(body)), { ok: false, refusal: { code: 'not-json', because } });
  });
}

const taken: readonly (readonly [says: string, body: string])[] = [
  ['the same key in two objects', '[{"a":1},{"a":2},{"b":{"a":1}}]'],
  ['strings that look like keys', '{"a":"\\"a\\":1,\\"a\\":2","b":["a","a"]}'],
  ['strings that end in a backslash', '{"a":"\\\\","b":"\\\\\\"}"}'],
  ['brackets inside strings', `{"a":"${'['.repeat(100)}"}`],
  ['__proto__ as a value', '{"a":"__proto__"}'],
  ['thirty-two lists', `${'['.repeat(32)}${']'.repeat(32)}`],
];
for (const [says, body] of taken)
  test(`${says} are read as they are`, () => assert.deepEqual(readJson(Buffer.from(body)), { ok: true, value: JSON.parse(body) }));
