import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Asset, NamedPlace, Place, Road } from '../../territory/rules/place.ts';
import { type Matter, keyOf } from '../../catalogue/rules/matter.ts';
import type { Person, Unit } from '../../people/rules/person.ts';
import { bringAuthorisations, bringList } from '../../responsibility/server/command.ts';
import { bringPromises } from '../../patrol/server/command.ts';
import { savedPromises } from '../rules/promised.ts';
import type { SeedContract, World } from '../rules/world.ts';

/** The world without what has tables of its own. */
export type Frame = Pick<World, 'name' | 'invented' | 'attribution' | 'boundaryNotice' | 'homeStreet' | 'utcOffsetMinutes'> & {
  calendar: World['calendar'];
};

/** Everything reference data is built from, as stored. */
export type Stored = {
  version: number;
  frame: Frame;
  places: Place[];
  namedPlaces: NamedPlace[];
  roads: Road[];
  assets: Asset[];
  catalogue: Matter[];
  units: Unit[];
  people: Person[];
  contracts: SeedContract[];
};

export async function worldVersion(tx: Tx): Promise<number> {
  return (await tx.maybe<{ version: number }>('select version from world'))?.version ?? 0;
}

type Rows = { readonly table: string; readonly columns: string; readonly rows: readonly object[] };

/** The tables that a world replaces whole. People are not among them: their passwords and sessions outlive an import. */
function rowsOf(world: World): Rows[] {
  const byId = (list: readonly { id: string }[]) => list.map((body) => ({ id: body.id, body }));
  return [
    {
      table: 'place',
      columns: 'code text, valid_from date, level text, body jsonb',
      rows: world.places.map((body) => ({ code: body.code, valid_from: body.from, level: body.level, body })),
    },
    { table: 'named_place', columns: 'code text, body jsonb', rows: world.namedPlaces.map((body) => ({ code: body.code, body })) },
    { table: 'road', columns: 'id text, body jsonb', rows: byId(world.roads) },
    {
      table: 'asset',
      columns: 'street_id text, code text, part text, body jsonb',
      rows: world.assets.map((body) => ({ street_id: body.street, code: body.code, part: body.part, body })),
    },
    { table: 'matter', columns: 'key text, body jsonb', rows: world.catalogue.map((body) => ({ key: keyOf(body), body })) },
    { table: 'unit', columns: 'id text, body jsonb', rows: byId(world.units) },
    { table: 'contract', columns: 'id text, body jsonb', rows: byId(world.contracts) },
    { table: 'calendar_day', columns: 'day date, kind text, name jsonb', rows: world.calendar.specialDays },
  ];
}

/** Rows of `(key columns, body)` from one JSON array: one statement a table however large the world is. */
function fill(tx: Tx, table: string, columns: string, rows: readonly object[]) {
  const names = columns.split(',').map((column) => column.trim().split(' ')[0]);
  return tx.run(`insert into ${table} (${names.join(', ')}) select * from jsonb_to_recordset($1::jsonb) as r (${columns})`, [
    JSON.stringify(rows),
  ]);
}

/**
 * Puts a world in an empty database, or lays a changed one over it. Cases keep their street and their history; the rows of
 * the world itself are replaced. `hashes` are the argon2 hashes of the people's first passwords, by person.
 */
export async function storeWorld(database: Database, world: World, hashes: ReadonlyMap<string, string>) {
  await database.transaction(async (tx) => {
    const version = (await worldVersion(tx)) + 1;
    for (const { table } of rowsOf(world)) await tx.run(`delete from ${table}`);
    const { name, invented, attribution, boundaryNotice, homeStreet, utcOffsetMinutes, calendar } = world;
    const frame: Frame = { name, invented, attribution, boundaryNotice, homeStreet, utcOffsetMinutes, calendar };
    await tx.run(
      'insert into world (version, body) values ($1, $2) on conflict (sole) do update set version = excluded.version, body = excluded.body',
      [version, JSON.stringify(frame)],
    );
    for (const { table, columns, rows } of rowsOf(world)) await fill(tx, table, columns, rows);
    await bringList(tx, world.duty);
    await bringAuthorisations(tx, world.authorisations);
    await bringPromises(tx, savedPromises(world), utcOffsetMinutes);
    const people = world.people.map(({ account, ...body }) => ({ id: body.id, account, password_hash: hashes.get(body.id) ?? '!', body }));
    await tx.run(
      `insert into person (id, account, password_hash, body)
       select * from jsonb_to_recordset($1::jsonb) as r (id text, account text, password_hash text, body jsonb)
       on conflict (id) do update set account = excluded.account, body = excluded.body`,
      [JSON.stringify(people)],
    );
  });
}

export async function loadWorld(tx: Tx): Promise<Stored | undefined> {
  const row = await tx.maybe<{ version: number; body: Frame }>('select version, body from world');
  if (!row) return undefined;
  const bodies = async <T>(sql: string) => (await tx.many<{ body: T }>(sql)).map(({ body }) => body);
  return {
    version: row.version,
    frame: row.body,
    places: await bodies('select body from place order by code, valid_from'),
    namedPlaces: await bodies('select body from named_place order by code'),
    roads: await bodies('select body from road order by id'),
    assets: await bodies('select body from asset order by code'),
    catalogue: await bodies('select body from matter order by key'),
    units: await bodies('select body from unit order by id'),
    people: await bodies('select body from person order by id'),
    contracts: await bodies('select body from contract order by id'),
  };
}
