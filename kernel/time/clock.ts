import type { Instant, Minutes } from '../brand.ts';
import type { Calendar } from './calendar.ts';
import { advance, minutesOf, timeBetween } from './deadline.ts';
import type { Limit } from './limit.ts';

const MINUTE = 60_000;

/** A promise running: what was promised, since when, until when. Plain data, kept in events; the calendar is handed in. */
export type Clock = {
  readonly startedAt: Instant;
  readonly limit: Limit;
  /** Promised minutes on the limit's own clock, extensions included. */
  readonly promised: Minutes;
  readonly due: Instant;
  /** True when the deadline crosses days whose holidays are not published; recomputed when they are. */
  readonly provisional: boolean;
  readonly pausedAt: Instant | null;
  /** Minutes used up before the last pause, on the limit's own clock. */
  readonly used: Minutes;
  /** When the present run began: the start, or the last resumption. */
  readonly since: Instant;
};

export function startClock(at: Instant, limit: Limit, calendar: Calendar): Clock {
  const promised = minutesOf(limit);
  return { startedAt: at, limit, promised, ...advance(at, promised, limit.unit, calendar), pausedAt: null, used: 0 as Minutes, since: at };
}

/** Stands still from `at`; pausing a paused clock changes nothing. */
export function pause(clock: Clock, at: Instant, calendar: Calendar): Clock {
  if (clock.pausedAt !== null) return clock;
  return { ...clock, pausedAt: at, used: spent(clock, at, calendar) };
}

/**
 * Runs on from `at` with exactly the minutes that were left: the pause itself moves the deadline. A promise already
 * broken when it was paused keeps its old deadline; a pause does not bring it back to life.
 */
export function resume(clock: Clock, at: Instant, calendar: Calendar): Clock {
  if (clock.pausedAt === null) return clock;
  const running = { ...clock, pausedAt: null, since: at };
  // Nothing left and yet not broken: paused at the very end, so it is due the moment it runs again.
  if (leftAtRun(clock) === 0 && clock.pausedAt <= clock.due) return { ...running, due: at, provisional: false };
  return redue(running, calendar);
}

/** More of the same: the minutes of `by` are added on the promise's own clock, whichever unit they are spoken in. */
export function extend(clock: Clock, by: Limit, calendar: Calendar): Clock {
  const longer = { ...clock, promised: (clock.promised + minutesOf(by)) as Minutes };
  if (leftAtRun(longer) > 0) return redue(longer, calendar);
  return { ...longer, ...advance(clock.due, minutesOf(by), clock.limit.unit, calendar) };
}

/** The same promise by a calendar that now knows more. Minutes counted before a pause are history and stay as they were counted. */
export function recompute(clock: Clock, calendar: Calendar): Clock {
  return redue(clock, calendar);
}

/** While paused, `due` is where the promise would end if it ran on from the pause. */
function redue(clock: Clock, calendar: Calendar): Clock {
  const left = leftAtRun(clock);
  if (left > 0) return { ...clock, ...advance(runFrom(clock), left, clock.limit.unit, calendar) };
  return { ...clock, provisional: false };
}

/** Minutes that were left when the present run, or the present pause, began. */
function leftAtRun({ promised, used }: Clock): Minutes {
  return (Math.round((promised - used) * MINUTE) / MINUTE) as Minutes;
}

/** The moment from which those minutes are counted. */
function runFrom({ pausedAt, since }: Clock): Instant {
  return pausedAt ?? since;
}

function spent(clock: Clock, at: Instant, calendar: Calendar): Minutes {
  if (clock.pausedAt !== null) return clock.used;
  return (clock.used + timeBetween(clock.since, at, clock.limit.unit, calendar)) as Minutes;
}

/** Minutes left on the promise's own clock; negative by as much as it is broken, on the same clock. */
export function remaining(clock: Clock, at: Instant, calendar: Calendar): Minutes {
  return (clock.promised - spent(clock, at, calendar)) as Minutes;
}

export type Light = 'green' | 'yellow' | 'red' | 'paused';
/** Yellow from this share of the promised time, red once it has run out (domain handbook 3.5). */
const YELLOW = 0.8;

/** In whole milliseconds, because four fifths of three minutes is not quite 2.4 and the light must agree with its timer. */
function yellowFrom({ promised }: Clock): number {
  return Math.round(promised * MINUTE * YELLOW);
}

/** Late is late by the wall clock: after a deadline of 18:00 the light is red that evening, though no working minute has passed. */
export function light(clock: Clock, at: Instant, calendar: Calendar): Light {
  if (clock.pausedAt !== null) return 'paused';
  if (at > clock.due) return 'red';
  return Math.round(spent(clock, at, calendar) * MINUTE) >= yellowFrom(clock) ? 'yellow' : 'green';
}

/** When the light turns yellow, at the earliest at the start of the present run (or, while paused, at the pause). */
export function yellowAt(clock: Clock, calendar: Calendar): Instant {
  const until = (yellowFrom(clock) - Math.round(clock.used * MINUTE)) / MINUTE;
  return advance(runFrom(clock), until as Minutes, clock.limit.unit, calendar).due;
}
