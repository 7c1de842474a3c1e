import type { Crs, Point } from './point.ts';

// The ellipsoid of the shift is Krasovsky 1940, as the published constants have it; not WGS-84's.
const SEMI_MAJOR_METRES = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;
const RADIANS = Math.PI / 180;
// Baidu's second shift works on "degrees × 3000".
const BAIDU_TURN = RADIANS * 3000;

/**
 * Whether Chinese maps shift this point at all: the usual rectangle, which takes in Hong Kong and some neighbours.
 * Outside it the three systems are the same.
 */
function isShifted({ lon, lat }: Point): boolean {
  return lon > 72.004 && lon < 137.8347 && lat > 0.8293 && lat < 55.8271;
}

/** `a·sin(πt·f)` summed over pairs `[a, f]`, times two thirds: the ripples of the shift. */
function ripples(t: number, waves: readonly (readonly [number, number])[]): number {
  return (waves.reduce((sum, [height, turns]) => sum + height * Math.sin(t * Math.PI * turns), 0) * 2) / 3;
}

function gcjFromWgs({ lon, lat }: Point): Point {
  const x = lon - 105;
  const y = lat - 35;
  const shared = ripples(x, [
    [20, 6],
    [20, 2],
  ]);
  const bend = Math.sqrt(Math.abs(x));
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * bend +
    shared +
    ripples(y, [
      [20, 1],
      [40, 1 / 3],
      [160, 1 / 12],
      [320, 1 / 30],
    ]);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * bend +
    shared +
    ripples(x, [
      [20, 1],
      [40, 1 / 3],
      [150, 1 / 12],
      [300, 1 / 30],
    ]);
  const sine = Math.sin(lat * RADIANS);
  const flattening = 1 - ECCENTRICITY_SQUARED * sine * sine;
  const meridian = (SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED)) / (flattening * Math.sqrt(flattening));
  const parallel = (SEMI_MAJOR_METRES / Math.sqrt(flattening)) * Math.cos(lat * RADIANS);
  return { lon: lon + east / (parallel * RADIANS), lat: lat + north / (meridian * RADIANS) };
}

function bdFromGcj({ lon, lat }: Point): Point {
  const reach = Math.hypot(lon, lat) + 0.000_02 * Math.sin(lat * BAIDU_TURN);
  const angle = Math.atan2(lat, lon) + 0.000_003 * Math.cos(lon * BAIDU_TURN);
  return { lon: reach * Math.cos(angle) + 0.0065, lat: reach * Math.sin(angle) + 0.006 };
}

const forward: Record<Crs, (point: Point) => Point> = {
  WGS84: (point) => point,
  GCJ02: gcjFromWgs,
  BD09: (point) => bdFromGcj(gcjFromWgs(point)),
};

/** The same place written in `crs`. */
export function fromWgs84(point: Point, crs: Crs): Point {
  return isShifted(point) ? forward[crs](point) : point;
}

/**
 * A place declared in `crs`, in WGS-84. The shift has no closed inverse; it changes so slowly (about 1 part in 10,000) that
 * correcting the guess by what is left over settles in four or five rounds, far below a centimetre.
 */
export function toWgs84(point: Point, crs: Crs): Point {
  if (crs === 'WGS84' || !isShifted(point)) return point;
  let guess = point;
  for (let round = 0; round < 12; round += 1) {
    const landed = forward[crs](guess);
    const lon = point.lon - landed.lon;
    const lat = point.lat - landed.lat;
    guess = { lon: guess.lon + lon, lat: guess.lat + lat };
    if (Math.abs(lon) < 1e-10 && Math.abs(lat) < 1e-10) break;
  }
  return guess;
}
