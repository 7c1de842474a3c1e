import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Instant } from '../brand.ts';
import { isoLocal, parseIso } from './iso.ts';

const noon = Date.UTC(2026, 10, 23, 4, 5, 6) as Instant;

for (const [says, offset, text] of [
  ['Shenzhen', 480, '2026-11-23T12:05:06+08:00'],
  ['Greenwich', 0, '2026-11-23T04:05:06+00:00'],
  ['a zone behind with half an hour', -210, '2026-11-23T00:35:06-03:30'],
] as const) {
  test(`local time in ${says} is spelled with its offset`, () => assert.equal(isoLocal(noon, offset), text));
}

for (const [says, text, moment] of [
  ['a zone of its own', '2026-11-23T04:05:06Z', noon],
  ['an offset without colon', '2026-11-23T12:05:06+0800', noon],
  ['no zone, so the local one', '2026-11-23 12:05:06', noon],
  ['a day alone, so its midnight', '2026-11-23', Date.UTC(2026, 10, 22, 16)],
  ['milliseconds', '2026-11-23T04:05:06.7Z', noon + 700],
  ['more digits than we keep', '2026-11-23T04:05:06.123456Z', noon + 123],
  ['a leap day', '2024-02-29T00:00Z', Date.UTC(2024, 1, 29)],
] as const) {
  test(`reads ${says}`, () => assert.equal(parseIso(text, 480), moment));
}

for (const text of [
  ...['', 'now', '2026-11-31', '2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '2026-11-23T24:00'],
  ...['2026-11-23T12:60', '2026-11-23T12:00:60', '2026-11-23T12:00+19:00', '2026-11-23T12:00+08:60', '2026-11-23T12:00 and more'],
]) {
  test(`"${text}" is no moment`, () => assert.equal(parseIso(text, 480), undefined));
}

test('what is spelled reads back to the second in any zone, and Date reads the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: -4e12, max: 8e12 }), fc.integer({ min: -720, max: 840 }), (moment, offset) => {
      const text = isoLocal(moment as Instant, offset);
      assert.equal(parseIso(text, 0), Math.floor(moment / 1000) * 1000);
      assert.equal(parseIso(text, 0), Date.parse(text));
    }),
  );
});
