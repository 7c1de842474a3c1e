import { randomUUID } from 'node:crypto';
import { type Socket, connect } from 'node:net';
import { openCaller, requestOf } from './caller.ts';
import type { Spot } from './intakeload.ts';

/** Listeners on the live feed while reports come in evenly; lag is from a report's receipt to its news, in milliseconds. */
export type LiveLoad = { readonly listeners: number; readonly perSecond: number; readonly seconds: number; readonly token: string };
export type LiveRound = { readonly reports: number; readonly heard: number; readonly p50: number; readonly p95: number };

/** The first second is not counted, and the last report is given three to be heard everywhere. */
const PATIENCE = 3000;

export async function reportsHeard(port: number, spots: readonly Spot[], load: LiveLoad): Promise<LiveRound> {
  const receipts = new Map<string, number>();
  const lags: number[] = [];
  const news: [id: string, at: number][] = [];
  const listeners = await Promise.all(
    Array.from({ length: load.listeners }, () => listen(port, load.token, (id) => news.push([id, performance.now()]))),
  );
  const callers = await Promise.all(Array.from({ length: 8 }, () => openCaller(port)));
  const began = performance.now();
  let sent = 0;
  await Promise.all(
    callers.map(async (caller, n) => {
      for (let mine = n; mine < load.perSecond * (load.seconds + 1); mine += callers.length) {
        await until(began + (mine * 1000) / load.perSecond);
        const [lon = 0, lat = 0] = spots[mine % spots.length] ?? [];
        const body = JSON.stringify({ text: `路灯不亮，编号 ${mine}`, place: { point: { lon, lat }, crs: 'WGS84', address: '' } });
        const answer = await caller.ask(requestOf('POST', '/api/reports', { headers: `idempotency-key: ${randomUUID()}\r\n`, body }));
        if (answer.status !== 201) throw new Error(`a report was answered ${answer.status}: ${answer.body}`);
        if (mine < load.perSecond) continue;
        sent++;
        receipts.set((JSON.parse(answer.body) as { id: string }).id, performance.now());
      }
    }),
  );
  const late = performance.now() + PATIENCE;
  while (news.filter(([id]) => receipts.has(id)).length < sent * load.listeners && performance.now() < late)
    await until(performance.now() + 100);
  for (const [id, at] of news) {
    const receipt = receipts.get(id);
    // The feed may be quicker than the answer on its own way back.
    if (receipt !== undefined) lags.push(Math.max(0, at - receipt));
  }
  for (const socket of listeners) socket.destroy();
  for (const caller of callers) caller.close();
  lags.sort((a, b) => a - b);
  const at = (share: number) => lags[Math.floor(lags.length * share)] ?? Number.NaN;
  return { reports: sent, heard: lags.length, p50: at(0.5), p95: at(0.95) };
}

const until = (moment: number) => new Promise<void>((come) => setTimeout(come, Math.max(0, moment - performance.now())));

/** A desk that listens: told of every case id in every frame. */
async function listen(port: number, token: string, onNews: (id: string) => void): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let rest = '';
  socket.on('data', (chunk: Buffer) => {
    const frames = (rest + chunk.toString('latin1')).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) for (const [, id = ''] of frame.matchAll(/"id":"([0-9a-f-]{36})"/g)) onNews(id);
  });
  await new Promise<void>((opened, failed) => socket.once('connect', opened).once('error', failed));
  socket.write(requestOf('GET', '/api/live', { headers: `authorization: Bearer ${token}\r\n` }));
  return socket;
}
