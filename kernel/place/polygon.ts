import type { Box } from './distance.ts';
import type { Point } from './point.ts';

/** Rings as in GeoJSON: several polygons, each an outer ring and its holes, each ring `[lon, lat]` pairs. */
export type Rings = readonly (readonly (readonly (readonly [number, number])[])[])[];

/**
 * An area made ready for questions: its edges, lower end first, four numbers each (`x1 y1 x2 y2`), sorted into horizontal bands.
 * Holes and islands need no care of their own, for every edge only flips inside and outside.
 */
export type Area = { readonly box: Box; readonly edges: Float64Array; readonly bands: readonly Int32Array[] };

/** Every edge of a shape, the lower end first. */
function risingEdges(rings: Rings): Float64Array {
  const edges: number[] = [];
  for (const ring of rings.flat()) {
    for (let at = 1; at < ring.length; at += 1) {
      const [from, to] = [ring[at - 1], ring[at]];
      if (!from || !to) continue;
      // Two neighbours share a border drawn in opposite directions. With one order of ends both do the same arithmetic, so a
      // point beside the border is inside exactly one of them, whatever the rounding.
      edges.push(...(from[1] < to[1] ? [...from, ...to] : [...to, ...from]));
    }
  }
  return Float64Array.from(edges);
}

/** The smallest rectangle around a shape; of an empty shape, one that holds nothing. */
export function boxOf(rings: Rings): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of rings.flat(2)) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return { west, south, east, north };
}

function bandOf(lat: number, { south, north }: Box, bands: number): number {
  return Math.max(0, Math.min(bands - 1, Math.floor(((lat - south) / (north - south)) * bands)));
}

export function areaOf(rings: Rings): Area {
  const box = boxOf(rings);
  const edges = risingEdges(rings);
  // About one band for every two edges leaves a handful of edges to test for a point; a square needs no more than one.
  const bands: number[][] = Array.from({ length: Math.max(1, Math.min(512, Math.ceil(edges.length / 8))) }, () => []);
  for (let at = 0; at < edges.length; at += 4) {
    const last = bandOf(edges[at + 3] as number, box, bands.length);
    for (let band = bandOf(edges[at + 1] as number, box, bands.length); band <= last; band += 1) bands[band]?.push(at);
  }
  return { box, edges, bands: bands.map((band) => Int32Array.from(band)) };
}

/**
 * Whether a point lies in an area, by counting the edges east of it. Half-open: an edge holds its lower end and not its upper,
 * and a point on an edge counts as west of nothing. So the west and south borders of a rectangle belong to it, the east and
 * north ones to its neighbours, and areas that tile the ground share no point.
 */
export function holds({ box, edges, bands }: Area, lon: number, lat: number): boolean {
  if (!(lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north)) return false;
  const band = bands.length === 1 ? bands[0] : bands[bandOf(lat, box, bands.length)];
  if (!band) return false;
  let inside = false;
  // Plain indices: this is the innermost loop of every question about a place, and arrays made for reading would be its cost.
  for (let i = 0; i < band.length; i += 1) {
    const at = band[i] as number;
    const y1 = edges[at + 1] as number;
    const y2 = edges[at + 3] as number;
    if (!(y1 <= lat && lat < y2)) continue;
    const x1 = edges[at] as number;
    const x2 = edges[at + 2] as number;
    if ((lon - x1) * (y2 - y1) < (x2 - x1) * (lat - y1)) inside = !inside;
  }
  return inside;
}

/** Square degrees inside a shape, islands added and holes taken away: good for comparing sizes, not for measuring land. */
export function sizeOf(rings: Rings): number {
  const sizes = rings.map((polygon) => polygon.map((ring) => Math.abs(twiceSigned(ring)) / 2));
  return sizes.reduce((sum, [outer = 0, ...holes]) => sum + outer - holes.reduce((a, b) => a + b, 0), 0);
}

function twiceSigned(ring: readonly (readonly [number, number])[]): number {
  return ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** A point that surely lies inside: the middle of the widest stretch of the middle latitude of the largest polygon. Undefined for an empty shape. */
export function insideOf(rings: Rings): Point | undefined {
  const largest = rings.reduce<Rings[number]>((best, polygon) => (sizeOf([polygon]) > sizeOf([best]) ? polygon : best), []);
  const { box, edges } = areaOf([largest]);
  if (edges.length === 0) return undefined;
  const lat = (box.south + box.north) / 2;
  const crossings: number[] = [];
  for (let at = 0; at < edges.length; at += 4) {
    const [x1, y1, x2, y2] = [edges[at] as number, edges[at + 1] as number, edges[at + 2] as number, edges[at + 3] as number];
    if (y1 <= lat && lat < y2) crossings.push(x1 + ((x2 - x1) * (lat - y1)) / (y2 - y1));
  }
  crossings.sort((a, b) => a - b);
  let best = { width: -1, lon: 0 };
  for (let at = 1; at < crossings.length; at += 2) {
    const [from, to] = [crossings[at - 1] as number, crossings[at] as number];
    if (to - from > best.width) best = { width: to - from, lon: (from + to) / 2 };
  }
  return { lon: best.lon, lat };
}
