import { wordBytes } from './bytes.ts';
import type { Header } from './header.ts';
import { writeFrame } from './message.ts';

/** 0 done, 1 failed, 2 the message was wrong, 3 not supported. */
export type Outcome = 0 | 1 | 2 | 3;
/** 0 registered, 1 vehicle already registered, 2 no such vehicle, 3 terminal already registered, 4 no such terminal. */
export type RegistrationOutcome = 0 | 1 | 2 | 3 | 4;

/** A header for our side of the talk: same layout and identity as the terminal's, our own serial number. */
export function headerTo(theirs: Header, message: number, serial: number): Header {
  const { layout, saysVersioned, version, phone } = theirs;
  return { message, layout, saysVersioned, version, phone, serial: serial & 0xffff, bodyLength: 0, encryption: 0, part: null };
}

/** 0x8001, the answer that every uplink gets: a terminal that hears none sends again. */
export function generalAnswer(theirs: Header, result: Outcome, serial: number): Uint8Array {
  return writeFrame(headerTo(theirs, 0x8001, serial), [...wordBytes(theirs.serial), ...wordBytes(theirs.message), result]);
}

/** 0x8100; the token is ASCII and only sent when registered. */
export function registrationAnswer(theirs: Header, result: RegistrationOutcome, token: string, serial: number): Uint8Array {
  const letters = result === 0 ? [...token].map((letter) => letter.charCodeAt(0)) : [];
  return writeFrame(headerTo(theirs, 0x8100, serial), [...wordBytes(theirs.serial), result, ...letters]);
}

/** 0x8004 (2019): the only time in the protocol that is in UTC. `digits` is YYMMDDhhmmss. */
export function timeAnswer(theirs: Header, digits: string, serial: number): Uint8Array {
  return writeFrame(
    headerTo(theirs, 0x8004, serial),
    (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)),
  );
}

/** 0x8003: asks for the parts of a split message that are missing. The count grew from a byte to a word in 2019. */
export function partsQuestion(theirs: Header, firstSerial: number, missing: readonly number[], serial: number): Uint8Array {
  const count = theirs.layout === 2019 ? wordBytes(missing.length) : [missing.length & 0xff];
  return writeFrame(headerTo(theirs, 0x8003, serial), [...wordBytes(firstSerial), ...count, ...missing.flatMap(wordBytes)]);
}
