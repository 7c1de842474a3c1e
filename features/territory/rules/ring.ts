type Spot = readonly [number, number];

/** Which side of the line a→b the spot c lies on: positive left, negative right, zero on it. */
function turn(a: Spot, b: Spot, c: Spot): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function crosses([a, b]: readonly [Spot, Spot], [c, d]: readonly [Spot, Spot]): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

/**
 * The first two edges of a ring that truly cross, by their numbers. Edges that only touch, as where a ring pinches itself at a
 * corner, are let pass: inside and outside stay clear there.
 */
function firstCrossing(ring: readonly Spot[]): { edge: number; other: number } | undefined {
  const edges = ring.slice(1).map((to, i) => [ring[i] ?? to, to] as const);
  for (const [edge, one] of edges.entries()) {
    const other = edges.findIndex((two, number) => number > edge && crosses(one, two));
    if (other >= 0) return { edge, other };
  }
  return undefined;
}

/** Why a ring cannot be an outline, with the point or the edges where that shows. */
export type RingFault = {
  readonly code: 'coordinate-not-finite' | 'coordinate-out-of-range' | 'ring-too-short' | 'ring-open' | 'ring-crosses-itself';
  readonly facts: Readonly<Record<string, number>>;
};

/** Rings longer than this are not tested for crossing themselves: every edge meets every other, and such rings come from surveyors. */
const LONGEST_TESTED = 600;

/** The first fault of a ring of `[lon, lat]` pairs, the last of which must repeat the first. */
export function ringFault(ring: readonly Spot[]): RingFault | undefined {
  const notFinite = ring.findIndex(([lon, lat]) => !Number.isFinite(lon) || !Number.isFinite(lat));
  if (notFinite >= 0) return { code: 'coordinate-not-finite', facts: { point: notFinite } };
  const outside = ring.findIndex(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 90);
  const far = ring[outside];
  // Metres of a projection, or latitude before longitude: the numbers show which.
  if (far) return { code: 'coordinate-out-of-range', facts: { point: outside, lon: far[0], lat: far[1] } };
  if (ring.length < 4) return { code: 'ring-too-short', facts: { points: ring.length } };
  if (isOpen(ring)) return { code: 'ring-open', facts: {} };
  const crossing = ring.length <= LONGEST_TESTED ? firstCrossing(ring) : undefined;
  return crossing && { code: 'ring-crosses-itself', facts: crossing };
}

function isOpen(ring: readonly Spot[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return first?.[0] !== last?.[0] || first?.[1] !== last?.[1];
}
