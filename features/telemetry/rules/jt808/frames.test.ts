import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { readText } from '../../server/gbk.ts';
import { generalAnswer, partsQuestion, registrationAnswer, timeAnswer } from './answer.ts';
import { fromHex, toHex } from './bytes.ts';
import { type Message, readMessage, writeFrame } from './message.ts';
import { createSplitter } from './splitter.ts';
import { told } from './told.ts';

type Vector = {
  readonly source: string;
  readonly group: 'core' | 'field' | 'negative';
  readonly wire_hex: string;
  readonly expected: {
    readonly checksum_ok: boolean;
    readonly header: { readonly msg_id: string };
    readonly body?: Record<string, unknown>;
  };
};
type File = {
  readonly escape: readonly Record<string, string>[];
  readonly vectors: readonly Vector[];
};

const file = JSON.parse(readFileSync(new URL('../../../../../shared/data/telemetry/jt808-frames.json', import.meta.url), 'utf8')) as File;

const bytesOf = (hex: string) => fromHex(hex) ?? assert.fail(`not hex: ${hex}`);

function framesIn(bytes: Uint8Array, cuts: readonly number[] = []): Uint8Array[] {
  const splitter = createSplitter();
  const found: Uint8Array[] = [];
  const ends = [...cuts, bytes.length];
  ends.forEach((end, at) => splitter.push(bytes.subarray(ends[at - 1] ?? 0, end), (wire) => found.push(wire.slice())));
  return found;
}

function messageOf(hex: string): Message {
  const [wire] = framesIn(bytesOf(hex));
  const read = wire && readMessage(wire, readText);
  if (!read?.ok) return assert.fail(JSON.stringify(read));
  return read.value;
}

const good = file.vectors.filter(({ group }) => group !== 'negative');

describe('every frame of the shared vector file', () => {
  test('the file is the one we know', () => {
    assert.equal(file.vectors.length, 72);
    assert.equal(good.length, 68);
  });
  for (const [at, { source, group, wire_hex, expected }] of file.vectors.entries()) {
    test(`${at} ${expected.header.msg_id} of ${source} ${group === 'negative' ? 'is refused' : 'decodes to its values'}`, () => {
      const frames = framesIn(bytesOf(wire_hex));
      assert.equal(frames.length, 1);
      const read = readMessage(frames[0] as Uint8Array, readText);
      const said = JSON.parse(JSON.stringify(told(read))) as Record<string, unknown>;
      if (group === 'negative') {
        assert.equal(read.ok, false);
        assert.deepEqual(said, { checksum_ok: false, refused: 'bad-check', header: expected.header });
      } else assert.deepEqual(said, expected);
    });
  }
});

test('every good frame written again is the same bytes', () => {
  for (const { wire_hex } of good) {
    const { header, bytes } = messageOf(wire_hex);
    assert.equal(toHex(writeFrame(header, bytes)), wire_hex);
  }
});

test('our answers are the bytes that the upstream suites expect', () => {
  const wanted = (id: string) => good.filter(({ group, expected }) => group === 'core' && expected.header.msg_id === id);
  for (const { wire_hex } of [...wanted('0x8001'), ...wanted('0x8100')]) {
    const { header, body } = messageOf(wire_hex);
    if (body.kind === 'answer') {
      const theirs = { ...header, message: body.toMessage, serial: body.toSerial };
      assert.equal(toHex(generalAnswer(theirs, body.result as 3, header.serial)), wire_hex);
    } else if (body.kind === 'registration-answer') {
      assert.equal(toHex(registrationAnswer({ ...header, serial: body.toSerial }, 0, body.token, header.serial)), wire_hex);
    } else assert.fail(body.kind);
  }
});

test('a question for missing parts counts in a byte in 2013 and in a word in 2019; the time is told in UTC digits', () => {
  const [old, new_] = ['0x8001', '0x8001'].map((id, at) =>
    messageOf(good.filter(({ expected }) => expected.header.msg_id === id)[at]?.wire_hex ?? ''),
  );
  assert.ok(old && new_);
  assert.equal(toHex(messageOf(toHex(partsQuestion(old.header, 7, [2, 3], 1))).bytes), '0007020002' + '0003');
  assert.equal(toHex(messageOf(toHex(partsQuestion(new_.header, 7, [2, 3], 1))).bytes), '000700020002' + '0003');
  assert.equal(toHex(messageOf(toHex(timeAnswer(new_.header, '261125170300', 1))).bytes), '261125170300');
});

describe('the splitter', () => {
  const [standard, junk] = file.escape;
  test('gives the standard example, with and without junk before it', () => {
    for (const hex of [standard?.wire_hex, junk?.wire_in_hex]) {
      assert.deepEqual(
        framesIn(bytesOf(hex ?? '')).map((wire) => toHex(wire)),
        ['307d02087d0155'],
      );
    }
  });

  const stream = bytesOf(good.map(({ wire_hex }) => wire_hex).join(''));
  test('gives the same frames wherever the stream is cut', () => {
    const whole = framesIn(stream).map((wire) => toHex(wire));
    assert.equal(whole.length, good.length);
    for (let cut = 1; cut < 2_000; cut += 1)
      assert.deepEqual(
        framesIn(stream, [cut]).map((wire) => toHex(wire)),
        whole,
      );
    const everyByte = Array.from({ length: stream.length - 1 }, (_, at) => at + 1);
    assert.deepEqual(
      framesIn(stream, everyByte).map((wire) => toHex(wire)),
      whole,
    );
  });

  test('finds the frame after a half frame and after a lost flag', () => {
    const [first, second] = [good[0]?.wire_hex ?? '', good[1]?.wire_hex ?? ''];
    const read = (hex: string) => framesIn(bytesOf(hex)).map((wire) => readMessage(wire, readText).ok);
    assert.deepEqual(read(first.slice(0, 20) + second), [false, true]);
    assert.deepEqual(read(first.slice(0, -2) + second), [true, true]);
    assert.deepEqual(read(`${first.slice(0, -2)}${second.slice(2)}${first}`), [false, true]);
  });

  test('holds no more than one longest frame of a flood without flags, and finds the next frame', () => {
    const splitter = createSplitter();
    const none = () => assert.fail('no frame was sent');
    splitter.push(Uint8Array.of(0x7e), none);
    for (let round = 0; round < 200; round += 1) {
      splitter.push(new Uint8Array(10_007).fill(0x30), none);
      assert.ok(splitter.pending() <= 2090);
    }
    assert.equal(splitter.skipped(), 200 * 10_007);
    const found: string[] = [];
    splitter.push(bytesOf(good[0]?.wire_hex ?? ''), (wire) => found.push(toHex(wire)));
    assert.equal(found.length, 1);
  });

  test('a longest legal frame, all of it escaped, comes through; in pieces too', () => {
    const header = { ...messageOf(good[1]?.wire_hex ?? '').header, phone: '7e'.repeat(10), part: { of: 0x7e7e, number: 0x7e7e } };
    const frame = writeFrame(header, new Uint8Array(1023).fill(0x7e));
    assert.equal(framesIn(frame).length, 1);
    assert.equal(framesIn(frame, [5, 700, 1500])[0]?.length, frame.length - 2);
  });
});
