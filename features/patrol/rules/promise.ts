import type { Instant, Metres, Minutes, StreetId } from '../../../kernel/brand.ts';
import { type Period, dayNumber, startOfDayNumber } from '../../../kernel/time/calendar.ts';
import type { Mover } from '../../telemetry/rules/trail/pace.ts';
import type { Interval } from './interval.ts';

/**
 * What counts as a visit of a target: at least so long between the first and the last fix inside, with at least so many fixes;
 * or, where a length is given, at least so many metres walked inside.
 */
export type VisitRule = { readonly dwellSeconds: number; readonly fixes: number; readonly walked: Metres | null };

/** Gap: from the end of a visit to the start of the next at most so long. Slot: in every slot of this length at least one visit. */
export type Form =
  | { readonly kind: 'gap'; readonly every: Minutes; readonly grace: Minutes }
  | { readonly kind: 'slot'; readonly every: Minutes };

/** These targets are visited so often, in these hours, by these kinds of resource. A change makes a new version; verdicts name theirs. */
export type PatrolPromise = {
  readonly id: string;
  readonly version: number;
  readonly street: StreetId;
  readonly form: Form;
  readonly hours: readonly Period[];
  readonly targets: readonly string[];
  readonly visit: VisitRule;
  /** How often the devices are asked to report. Everything about silence is measured in it. */
  readonly askedSeconds: number;
};

/** A device on duty: who carries it, how it moves, from when to when its bearer may make visits. */
export type Watch = { readonly device: string; readonly bearer: string; readonly mover: Mover; readonly duty: Interval };

/** The duty windows of the local day that holds `at`. */
export function windowsOf({ hours }: Pick<PatrolPromise, 'hours'>, at: Instant, utcOffsetMinutes: number): Interval[] {
  const start = startOfDayNumber(dayNumber(at, { utcOffsetMinutes }), { utcOffsetMinutes });
  return hours.map(({ from, to }) => ({ from: (start + from * 60_000) as Instant, to: (start + to * 60_000) as Instant }));
}

/** Between two fixes farther apart than this nothing is claimed: neither that someone was there nor that nobody was. */
export function claimSeconds(askedSeconds: number): number {
  return Math.min(120, askedSeconds * 2.5);
}
