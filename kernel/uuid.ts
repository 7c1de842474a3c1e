import type { Instant } from './brand.ts';

/** A UUID out of two others, the same whenever it is asked for: what is done again makes the same thing again. */
export function mixedUuid(a: string, b: string): string {
  const [left, right] = [a, b].map((id) => id.replaceAll('-', ''));
  const mixed = [...(left ?? '')].map((digit, at) => (Number.parseInt(digit, 16) ^ Number.parseInt(right?.[at] ?? '0', 16)).toString(16));
  // Version 8: made by a rule of our own (RFC 9562).
  mixed[12] = '8';
  mixed[16] = ((Number.parseInt(mixed[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  const hex = mixed.join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * A UUIDv7 from a moment and ten random bytes: sorts by time, so that new rows land at the end of an index.
 * Made here because PostgreSQL below 18 has none, and because chance is handed in.
 */
export function uuidv7(at: Instant, random: Uint8Array): string {
  const hex = (n: number, length: number) => n.toString(16).padStart(length, '0');
  const tail = [...random.subarray(0, 10)];
  const [a = 0, b = 0, c = 0] = tail;
  const version = hex(0x7000 | (((a << 8) | b) & 0x0fff), 4);
  const variant = hex(0x80 | (c & 0x3f), 2);
  const rest = tail
    .slice(3)
    .map((byte) => hex(byte, 2))
    .join('');
  const time = hex(at, 12);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}${rest.slice(0, 2)}-${rest.slice(2)}`;
}
