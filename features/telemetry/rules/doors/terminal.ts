import type { Instant, Metres } from '../../../../kernel/brand.ts';
import type { Location } from '../jt808/location.ts';
import { type Position, positionOf } from '../position.ts';
import { metresPerSecond } from './units.ts';

/** Status bit 5: a plug-in encrypted the coordinates, and the numbers mean nothing. */
const ENCRYPTED = 1 << 5;

/** A location of a JT/T 808 terminal. Null when its time is no moment: it then says only that the terminal lives. */
export function readTerminal(location: Location, heardAt: Instant, isCatchUp: boolean): Position | null {
  if (location.at === null) return null;
  return positionOf({
    at: location.at,
    heardAt,
    door: 'jt808',
    lat: location.lat,
    lon: location.lon,
    speed: location.speedKmh * metresPerSecond['km/h'],
    course: location.course,
    height: location.heightMetres as Metres,
    isFix: location.isFix && (location.status & ENCRYPTED) === 0,
    isCatchUp,
  });
}
