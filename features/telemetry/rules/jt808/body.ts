import { ascii, word } from './bytes.ts';
import type { Header } from './header.ts';
import { BASE, type Location, readLocation } from './location.ts';

/** Texts travel in GBK. Rules have no decoder; whoever runs them hands one in. */
export type ReadText = (bytes: Uint8Array) => string;

export type Registration = {
  readonly province: number;
  readonly city: number;
  readonly variant: 2011 | 2013 | 2019;
  readonly maker: string;
  readonly model: string;
  readonly terminal: string;
  readonly plateColour: number;
  readonly plate: string;
};

export type Body =
  | { readonly kind: 'answer'; readonly toSerial: number; readonly toMessage: number; readonly result: number }
  | { readonly kind: 'registration'; readonly said: Registration }
  | { readonly kind: 'registration-answer'; readonly toSerial: number; readonly result: number; readonly token: string }
  | { readonly kind: 'authentication'; readonly token: string; readonly imei: string | null; readonly software: string | null }
  | { readonly kind: 'heartbeat' | 'log-out' | 'time-question' | 'location-question' }
  | { readonly kind: 'location'; readonly location: Location }
  | { readonly kind: 'location-answer'; readonly toSerial: number; readonly location: Location }
  | {
      readonly kind: 'batch';
      readonly count: number;
      readonly isCatchUp: number;
      readonly locations: readonly Location[];
      readonly isTruncated: boolean;
    }
  | { readonly kind: 'follow'; readonly everySeconds: number; readonly forSeconds: number }
  | { readonly kind: 'other'; readonly bytes: Uint8Array };

type Reader = (body: Uint8Array, header: Header, text: ReadText) => Body | undefined;

const answer: Reader = (body) =>
  body.length < 5 ? undefined : { kind: 'answer', toSerial: word(body, 0), toMessage: word(body, 2), result: body[4] as number };

/** Undefined means: too short to be what it says it is. */
const readers: Record<number, Reader> = {
  0x0001: answer,
  0x8001: answer,
  // Some makers add battery and signal to a heartbeat that should be empty.
  0x0002: () => ({ kind: 'heartbeat' }),
  0x0003: () => ({ kind: 'log-out' }),
  0x0004: () => ({ kind: 'time-question' }),
  0x8201: () => ({ kind: 'location-question' }),
  0x0100: readRegistration,
  0x8100: (body, _header, text) =>
    body.length < 3
      ? undefined
      : { kind: 'registration-answer', toSerial: word(body, 0), result: body[2] as number, token: trimmed(text(body.subarray(3))) },
  0x0102: readAuthentication,
  0x0200: (body) => (body.length < BASE ? undefined : { kind: 'location', location: readLocation(body) }),
  0x0201: (body) =>
    body.length < BASE + 2 ? undefined : { kind: 'location-answer', toSerial: word(body, 0), location: readLocation(body.subarray(2)) },
  0x0704: readBatch,
  0x8202: (body) => {
    if (body.length < 2) return undefined;
    return { kind: 'follow', everySeconds: word(body, 0), forSeconds: body.length < 6 ? 0 : word(body, 2) * 65_536 + word(body, 4) };
  },
};

export function readBody(body: Uint8Array, header: Header, text: ReadText): Body | undefined {
  const reader = readers[header.message];
  return reader ? reader(body, header, text) : { kind: 'other', bytes: body };
}

const trimmed = (said: string) => said.replace(/^\0+|\0+$/g, '');

const widths = { 2011: [5, 8, 7], 2013: [5, 20, 7], 2019: [11, 30, 30] } as const;

function readRegistration(body: Uint8Array, { layout }: Header, text: ReadText): Body | undefined {
  // 2011 and 2013 share a header; only the length of the model tells them apart.
  const variant = layout === 2019 ? 2019 : body.length < 37 ? 2011 : 2013;
  const [maker, model, terminal] = widths[variant];
  const plateAt = 4 + maker + model + terminal + 1;
  if (body.length < plateAt) return undefined;
  return {
    kind: 'registration',
    said: {
      province: word(body, 0),
      city: word(body, 2),
      variant,
      maker: ascii(body.subarray(4, 4 + maker)),
      model: ascii(body.subarray(4 + maker, 4 + maker + model)),
      terminal: ascii(body.subarray(4 + maker + model, plateAt - 1)),
      plateColour: body[plateAt - 1] as number,
      plate: trimmed(text(body.subarray(plateAt))),
    },
  };
}

const IMEI = 15;
const SOFTWARE = 20;

function readAuthentication(body: Uint8Array, { layout }: Header, text: ReadText): Body {
  const length = body[0] ?? 0;
  if (layout === 2013 || body.length < 1 + length)
    return { kind: 'authentication', token: trimmed(text(body)), imei: null, software: null };
  const imeiAt = 1 + length;
  return {
    kind: 'authentication',
    token: trimmed(text(body.subarray(1, imeiAt))),
    imei: ascii(body.subarray(imeiAt, imeiAt + IMEI)),
    software: ascii(body.subarray(imeiAt + IMEI, imeiAt + IMEI + SOFTWARE)),
  };
}

function readBatch(body: Uint8Array): Body | undefined {
  if (body.length < 3) return undefined;
  const locations: Location[] = [];
  let at = 3;
  let isTruncated = false;
  while (at < body.length) {
    const length = at + 2 <= body.length ? word(body, at) : 0;
    const end = at + 2 + length;
    if (length < BASE || end > body.length) {
      isTruncated = true;
      break;
    }
    locations.push(readLocation(body.subarray(at + 2, end)));
    at = end;
  }
  return { kind: 'batch', count: word(body, 0), isCatchUp: body[2] as number, locations, isTruncated };
}
