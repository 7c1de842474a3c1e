import type { Crs } from '../../../../kernel/place/point.ts';
import type { Door } from '../position.ts';

export type SpeedUnit = 'm/s' | 'km/h' | 'mph' | 'knot' | '0.1 km/h';

/** Metres per second of one unit. */
export const metresPerSecond: Record<SpeedUnit, number> = {
  'm/s': 1,
  'km/h': 1 / 3.6,
  mph: 0.447_04,
  knot: 1852 / 3600,
  '0.1 km/h': 1 / 36,
};

export type Declared = { readonly speed: SpeedUnit; readonly clock: string; readonly crs: Crs | 'per report' };

/** What each door's numbers mean; nothing is guessed from their size except the two lengths of an OsmAnd time. */
export const declared: Record<Door, Declared> = {
  jt808: { speed: '0.1 km/h', clock: 'BCD digits in GMT+8', crs: 'WGS84' },
  osmand: { speed: 'knot', clock: 'epoch seconds, epoch milliseconds or ISO 8601, UTC where no zone is said', crs: 'WGS84' },
  owntracks: { speed: 'km/h', clock: 'epoch seconds', crs: 'WGS84' },
  own: { speed: 'm/s', clock: 'epoch milliseconds', crs: 'per report' },
};
