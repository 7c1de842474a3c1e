import type { Instant, PersonId, StreetId } from '../../../kernel/brand.ts';
import type { Door } from './position.ts';
import type { Mover } from './trail/pace.ts';

/** Something that tells where it is, and whose it is. Its identity is what it says of itself at its door. */
export type Device = {
  readonly id: string;
  readonly door: Door;
  readonly identity: string;
  readonly street: StreetId;
  readonly name: string;
  readonly mover: Mover;
  readonly person: PersonId | null;
  readonly vehicle: string | null;
  readonly askedSeconds: number;
  readonly terminal: string | null;
  readonly endedAt: Instant | null;
};

/** What a device may be called: no blanks, no control characters, nothing that climbs out of a topic of MQTT. */
export const IDENTITY = /^[\w.:@/-]{1,64}$/;

/** The telephone number of a terminal as an operator writes it; both headers pad it with zeros. */
export function identityOfPhone(digits: string): string {
  return digits.replace(/^0+(?=.)/, '').toLowerCase();
}

/** What the Traccar Client reads from a QR code: where to report, and how. Its own defaults would report every five minutes. */
export function traccarSetup(base: string, { identity, askedSeconds }: Pick<Device, 'identity' | 'askedSeconds'>): string {
  const settings = new Map<string, string | number>([
    ['id', identity],
    ['accuracy', 'high'],
    ['interval', askedSeconds],
    ['distance', 20],
    ['heartbeat', 60],
    ['stop_detection', 'false'],
  ]);
  return `${base}/telemetry/osmand?${[...settings].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}
