import type { Instant } from '../../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../../kernel/result.ts';
import type { Door, Position } from '../position.ts';
import type { NotReadable } from './osmand.ts';
import { ownBatch, readOwn } from './own.ts';
import { deviceOfSender, readOwnTracks, senderOfTopic } from './owntracks.ts';

/** Topics that are listened to: OwnTracks' own, and ours for sensors, vehicles and phones. */
export const TOPICS = ['owntracks/+/+', 'guanjia/v1/+/pos'] as const;

export type TopicSender = { readonly door: Door & ('own' | 'owntracks'); readonly identity: string };

/** Whose topic it is, positions or not; undefined when it is nobody's. */
export function senderOfMessage(topic: string): TopicSender | undefined {
  const tracks = senderOfTopic(topic);
  if (tracks) return { door: 'owntracks', identity: deviceOfSender(tracks) };
  const identity = /^guanjia\/v1\/([\w.:@-]{1,64})\/[a-z]{1,16}$/.exec(topic)?.[1];
  return identity === undefined ? undefined : { door: 'own', identity };
}

/** The positions in a message; none in signs of life, farewells and whatever else an app says of itself beside its place. */
export function readMessage(topic: string, text: string, heardAt: Instant): Result<readonly Position[], NotReadable> {
  const levels = topic.split('/');
  const speaksOfPlace = levels[0] === 'owntracks' ? levels.length === 3 : levels[3] === 'pos';
  if (!speaksOfPlace || text === '') return ok([]);
  const said = jsonIn(text);
  if (levels[0] === 'owntracks') {
    const heard = readOwnTracks(said, senderOfTopic(topic), heardAt);
    return heard.ok ? ok(heard.value.position ? [heard.value.position] : []) : heard;
  }
  const batch = ownBatch.safeParse(Array.isArray(said) ? said : [said]);
  return batch.success ? ok(batch.data.map((one) => readOwn(one, heardAt))) : refuse({ code: 'not-readable' });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
