import { type Result, ok, refuse } from '../../../../kernel/result.ts';

/** The byte that begins and ends a frame; inside, it and the escape byte travel as two bytes. */
export const FLAG = 0x7e;
const ESCAPE = 0x7d;

export type Unsealed = { readonly content: Result<Uint8Array, { code: 'bad-escape' | 'too-short' }>; readonly checks: boolean };

/**
 * What stood between two flags, unescaped and without its check byte. Whether the check byte agrees is told beside it, for a
 * person looking at a broken terminal wants to see the header all the same.
 */
export function unseal(wire: Uint8Array): Unsealed {
  const out = new Uint8Array(wire.length);
  let length = 0;
  let check = 0;
  for (let at = 0; at < wire.length; at += 1) {
    let byte = wire[at] as number;
    if (byte === ESCAPE) {
      at += 1;
      const next = wire[at];
      if (next !== 1 && next !== 2) return { content: refuse({ code: 'bad-escape' }), checks: false };
      byte = next === 1 ? ESCAPE : FLAG;
    }
    out[length] = byte;
    length += 1;
    check ^= byte;
  }
  if (length < 2) return { content: refuse({ code: 'too-short' }), checks: false };
  return { content: ok(out.subarray(0, length - 1)), checks: check === 0 };
}

/** Header and body as they travel: check byte added, escaped, between two flags. */
export function seal(content: Uint8Array): Uint8Array {
  const check = content.reduce((sum, byte) => sum ^ byte, 0);
  const out = [FLAG];
  for (const byte of [...content, check]) {
    if (byte === FLAG) out.push(ESCAPE, 2);
    else if (byte === ESCAPE) out.push(ESCAPE, 1);
    else out.push(byte);
  }
  out.push(FLAG);
  return Uint8Array.from(out);
}
