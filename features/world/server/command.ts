import { hashPassword } from '../../people/server/command.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { World } from '../rules/world.ts';
import { storeWorld } from './store.ts';

/** Puts a checked world into the database. All its people start with one password, hashed once: 19 MiB of argon2 each would cost a minute. */
export async function importWorld(database: Database, world: World, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await storeWorld(database, world, new Map(world.people.map(({ id }) => [id, hash])));
}
