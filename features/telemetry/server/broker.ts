import { type AddressInfo, type Socket, createServer } from 'node:net';
import { Duplex, Transform } from 'node:stream';
import { Aedes } from 'aedes';
import { type Telemetry, isKeyOf } from './command.ts';
import { MOST_BYTES, hearMessage } from './messages.ts';
import { anyDeviceOf } from './store.ts';

const MOST_LINES = 10_000;
const MOST_PER_ADDRESS = 2_000;
/** A phone that empties its queue sends some dozens a second; ten times that is a flood. */
const MOST_MESSAGES = 500;

export type Broker = { readonly port: number; readonly close: () => Promise<void> };

/** What a line has shown of itself when it signed in, and how much it said in this second. */
type Line = { readonly user: string; readonly key: string; second: number; messages: number };

/**
 * The MQTT 3.1.1 door: a broker that keeps nothing and passes nothing on. A device signs in with its identity and key (OwnTracks: with
 * its user) and may speak under its own topics; QoS 1 is acknowledged when the position is on disk.
 */
export async function openBroker(telemetry: Telemetry, { port, host }: { port: number; host: string }): Promise<Broker> {
  const lines = new WeakMap<object, Line>();
  const broker = await Aedes.createBroker({
    connectTimeout: 10_000,
    // Nobody subscribes to anything but commands to itself, so nothing waits in a queue.
    queueLimit: 10,
    maxClientsIdLength: 128,
    maxTopicLevels: 8,
    authenticate: (client, user = '', password, done) => {
      const key = password?.toString('utf8') ?? '';
      signIn(telemetry, user, key).then(
        (isKnown) => {
          if (isKnown) lines.set(client, { user, key, second: 0, messages: 0 });
          done(isKnown ? null : Object.assign(new Error('who is this'), { returnCode: BAD_USERNAME_OR_PASSWORD }), isKnown);
        },
        () => done(Object.assign(new Error('later'), { returnCode: SERVER_UNAVAILABLE }), false),
      );
    },
    authorizePublish: (client, packet, done) => {
      const line = client && lines.get(client);
      if (!line || isFlood(line, telemetry.now())) return done(new Error('not here'));
      // Where people are is not kept by a broker, nor handed to whoever subscribes later.
      packet.retain = false;
      const payload = Buffer.from(packet.payload);
      packet.payload = '';
      hearMessage(telemetry, { topic: packet.topic, payload }, ({ door, identity }, device) => {
        const isTheirs = door === 'own' ? identity === line.user : identity.startsWith(`${line.user}/`) || identity === line.user;
        return isTheirs && isKeyOf(device, line.key);
      }).then(
        (outcome) => done(outcome === 'heard' ? null : new Error('not yours')),
        // The database is away: without an acknowledgement the device sends it again.
        (error: Error) => done(error),
      );
    },
    authorizeSubscribe: (client, subscription, done) => {
      const user = lines.get(client)?.user ?? '';
      const isOwn = !/[+#]/.test(subscription.topic) && ['owntracks', 'guanjia'].includes(subscription.topic.split('/')[0] ?? '');
      done(null, isOwn && subscription.topic.split('/').includes(user) && subscription.topic.endsWith('/cmd') ? subscription : null);
    },
  });
  return listen(broker, { port, host });
}

const BAD_USERNAME_OR_PASSWORD = 4;
const SERVER_UNAVAILABLE = 3;

async function signIn(telemetry: Telemetry, user: string, key: string): Promise<boolean> {
  if (user === '' || user.length > 128 || key === '') return false;
  return (await anyDeviceOf(telemetry.database, user)).some((device) => isKeyOf(device, key));
}

function isFlood(line: Line, now: number): boolean {
  const second = Math.floor(now / 1000);
  line.messages = second === line.second ? line.messages + 1 : 1;
  line.second = second;
  return line.messages > MOST_MESSAGES;
}

async function listen(broker: Aedes, { port, host }: { port: number; host: string }): Promise<Broker> {
  const sockets = new Set<Socket>();
  const byAddress = new Map<string, number>();
  const server = createServer({ noDelay: true }, (socket) => {
    const address = socket.remoteAddress ?? '';
    const here = byAddress.get(address) ?? 0;
    if (sockets.size >= MOST_LINES || here >= MOST_PER_ADDRESS) return void socket.destroy();
    sockets.add(socket);
    byAddress.set(address, here + 1);
    socket.once('close', () => {
      sockets.delete(socket);
      const left = (byAddress.get(address) ?? 1) - 1;
      if (left > 0) byAddress.set(address, left);
      else byAddress.delete(address);
    });
    const measured = socket.pipe(measure(() => socket.destroy()));
    socket.once('error', () => measured.destroy());
    socket.once('close', () => measured.end());
    broker.handle(Duplex.from({ readable: measured, writable: socket }));
  });
  // A broken line is the device's affair; it comes back.
  broker.on('clientError', (client) => client.close());
  broker.on('connectionError', (client) => client.close());
  await new Promise<void>((up, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      up();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => broker.close(() => done()));
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** Lets a line through until a packet says it is longer than any message may be: the parser behind it would gather all of it first. */
function measure(refuse: () => void): Transform {
  let [left, length, shift, isHead] = [0, 0, 0, false];
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = 0; at < chunk.length; ) {
        if (left > 0) {
          const step = Math.min(left, chunk.length - at);
          left -= step;
          at += step;
        } else if (isHead) {
          // MQTT 3.1.1 §2.2.3: seven bits a byte, the lowest first, four bytes at most.
          const byte = chunk[at++] as number;
          length += (byte & 127) << shift;
          shift += 7;
          if (length > MOST_BYTES + 1024 || shift > 28) return void refuse();
          if (byte < 128) [left, isHead] = [length, false];
        } else {
          at += 1;
          [length, shift, isHead] = [0, 0, true];
        }
      }
      done(null, chunk);
    },
  });
}
