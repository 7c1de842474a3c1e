import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildAtlas, locate } from '../../features/territory/rules/atlas.ts';
import type { World } from '../../features/world/rules/world.ts';
import { smallWorld } from '../../features/world/rules/small.ts';
import { readWorld } from '../../features/world/server/folder.ts';
import type { Day } from '../../kernel/brand.ts';
import { type Chance, pick, seeded } from '../../kernel/chance.ts';
import type { Point } from '../../kernel/place/point.ts';
import { type Metric, held, median, seen } from './metric.ts';

const futian = fileURLToPath(new URL('../../../shared/data/futian', import.meta.url));
const POINTS = 100_000;
const ROUNDS = 5;
/** A look-up of at most five microseconds: "in microseconds" with room for a slow machine. */
const GOAL = 200_000;

/** How many points a second get every level of the territory. */
export async function measureTerritory(): Promise<Metric[]> {
  const worlds: [string, World][] = [['small world', smallWorld()]];
  if (existsSync(futian)) {
    const read = await readWorld(futian);
    if (!read.ok) throw new Error(`${futian} is not a world`);
    worlds.push(['Futian', read.value]);
  }
  return worlds.flatMap(([name, world]) => linesOf(name, world));
}

function linesOf(name: string, world: World): Metric[] {
  const chance = seeded(11);
  const day = new Date().toISOString().slice(0, 10) as Day;
  const built = perSecond(1, () => buildAtlas(world.places, world.namedPlaces, day));
  const atlas = buildAtlas(world.places, world.namedPlaces, day);
  const anywhere = pointsIn(world, chance);
  const edges = pointsOnEdges(world, chance);
  const lookups = perSecond(anywhere.length, () => {
    for (const point of anywhere) locate(atlas, point);
  });
  const onEdges = perSecond(edges.length, () => {
    for (const point of edges) locate(atlas, point);
  });
  return [
    { ...held(`points to every level, ${name}`, lookups, '/s', { atLeast: GOAL }), against: `${(1e6 / lookups).toFixed(2)} µs each` },
    {
      ...held(`points on a border to every level, ${name}`, onEdges, '/s', { atLeast: GOAL }),
      against: `${(1e6 / onEdges).toFixed(2)} µs each`,
    },
    seen(`index of the territory rebuilt, ${name}`, 1000 / built, 'ms'),
  ];
}

/** Work on `count` things, how many a second of one core: the median round, after one that only warms up. */
function perSecond(count: number, work: () => void): number {
  work();
  const rates = Array.from({ length: ROUNDS }, () => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    return (count * 1e6) / (user + system);
  });
  return median(rates);
}

/** Points all over the rectangle around the streets, some of them outside every street. */
function pointsIn({ places }: World, chance: Chance): Point[] {
  const corners = places.filter(({ level }) => level === 'street').flatMap(({ shape }) => shape.flat(2));
  const span = (axis: 0 | 1) => {
    const all = corners.map((corner) => corner[axis]).toSorted((a, b) => a - b);
    const [from = 0, to = 0] = [all[0], all.at(-1)];
    return () => from + chance() * (to - from);
  };
  const [lon, lat] = [span(0), span(1)];
  return Array.from({ length: POINTS }, () => ({ lon: lon(), lat: lat() }));
}

/** The worst points: within ten metres of a corner of some area, where the shapes themselves must be asked. */
function pointsOnEdges({ places }: World, chance: Chance): Point[] {
  const corners = places.flatMap(({ shape }) => shape.flat(2));
  const beside = () => (chance() - 0.5) * 0.0002;
  return Array.from({ length: POINTS }, () => {
    const [lon, lat] = pick(corners, chance);
    return { lon: lon + beside(), lat: lat + beside() };
  });
}
