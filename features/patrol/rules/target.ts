import type { Metres } from '../../../kernel/brand.ts';
import { boxAround, type Box, metresBetween, metresToLine } from '../../../kernel/place/distance.ts';
import type { Point } from '../../../kernel/place/point.ts';
import { type Area, type Rings, areaOf, holds } from '../../../kernel/place/polygon.ts';

/** What a promise is about. */
export type TargetShape =
  | { readonly kind: 'grid'; readonly rings: Rings }
  | { readonly kind: 'segment'; readonly line: readonly (readonly [number, number])[]; readonly within: Metres }
  | { readonly kind: 'point' | 'checkpoint'; readonly at: Point; readonly within: Metres };

/** A target made ready for questions. */
export type Target = {
  readonly id: string;
  readonly shape: TargetShape;
  readonly area: Area | null;
  readonly box: Box;
  /** Depths already measured. A shift is judged again with every batch of positions, and nearly all of them are old. */
  readonly measured: WeakMap<Point, number>;
};

/** Farther from a target's box than this nothing but "outside" is asked. */
const NEAR = 100;

export function targetOf(id: string, shape: TargetShape): Target {
  if (shape.kind === 'grid') {
    const area = areaOf(shape.rings);
    return { id, shape, area, box: grown(area.box), measured: new WeakMap() };
  }
  const points = shape.kind === 'segment' ? shape.line.map(([lon, lat]) => ({ lon, lat })) : [shape.at];
  const boxes = points.map((point) => boxAround(point, shape.within + NEAR));
  const box = {
    west: Math.min(...boxes.map(({ west }) => west)),
    south: Math.min(...boxes.map(({ south }) => south)),
    east: Math.max(...boxes.map(({ east }) => east)),
    north: Math.max(...boxes.map(({ north }) => north)),
  };
  return { id, shape, area: null, box, measured: new WeakMap() };
}

function grown({ west, south, east, north }: Box): Box {
  const [low, high] = [boxAround({ lon: west, lat: south }, NEAR), boxAround({ lon: east, lat: north }, NEAR)];
  return { west: low.west, south: low.south, east: high.east, north: high.north };
}

/** How many metres inside its border a place is; negative as far as it is outside. */
export function depthIn(target: Target, place: Point): number {
  const known = target.measured.get(place);
  if (known !== undefined) return known;
  const depth = measure(target, place);
  target.measured.set(place, depth);
  return depth;
}

function measure({ shape, area }: Target, place: Point): number {
  if (shape.kind === 'segment') return shape.within - metresToLine(place, shape.line);
  if (shape.kind !== 'grid') return shape.within - metresBetween(shape.at, place);
  const toBorder = Math.min(...shape.rings.flat().map((ring) => metresToLine(place, ring)));
  return area && holds(area, place.lon, place.lat) ? toBorder : -toBorder;
}

/** Whether a place is so far away that its depth need not be measured. */
export function isFar({ box }: Target, { lon, lat }: Point): boolean {
  return lon < box.west || lon > box.east || lat < box.south || lat > box.north;
}
