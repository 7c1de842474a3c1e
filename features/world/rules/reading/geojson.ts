import { toWgs84 } from '../../../../kernel/place/crs.ts';
import type { Crs, Point } from '../../../../kernel/place/point.ts';
import type { Shape } from '../../../territory/rules/place.ts';
import { issue } from '../issue.ts';
import type { Properties, Reading } from './source.ts';

export type Feature = {
  readonly at: string;
  readonly properties: Properties;
  readonly geometry: { type: string; coordinates: unknown } | null;
};

/** The names GeoJSON files give to WGS-84 and to China's CGCS2000, which differs from it by less than a metre. */
const WGS84_NAMES = /CRS84|EPSG:+(?:[\d.]*:)?(?:4326|4490)$/i;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The features of a GeoJSON text; complains and answers none when it is not one. */
export function readFeatures(text: string, reading: Reading): Feature[] {
  const { file, issues } = reading;
  const content = parse(text, reading);
  if (content === undefined) return [];
  if (!isRecord(content) || content['type'] !== 'FeatureCollection' || !Array.isArray(content['features'])) {
    issues.push(issue('not-geojson', { file }, { expected: 'FeatureCollection', found: isRecord(content) ? content['type'] : content }));
    return [];
  }
  refuseOtherCrs(content['crs'], reading);
  return content['features'].flatMap((feature: unknown, index) => {
    const at = `#${index}`;
    if (!isRecord(feature) || feature['type'] !== 'Feature') {
      issues.push(issue('not-geojson', { file, feature: at }, { expected: 'Feature' }));
      return [];
    }
    const { properties, geometry } = feature;
    const known = isRecord(geometry) && typeof geometry['type'] === 'string';
    return [
      {
        at,
        properties: isRecord(properties) ? properties : {},
        geometry: known ? { type: String(geometry['type']), coordinates: geometry['coordinates'] } : null,
      },
    ];
  });
}

/** JSON, or undefined after complaining. */
export function parse(text: string, { file, issues }: Pick<Reading, 'file' | 'issues'>): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    issues.push(issue('not-json', { file }, { found: error instanceof Error ? error.message : undefined }));
    return undefined;
  }
}

/** A file that names its own system must not be read in another: the positions would be wrong and look right. */
function refuseOtherCrs(crs: unknown, { file, crs: declared, issues }: Reading) {
  if (!isRecord(crs)) return;
  const name = isRecord(crs['properties']) ? crs['properties']['name'] : undefined;
  if (typeof name === 'string' && WGS84_NAMES.test(name) === (declared === 'WGS84')) return;
  issues.push(issue('crs-differs', { file, field: 'crs' }, { expected: declared, found: name ?? crs }));
}

type Pair = readonly [number, number];

function pairOf(value: unknown): Pair | undefined {
  if (!Array.isArray(value)) return undefined;
  const [lon, lat] = value as unknown[];
  return typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : undefined;
}

/** A position in the file's own system, or undefined after complaining. Metres of a projection and swapped pairs show as numbers too large. */
function position(value: unknown, feature: string, { file, issues }: Reading): Pair | undefined {
  const pair = pairOf(value);
  if (pair && Math.abs(pair[0]) <= 180 && Math.abs(pair[1]) <= 90) return pair;
  issues.push(issue('position-out-of-range', { file, feature, field: 'geometry' }, { expected: '-180…180, -90…90', found: value }));
  return undefined;
}

/** Six decimals are a decimetre: finer digits after a conversion are noise. */
const round = (value: number) => Math.round(value * 1e6) / 1e6;

function converted([lon, lat]: Pair, crs: Crs): Pair {
  if (crs === 'WGS84') return [lon, lat];
  const point = toWgs84({ lon, lat }, crs);
  return [round(point.lon), round(point.lat)];
}

function wrong(feature: Feature, expected: string, { file, issues }: Reading) {
  issues.push(
    issue('geometry-wrong', { file, feature: feature.at, field: 'geometry' }, { expected, found: feature.geometry?.type ?? null }),
  );
  return undefined;
}

/** What a geometry came to in WGS-84, and what the file said where that was another system. */
export type Read<T> = { readonly here: T; readonly said?: T };

/** What is kept of the file's own words: nothing where they were WGS-84 already. */
export const original = <T>({ said }: Read<T>, { crs }: Reading) => (said === undefined ? {} : { original: { crs, said } });

function both<T>(said: T, crs: Crs, convert: (said: T) => T): Read<T> {
  return crs === 'WGS84' ? { here: said } : { here: convert(said), said };
}

/** A closed ring of at least four positions. The first broken position ends it, so that one wrong system is one complaint a ring. */
function ring(value: unknown, feature: string, reading: Reading): Pair[] | undefined {
  const { file, issues } = reading;
  const where = { file, feature, field: 'geometry' };
  const pairs: Pair[] = [];
  for (const each of Array.isArray(value) ? (value as unknown[]) : []) {
    const pair = position(each, feature, reading);
    if (!pair) return undefined;
    pairs.push(pair);
  }
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (!first || !last || pairs.length < 4) {
    issues.push(issue('ring-too-short', where, { expected: '>= 4', found: pairs.length }));
    return undefined;
  }
  if (first[0] === last[0] && first[1] === last[1]) return pairs;
  issues.push(issue('ring-open', where, { expected: first.join(', '), found: last.join(', ') }));
  return undefined;
}

export function shapeOf(feature: Feature, reading: Reading): Read<Shape> | undefined {
  const { geometry, at } = feature;
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return wrong(feature, 'Polygon | MultiPolygon', reading);
  const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as unknown[];
  const shape: Pair[][][] = [];
  for (const polygon of Array.isArray(polygons) ? polygons : []) {
    const rings = (Array.isArray(polygon) ? (polygon as unknown[]) : []).map((each) => ring(each, at, reading));
    if (rings.length === 0) return wrong(feature, 'Polygon | MultiPolygon', reading);
    if (rings.includes(undefined)) return undefined;
    shape.push(rings.filter((each) => each !== undefined));
  }
  if (shape.length === 0) return wrong(feature, 'Polygon | MultiPolygon', reading);
  return both<Shape>(shape, reading.crs, (said) =>
    said.map((rings) => rings.map((each) => each.map((pair) => converted(pair, reading.crs)))),
  );
}

/** A road's line; of a line in several parts each is a road of its own. */
export function linesOf(feature: Feature, reading: Reading): (readonly Pair[])[] | undefined {
  const { geometry, at } = feature;
  if (geometry?.type !== 'LineString' && geometry?.type !== 'MultiLineString')
    return wrong(feature, 'LineString | MultiLineString', reading);
  const parts = (geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates) as unknown[];
  const lines: Pair[][] = [];
  for (const part of Array.isArray(parts) ? parts : []) {
    if (!Array.isArray(part) || part.length < 2) return wrong(feature, 'LineString | MultiLineString', reading);
    const line: Pair[] = [];
    for (const each of part as unknown[]) {
      const pair = position(each, at, reading);
      if (!pair) return undefined;
      line.push(converted(pair, reading.crs));
    }
    lines.push(line);
  }
  return lines;
}

export function pointOf(feature: Feature, reading: Reading): Read<Point> | undefined {
  if (feature.geometry?.type !== 'Point') return wrong(feature, 'Point', reading);
  const pair = position(feature.geometry.coordinates, feature.at, reading);
  if (!pair) return undefined;
  return both<Point>({ lon: pair[0], lat: pair[1] }, reading.crs, () => {
    const [lon, lat] = converted(pair, reading.crs);
    return { lon, lat };
  });
}

/** A pair of properties that hold a label's place. */
export function labelOf({ properties }: Feature, [lonName, latName]: readonly [string, string], { crs }: Reading): Point | undefined {
  const pair = pairOf([Number(properties[lonName] ?? NaN), Number(properties[latName] ?? NaN)]);
  if (!pair || !Number.isFinite(pair[0]) || !Number.isFinite(pair[1])) return undefined;
  const [lon, lat] = converted(pair, crs);
  return { lon, lat };
}
