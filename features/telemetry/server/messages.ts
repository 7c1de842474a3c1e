import { type TopicSender, readMessage, senderOfMessage } from '../rules/doors/topic.ts';
import { type Telemetry, knownDevice } from './command.ts';
import type { Keyed } from './store.ts';

/** Longer than a batch of a thousand positions is no message of a device. Bytes. */
export const MOST_BYTES = 256 * 1024;

/**
 * Keeps the positions of one message. `admit` says whether the sender may speak for the device. Resolves when they are on disk, so
 * that an acknowledgement may be given; what cannot be read is let go, for it would be sent again for ever.
 */
export async function hearMessage(
  telemetry: Telemetry,
  { topic, payload }: { topic: string; payload: Buffer },
  admit: (sender: TopicSender, device: Keyed) => boolean,
): Promise<'heard' | 'stranger'> {
  const sender = senderOfMessage(topic);
  if (!sender) return 'stranger';
  const device = await knownDevice(telemetry, sender.door, sender.identity);
  if (!device || !admit(sender, device)) return 'stranger';
  if (payload.length > MOST_BYTES) return 'heard';
  const read = readMessage(topic, payload.toString('utf8'), telemetry.now());
  if (read.ok) await telemetry.keep(device, read.value);
  return 'heard';
}
