import { type SpeedUnit, metresPerSecond } from '../doors/units.ts';
import type { Position } from '../position.ts';
import { inOrder } from './trail.ts';
import { kmh, stepBetween } from './step.ts';

/** What a device's own reports say about the device, for whoever sets it up. */
export type Health = {
  readonly steps: number;
  readonly repeated: number;
  readonly standing: number;
  readonly faster: number;
  readonly gapsOver10: number;
  readonly gapsOver30: number;
  readonly outOfOrder: number;
};

/** Counts over one device's reports in the order in which they were heard. `fastKmh` is what its kind never passes. */
export function healthOf(heard: readonly Position[], fastKmh: number): Health {
  const trail = inOrder(heard);
  const steps = trail.slice(1).map((to, at) => stepBetween(trail[at] as Position, to));
  return {
    steps: steps.length,
    repeated: heard.length - trail.length,
    standing: trail.slice(1).filter(({ lon, lat }, at) => lon === trail[at]?.lon && lat === trail[at]?.lat).length,
    faster: steps.filter((step) => kmh(step) > fastKmh).length,
    gapsOver10: steps.filter(({ seconds }) => seconds > 600).length,
    gapsOver30: steps.filter(({ seconds }) => seconds > 1800).length,
    outOfOrder: heard.slice(1).filter(({ at }, index) => at < (heard[index] as Position).at).length,
  };
}

const units = Object.keys(metresPerSecond) as SpeedUnit[];
const ENOUGH = 200;

/**
 * How many metres per second one metre per second of the reported speed really was: the median over steps that moved. Undefined
 * when there are too few of them. Bus stops between two reports make it a little smaller than one.
 */
export function truthOfSpeed(trails: readonly (readonly Position[])[]): number | undefined {
  const ratios: number[] = [];
  for (const heard of trails) {
    const trail = inOrder(heard);
    for (const [index, to] of trail.slice(1).entries()) {
      const from = trail[index] as Position;
      const { metres, seconds } = stepBetween(from, to);
      const said = ((from.speed ?? 0) + (to.speed ?? 0)) / 2;
      if (seconds > 0 && seconds <= 180 && metres > 100 && (from.speed ?? 0) > 0 && (to.speed ?? 0) > 0)
        ratios.push(metres / seconds / said);
    }
  }
  return ratios.length < ENOUGH ? undefined : median(ratios);
}

/** The unit that explains the reported speeds better than the declared one; undefined when the declared one does, or nobody can tell. */
export function otherUnit(
  trails: readonly (readonly Position[])[],
  declaredUnit: SpeedUnit,
): { readonly unit: SpeedUnit; readonly ratio: number } | undefined {
  const ratio = truthOfSpeed(trails);
  if (ratio === undefined) return undefined;
  const real = ratio * metresPerSecond[declaredUnit];
  const off = (unit: SpeedUnit) => Math.abs(Math.log(real / metresPerSecond[unit]));
  const unit = units.reduce((best, each) => (off(each) < off(best) ? each : best), declaredUnit);
  // Less than a quarter is traffic, not a unit.
  return unit !== declaredUnit && Math.abs(Math.log(ratio)) > Math.log(1.25) ? { unit, ratio } : undefined;
}

const CLOCK_WRONG = 120_000;

/**
 * By how many milliseconds the device's clock differs from ours, when that is more than two minutes. News kept for later says
 * nothing about the clock; of the rest the median is taken, for one slow connection is not a wrong clock.
 */
export function clockOff(heard: readonly Position[]): number | undefined {
  const offsets = heard.filter(({ isCatchUp }) => !isCatchUp).map(({ at, heardAt }) => heardAt - at);
  if (offsets.length < 5) return undefined;
  const off = median(offsets);
  return Math.abs(off) > CLOCK_WRONG ? off : undefined;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
