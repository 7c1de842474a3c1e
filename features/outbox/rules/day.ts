import type { Day, Instant } from '../../../kernel/brand.ts';
import type { Calendar } from '../../../kernel/time/calendar.ts';
import type { Case } from '../../case/rules/case.ts';
import type { CaseView } from '../../case/rules/view.ts';

/** A case as its page shows it, and as the rules read it. */
export type DayCase = { readonly view: CaseView; readonly state: Case };

type CalendarOnWire = {
  readonly utcOffsetMinutes: number;
  readonly periods: { from: number; to: number }[];
  readonly specialDays: [string, 'work' | 'rest'][];
  readonly knownYears: number[];
};

/** What the phone took along, and when. */
export type FieldDay = { readonly at: Instant; readonly calendar: CalendarOnWire; readonly cases: readonly DayCase[] };

export function calendarOnWire({ utcOffsetMinutes, periods, specialDays, knownYears }: Calendar): CalendarOnWire {
  return { utcOffsetMinutes, periods: periods.map((each) => ({ ...each })), specialDays: [...specialDays], knownYears: [...knownYears] };
}

export function calendarOf({ utcOffsetMinutes, periods, specialDays, knownYears }: CalendarOnWire): Calendar {
  return { utcOffsetMinutes, periods, specialDays: new Map(specialDays as [Day, 'work' | 'rest'][]), knownYears: new Set(knownYears) };
}
