import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type Server, type Socket, connect as dial, createServer } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import { Aedes } from 'aedes';
import { type IClientOptions, type MqttClient, connect, connectAsync } from 'mqtt';
import type { Instant, StreetId } from '../../../kernel/brand.ts';
import { freshDatabase } from '../../../platform/db/testing.ts';
import type { Device } from '../rules/device.ts';
import { type Broker, openBroker } from './broker.ts';
import { type Telemetry, hashOfKey, keepInLots } from './command.ts';
import { endDevice, enrol, trailOf, unknownDevices } from './store.ts';
import { subscribeAt } from './subscriber.ts';

const NOON = Date.parse('2026-11-25T12:00:00+08:00');
const now = () => NOON as Instant;
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let telemetry: Telemetry;
let broker: Broker;
const open: MqttClient[] = [];

before(async () => {
  fresh = await freshDatabase();
  const io = { database: fresh.database, now };
  telemetry = { ...io, chance: randomBytes, keep: keepInLots(io) };
  broker = await openBroker(telemetry, { port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.endAsync(true)));
});
after(async () => {
  await broker.close();
  await fresh.drop();
});

let number = 0;
async function device(door: 'own' | 'owntracks', identity: string, key = 'secret'): Promise<Device> {
  number += 1;
  const made: Device = {
    id: `00000000-0000-7000-9000-${String(number).padStart(12, '0')}`,
    door,
    identity,
    street: '440304010' as StreetId,
    name: identity,
    mover: 'walker',
    person: null,
    vehicle: null,
    askedSeconds: 20,
    terminal: null,
    endedAt: null,
  };
  await enrol(fresh.database, made, { keyHash: hashOfKey(key), at: now(), by: 'test' });
  return made;
}
const trail = async (of: Device) => trailOf(fresh.database, of, (NOON - 86_400_000) as Instant, (NOON + 86_400_000) as Instant);
async function signIn(username: string, password = 'secret', more: IClientOptions = {}): Promise<MqttClient> {
  const client = await connectAsync(
    `mqtt://127.0.0.1:${broker.port}`,
    { username, password, protocolVersion: 4, reconnectPeriod: 0, ...more },
    false,
  );
  open.push(client);
  return client;
}
const at = (seconds: number, more: object = {}) =>
  JSON.stringify({ t: NOON - seconds * 1000, lat: 22.536, lon: 114.05, crs: 'wgs84', acc: 8, ...more });
const tracks = (seconds: number, more: object = {}) =>
  JSON.stringify({ _type: 'location', lat: 22.536, lon: 114.05, tst: (NOON - seconds * 1000) / 1000, acc: 8, tid: 'ch', ...more });
const QOS1 = { qos: 1 } as const;

describe('our own broker', () => {
  test('keeps a position before it acknowledges it, one or many, and the same one told twice once', async () => {
    const it = await device('own', 'sensor-1');
    const client = await signIn('sensor-1');
    await client.publishAsync('guanjia/v1/sensor-1/pos', at(60), QOS1);
    assert.equal((await trail(it)).length, 1);
    await client.publishAsync('guanjia/v1/sensor-1/pos', `[${at(60)},${at(50)},${at(40)}]`, QOS1);
    assert.deepEqual(
      (await trail(it)).map((position) => (NOON - position.at) / 1000),
      [60, 50, 40],
    );
  });

  test('takes OwnTracks: places, not its signs of life, its farewell or what it says of itself', async () => {
    const it = await device('owntracks', 'chen/phone');
    const client = await signIn('chen', 'secret', { clientId: 'chenphone' });
    await client.publishAsync('owntracks/chen/phone', tracks(30, { vel: 36 }), { qos: 1, retain: true });
    await client.publishAsync('owntracks/chen/phone', tracks(20, { t: 'p' }), QOS1);
    await client.publishAsync('owntracks/chen/phone', JSON.stringify({ _type: 'lwt', tst: NOON / 1000 }), QOS1);
    await client.publishAsync('owntracks/chen/phone/status', JSON.stringify({ _type: 'status' }), QOS1);
    const found = await trail(it);
    assert.deepEqual(
      found.map(({ at: when, speed }) => [(NOON - when) / 1000, speed]),
      [[30, 10]],
    );
  });

  for (const [says, username, password] of [
    ['a wrong key', 'sensor-2', 'wrong'],
    ['no key', 'sensor-2', ''],
    ['a name nobody has', 'nobody', 'secret'],
    ['a piece of another’s name', 'sens', 'secret'],
    ['no name', '', ''],
  ] as const) {
    test(`signs nobody in with ${says}`, async () => {
      await device('own', 'sensor-2');
      await assert.rejects(signIn(username, password), /Bad username or password|Not authorized/);
    });
  }

  test('lets nobody speak for another device, and writes nothing of what they say', async () => {
    const theirs = await device('own', 'sensor-3');
    await device('own', 'thief');
    const other = await device('owntracks', 'wang/phone');
    await device('owntracks', 'wang/second', 'another');
    for (const [user, key, topic, payload] of [
      ['thief', 'secret', 'guanjia/v1/sensor-3/pos', at(5)],
      ['wang', 'another', 'owntracks/wang/phone', tracks(5)],
      ['thief', 'secret', 'owntracks/wang/phone', tracks(5)],
      ['thief', 'secret', '$SYS/broker', 'x'],
      ['thief', 'secret', 'a/b/c', 'x'],
    ] as const) {
      const client = await signIn(user, key);
      const gone = new Promise<void>((closed) => client.once('close', closed));
      client.publish(topic, payload, QOS1);
      await gone;
    }
    assert.deepEqual([await trail(theirs), await trail(other)], [[], []]);
  });

  test('takes what it cannot read without a word, for it would come again for ever, and goes on listening', async () => {
    const it = await device('own', 'sensor-4');
    const client = await signIn('sensor-4');
    for (const payload of ['', 'x', '{}', '[]', 'null', '{"t":1e99}', at(5, { lat: 'north' }), at(5, { what: 1 }), Buffer.from([0xff, 0])])
      await client.publishAsync('guanjia/v1/sensor-4/pos', payload, QOS1);
    await client.publishAsync('guanjia/v1/sensor-4/pos', at(5), QOS1);
    assert.equal((await trail(it)).length, 1);
  });

  test('hands nobody the places of others, though they ask for all', async () => {
    await device('own', 'listener');
    const it = await device('own', 'sensor-5');
    const listener = await signIn('listener');
    const heard: string[] = [];
    listener.on('message', (topic) => heard.push(topic));
    for (const topic of ['#', 'guanjia/v1/+/pos', 'guanjia/v1/sensor-5/pos', 'guanjia/v1/listener/pos'])
      await listener.subscribeAsync(topic).then(
        (granted) => assert.equal(granted[0]?.qos, 128, topic),
        (error: Error) => assert.match(error.message, /Unspecified error|Subscribe error/),
      );
    await (await signIn('sensor-5')).publishAsync('guanjia/v1/sensor-5/pos', at(5), { qos: 1, retain: true });
    await listener.publishAsync('guanjia/v1/listener/pos', at(5), QOS1);
    assert.equal((await trail(it)).length, 1);
    assert.deepEqual(heard, []);
  });

  test('hangs up on a packet that says it is longer than any message, before it is sent', async () => {
    await device('own', 'sensor-6');
    const socket = dial(broker.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    const gone = once(socket, 'close');
    socket.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]));
    await gone;
  });

  test('an ended device is hung up on, and its name may be enrolled anew', async () => {
    const it = await device('own', 'sensor-7');
    await endDevice(fresh.database, it.id, now());
    await assert.rejects(signIn('sensor-7'), /Bad username or password|Not authorized/);
    const again = await device('own', 'sensor-7', 'new key');
    await (await signIn('sensor-7', 'new key')).publishAsync('guanjia/v1/sensor-7/pos', at(5), QOS1);
    assert.deepEqual([(await trail(again)).length, (await trail(it)).length], [1, 0]);
  });
});

describe('a broker of somebody else', () => {
  let server: Server;
  const sockets = new Set<Socket>();
  let port: number;
  let other: Aedes;
  before(async () => {
    other = await Aedes.createBroker();
    server = createServer((socket) => {
      sockets.add(socket);
      other.handle(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as { port: number }).port;
  });
  after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
    other.close();
  });

  test('what enrolled devices publish there is kept, strangers wait for an operator, and a message that came while we were away is not lost', async () => {
    const url = `mqtt://127.0.0.1:${port}`;
    const [one, two] = [await device('own', 'bin-1'), await device('owntracks', 'bai/phone')];
    const publisher = connect(url, { protocolVersion: 4 });
    open.push(publisher);
    await new Promise<void>((up) => publisher.once('connect', () => up()));
    const hears = (of: Device, count: number) => until(async () => (await trail(of)).length === count);

    const first = subscribeAt(telemetry, { url, name: 'guanjia-test' });
    await first.ready;
    await publisher.publishAsync('guanjia/v1/bin-1/pos', at(60), QOS1);
    await publisher.publishAsync('owntracks/bai/phone', tracks(60), QOS1);
    await publisher.publishAsync('guanjia/v1/stranger/pos', at(60), QOS1);
    await publisher.publishAsync('guanjia/v1/bin-1/pos', 'x', QOS1);
    await hears(one, 1);
    await hears(two, 1);
    await until(async () => (await unknownDevices(fresh.database)).some(({ identity }) => identity === 'stranger'));

    await first.close();
    await publisher.publishAsync('guanjia/v1/bin-1/pos', at(30), QOS1);
    const second = subscribeAt(telemetry, { url, name: 'guanjia-test' });
    await hears(one, 2);
    await second.close();
  });
});

/** Asks until it is so; the test's own limit ends it. */
async function until(isSo: () => Promise<boolean>) {
  while (!(await isSo())) await new Promise((later) => setImmediate(later));
}
