/** Reading and writing the big-endian numbers and digit strings of JT/T 808. The caller has made sure that the bytes are there. */

export function word(from: Uint8Array, at: number): number {
  return ((from[at] as number) << 8) | (from[at + 1] as number);
}

export function doubleWord(from: Uint8Array, at: number): number {
  return ((word(from, at) << 16) | word(from, at + 2)) >>> 0;
}

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(from: Uint8Array, start = 0, end = from.length): string {
  let text = '';
  for (let at = start; at < end; at += 1) text += PAIRS[from[at] as number];
  return text;
}

/** Undefined when the text is not an even number of hex digits; blanks between digits are allowed, as people paste them. */
export function fromHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s+/g, '');
  if (digits.length % 2 !== 0 || !/^[\da-f]*$/i.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16));
}

export function wordBytes(value: number): [number, number] {
  return [(value >> 8) & 0xff, value & 0xff];
}

/** Characters of the ASCII range, without the NULs that pad a field on either side. */
export function ascii(from: Uint8Array): string {
  return String.fromCharCode(...from).replace(/^\0+|\0+$/g, '');
}

/** Which bits of a double word are set, lowest first. */
export function bitsOf(value: number): number[] {
  const bits: number[] = [];
  for (let bit = 0; bit < 32; bit += 1) if ((value >>> bit) & 1) bits.push(bit);
  return bits;
}
