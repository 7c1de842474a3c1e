import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Instant, StreetId } from '../../../kernel/brand.ts';
import { seeded } from '../../../kernel/chance.ts';
import { freshDatabase } from '../../../platform/db/testing.ts';
import type { Device } from '../rules/device.ts';
import type { Message } from '../rules/jt808/message.ts';
import { type Telemetry, keepInLots } from './command.ts';
import { enrol, forgetBefore, trailOf, unknownDevices } from './store.ts';
import { type Terminals, openTerminals } from './terminals.ts';
import { type Terminal, dial, locationBody } from './testing.ts';

const NOON = Date.parse('2026-11-25T12:00:00+08:00');
const clock = { at: NOON as Instant };
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let telemetry: Telemetry;
let terminals: Terminals;

before(async () => {
  fresh = await freshDatabase();
  const io = { database: fresh.database, now: () => clock.at };
  telemetry = { ...io, chance: randomBytes, keep: keepInLots(io) };
  terminals = await openTerminals(telemetry, { port: 0, host: '127.0.0.1' });
});
after(async () => {
  await terminals.close();
  await fresh.drop();
});

let number = 13_800_000_000;
async function truck(): Promise<{ device: Device; phone: string }> {
  number += 1;
  const device: Device = {
    id: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    door: 'jt808',
    identity: String(number),
    street: '440304010' as StreetId,
    name: `洒水车 ${number}`,
    mover: 'truck',
    person: null,
    vehicle: '粤B12345',
    askedSeconds: 10,
    terminal: null,
    endedAt: null,
  };
  await enrol(fresh.database, device, { keyHash: null, at: clock.at, by: 'test' });
  return { device, phone: String(number).padStart(12, '0') };
}

const pad = (text: string, length: number) => [...Buffer.from(text, 'latin1'), ...new Array<number>(length).fill(0)].slice(0, length);
const registration = (terminal: string) => [
  0,
  44,
  1,
  51,
  ...pad('ABC', 5),
  ...pad('MODEL', 20),
  ...pad(terminal, 7),
  1,
  ...pad('B12345', 6),
];
const text = (said: string) => [...Buffer.from(said, 'latin1')];
const stored = (device: Device) => trailOf(fresh.database, device, (NOON - 86_400_000) as Instant, (NOON + 86_400_000) as Instant);

function said({ body }: Message) {
  if (body.kind === 'answer') return { to: body.toMessage, serial: body.toSerial, result: body.result };
  return body.kind === 'registration-answer' ? { token: body.token, result: body.result } : body;
}

async function registered(terminal: Terminal, id = 'T000001'): Promise<string> {
  terminal.send(0x0100, registration(id));
  const { body } = await terminal.heard();
  assert.ok(body.kind === 'registration-answer' && body.result === 0, JSON.stringify(body));
  return body.token;
}

async function signedIn(phone: string): Promise<Terminal & { token: string }> {
  const terminal = await dial(terminals.port, phone);
  const token = await registered(terminal);
  const serial = terminal.send(0x0102, text(token));
  assert.deepEqual(said(await terminal.heard()), { to: 0x0102, serial, result: 0 });
  return { ...terminal, token };
}

describe('a terminal', () => {
  test('registers, authenticates, beats, tells its place, empties its memory and logs out', async () => {
    const { device, phone } = await truck();
    const terminal = await signedIn(phone);
    const beat = terminal.send(0x0002, []);
    assert.deepEqual(said(await terminal.heard()), { to: 0x0002, serial: beat, result: 0 });
    const now = terminal.send(0x0200, locationBody({ lon: 114.05, lat: 22.54, at: NOON - 5000, kmh: 18 }));
    assert.deepEqual(said(await terminal.heard()), { to: 0x0200, serial: now, result: 0 });
    const items = [60, 50, 40].map((ago) => locationBody({ lon: 114.04, lat: 22.53, at: NOON - ago * 60_000 }));
    terminal.send(0x0704, [0, 3, 1, ...items.flatMap((item) => [0, item.length, ...item])]);
    assert.equal((said(await terminal.heard()) as { result: number }).result, 0);
    const trail = await stored(device);
    assert.deepEqual(
      trail.map(({ at, isCatchUp }) => [(NOON - at) / 60_000, isCatchUp]),
      [
        [60, true],
        [50, true],
        [40, true],
        [5 / 60, false],
      ],
    );
    assert.ok(Math.abs((trail.at(-1)?.speed ?? 0) - 5) < 1e-6);
    terminal.send(0x0003, []);
    await terminal.heard();
    await terminal.closed;
  });

  test('that is not enrolled is told so, parked for an operator and hears no yes', async () => {
    const terminal = await dial(terminals.port, '013900000001');
    terminal.send(0x0100, registration('T9'));
    assert.equal((said(await terminal.heard()) as { result: number }).result, 4);
    terminal.send(0x0102, text('guess'));
    assert.equal((said(await terminal.heard()) as { result: number }).result, 1);
    assert.ok((await unknownDevices(fresh.database)).some(({ identity }) => identity === '13900000001'));
    terminal.socket.destroy();
  });

  test('that tells its place before it has authenticated is refused, and nothing is kept', async () => {
    const { device, phone } = await truck();
    const terminal = await dial(terminals.port, phone);
    terminal.send(0x0200, locationBody({ lon: 114, lat: 22.5, at: NOON }));
    assert.equal((said(await terminal.heard()) as { result: number }).result, 1);
    assert.deepEqual(await stored(device), []);
    terminal.socket.destroy();
  });

  test('with the token of another one is refused', async () => {
    const [one, other] = [await truck(), await truck()];
    const { token, socket } = await signedIn(one.phone);
    const thief = await dial(terminals.port, other.phone);
    thief.send(0x0102, text(token));
    assert.equal((said(await thief.heard()) as { result: number }).result, 1);
    socket.destroy();
    thief.socket.destroy();
  });

  test('that changes its number after authentication is hung up on', async () => {
    const [one, other] = [await truck(), await truck()];
    const terminal = await signedIn(one.phone);
    terminal.send(0x0200, locationBody({ lon: 114, lat: 22.5, at: NOON }), { phone: other.phone });
    await terminal.closed;
    assert.deepEqual(await stored(other.device), []);
  });

  test('that knows only the telephone number cannot take the place of the bound terminal', async () => {
    const { phone } = await truck();
    const terminal = await signedIn(phone);
    const thief = await dial(terminals.port, phone);
    thief.send(0x0100, registration('THIEF'));
    assert.equal((said(await thief.heard()) as { result: number }).result, 3);
    terminal.socket.destroy();
    thief.socket.destroy();
  });

  test('that dials again replaces its older line', async () => {
    const { phone } = await truck();
    const older = await signedIn(phone);
    const newer = await signedIn(phone);
    await older.closed;
    newer.socket.destroy();
  });

  test('that hears no answer and sends again is answered again and stored once', async () => {
    const { device, phone } = await truck();
    const terminal = await signedIn(phone);
    for (let round = 0; round < 3; round += 1) {
      terminal.send(0x0200, locationBody({ lon: 114, lat: 22.5, at: NOON }));
      assert.equal((said(await terminal.heard()) as { result: number }).result, 0);
    }
    assert.equal((await stored(device)).length, 1);
    terminal.socket.destroy();
  });

  test('that says 1980, a place out of range or no moment is answered 0, or it would say so for ever', async () => {
    const { device, phone } = await truck();
    const terminal = await signedIn(phone);
    const good = locationBody({ lon: 114, lat: 22.5, at: NOON });
    for (const body of [
      locationBody({ lon: 114, lat: 22.5, at: Date.parse('2000-01-06T00:00:00Z') }),
      locationBody({ lon: 114, lat: 116.3, at: NOON - 1000 }),
      [...good.slice(0, 22), 0x26, 0x13, 0x45, 0, 0, 0],
    ]) {
      terminal.send(0x0200, body);
      assert.equal((said(await terminal.heard()) as { result: number }).result, 0);
    }
    assert.deepEqual(
      (await stored(device)).map(({ lat }) => lat),
      [116.3],
    );
    terminal.socket.destroy();
  });

  test('that sends a batch in parts is understood when the last part comes, and asked for the one that is missing', async () => {
    const { device, phone } = await truck();
    const terminal = await signedIn(phone);
    const items = [3, 2, 1].map((ago) => locationBody({ lon: 114.04, lat: 22.53, at: NOON - ago * 60_000 }));
    const body = [0, 3, 1, ...items.flatMap((item) => [0, item.length, ...item])];
    const part = (n: number) =>
      terminal.send(0x0704, body.slice((n - 1) * 40, n === 3 ? undefined : n * 40), { serial: 100 + n, part: { of: 3, number: n } });
    part(1);
    await terminal.heard();
    part(3);
    await terminal.heard();
    const { header, bytes } = await terminal.heard();
    assert.deepEqual([header.message, [...bytes]], [0x8003, [0, 101, 1, 0, 2]]);
    part(2);
    await terminal.heard();
    assert.equal((await stored(device)).length, 3);
    terminal.socket.destroy();
  });
});

describe('a line', () => {
  test('full of garbage still finds the frames in it, byte by byte', async () => {
    const { device, phone } = await truck();
    const terminal = await signedIn(phone);
    const chance = seeded(3);
    for (let round = 0; round < 20; round += 1) {
      terminal.raw(Uint8Array.from({ length: 200 }, () => 0x30 + Math.floor(chance() * 64)));
      terminal.send(0x0200, locationBody({ lon: 114, lat: 22.5, at: NOON - round * 1000 }));
      assert.equal((said(await terminal.heard()) as { result: number }).result, 0);
    }
    assert.equal((await stored(device)).length, 20);
    terminal.socket.destroy();
  });

  test('that floods is cut, and the door stays open for others', async () => {
    const flood = await dial(terminals.port, '013900000002');
    const noise = new Uint8Array(64 * 1024).fill(0x31).map((byte, at) => (at % 20 === 0 ? 0x7e : byte));
    flood.raw(noise);
    await flood.closed;
    const { phone } = await truck();
    (await signedIn(phone)).socket.destroy();
  });
});

test('a day that is past its retention goes as a whole, and nothing that old comes back', async () => {
  const { device, phone } = await truck();
  const terminal = await signedIn(phone);
  terminal.send(0x0200, locationBody({ lon: 114, lat: 22.5, at: NOON - 6 * 86_400_000 }));
  await terminal.heard();
  const whole = () => trailOf(fresh.database, device, 0 as Instant, (NOON + 1) as Instant);
  assert.equal((await whole()).length, 1);
  assert.deepEqual(await forgetBefore(fresh.database, (NOON - 5 * 86_400_000) as Instant), ['position_20261119']);
  assert.deepEqual(await whole(), []);
  terminal.send(0x0200, locationBody({ lon: 114, lat: 22.5, at: NOON - 31 * 86_400_000 }));
  assert.equal((said(await terminal.heard()) as { result: number }).result, 0);
  assert.deepEqual(await whole(), []);
  terminal.socket.destroy();
});
