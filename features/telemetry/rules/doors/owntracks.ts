import type { Instant, Metres } from '../../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../../kernel/result.ts';
import { type Heard, positionOf } from '../position.ts';
import { atLeastZero, isGarbled, isRecord, numberSaid } from './number.ts';
import type { NotReadable } from './osmand.ts';
import { declared, metresPerSecond } from './units.ts';

/** Who sends: from the headers, the query or the topic, in that order of trust. */
export type Sender = { readonly user: string; readonly device: string };

const SPEED = metresPerSecond[declared.owntracks.speed];
const NAME = /^[\w.@-]{1,32}$/;

/** `owntracks/{user}/{device}` and what may follow; undefined when it is no such topic. */
export function senderOfTopic(topic: unknown): Sender | undefined {
  if (typeof topic !== 'string') return undefined;
  const [base, user, device] = topic.split('/');
  return base === 'owntracks' && user && device ? senderOf(user, device) : undefined;
}

export function senderOf(user: unknown, device: unknown): Sender | undefined {
  if (typeof user !== 'string' || typeof device !== 'string') return undefined;
  return NAME.test(user) && NAME.test(device) ? { user, device } : undefined;
}

/** The name under which a phone with OwnTracks is enrolled. */
export function deviceOfSender({ user, device }: Sender): string {
  return `${user}/${device}`;
}

/**
 * One OwnTracks message. A ping repeats the last place with the present time, so it is a sign of life and no place; so is every
 * type that is not `location`, encrypted ones among them.
 */
export function readOwnTracks(body: unknown, sender: Sender | undefined, heardAt: Instant): Result<Heard, NotReadable> {
  if (!isRecord(body) || typeof body._type !== 'string') return refuse({ code: 'not-readable' });
  const from = sender ?? senderOfTopic(body.topic);
  if (!from) return refuse({ code: 'not-readable' });
  const device = deviceOfSender(from);
  const battery = atLeastZero(body.batt);
  if (body._type !== 'location' || body.t === 'p') return ok({ device, position: null, battery });
  if (isGarbled(body.lat) || isGarbled(body.lon)) return refuse({ code: 'not-readable' });
  const [lat, lon, seconds] = [numberSaid(body.lat), numberSaid(body.lon), numberSaid(body.tst)];
  if (lat === null || lon === null || seconds === null || !(seconds > 0 && seconds < 1e11)) return refuse({ code: 'not-readable' });
  const speed = atLeastZero(body.vel);
  const accuracy = atLeastZero(body.acc);
  return ok({
    device,
    battery,
    position: positionOf({
      at: Math.round(seconds * 1000) as Instant,
      heardAt,
      door: 'owntracks',
      lat,
      lon,
      // The booklet: missing or zero means unknown.
      accuracy: accuracy === 0 ? null : (accuracy as Metres | null),
      speed: speed === null ? null : speed * SPEED,
      course: atLeastZero(body.cog),
      height: numberSaid(body.alt) as Metres | null,
      battery,
    }),
  });
}
