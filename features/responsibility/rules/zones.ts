import type { Cells } from '../../../kernel/place/cells.ts';
import type { Point } from '../../../kernel/place/point.ts';
import { answerAt, codesOf, containing } from '../../territory/rules/atlas.ts';
import { type Drawn, drawnAt, drawnBy, polygonKey, roadKey } from './corridor.ts';
import type { Ground, Piece } from './ground.ts';
import { type AssetRole, type DutyRow, assetRoles } from './row.ts';

/** Where something is, as far as duty rows can tell: codes of all that holds it, and the thing it is about. */
export type Spot = { readonly areas: readonly string[]; readonly asset: string | null; readonly point: Point | null };

/** Zones are the atoms of place: spots that the same territories of the rows hold are one zone. */
export type Zone = { readonly territories: readonly number[]; readonly sample: Piece | null };

export type Zones = {
  readonly ground: Ground;
  readonly drawn: Drawn | undefined;
  /** Key of a territory → its number among those the rows speak of. `*` is 0. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly list: Zone[];
  readonly bySet: Map<string, number>;
  /** The zone of what the atlas answers, by the number of the answer; undrawn shapes left out. */
  readonly byAnswer: (number | undefined)[];
  readonly byDrawn: Map<string, number>;
};

const EVERYWHERE = '*';
const assetKey = (code: string) => `asset:${code}`;
const ownerKey = (unit: string) => `owner:${unit}`;
const roleKey = (role: AssetRole) => `has:${role}`;

/** The keys that must all hold a spot for the row to hold there. */
export function keysOf({ id, territory, party }: DutyRow): string[] {
  const has = typeof party === 'string' ? [] : [roleKey(party.of)];
  if (territory === null) return has.length > 0 ? has : [EVERYWHERE];
  if ('place' in territory) return [territory.place, ...has];
  if ('polygon' in territory) return [polygonKey(id), ...has];
  if ('road' in territory) return [roadKey(territory.road, territory.metres), ...has];
  return ['asset' in territory ? assetKey(territory.asset) : ownerKey(territory.owner), ...has];
}

export function cutPlaces(rows: readonly DutyRow[], ground: Ground): Zones {
  const numbers = new Map([[EVERYWHERE, 0]]);
  for (const key of rows.flatMap(keysOf)) if (!numbers.has(key)) numbers.set(key, numbers.size);
  const drawn = drawnBy(rows, ground.roads);
  const zones: Zones = { ground, drawn, numbers, list: [], bySet: new Map(), byAnswer: [], byDrawn: new Map() };
  for (const piece of ground.pieces) {
    // Under drawn shapes a piece is cut further, so bare ground is only what the feelers below find bare.
    if (!drawn || piece.at === null || piece.asset !== null) zoneOf(zones, { ...piece, point: piece.at }, piece);
  }
  if (drawn) {
    feel(zones, drawn.cells, drawn);
    feel(zones, ground.atlas.cells, drawn);
  }
  return zones;
}

const MOST_FEELERS = 100_000;

/** Looks at the middle of cells for combinations of drawn shapes and areas, as `ground.ts` does for areas alone. */
function feel(zones: Zones, { box, columns, rows }: Cells, drawn: Drawn) {
  const [wide, high] = [(box.east - box.west) / columns, (box.north - box.south) / rows];
  const stride = Math.ceil((columns * rows) / MOST_FEELERS);
  const sizes = new Map(zones.ground.atlas.entries.map(({ code, size }) => [code, size]));
  for (let cell = 0; cell < columns * rows; cell += stride) {
    const at = { lon: box.west + ((cell % columns) + 0.5) * wide, lat: box.south + (Math.floor(cell / columns) + 0.5) * high };
    const areas = containing(zones.ground.atlas, at);
    const [code] = areas;
    if (code === undefined) continue;
    const over = drawnAt(drawn, at);
    const shapes = over === '' ? [] : over.split(' ').map((number) => drawn.sizes[Number(number)] ?? Infinity);
    zoneOf(
      zones,
      { areas, asset: null, point: at },
      { code, areas, asset: null, at, size: Math.min(sizes.get(code) ?? Infinity, ...shapes) },
    );
  }
}

/** The zone of a spot; a new one where rows meet in a way no piece of the ground showed (a sliver, an import's odd place). */
export function zoneOf(zones: Zones, spot: Spot, sample: Piece | null = null): number {
  return intern(zones, numbersOf(zones, spot), sample);
}

/** The zone of a bare point: the fast way in from a map or a phone. */
export function zoneAt(zones: Zones, point: Point): number {
  const { atlas } = zones.ground;
  const answer = answerAt(atlas, point);
  let zone = zones.byAnswer[answer];
  if (zone === undefined) {
    zone = intern(zones, numbersOf(zones, { areas: codesOf(atlas, answer), asset: null, point: null }), null);
    // Filled from the front, so that it stays a plain list however the questions come.
    while (zones.byAnswer.length < answer) zones.byAnswer.push(undefined);
    zones.byAnswer[answer] = zone;
  }
  const { drawn } = zones;
  const over = drawn && drawnAt(drawn, point);
  if (!over) return zone;
  const key = `${zone}|${over}`;
  const known = zones.byDrawn.get(key) ?? intern(zones, numbersOf(zones, { areas: codesOf(atlas, answer), asset: null, point }), null);
  zones.byDrawn.set(key, known);
  return known;
}

function numbersOf({ ground, drawn, numbers }: Zones, { areas, asset, point }: Spot): number[] {
  const found = new Set([0]);
  const add = (key: string) => {
    const number = numbers.get(key);
    if (number !== undefined) found.add(number);
  };
  for (const area of areas) add(area);
  const over = drawn && point ? drawnAt(drawn, point) : '';
  if (over && drawn) for (const number of over.split(' ')) add(drawn.keys[Number(number)] ?? '');
  const thing = asset === null ? undefined : ground.things.get(asset);
  if (asset !== null) add(assetKey(asset));
  if (thing) for (const role of assetRoles) if (thing[role] !== undefined) add(roleKey(role));
  if (thing?.owner) add(ownerKey(thing.owner));
  return [...found].sort((a, b) => a - b);
}

function intern({ list, bySet }: Zones, territories: number[], sample: Piece | null): number {
  const key = territories.join(' ');
  const known = bySet.get(key);
  if (known === undefined) {
    bySet.set(key, list.length);
    return list.push({ territories, sample }) - 1;
  }
  const zone = list[known];
  if (zone && sample) list[known] = better(zone, sample);
  return known;
}

/** The zone with the smaller of two samples, so that examples lie in the smallest place. */
function better(zone: Zone | undefined, sample: Piece): Zone {
  const kept = zone ?? { territories: [], sample };
  return kept.sample === null || sample.size < kept.sample.size ? { ...kept, sample } : kept;
}
