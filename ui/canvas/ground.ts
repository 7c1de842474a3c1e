import type { Point } from '../../kernel/place/point.ts';
import type { BaseFeature, BaseMap } from './layer.ts';

/** What the small map looks at: its middle, and how many metres of ground one screen pixel stands for. */
export type View = { readonly centre: Point; readonly metresPerPixel: number };
export type Spot = readonly [x: number, y: number];
export type Size = { readonly width: number; readonly height: number };

const NEAREST = 0.2;
const WIDEST = 24;
/** One degree on the sphere of kernel/place/distance.ts, so that a scale and a distance never disagree. */
const METRES_NORTH = 111_195;

/** At the few kilometres a small map shows, the earth is flat: degrees times a factor, the one of east shrinking with latitude. */
const metresEast = (lat: number) => METRES_NORTH * Math.cos((lat * Math.PI) / 180);

/** Pixels from the middle of the screen, y downwards. */
export function spotOf({ centre, metresPerPixel }: View, lon: number, lat: number): Spot {
  return [((lon - centre.lon) * metresEast(centre.lat)) / metresPerPixel, ((centre.lat - lat) * METRES_NORTH) / metresPerPixel];
}

export function pointAt({ centre, metresPerPixel }: View, [x, y]: Spot): Point {
  return {
    lon: centre.lon + (x * metresPerPixel) / metresEast(centre.lat),
    lat: centre.lat - (y * metresPerPixel) / METRES_NORTH,
  };
}

/** The view after its middle went `x` pixels right and `y` down. */
export function shifted(view: View, by: Spot): View {
  return { ...view, centre: pointAt(view, by) };
}

/** Closer by `factor` (2 is twice as close), with the ground under `around` staying where it is. */
export function zoomed(view: View, factor: number, around: Spot): View {
  const metresPerPixel = Math.min(WIDEST, Math.max(NEAREST, view.metresPerPixel / factor));
  const real = view.metresPerPixel / metresPerPixel;
  const moved = shifted(view, [around[0] * (1 - 1 / real), around[1] * (1 - 1 / real)]);
  return { centre: moved.centre, metresPerPixel };
}

type Box = readonly [west: number, south: number, east: number, north: number];
type Ring = readonly (readonly [number, number])[];
/** A feature of the base map made ready for drawing: flat lists of rings or lines, with the box around them. */
export type Drawable = {
  readonly layer: string;
  readonly rank: number;
  readonly rings: readonly Ring[];
  readonly box: Box;
  readonly zh: string;
  readonly en: string;
  readonly kind: string;
};

function ringsOf({ geometry: { type, coordinates } }: BaseFeature): readonly Ring[] {
  if (type === 'Point') return [[coordinates as [number, number]]];
  if (type === 'LineString') return [coordinates as Ring];
  if (type === 'Polygon' || type === 'MultiLineString') return coordinates as Ring[];
  if (type === 'MultiPolygon') return (coordinates as Ring[][]).flat();
  return [];
}

function boxOf(rings: readonly Ring[]): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const ring of rings)
    for (const [lon, lat] of ring) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  return [west, south, east, north];
}

const ready = new WeakMap<BaseMap, readonly Drawable[]>();

/** Done once for a base map, because a finger that drags cannot wait for it. */
export function drawablesOf(base: BaseMap): readonly Drawable[] {
  const known = ready.get(base);
  if (known) return known;
  const made = base.features.map((feature) => {
    const rings = ringsOf(feature);
    const { layer, name = '', name_en: en = name, class: rank = '' } = feature.properties;
    return { layer, rings, box: boxOf(rings), zh: name, en, rank: Number(rank) || 9, kind: String(rank) };
  });
  ready.set(base, made);
  return made;
}

/** Those of which a part can lie in the window, in their order. */
export function inView(drawables: readonly Drawable[], view: View, { width, height }: Size): Drawable[] {
  const low = pointAt(view, [-width / 2 - 20, height / 2 + 20]);
  const high = pointAt(view, [width / 2 + 20, -height / 2 - 20]);
  return drawables.filter(
    ({ box: [west, south, east, north] }) => east >= low.lon && west <= high.lon && north >= low.lat && south <= high.lat,
  );
}
