import { metresBetween } from '../../../../kernel/place/distance.ts';
import type { Position } from '../position.ts';

export type Step = { readonly metres: number; readonly seconds: number };

export function stepBetween(from: Position, to: Position): Step {
  return { metres: metresBetween(from, to), seconds: (to.at - from.at) / 1000 };
}

export function kmh({ metres, seconds }: Step): number {
  return seconds === 0 ? (metres === 0 ? 0 : Infinity) : (metres / seconds) * 3.6;
}

/** A receiver that does not tell its accuracy is taken to be this good. */
const USUAL_ACCURACY = 10;

/** Whether nobody moves so fast, even if both places are as wrong as their accuracy allows. */
export function isTooFast(from: Position, to: Position, mostKmh: number): boolean {
  const { metres, seconds } = stepBetween(from, to);
  const error = (from.accuracy ?? USUAL_ACCURACY) + (to.accuracy ?? USUAL_ACCURACY);
  return metres - error > (mostKmh / 3.6) * Math.abs(seconds);
}
