import type { Instant } from '../../../../kernel/brand.ts';
import type { Header } from './header.ts';

export type Joined =
  | { readonly is: 'whole'; readonly bytes: Uint8Array; readonly firstSerial: number }
  | { readonly is: 'waiting' }
  /** The last part is here and these are not. */
  | { readonly is: 'missing'; readonly parts: readonly number[]; readonly firstSerial: number }
  | { readonly is: 'refused' };

/** A split message holds a location batch or a photo; 64 parts of 1,023 bytes are more than any of them. */
const MOST_PARTS = 64;
/** Messages a terminal may have half sent at once; the oldest gives way. */
const MOST_OPEN = 4;
const PATIENCE = 120_000;

type Open = { readonly of: number; readonly parts: Map<number, Uint8Array>; readonly since: Instant };

/** Joins the parts of split messages of one terminal; at most 256 KiB are ever held. */
export function createJoiner(): { readonly add: (header: Header, bytes: Uint8Array, at: Instant) => Joined } {
  const open = new Map<string, Open>();
  return {
    add: (header, bytes, at) => {
      if (!header.part) return { is: 'refused' };
      const { of, number } = header.part;
      if (of > MOST_PARTS || number < 1 || number > of) return { is: 'refused' };
      // Parts have consecutive serial numbers, so the first one names the message.
      const firstSerial = (header.serial - (number - 1)) & 0xffff;
      const name = `${header.message}/${firstSerial}/${of}`;
      for (const [key, { since }] of open) if (at - since > PATIENCE) open.delete(key);
      const found = open.get(name) ?? { of, parts: new Map<number, Uint8Array>(), since: at };
      found.parts.set(number, bytes.slice());
      open.set(name, found);
      for (const key of open.keys()) if (open.size > MOST_OPEN && key !== name) open.delete(key);
      if (found.parts.size === of) {
        open.delete(name);
        return { is: 'whole', bytes: joined(found), firstSerial };
      }
      const parts = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !found.parts.has(index));
      return number === of ? { is: 'missing', parts, firstSerial } : { is: 'waiting' };
    },
  };
}

function joined({ of, parts }: Open): Uint8Array {
  const pieces = Array.from({ length: of }, (_, index) => parts.get(index + 1) ?? new Uint8Array());
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
