import { connect } from 'mqtt';
import { TOPICS } from '../rules/doors/topic.ts';
import type { Telemetry } from './command.ts';
import { MOST_BYTES, hearMessage } from './messages.ts';

export type Subscriber = { readonly ready: Promise<unknown>; readonly close: () => Promise<void> };

/**
 * Listens at a broker that somebody else runs (any MQTT 3.1.1: Mosquitto, EMQX, NATS). Who may publish under which topic is that
 * broker's to check. The session stays while we are away, and a message is acknowledged when it is on disk.
 */
export function subscribeAt(telemetry: Telemetry, { url, name }: { url: string; name: string }): Subscriber {
  const client = connect(url, { protocolVersion: 4, clean: false, clientId: name, reconnectPeriod: 2_000 });
  client.on('error', () => undefined);
  client.handleMessage = ({ topic, payload }, done) => {
    const bytes = Buffer.from(payload);
    if (bytes.length > MOST_BYTES) return done();
    hearMessage(telemetry, { topic: String(topic), payload: bytes }, () => true).then(
      () => done(),
      (error: Error) => {
        done(error);
        // Not acknowledged, so it is told again on the next line; this one is given up for that.
        client.stream.destroy();
      },
    );
  };
  // A broker that is away is waited for: people must not wait for it to sign in at their desks.
  const ready = client.subscribeAsync([...TOPICS], { qos: 1 });
  ready.catch(() => undefined);
  return { ready, close: () => client.endAsync() };
}
