import type { Instant } from '../../../../kernel/brand.ts';
import { type Chance, pick } from '../../../../kernel/chance.ts';
import type { ReadText } from './body.ts';
import { FLAG, seal, unseal } from './envelope.ts';
import { readMessage } from './message.ts';
import { createJoiner } from './parts.ts';
import { createSplitter } from './splitter.ts';
import { told } from './told.ts';

const byteOf = (chance: Chance) => Math.floor(chance() * 256);

type Mutation = (frame: Uint8Array, chance: Chance, other: Uint8Array) => Uint8Array;

/** Everything that a bad line, a bad terminal or a bad person does to a frame. */
const mutations: readonly Mutation[] = [
  (frame, chance) => frame.map((byte) => (chance() < 0.02 ? byteOf(chance) : byte)),
  (frame, chance) => frame.map((byte, at) => (at === Math.floor(chance() * frame.length) ? byte ^ (1 << Math.floor(chance() * 8)) : byte)),
  (frame, chance) => frame.subarray(0, Math.floor(chance() * frame.length)),
  (frame, chance) => frame.subarray(Math.floor(chance() * frame.length)),
  (frame, chance, other) =>
    joined(frame.subarray(0, Math.floor(chance() * frame.length)), other.subarray(Math.floor(chance() * other.length))),
  (frame, chance) => joined(frame, new Uint8Array(Math.floor(chance() * 3000)).fill(byteOf(chance))),
  (frame, chance) => Uint8Array.from({ length: frame.length }, () => byteOf(chance)),
  (frame, chance) => frame.map((byte) => (chance() < 0.05 ? FLAG : byte)),
];

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** The frame after something bad happened to it. */
function mutated(frame: Uint8Array, others: readonly Uint8Array[], chance: Chance): Uint8Array {
  return pick(mutations, chance)(frame, chance, pick(others, chance));
}

/**
 * A content whose check byte is made to agree after the mutation, so that the bodies are reached too: a random change is
 * refused by the check byte in 255 of 256 cases and tests nothing behind it.
 */
function mutatedInside(content: Uint8Array, chance: Chance): Uint8Array {
  const changed = content.map((byte) => (chance() < 0.03 ? byteOf(chance) : byte));
  const cut = chance() < 0.3 ? changed.subarray(0, Math.floor(chance() * changed.length)) : changed;
  // Half of them also say their true length, or the length check would keep the bodies unreached.
  if (cut.length > 12 && chance() < 0.7) {
    const is2019 = ((cut[2] as number) & 0x40) !== 0;
    const length = Math.max(0, cut.length - (is2019 ? 17 : 12) - (((cut[2] as number) & 0x20) !== 0 ? 4 : 0));
    cut[2] = ((cut[2] as number) & 0xe0) | ((length >> 8) & 3);
    cut[3] = length & 0xff;
  }
  return cut;
}

export type Fuzzed = { readonly fed: number; readonly candidates: number; readonly decoded: number; readonly mostPending: number };

/** Feeds `count` mutated frames to one splitter and everything behind it, as one endless connection. Throws when anything throws. */
export function fuzz(frames: readonly Uint8Array[], count: number, chance: Chance, text: ReadText): Fuzzed {
  const splitter = createSplitter();
  const joiner = createJoiner();
  const contents = frames.map((frame) => {
    const { content } = unseal(frame.subarray(1, -1));
    if (!content.ok) throw new Error('a frame to start from must be good');
    return content.value;
  });
  let [candidates, decoded, mostPending] = [0, 0, 0];
  for (let fed = 0; fed < count; fed += 1) {
    const bytes = fed % 2 === 0 ? mutated(pick(frames, chance), frames, chance) : seal(mutatedInside(pick(contents, chance), chance));
    splitter.push(bytes, (wire) => {
      candidates += 1;
      const read = readMessage(wire, text);
      told(read);
      if (!read.ok) return;
      decoded += 1;
      if (read.value.header.part) joiner.add(read.value.header, read.value.bytes, fed as Instant);
    });
    mostPending = Math.max(mostPending, splitter.pending());
  }
  return { fed: count, candidates, decoded, mostPending };
}
