import { buildAtlas, locate } from '../../features/territory/rules/atlas.ts';
import { loadWorld } from '../../features/world/server/queries.ts';
import type { Day } from '../../kernel/brand.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Ground } from './manycases.ts';

/** Where things stand in the world of a database, each with its street, community and grid. */
export async function groundsOf(database: Database): Promise<Ground[]> {
  const world = await loadWorld(database);
  if (!world) throw new Error('the database has no world');
  const atlas = buildAtlas(world.places, world.namedPlaces, new Date().toISOString().slice(0, 10) as Day);
  const roads = world.roads.flatMap(({ name }) => name ?? []);
  return world.assets.flatMap(({ at }, n) => {
    const found = locate(atlas, at);
    if (!found) return [];
    const { street, community, dutyGrid } = found;
    return { street, community, dutyGrid, lon: at.lon, lat: at.lat, address: roads[(n * 7) % roads.length] ?? '' };
  });
}
