import { dayFromNumber, numberOfDay } from '../../../../kernel/time/calendar.ts';
import type { World } from '../world.ts';
import { type Finding, twice } from './finding.ts';

/** Contracts and the working calendar. */
export function* checkTerms(world: World): Iterable<Finding> {
  yield* checkContracts(world);
  yield* checkCalendar(world.calendar);
}

function* checkContracts({ contracts, units, places }: World): Iterable<Finding> {
  yield* twice(
    contracts,
    ({ id }) => id,
    ({ id }) => ({ section: 'contracts', code: 'code-twice', feature: id, field: 'id', found: id }),
  );
  for (const { id, party, streets, from, until } of contracts) {
    const where = { section: 'contracts', feature: id } as const;
    if (!units.some((unit) => unit.id === party))
      yield { ...where, code: 'reference-unknown', field: 'party', expected: 'units', found: party };
    if (until <= from) yield { ...where, code: 'dates-reversed', field: 'until', expected: from, found: until };
    const strange = streets.find((street) => !places.some(({ level, code }) => level === 'street' && code === street));
    if (strange !== undefined) yield { ...where, code: 'reference-unknown', field: 'streets', expected: 'territory', found: strange };
  }
}

function* checkCalendar({ periods, knownYears, specialDays }: World['calendar']): Iterable<Finding> {
  const apart = periods.every(({ from, to }, at) => from < to && to <= 1440 && (at === 0 || (periods[at - 1]?.to ?? 0) <= from));
  if (!apart) yield { section: 'calendar', code: 'periods-overlap', field: 'periods' };
  yield* twice(
    specialDays,
    ({ day }) => day,
    (_, day) => ({ section: 'calendar', code: 'code-twice', feature: day, field: 'day', found: day }),
  );
  for (const { day } of specialDays) {
    if (dayFromNumber(numberOfDay(day)) !== day)
      yield { section: 'calendar', code: 'field-invalid', feature: day, field: 'day', expected: 'YYYY-MM-DD', found: day };
    else if (!knownYears.includes(Number(day.slice(0, 4))))
      yield { section: 'calendar', code: 'year-not-known', feature: day, field: 'knownYears', found: day };
  }
}
