import type { Instant, Minutes, PersonId, UnitId } from '../../../kernel/brand.ts';
import type { Words } from '../../../kernel/words.ts';
import { startOfDayNumber, dayNumber } from '../../../kernel/time/calendar.ts';
import type { Interval } from './interval.ts';
import { type PatrolPromise, windowsOf } from './promise.ts';
import { type Target, type TargetShape, targetOf } from './target.ts';

/** Who usually walks which targets. */
export type Round = { readonly person: PersonId; readonly targets: readonly string[] };

/** A promise as a version is stored: with the shapes of its targets, so that a verdict can be worked out again when the map has changed. */
export type SavedPromise = Omit<PatrolPromise, 'version'> & {
  readonly name: Words;
  readonly team: UnitId;
  readonly rounds: readonly Round[];
  /** So long the person asked may think before the team's lead is told. */
  readonly answerMinutes: Minutes;
  readonly shapes: readonly { readonly id: string; readonly name: Words; readonly shape: TargetShape }[];
};

/** A version holds from a local midnight on, so that a day is judged by one text. A promise that was withdrawn has null. */
export type PromiseVersion = { readonly version: number; readonly from: Instant; readonly promise: SavedPromise | null };

/** A version made ready for questions. */
export type Held = PatrolPromise &
  Omit<SavedPromise, 'shapes'> & { readonly areas: readonly Target[]; readonly names: ReadonlyMap<string, Words> };

export function heldOf({ version, promise }: PromiseVersion): Held | undefined {
  if (!promise) return undefined;
  const { shapes, ...rest } = promise;
  return {
    ...rest,
    version,
    areas: shapes.map(({ id, shape }) => targetOf(id, shape)),
    names: new Map(shapes.map(({ id, name }) => [id, name])),
  };
}

/** The versions of one promise in order, and what of them holds on the local day of a moment. */
export function heldOn<V extends Pick<PromiseVersion, 'from'>>(
  versions: readonly V[],
  at: Instant,
  utcOffsetMinutes: number,
): V | undefined {
  const midnight = startOfDayNumber(dayNumber(at, { utcOffsetMinutes }), { utcOffsetMinutes });
  return versions.findLast(({ from }) => from <= midnight);
}

const DAY = 86_400_000;

/** The duty windows that touch a stretch of time, each with the version that judges it. */
export function windowsTouching<V extends { readonly from: Instant; readonly held: Held | undefined }>(
  versions: readonly V[],
  stretch: Interval,
  utcOffsetMinutes: number,
): { held: Held; window: Interval }[] {
  const found: { held: Held; window: Interval }[] = [];
  for (let day = dayNumber(stretch.from, { utcOffsetMinutes }); day <= dayNumber(stretch.to, { utcOffsetMinutes }); day += 1) {
    const at = startOfDayNumber(day, { utcOffsetMinutes });
    const held = heldOn(versions, at, utcOffsetMinutes)?.held;
    if (!held) continue;
    for (const window of windowsOf(held, at, utcOffsetMinutes))
      if (window.from <= stretch.to && window.to >= stretch.from) found.push({ held, window });
  }
  return found;
}

/** The first midnight at which a changed text may begin to hold. */
export function nextMidnight(at: Instant, utcOffsetMinutes: number): Instant {
  return (startOfDayNumber(dayNumber(at, { utcOffsetMinutes }), { utcOffsetMinutes }) + DAY) as Instant;
}
