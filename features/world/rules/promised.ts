import type { Words } from '../../../kernel/words.ts';
import type { Metres } from '../../../kernel/brand.ts';
import { levels } from '../../territory/rules/place.ts';
import type { SavedPromise } from '../../patrol/rules/saved.ts';
import type { SaidTarget, SeedPromise } from '../../patrol/rules/wire.ts';
import type { World } from './world.ts';

type Ground = Pick<World, 'places' | 'namedPlaces' | 'roads' | 'assets' | 'promises'>;
type Shaped = SavedPromise['shapes'][number];

/** The promises of a world with the shapes of their targets as the world draws them now. */
export function savedPromises(ground: Ground): SavedPromise[] {
  return ground.promises.map(({ targets: said, ...promise }) => {
    const shapes = targetsSaid(ground, { ...promise, targets: said }).flatMap((target) => shapeOf(ground, target) ?? []);
    return { ...promise, targets: shapes.map(({ id }) => id), shapes };
  });
}

/** Every target by its own name; the short word for all duty grids is spelled out. */
export function targetsSaid(
  { places }: Pick<World, 'places'>,
  { street, targets }: Pick<SeedPromise, 'street' | 'targets'>,
): readonly SaidTarget[] {
  if (targets !== 'duty_grids') return targets;
  const parents = new Map(places.map(({ code, parent }) => [code, parent]));
  // A broken tree may go in circles; no tree is deeper than its levels.
  const isUnder = (code: string | null, up: number = levels.length): boolean =>
    code !== null && (code === street || (up > 0 && isUnder(parents.get(code) ?? null, up - 1)));
  return places.flatMap(({ code, level, until }) => (level === 'duty_grid' && until === null && isUnder(code) ? [code] : []));
}

export function targetId(target: SaidTarget): string {
  return typeof target === 'string' ? target : 'road' in target ? target.road : target.asset;
}

export function shapeOf({ places, namedPlaces, roads, assets }: Ground, target: SaidTarget): Shaped | undefined {
  const id = targetId(target);
  if (typeof target === 'string') {
    const place = places.find(({ code, until }) => code === id && until === null) ?? namedPlaces.find(({ code }) => code === id);
    return place && { id, name: place.name, shape: { kind: 'grid', rings: place.shape } };
  }
  if ('road' in target) {
    const road = roads.find((each) => each.id === id);
    const name: Words = { zh: road?.name ?? id, en: road?.name ?? id };
    return road && { id, name, shape: { kind: 'segment', line: road.line, within: target.metres as Metres } };
  }
  const asset = assets.find(({ code }) => code === id);
  return asset && { id, name: asset.name, shape: { kind: 'point', at: asset.at, within: target.metres as Metres } };
}
