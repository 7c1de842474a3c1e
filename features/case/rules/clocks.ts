import type { Instant } from '../../../kernel/brand.ts';
import type { Calendar } from '../../../kernel/time/calendar.ts';
import { type Clock, light, remaining } from '../../../kernel/time/clock.ts';
import type { CaseRow, ClockView } from './view.ts';

type On = { readonly calendar: Calendar };

/** A promise as it is shown at a moment: by the server, and by a phone without a network. */
export function clockOf(clock: Clock | null, { calendar }: On, at: Instant): ClockView | null {
  if (!clock) return null;
  const { startedAt, due, provisional, limit } = clock;
  return {
    startedAt,
    due,
    provisional,
    limit: { ...limit },
    light: light(clock, at, calendar),
    remaining: remaining(clock, at, calendar),
  };
}

/** What is left of it in a list; null while it stands still. */
export function leftOf(clock: Clock | null, { calendar }: On, at: Instant): CaseRow['left'] {
  if (!clock || clock.pausedAt !== null) return null;
  return { minutes: remaining(clock, at, calendar), on: clock.limit.unit.startsWith('work') ? 'working' : 'running' };
}
