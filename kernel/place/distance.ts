import type { Metres } from '../brand.ts';
import type { Point } from './point.ts';

// Mean earth radius (IUGG). Against the ellipsoid the error is below 0.5 %, less than a phone's own.
const EARTH_METRES = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** A rectangle in WGS-84 degrees. */
export type Box = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };

/** The great-circle distance between two points. */
export function metresBetween(a: Point, b: Point): Metres {
  const northing = Math.sin(((b.lat - a.lat) * RADIANS) / 2);
  const easting = Math.sin(((b.lon - a.lon) * RADIANS) / 2);
  const chord = northing * northing + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * easting * easting;
  return (2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(chord)))) as Metres;
}

/**
 * The smallest rectangle that holds every point within `metres` of `point`: what a query asks the database before distances
 * are measured. Near a pole it spans all longitudes; it does not wrap at 180°, where no city of ours lies.
 */
export function boxAround({ lon, lat }: Point, metres: number): Box {
  const angle = metres / EARTH_METRES;
  const half = angle / RADIANS;
  const [south, north] = [Math.max(-90, lat - half), Math.min(90, lat + half)];
  // The circle is widest a little poleward of its centre, hence asin and not a division by cos(lat).
  const widest = Math.sin(angle) / Math.cos(lat * RADIANS);
  if (south === -90 || north === 90 || widest >= 1) return { west: -180, south, east: 180, north };
  const reach = Math.asin(widest) / RADIANS;
  return { west: lon - reach, south, east: lon + reach, north };
}

/** How far a point is from a line of `[lon, lat]` pairs; Infinity for an empty line. Flat arithmetic: meant for a city, not a continent. */
export function metresToLine({ lon, lat }: Point, line: readonly (readonly [number, number])[]): Metres {
  const north = EARTH_METRES * RADIANS;
  const east = north * Math.cos(lat * RADIANS);
  const flat = line.map(([x, y]) => [(x - lon) * east, (y - lat) * north] as const);
  let nearest = flat[0] ? Math.hypot(...flat[0]) : Infinity;
  for (let at = 1; at < flat.length; at += 1) {
    const [[x1, y1], [x2, y2]] = [flat[at - 1] ?? [0, 0], flat[at] ?? [0, 0]];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = Math.max(0, Math.min(1, -(x1 * dx + y1 * dy) / (dx * dx + dy * dy || 1)));
    nearest = Math.min(nearest, Math.hypot(x1 + along * dx, y1 + along * dy));
  }
  return nearest as Metres;
}
