import type { Metres } from '../../../../kernel/brand.ts';
import type { Position } from '../position.ts';

/**
 * Why a position does not count for coverage. All of them are kept: for the trail, for whoever repairs the device, and
 * because a doubt may end when late news arrives.
 */
export type Doubt =
  | 'out-of-range'
  | 'null-island'
  | 'no-fix'
  | 'future'
  | 'too-old'
  | 'imprecise'
  | 'mock'
  | 'jump'
  | 'contested'
  | 'riding';

const MINUTE = 60_000;
/** A device's clock may run ahead of ours by so much. */
const AHEAD = 5 * MINUTE;
/** Older news no longer changes what was judged. */
const BACKFILL = 7 * 24 * 60 * MINUTE;
/** Above this the device does not know in which grid it is. */
export const COVERS_WITHIN = 50 as Metres;

/** What can be doubted of a position by itself. */
export function doubtsAlone(position: Position): Doubt[] {
  const { lat, lon, at, heardAt, accuracy, isFix, isMock } = position;
  const doubts: Doubt[] = [];
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) doubts.push('out-of-range');
  // A receiver that knows nothing says 0,0; no street of ours lies within a kilometre of it.
  else if (Math.abs(lat) < 0.01 && Math.abs(lon) < 0.01) doubts.push('null-island');
  if (!isFix) doubts.push('no-fix');
  if (at > heardAt + AHEAD) doubts.push('future');
  if (at < heardAt - BACKFILL) doubts.push('too-old');
  if (accuracy !== null && accuracy > COVERS_WITHIN) doubts.push('imprecise');
  if (isMock) doubts.push('mock');
  return doubts;
}
