import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CaseId } from '../../../kernel/brand.ts';

/**
 * The secret part of a follow link: the case id and sixteen bytes of HMAC over it. Derived, not stored: the same report
 * sent twice gets the same link, and a stolen database copy without the secret opens none.
 */
export function followToken(secret: Buffer, id: CaseId): string {
  const raw = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([raw, sign(secret, raw)]).toString('base64url');
}

function sign(secret: Buffer, raw: Buffer): Buffer {
  return createHmac('sha256', secret).update('follow').update(raw).digest().subarray(0, 16);
}

/** The case a follow link opens, or undefined when the link is not one of ours. */
export function readFollowToken(secret: Buffer, token: string): CaseId | undefined {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  const raw = bytes.subarray(0, 16);
  if (bytes.length !== 32 || !timingSafeEqual(sign(secret, raw), bytes.subarray(16))) return undefined;
  const hex = raw.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as CaseId;
}
