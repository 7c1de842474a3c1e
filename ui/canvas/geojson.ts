import { hatchId, markId } from './imageids.ts';
import type { AreaFeature, AreaLook, BaseFeature, BaseMap, Layer, PointFeature } from './layer.ts';

type Position = number[];
type Polygons = Position[][][];
/** What MapLibre is given to draw. */
export type Collection = { type: 'FeatureCollection'; features: Drawn[] };
type Drawn = {
  type: 'Feature';
  geometry: { type: 'Point'; coordinates: Position } | { type: 'MultiPolygon'; coordinates: Polygons };
  properties: Record<string, string | number>;
};

/** Worst on top: a red one must never lie under ten green ones. */
const depth = { grey: 0, green: 1, blue: 2, amber: 3, red: 4 } as const;

function pointsCollection(features: readonly PointFeature[]): Collection {
  return {
    type: 'FeatureCollection',
    features: features.map(({ id, lon, lat, look: { tone, shape, label, turn } }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: { id, tone, image: markId(shape, tone), depth: depth[tone], label: label ?? '', turn: turn ?? 0 },
    })),
  };
}

/** Shapes of the base map by code, for areas that only name one. */
export type Shapes = ReadonlyMap<string, { readonly polygons: Polygons; readonly label: Position | undefined }>;

function polygonsOf({ geometry }: BaseFeature): Polygons | undefined {
  if (geometry.type === 'Polygon') return [geometry.coordinates as Position[][]];
  if (geometry.type === 'MultiPolygon') return geometry.coordinates as Polygons;
  return undefined;
}

export function shapesOf(base: BaseMap): Shapes {
  const labels = new Map<string, Position>();
  for (const { properties, geometry } of base.features)
    if (properties.layer === 'label' && properties.code) labels.set(properties.code, geometry.coordinates as Position);
  const found = new Map<string, { polygons: Polygons; label: Position | undefined }>();
  for (const feature of base.features) {
    const { code } = feature.properties;
    const polygons = code ? polygonsOf(feature) : undefined;
    if (code && polygons) found.set(code, { polygons, label: labels.get(code) });
  }
  return found;
}

/** The middle of the box around the first polygon: good enough for a label where the base map gives no better place. */
function middle(polygons: Polygons): Position {
  const ring = polygons[0]?.[0] ?? [];
  const along = (axis: 0 | 1) => {
    const values = ring.map((at) => at[axis] ?? 0);
    return (
      (values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) +
        values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)) /
      2
    );
  };
  return [along(0), along(1)];
}

function filling(look: AreaLook): Record<string, string | number> {
  if ('tone' in look) return { tone: look.tone, hatch: hatchId(look.tone) };
  return { tone: 'grey', hue: look.hue, ...(look.hatched ? { hatch: hatchId('grey') } : {}) };
}

/** Areas as polygons and, for those that say something, label points. An area whose code the base map lacks is left out. */
function areasCollection(features: readonly AreaFeature[], shapes: Shapes): Collection {
  return {
    type: 'FeatureCollection',
    features: features.flatMap((area): Drawn[] => {
      const named = 'code' in area ? shapes.get(area.code) : undefined;
      const polygons = 'rings' in area ? (area.rings as unknown as Polygons) : named?.polygons;
      if (!polygons) return [];
      const { label } = area.look;
      const properties = { id: area.id, ...filling(area.look), label: label ?? '' };
      const at = named?.label ?? middle(polygons);
      return [
        { type: 'Feature', geometry: { type: 'MultiPolygon', coordinates: polygons }, properties },
        ...(label ? [{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: at }, properties }] : []),
      ];
    }),
  };
}

export function collectionOf(layer: Layer, shapes: Shapes): Collection {
  return layer.kind === 'points' ? pointsCollection(layer.features) : areasCollection(layer.features, shapes);
}
