import type { Instant, Metres, StreetId } from '../../../kernel/brand.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Device } from '../rules/device.ts';
import type { Door, Position } from '../rules/position.ts';

const COLUMNS = `id, door, identity, street_id as street, name, mover, person_id as person, vehicle, asked_seconds as "askedSeconds", terminal, ended_at as "endedAt"`;
export type Keyed = Device & { readonly keyHash: Buffer | null };

export function deviceKnownAs(tx: Tx, door: Door, identity: string) {
  return tx.maybe<Keyed>(
    `select ${COLUMNS}, key_hash as "keyHash" from device where door = $1 and identity = $2 and ended_at is null`,
    [door, identity],
    { name: 'device-known-as' },
  );
}

/** Devices that may sign in at a broker under this name: by their identity, or as one of an OwnTracks user's. */
export function anyDeviceOf(tx: Tx, user: string) {
  return tx.many<Keyed>(
    `select ${COLUMNS}, key_hash as "keyHash" from device
     where ended_at is null and ((door in ('own', 'owntracks') and identity = $1) or (door = 'owntracks' and split_part(identity, '/', 1) = $1)) limit 50`,
    [user],
  );
}

/** Ends a device: its key opens nothing more and its identity is free for another; what it told stays until it is forgotten. */
export function endDevice(tx: Tx, id: string, at: Instant) {
  return tx.run(
    "update device set ended_at = to_timestamp($2 / 1000.0), identity = identity || '~' || id, key_hash = null where id = $1 and ended_at is null",
    [id, at],
  );
}

export function deviceById(tx: Tx, id: string) {
  return tx.maybe<Device>(`select ${COLUMNS} from device where id = $1`, [id]);
}

export function devicesIn(tx: Tx, streets: readonly string[]) {
  return tx.many<Device & { lastHeard: Instant | null }>(
    `select ${COLUMNS}, (select max(p.heard_at) from position p where p.street_id = device.street_id and p.device = device.id) as "lastHeard"
     from device where street_id = any($1) order by street_id, name limit 5000`,
    [streets],
  );
}

export function enrol(tx: Tx, device: Device, { keyHash, at, by }: { keyHash: Buffer | null; at: Instant; by: string }) {
  return tx.run(
    `insert into device (door, identity, id, street_id, name, mover, person_id, vehicle, asked_seconds, key_hash, enrolled_at, enrolled_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11 / 1000.0), $12) on conflict do nothing`,
    [
      device.door,
      device.identity,
      device.id,
      device.street,
      device.name,
      device.mover,
      device.person,
      device.vehicle,
      device.askedSeconds,
      keyHash,
      at,
      by,
    ],
  );
}

export function bindTerminal(tx: Tx, id: string, { keyHash, terminal }: { keyHash: Buffer; terminal: string }) {
  return tx.run('update device set key_hash = $2, terminal = $3 where id = $1', [id, keyHash, terminal]);
}

export function park(tx: Tx, door: Door, identity: string, at: Instant) {
  return tx.run(
    `insert into device_unknown (door, identity, first_at, last_at) values ($1, $2, to_timestamp($3 / 1000.0), to_timestamp($3 / 1000.0))
     on conflict (door, identity) do update set last_at = excluded.last_at`,
    [door, identity, at],
  );
}

export function unknownDevices(tx: Tx) {
  return tx.many<{ door: Door; identity: string; firstAt: Instant; lastAt: Instant }>(
    'select door, identity, first_at as "firstAt", last_at as "lastAt" from device_unknown u where not exists (select from device d where d.door = u.door and d.identity = u.identity) order by last_at desc limit 500',
  );
}

export type PositionRow = { readonly device: Pick<Device, 'id' | 'street'>; readonly position: Position };

export const PUT_POSITIONS = `with put as (insert into position (street_id, device, at, heard_at, lon, lat, accuracy, speed, course, height, battery, seq, flags)
  select street, device, to_timestamp(at / 1000.0), to_timestamp(heard / 1000.0), lon, lat, accuracy, speed, course, height, battery, seq, flags
  from unnest($1::text[], $2::uuid[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::real[], $8::real[], $9::real[], $10::real[], $11::real[], $12::bigint[], $13::smallint[])
    as t(street, device, at, heard, lon, lat, accuracy, speed, course, height, battery, seq, flags)
  on conflict do nothing returning street_id, device, at)
  insert into position_news as news (street_id, device, since, until, number)
  select street_id, device, min(at), max(at), nextval('position_news_number') from put group by street_id, device order by street_id, device
  on conflict (street_id, device) do update set since = least(news.since, excluded.since), until = greatest(news.until, excluded.until), number = excluded.number`;

const flagsOf = ({ isFix, isCatchUp, isMock }: Position) => (isFix ? 1 : 0) + (isCatchUp ? 2 : 0) + (isMock ? 4 : 0);

/** A number that four bytes cannot hold says nothing, and must not keep the rest of the report from being stored. */
const real = (value: number | null) => (value !== null && Math.abs(value) < 1e30 ? value : null);

/** Writes what is new of these, and that there is news; the same device and moment told again changes nothing. */
export function putPositions(tx: Tx, rows: readonly PositionRow[]) {
  const column = <T>(of: (row: PositionRow) => T) => rows.map(of);
  return tx.run(
    PUT_POSITIONS,
    [
      column(({ device }) => device.street),
      column(({ device }) => device.id),
      column(({ position }) => position.at),
      column(({ position }) => position.heardAt),
      column(({ position }) => position.lon),
      column(({ position }) => position.lat),
      column(({ position }) => real(position.accuracy)),
      column(({ position }) => real(position.speed)),
      column(({ position }) => real(position.course)),
      column(({ position }) => real(position.height)),
      column(({ position }) => real(position.battery)),
      column(({ position }) => position.seq),
      column(({ position }) => flagsOf(position)),
    ],
    { name: 'put-positions' },
  );
}

export type News = {
  readonly street: StreetId;
  readonly device: string;
  readonly since: Instant;
  readonly until: Instant;
  readonly number: number;
};

export function newsIn(tx: Tx, streets: readonly string[], most: number) {
  return tx.many<News>(
    'select street_id as street, device, since, until, number from position_news where street_id = any($1) order by number limit $2',
    [streets, most],
    { name: 'position-news' },
  );
}

/** What has been read is no news; what came meanwhile has another number and stays. */
export function newsRead(tx: Tx, { street, device, number }: News) {
  return tx.run('delete from position_news where street_id = $1 and device = $2 and number = $3', [street, device, number]);
}

const DAY = 86_400_000;
const PARTITIONS = 4_713_808;
const nameOf = (day: number) => `position_${new Date(day * DAY).toISOString().slice(0, 10).replaceAll('-', '')}`;

/** Makes the table of one day (UTC) if it is not there. Two writers may meet here, so one waits for the other. */
export function makeDay(database: Database, day: number) {
  const bound = (at: number) => `'${new Date(at * DAY).toISOString()}'`;
  return database.transaction(async (tx) => {
    await tx.run('select pg_advisory_xact_lock($1)', [PARTITIONS]);
    await tx.run(`create table if not exists ${nameOf(day)} partition of position for values from (${bound(day)}) to (${bound(day + 1)})`);
  });
}

/** Forgets whole days before this moment. Answers the names of what went. */
export async function forgetBefore(database: Database, at: Instant): Promise<string[]> {
  const last = nameOf(Math.floor(at / DAY));
  const rows = await database.many<{ name: string }>(
    "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent where p.relname = 'position' and c.relname ~ '^position_\\d{8}$' and c.relname < $1 order by 1",
    [last],
  );
  for (const { name } of rows) await database.run(`drop table if exists ${name}`);
  return rows.map(({ name }) => name);
}

type TrailRow = {
  at: Instant;
  heard: Instant;
  lon: number;
  lat: number;
  accuracy: number | null;
  speed: number | null;
  course: number | null;
  height: number | null;
  battery: number | null;
  seq: number | null;
  flags: number;
};

export async function trailOf(
  tx: Tx,
  { id, street, door }: Pick<Device, 'id' | 'street' | 'door'>,
  from: Instant,
  to: Instant,
): Promise<Position[]> {
  const rows = await tx.many<TrailRow>(
    `select at, heard_at as heard, lon, lat, accuracy, speed, course, height, battery, seq, flags from position
     where street_id = $1 and device = $2 and at >= to_timestamp($3 / 1000.0) and at <= to_timestamp($4 / 1000.0) order by at limit 100000`,
    [street, id, from, to],
  );
  return rows.map(({ heard, flags, accuracy, height, ...row }) => ({
    ...row,
    heardAt: heard,
    door,
    accuracy: accuracy as Metres | null,
    height: height as Metres | null,
    isFix: (flags & 1) !== 0,
    isCatchUp: (flags & 2) !== 0,
    isMock: (flags & 4) !== 0,
  }));
}

export type Look = {
  readonly id: string;
  readonly device: Pick<Device, 'id' | 'street'>;
  readonly at: Instant;
  readonly by: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
};

export function writeLook(tx: Tx, { id, device, at, by, from, to, reason }: Look) {
  return tx.run(
    `insert into trail_access (street_id, device, looked_at, id, by_person, from_at, to_at, reason)
     values ($1, $2, to_timestamp($3 / 1000.0), $4, $5, to_timestamp($6 / 1000.0), to_timestamp($7 / 1000.0), $8)`,
    [device.street, device.id, at, id, by, from, to, reason],
  );
}

/** Who looked at the trails of a person, newest first. */
export function looksAt(tx: Tx, person: string) {
  return tx.many<{ device: string; at: Instant; by: string; from: Instant; to: Instant; reason: string; street: StreetId }>(
    `select d.name as device, a.looked_at as at, a.by_person as by, a.from_at as from, a.to_at as to, a.reason, a.street_id as street
     from device d join trail_access a on a.street_id = d.street_id and a.device = d.id where d.person_id = $1 order by a.looked_at desc limit 500`,
    [person],
  );
}
