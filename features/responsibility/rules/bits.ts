/** A fixed set of small numbers, as bits. */
export type Bits = Uint32Array;

export function bitsOf(size: number, holds: (number: number) => boolean): Bits {
  const bits = new Uint32Array(Math.ceil(size / 32));
  for (let i = 0; i < size; i += 1) if (holds(i)) bits[i >>> 5] = (bits[i >>> 5] as number) | (1 << (i & 31));
  return bits;
}

export function and(a: Bits, b: Bits): Bits {
  return a.map((word, i) => word & (b[i] as number));
}

export function without(a: Bits, b: Bits): Bits {
  return a.map((word, i) => word & ~(b[i] as number));
}

export function isEmpty(bits: Bits): boolean {
  return bits.every((word) => word === 0);
}

/** The members, ascending. */
export function membersOf(bits: Bits): number[] {
  const found: number[] = [];
  for (const [i, word] of bits.entries()) for (let bit = 0; bit < 32; bit += 1) if ((word >>> bit) & 1) found.push(i * 32 + bit);
  return found;
}
