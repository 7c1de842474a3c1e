import { toHex, word, wordBytes } from './bytes.ts';

export type Layout = 2013 | 2019;

export type Header = {
  readonly message: number;
  readonly layout: Layout;
  /** Bit 14 says "2019"; some 2013 terminals set it with a 2013 header behind it. */
  readonly saysVersioned: boolean;
  readonly version: number | null;
  readonly bodyLength: number;
  /** Bits 10–12: 0 plain, 1 RSA, others reserved. */
  readonly encryption: number;
  /** The identity as it travels: 12 or 20 digits, with a–f where a maker put a binary IMEI. */
  readonly phone: string;
  readonly serial: number;
  readonly part: { readonly of: number; readonly number: number } | null;
};

const SPLIT = 0x2000;
const VERSIONED = 0x4000;
const headerLength = { 2013: 12, 2019: 17 } as const;
const phoneLength = { 2013: 6, 2019: 10 } as const;

/** How long the header of a frame is, by its layout and whether it counts parts. */
export function lengthOfHeader({ layout, part }: Pick<Header, 'layout' | 'part'>): number {
  return headerLength[layout] + (part ? 4 : 0);
}

/** The header at the start of `content` (header and body without the check byte). Undefined when too little is there. */
export function readHeader(content: Uint8Array): Header | undefined {
  if (content.length < headerLength[2013]) return undefined;
  const attributes = word(content, 2);
  const saysVersioned = (attributes & VERSIONED) !== 0;
  const isSplit = (attributes & SPLIT) !== 0;
  const bodyLength = attributes & 0x3ff;
  const fits = (layout: Layout) => content.length === headerLength[layout] + (isSplit ? 4 : 0) + bodyLength;
  // Length decides where bit 14 lies.
  const layout: Layout = saysVersioned && !(fits(2013) && !fits(2019)) ? 2019 : 2013;
  const phoneAt = layout === 2019 ? 5 : 4;
  const serialAt = phoneAt + phoneLength[layout];
  if (content.length < headerLength[layout] + (isSplit ? 4 : 0)) return undefined;
  return {
    message: word(content, 0),
    layout,
    saysVersioned,
    version: layout === 2019 ? (content[4] as number) : null,
    bodyLength,
    encryption: (attributes >> 10) & 7,
    phone: toHex(content, phoneAt, serialAt),
    serial: word(content, serialAt),
    part: isSplit ? { of: word(content, serialAt + 2), number: word(content, serialAt + 4) } : null,
  };
}

/** Header bytes for a body of `bodyLength`; the inverse of `readHeader`. */
export function writeHeader({ message, layout, saysVersioned, version, encryption, phone, serial, part, bodyLength }: Header): number[] {
  const attributes = bodyLength | (encryption << 10) | (part ? SPLIT : 0) | (saysVersioned ? VERSIONED : 0);
  const digits = phone.padStart(phoneLength[layout] * 2, '0').match(/../g) ?? [];
  return [
    ...wordBytes(message),
    ...wordBytes(attributes),
    ...(layout === 2019 ? [version ?? 1] : []),
    ...digits.map((pair) => Number.parseInt(pair, 16)),
    ...wordBytes(serial),
    ...(part ? [...wordBytes(part.of), ...wordBytes(part.number)] : []),
  ];
}
