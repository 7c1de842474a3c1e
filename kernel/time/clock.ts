import type { Instant, Minutes } from '../brand.ts';
import type { Calendar } from './calendar.ts';
import { advance, minutesOf, timeBetween } from './deadline.ts';
import type { Limit } from './limit.ts';

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

/** Runs on from `at` with exactly the minutes that were left: the pause itself moves the deadline. */
export function resume(clock: Clock, at: Instant, calendar: Calendar): Clock {
  if (clock.pausedAt === null) return clock;
  return redue({ ...clock, pausedAt: null, since: at }, calendar);
}

export function extend(clock: Clock, by: Limit, calendar: Calendar): Clock {
  return redue({ ...clock, promised: (clock.promised + minutesOf(by)) as Minutes }, calendar);
}

/** The same promise by a calendar that now knows more. */
export function recompute(clock: Clock, calendar: Calendar): Clock {
  return clock.pausedAt === null ? redue(clock, calendar) : clock;
}

function redue(clock: Clock, calendar: Calendar): Clock {
  const left = (clock.promised - clock.used) as Minutes;
  if (left > 0) return { ...clock, ...advance(clock.since, left, clock.limit.unit, calendar) };
  // Already broken before this run began: the deadline stays where it was, it does not come back to life.
  return { ...clock, provisional: false };
}

function spent(clock: Clock, at: Instant, calendar: Calendar): Minutes {
  if (clock.pausedAt !== null) return clock.used;
  return (clock.used + timeBetween(clock.since, at, clock.limit.unit, calendar)) as Minutes;
}

/** Minutes left on the promise's own clock; negative by as much as it is broken. Overdue minutes count on the same clock. */
export function remaining(clock: Clock, at: Instant, calendar: Calendar): Minutes {
  return (clock.promised - spent(clock, at, calendar)) as Minutes;
}

export type Light = 'green' | 'yellow' | 'red' | 'paused';
/** Yellow from four fifths of the promised time, red once it has run out (domain handbook 3.5). */
const YELLOW = 0.8;

export function light(clock: Clock, at: Instant, calendar: Calendar): Light {
  if (clock.pausedAt !== null) return 'paused';
  if (at > clock.due) return 'red';
  return spent(clock, at, calendar) >= clock.promised * YELLOW ? 'yellow' : 'green';
}

/** When the light turns yellow, at the earliest at the start of the present run. */
export function yellowAt(clock: Clock, calendar: Calendar): Instant {
  const until = clock.promised * YELLOW - clock.used;
  return advance(clock.since, Math.max(0, until) as Minutes, clock.limit.unit, calendar).due;
}
