import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import type { Header } from '../rules/jt808/header.ts';
import { type Message, readMessage, writeFrame } from '../rules/jt808/message.ts';
import { createSplitter } from '../rules/jt808/splitter.ts';
import { readText } from './gbk.ts';

/** A terminal made of a socket: sends what it is told and collects what it hears. */
export type Terminal = {
  readonly socket: Socket;
  readonly send: (message: number, body: readonly number[] | Uint8Array, more?: Partial<Header>) => number;
  readonly raw: (bytes: Uint8Array) => void;
  /** The next answer, in the order of arrival. */
  readonly heard: () => Promise<Message>;
  readonly closed: Promise<unknown>;
};

export async function dial(port: number, phone: string, layout: 2013 | 2019 = 2013): Promise<Terminal> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.setNoDelay(true);
  const splitter = createSplitter();
  const waiting: ((message: Message) => void)[] = [];
  const got: Message[] = [];
  socket.on('data', (chunk) =>
    splitter.push(chunk, (wire) => {
      const read = readMessage(wire.slice(), readText);
      if (!read.ok) throw new Error(`our own answer is ${read.refusal.code}`);
      const next = waiting.shift();
      if (next) next(read.value);
      else got.push(read.value);
    }),
  );
  socket.on('error', () => undefined);
  let serial = 0;
  const header: Header = {
    message: 0,
    layout,
    saysVersioned: layout === 2019,
    version: layout === 2019 ? 1 : null,
    bodyLength: 0,
    encryption: 0,
    phone,
    serial: 0,
    part: null,
  };
  return {
    socket,
    send: (message, body, more = {}) => {
      serial += 1;
      socket.write(writeFrame({ ...header, message, serial, ...more }, body));
      return serial;
    },
    raw: (bytes) => void socket.write(bytes),
    heard: () => {
      const first = got.shift();
      return first ? Promise.resolve(first) : new Promise((told) => waiting.push(told));
    },
    closed: once(socket, 'close'),
  };
}

const bytes = (value: number, length: number) => Array.from({ length }, (_, at) => Math.floor(value / 256 ** (length - 1 - at)) % 256);

/** The 28 bytes of a location at a place and a moment. */
export function locationBody({ lon, lat, at, kmh = 0 }: { lon: number; lat: number; at: number; kmh?: number }): number[] {
  const digits = new Date(at + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(2, 14);
  return [
    ...bytes(0, 4),
    ...bytes(3, 4),
    ...bytes(Math.round(lat * 1e6), 4),
    ...bytes(Math.round(lon * 1e6), 4),
    ...bytes(10, 2),
    ...bytes(Math.round(kmh * 10), 2),
    ...bytes(90, 2),
    ...(digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)),
  ];
}
