import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Instant } from '../../../../kernel/brand.ts';
import { seeded } from '../../../../kernel/chance.ts';
import { readText } from '../../server/gbk.ts';
import { fromHex, toHex } from './bytes.ts';
import type { Header } from './header.ts';
import { momentOf } from './location.ts';
import { readMessage, writeFrame } from './message.ts';
import { createJoiner } from './parts.ts';
import { fuzz } from './testing.ts';
import { told } from './told.ts';

const header: Header = {
  message: 0x0200,
  layout: 2013,
  saysVersioned: false,
  version: null,
  bodyLength: 0,
  encryption: 0,
  phone: '013800138000',
  serial: 1,
  part: null,
};
const decoded = (change: Partial<Header>, hex: string) =>
  told(readMessage(writeFrame({ ...header, ...change }, fromHex(hex) ?? assert.fail(hex)).subarray(1, -1), readText)) as {
    refused?: string;
    header: Record<string, unknown>;
    body: Record<string, unknown>;
  };

const BASE = '00000000' + '00000002' + '0157fb72' + '06cba1f2' + '0000' + '0000' + '0000' + '261125170300';

describe('frames that real terminals send and the standard does not foresee', () => {
  test('bit 14 set with a 2013 header behind it is read as 2013', () => {
    const { header: told2013 } = decoded({ saysVersioned: true }, BASE);
    assert.deepEqual([told2013.layout, told2013.version_bit14, told2013.phone_bcd], [2013, true, '013800138000']);
  });
  test('a registration of 2011 is told by its short body', () => {
    const { body } = decoded(
      { message: 0x0100 },
      '002c' + '0133' + '4142430000' + '4d4f44454c000000' + '37363534333231' + '02' + 'd4c142313233343520'.slice(0, 16),
    );
    assert.deepEqual([body.variant, body.model, body.terminalId, body.plate], [2011, 'MODEL', '7654321', '粤B12345']);
  });
  test('a heartbeat that carries something is still a heartbeat', () => assert.deepEqual(decoded({ message: 2 }, '0102').body, {}));
  test('a standard item of another length is kept raw and not understood', () => {
    const { body } = decoded({}, `${BASE}30020102`);
    assert.deepEqual([body.signal, body.items], [undefined, [{ id: '0x30', hex: '0102' }]]);
  });
  test('an item that runs past the end leaves the base and says so', () => {
    const { body } = decoded({}, `${BASE}310105300500`);
    assert.deepEqual([body.sats, body.itemsTruncated, body.lat], [5, true, 22.543218]);
  });
  for (const [says, change, hex, code] of [
    ['a location of 27 bytes', {}, BASE.slice(0, -2), 'short-body'],
    ['an answer of four bytes', { message: 1 }, '00010200', 'short-body'],
    ['an encrypted body', { encryption: 1 }, BASE, 'encrypted'],
  ] as const) {
    test(`${says} is refused as ${code}`, () => assert.equal(decoded(change, hex).refused, code));
  }
  test('a body of another length than the header says is refused', () => {
    const frame = writeFrame(header, fromHex(BASE) ?? []);
    // The length byte and the check byte change together, so that only the length is wrong.
    const wire = frame.slice(1, -1);
    wire[3] = (wire[3] as number) ^ 1;
    wire[wire.length - 1] = (wire.at(-1) as number) ^ 1;
    assert.equal(told(readMessage(wire, readText)).refused, 'bad-length');
  });
  test('a batch whose last location is cut keeps those before it', () => {
    const { body } = decoded({ message: 0x0704 }, `000201001c${BASE}001c${BASE.slice(4)}`);
    assert.deepEqual([(body.positions as unknown[]).length, body.count, body.positionsTruncated], [1, 2, true]);
  });
  test('a batch that says zero-length locations ends', () => {
    const { body } = decoded({ message: 0x0704 }, `0002010000000000000000`);
    assert.deepEqual([body.positions, body.positionsTruncated], [[], true]);
  });
});

describe('the twelve digits of a time', () => {
  for (const [digits, at] of [
    ['261125170300', Date.parse('2026-11-25T17:03:00+08:00')],
    ['240229235959', Date.parse('2024-02-29T23:59:59+08:00')],
    ['250229000000', null],
    ['260100000000', null],
    ['261301000000', null],
    ['260101240000', null],
    ['26010112006a', null],
    ['000000000000', null],
  ] as const) {
    test(`${digits} is ${at === null ? 'no moment' : new Date(at).toISOString()}`, () => assert.equal(momentOf(digits), at));
  }
});

describe('parts of a split message', () => {
  const part = (number: number, of: number, firstSerial = 65_535): Header => ({
    ...header,
    serial: (firstSerial + number - 1) & 0xffff,
    part: { of, number },
  });
  const at = 0 as Instant;
  test('come together in any order, twice or not, across the wrap of the serial number', () => {
    const { add } = createJoiner();
    assert.equal(add(part(1, 3), Uint8Array.of(1), at).is, 'waiting');
    assert.deepEqual(add(part(3, 3), Uint8Array.of(3), at), { is: 'missing', parts: [2], firstSerial: 65_535 });
    assert.equal(add(part(1, 3), Uint8Array.of(1), at).is, 'waiting');
    const whole = add(part(2, 3), Uint8Array.of(2), at);
    assert.equal(whole.is === 'whole' && toHex(whole.bytes), '010203');
  });
  test('of two messages are not mixed', () => {
    const { add } = createJoiner();
    add(part(1, 2, 10), Uint8Array.of(1), at);
    add(part(1, 2, 50), Uint8Array.of(5), at);
    const whole = add(part(2, 2, 50), Uint8Array.of(6), at);
    assert.equal(whole.is === 'whole' && toHex(whole.bytes), '0506');
  });
  test('are forgotten after two minutes, and when a fifth message begins', () => {
    const { add } = createJoiner();
    add(part(1, 2, 10), Uint8Array.of(1), at);
    assert.equal(add(part(2, 2, 10), Uint8Array.of(2), 120_001 as Instant).is, 'missing');
    const crowded = createJoiner();
    for (let first = 0; first < 5; first += 1) crowded.add(part(1, 2, first * 100), Uint8Array.of(first), at);
    assert.equal(crowded.add(part(2, 2, 0), Uint8Array.of(9), at).is, 'missing');
    assert.equal(crowded.add(part(2, 2, 400), Uint8Array.of(9), at).is, 'whole');
  });
  test('numbered 0, above their total or in their thousands are refused', () => {
    const { add } = createJoiner();
    for (const [number, of] of [
      [0, 2],
      [3, 2],
      [1, 65_535],
    ] as const)
      assert.equal(add(part(number, of), Uint8Array.of(1), at).is, 'refused');
  });
});

test('20,000 mutated frames on one connection neither crash nor grow it; the drill feeds a million', () => {
  const file = new URL('../../../../../shared/data/telemetry/jt808-frames.json', import.meta.url);
  const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: { group: string; wire_hex: string }[] };
  const frames = vectors.filter(({ group }) => group !== 'negative').map(({ wire_hex }) => fromHex(wire_hex) ?? assert.fail(wire_hex));
  const { decoded: understood, mostPending } = fuzz(frames, 20_000, seeded(808), readText);
  assert.ok(mostPending <= 2090, `${mostPending} bytes held`);
  assert.ok(understood > 2_000, `only ${understood} got past the check byte: the bodies are not tested`);
});
