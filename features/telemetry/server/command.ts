import { createHash } from 'node:crypto';
import type { Instant } from '../../../kernel/brand.ts';
import { type Database, isRefusedByDatabase } from '../../../platform/db/database.ts';
import { inLots } from '../../../platform/db/lots.ts';
import { type Device, IDENTITY } from '../rules/device.ts';
import type { Door, Position } from '../rules/position.ts';
import { type Keyed, type PositionRow, deviceKnownAs, forgetBefore, makeDay, park, putPositions } from './store.ts';

export type Telemetry = {
  readonly database: Database;
  readonly now: () => Instant;
  /** Random bytes; handed in. */
  readonly chance: (bytes: number) => Buffer;
  /** Resolves when the positions are on disk. Answers how many had a day to be kept in. */
  readonly keep: (device: Pick<Device, 'id' | 'street'>, positions: readonly Position[]) => Promise<number>;
};

const DAY = 86_400_000;
/** Tracks of people are kept so long and then forgotten. */
export const RETENTION_DAYS = 30;
/** No clock of ours is wrong by more: a later moment has no day to be kept in. */
const AHEAD = DAY;

/**
 * Positions of many devices that come in together are written together. What lies beyond retention or in the far future is not
 * kept: a receiver with a lost calendar says 1980, and a table for every day since would be made.
 */
export function keepInLots({ database, now }: Pick<Telemetry, 'database' | 'now'>): Telemetry['keep'] {
  const days = new Map<number, Promise<unknown>>();
  const dayFor = (at: Instant) => {
    const day = Math.floor(at / DAY);
    const made = days.get(day) ?? makeDay(database, day);
    days.set(day, made);
    // A database that was away is asked again next time.
    made.catch(() => days.delete(day));
    return made;
  };
  const put = inLots<readonly PositionRow[], number>({
    lanes: 2,
    most: 200,
    work: async (lots) => {
      const rows = lots.flat();
      await Promise.all(
        [...new Set(rows.map(({ position }) => Math.floor(position.at / DAY)))].map((day) => dayFor((day * DAY) as Instant)),
      );
      if (rows.length > 0) await putPositions(database, rows);
      return lots.map(({ length }) => length);
    },
    isOwnFault: isRefusedByDatabase,
  });
  return (device, positions) => {
    const at = now();
    const kept = positions.filter(
      (position) => position.at > at - RETENTION_DAYS * DAY && position.at < at + AHEAD && isStorable(position),
    );
    return kept.length === 0 ? Promise.resolve(0) : put(kept.map((position) => ({ device, position })));
  };
}

const isStorable = ({ lon, lat, seq }: Position) =>
  Number.isFinite(lon) && Number.isFinite(lat) && (seq === null || Number.isSafeInteger(seq));

export function hashOfKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

export function isKeyOf({ keyHash }: Keyed, key: string): boolean {
  return keyHash !== null && keyHash.equals(hashOfKey(key));
}

const ONCE_A = 60_000;
const lastParked = new Map<string, number>();

/** The device behind an identity. A stranger is written down for an operator, once a minute and not more. */
export async function knownDevice(
  { database, now }: Pick<Telemetry, 'database' | 'now'>,
  door: Door,
  identity: string,
): Promise<Keyed | undefined> {
  // Nothing is ever enrolled under another kind of name: it is neither looked up nor written down.
  if (!IDENTITY.test(identity)) return undefined;
  const known = await deviceKnownAs(database, door, identity);
  if (known) return known;
  const name = `${door} ${identity}`;
  const at = now();
  if (at - (lastParked.get(name) ?? 0) < ONCE_A) return undefined;
  if (lastParked.size > 10_000) lastParked.clear();
  lastParked.set(name, at);
  await park(database, door, identity, at);
  return undefined;
}

/** Forgets what is older than its retention, now and every hour. */
export function startForgetting({ database, now }: Pick<Telemetry, 'database' | 'now'>): { stop: () => void } {
  const turn = () => void forgetBefore(database, (now() - RETENTION_DAYS * DAY) as Instant).catch(() => undefined);
  turn();
  const handle = setInterval(turn, 3_600_000);
  return { stop: () => clearInterval(handle) };
}
