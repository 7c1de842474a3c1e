import type { StreetId } from '../../../kernel/brand.ts';
import { pick, seeded } from '../../../kernel/chance.ts';
import { metresBetween } from '../../../kernel/place/distance.ts';
import type { Point } from '../../../kernel/place/point.ts';
import { locate } from '../../territory/rules/atlas.ts';
import type { Asset, Road } from '../../territory/rules/place.ts';
import type { SyntheticSpec } from './manifest.ts';
import { type Yard, codeFrom } from './reading/things.ts';

/** One spot a lane every so many metres: closer than bins or lamps really stand, so that there is something to choose from. */
const STEP_METRES = 12;
/** Beside the middle of the lane, not on it. */
const ASIDE_METRES = 3.5;
const METRES_PER_DEGREE = 111_320;

type Spot = { readonly at: Point; readonly road: string | null };

/** Spots along a line, left and right of it in turn. */
function* spotsAlong({ line, name }: Road): Iterable<Spot> {
  let side = 1;
  for (let i = 1; i < line.length; i += 1) {
    const [from, to] = [line[i - 1], line[i]];
    if (!from || !to) continue;
    const length = metresBetween({ lon: from[0], lat: from[1] }, { lon: to[0], lat: to[1] });
    const squeeze = Math.cos((from[1] * Math.PI) / 180);
    const [east, north] = [(to[0] - from[0]) * squeeze, to[1] - from[1]];
    const reach = Math.hypot(east, north) || 1;
    for (let walked = STEP_METRES / 2; walked < length; walked += STEP_METRES) {
      const part = walked / length;
      const aside = (side * ASIDE_METRES) / METRES_PER_DEGREE;
      const lon = from[0] + (to[0] - from[0]) * part - ((north / reach) * aside) / squeeze;
      const lat = from[1] + (to[1] - from[1]) * part + (east / reach) * aside;
      yield { at: { lon: Math.round(lon * 1e6) / 1e6, lat: Math.round(lat * 1e6) / 1e6 }, road: name };
      side = -side;
    }
  }
}

/**
 * Things set along real lanes, so that a real map has bins and lamps where nobody surveyed them. Marked synthetic; the same seed
 * gives the same things. Each street's spots are cut into as many stretches as it gets things and one spot is drawn from each,
 * which spreads them. A street whose lanes are too short for that gets fewer, one without lanes none.
 */
export function synthesize({ part, perStreet, classes, seed }: SyntheticSpec, roads: readonly Road[], yard: Yard): Asset[] {
  const byStreet = new Map<StreetId, Spot[]>();
  for (const road of roads) {
    if (road.class < classes[0] || road.class > classes[1]) continue;
    for (const spot of spotsAlong(road)) {
      const street = locate(yard.atlas, spot.at)?.street;
      if (street) listed(byStreet, street).push(spot);
    }
  }
  const chance = seeded(seed);
  const { zh, en } = yard.partNames.get(part) ?? { zh: part, en: part };
  return [...byStreet]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([street, spots]) => {
      const count = Math.min(perStreet, Math.floor(spots.length / 2));
      return Array.from({ length: count }, (_, i): Asset => {
        const { at, road } = pick(
          spots.slice(Math.floor((i * spots.length) / count), Math.floor(((i + 1) * spots.length) / count)),
          chance,
        );
        const number = i + 1;
        return {
          code: codeFrom(part, at, yard.codes),
          part,
          name: road ? { zh: `${road}${zh} ${number}`, en: `${en} ${number}, ${road}` } : { zh: `${zh} ${number}`, en: `${en} ${number}` },
          at,
          street,
          synthetic: true,
        };
      });
    });
}

function listed<K, T>(lists: Map<K, T[]>, key: K): T[] {
  const found = lists.get(key) ?? [];
  lists.set(key, found);
  return found;
}
