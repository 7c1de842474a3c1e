import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import { createSplitter } from '../rules/jt808/splitter.ts';
import type { Telemetry } from './command.ts';
import { openSession } from './session.ts';

/** A carrier's whole fleet may come from one address behind its translation. */
const MOST_LINES = 20_000;
const MOST_PER_ADDRESS = 2_000;
/** Three heartbeats of a minute. */
const SILENCE = 180_000;
/** A terminal that empties a day's memory sends some dozens a second; ten times that is a flood. */
const MOST_FRAMES = 500;

export type Terminals = { readonly port: number; readonly lines: () => number; readonly close: () => Promise<void> };

/** The TCP door of JT/T 808 terminals. */
export async function openTerminals(telemetry: Telemetry, { port, host }: { port: number; host: string }): Promise<Terminals> {
  const lines = new Set<Socket>();
  const byAddress = new Map<string, number>();
  const byIdentity = new Map<string, Socket>();
  const server: Server = createServer({ noDelay: true }, (socket) => {
    const address = socket.remoteAddress ?? '';
    const here = byAddress.get(address) ?? 0;
    if (lines.size >= MOST_LINES || here >= MOST_PER_ADDRESS) return void socket.destroy();
    lines.add(socket);
    byAddress.set(address, here + 1);
    const identity = serve(telemetry, socket, byIdentity);
    socket.once('close', () => {
      lines.delete(socket);
      const left = (byAddress.get(address) ?? 1) - 1;
      if (left > 0) byAddress.set(address, left);
      else byAddress.delete(address);
      const mine = identity();
      if (mine !== null && byIdentity.get(mine) === socket) byIdentity.delete(mine);
    });
  });
  await new Promise<void>((up, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      up();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    lines: () => lines.size,
    close: async () => {
      for (const socket of lines) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function serve(telemetry: Telemetry, socket: Socket, byIdentity: Map<string, Socket>): () => string | null {
  const splitter = createSplitter();
  let [second, frames] = [0, 0];
  const session = openSession(telemetry, {
    send: (frame) => void (socket.writable && socket.write(frame)),
    hangUp: () => void socket.end(),
    claim: (identity) => {
      const older = byIdentity.get(identity);
      if (older && older !== socket) older.destroy();
      byIdentity.set(identity, socket);
    },
  });
  socket.setTimeout(SILENCE, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  // One chunk at a time: while positions are on their way to disk the other side waits, and we hold one chunk and no more.
  socket.on('data', (chunk) => {
    socket.pause();
    const found: Uint8Array[] = [];
    splitter.push(chunk, (wire) => found.push(wire.slice()));
    const now = Math.floor(telemetry.now() / 1000);
    frames = (now === second ? frames : 0) + found.length;
    second = now;
    if (frames > MOST_FRAMES) return void socket.destroy();
    hearAll(session.hear, found).then(
      () => socket.resume(),
      // The database is away: no answer, so the terminal keeps its positions and sends them again.
      () => socket.destroy(),
    );
  });
  return session.identity;
}

/** Registration and authentication change what the next frame may do, so frames are heard in order; locations among them may wait together. */
async function hearAll(hear: (wire: Uint8Array) => Promise<void>, frames: readonly Uint8Array[]): Promise<void> {
  let waiting: Promise<void>[] = [];
  for (const wire of frames) {
    const isLocation = wire[0] === 0x02 || wire[0] === 0x07;
    if (!isLocation) {
      await Promise.all(waiting);
      waiting = [];
    }
    const heard = hear(wire);
    if (isLocation) waiting.push(heard);
    else await heard;
  }
  await Promise.all(waiting);
}
