import type { Instant } from './brand.ts';

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
