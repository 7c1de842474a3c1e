import type { Instant } from '../../../kernel/brand.ts';
import type { Calendar } from '../../../kernel/time/calendar.ts';
import { type Clock, startClock, yellowAt } from '../../../kernel/time/clock.ts';
import type { Limit } from '../../../kernel/time/limit.ts';
import type { Case } from './case.ts';

/** The stages that carry a promise of their own. Handling takes its limit from the filing condition instead. */
export type Stage = 'accept' | 'verify' | 'file' | 'dispatch' | 'rule' | 'check' | 'close';

const minutes = (n: number, unit: 'work_hour' | 'urgent_hour'): Limit => ({ value: n / 60, unit });

/**
 * Promised time of each stage. Figures: Shenzhen hotline (urgent dispatched within 30 min, others within 2 h) and the
 * common 30-minute on-site verification; domain handbook 3.5. Urgent cases run on through the night.
 */
export const stageLimits: Record<Stage, { normal: Limit; urgent: Limit }> = {
  accept: { normal: minutes(30, 'work_hour'), urgent: minutes(15, 'urgent_hour') },
  verify: { normal: minutes(60, 'work_hour'), urgent: minutes(30, 'urgent_hour') },
  file: { normal: minutes(30, 'work_hour'), urgent: minutes(15, 'urgent_hour') },
  dispatch: { normal: minutes(60, 'work_hour'), urgent: minutes(15, 'urgent_hour') },
  // A quick ruling (快速裁决): half a working day, and for what is urgent no longer than its dispatch may take in all.
  rule: { normal: minutes(240, 'work_hour'), urgent: minutes(30, 'urgent_hour') },
  check: { normal: minutes(120, 'work_hour'), urgent: minutes(60, 'urgent_hour') },
  close: { normal: minutes(240, 'work_hour'), urgent: minutes(60, 'urgent_hour') },
};

export function stageClock(stage: Stage, urgent: boolean, at: Instant, calendar: Calendar): Clock {
  return startClock(at, stageLimits[stage][urgent ? 'urgent' : 'normal'], calendar);
}

/** Urgent units run through the night; a case whose condition uses one is an urgent case. */
export function isUrgent(limit: Limit): boolean {
  return limit.unit === 'urgent_hour' || limit.unit === 'urgent_day';
}

export type CaseTimer = { readonly kind: 'yellow' | 'red' | 'resume'; readonly dueAt: Instant };

/** What must wake us for this case: the present clock turning yellow, then red; a suspension ending. Past moments fire at once. */
export function timersOf(it: Case, calendar: Calendar): CaseTimer[] {
  if (it.status === 'suspended') return [{ kind: 'resume', dueAt: it.until }];
  if (!it.clock || it.clock.pausedAt !== null) return [];
  return [
    { kind: 'yellow', dueAt: yellowAt(it.clock, calendar) },
    { kind: 'red', dueAt: it.clock.due },
  ];
}

/** A resident, or the desk for them, may reopen a closed case for this many days. */
export const REOPEN_DAYS = 15;
export const MOST_EXTENSIONS = 2;
/** A suspension has an end, a year away at most (domain handbook 3.3). */
export const LONGEST_SUSPENSION_DAYS = 365;
export const MOST_PHOTOS = 30;
