import { z } from 'zod';
import type { Instant, Metres } from '../../../../kernel/brand.ts';
import { toWgs84 } from '../../../../kernel/place/crs.ts';
import type { Crs } from '../../../../kernel/place/point.ts';
import { type Position, positionOf } from '../position.ts';

const crs: Record<'wgs84' | 'gcj02' | 'bd09', Crs> = { wgs84: 'WGS84', gcj02: 'GCJ02', bd09: 'BD09' };

/** Our own position: metres, metres per second, milliseconds UTC. The coordinate system is said each time and never supposed. */
export const ownPosition = z.strictObject({
  t: z.number().int().min(0).max(1e14),
  lat: z.number(),
  lon: z.number(),
  crs: z.enum(['wgs84', 'gcj02', 'bd09']),
  acc: z.number().min(0).optional(),
  spd: z.number().min(0).optional(),
  hdg: z.number().min(0).max(360).optional(),
  alt: z.number().optional(),
  bat: z.number().min(0).max(100).optional(),
  src: z.string().max(20).optional(),
  mock: z.boolean().optional(),
  seq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  late: z.boolean().optional(),
});

export type OwnPosition = z.infer<typeof ownPosition>;

/** One phone's outbox after a day without a network, at one position every ten seconds, is nine of these. */
export const ownBatch = z.array(ownPosition).min(1).max(1000);

export function readOwn(said: OwnPosition, heardAt: Instant): Position {
  const place = { lon: said.lon, lat: said.lat };
  const isOnEarth = Math.abs(said.lat) <= 90 && Math.abs(said.lon) <= 180;
  return positionOf({
    // What is out of range stays as it was said, for whoever looks for the reason.
    ...(isOnEarth ? toWgs84(place, crs[said.crs]) : place),
    at: said.t as Instant,
    heardAt,
    door: 'own',
    accuracy: (said.acc ?? null) as Metres | null,
    speed: said.spd ?? null,
    course: said.hdg ?? null,
    height: (said.alt ?? null) as Metres | null,
    battery: said.bat ?? null,
    seq: said.seq ?? null,
    isCatchUp: said.late ?? false,
    isMock: said.mock ?? false,
  });
}
