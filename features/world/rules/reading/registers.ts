import { z } from 'zod';
import type { Day, PersonId, StreetId, UnitId } from '../../../../kernel/brand.ts';
import { dayFromNumber, numberOfDay } from '../../../../kernel/time/calendar.ts';
import type { Matter } from '../../../catalogue/rules/matter.ts';
import { type Unit, roles } from '../../../people/rules/person.ts';
import { type SeedPromise, promiseShape } from '../../../patrol/rules/wire.ts';
import type { DutyRow } from '../../../responsibility/rules/row.ts';
import type { Authorisation } from '../../../responsibility/rules/authorisation.ts';
import { authorisationShape, rowShape } from '../../../responsibility/rules/wire.ts';
import type { SeedContract, SeedPerson, SpecialDay, World } from '../world.ts';
import { type Checked, listOf } from './shaped.ts';

const id = z.string().min(1).max(60);
const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const day = z.iso.date();
const sector = z.enum(['government', 'enterprise', 'community']);

const unitShape = z.strictObject({
  id,
  name: words,
  sector,
  kind: z.enum(['office', 'centre', 'department', 'butler', 'team', 'village_company', 'supervisor']),
  parent: id.nullable().default(null),
});

const personShape = z.strictObject({
  account: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/),
  id: id.optional(),
  name: z.string().min(1),
  roles: z.array(z.enum(roles)).min(1),
  unit: id,
  /** A person has the sector of the unit; to say it again is allowed, to say another is refused later. */
  sector: sector.optional(),
  streets: z.union([z.literal('all'), z.array(id).min(1)]),
});

const contractShape = z.strictObject({ id, name: words, party: id, streets: z.array(id).min(1), from: day, until: day });

const limit = z.strictObject({ value: z.number(), unit: z.enum(['urgent_hour', 'urgent_day', 'work_hour', 'work_day', 'natural_day']) });
const matterShape = z.strictObject({
  kind: z.enum(['part', 'matter']),
  code: z.string().regex(/^[0-9A-Z]{3,8}$/),
  major: z.strictObject({ code: id, name: words }),
  name: words,
  legacy: z.string().nullable().default(null),
  local: z.boolean().default(false),
  conditions: z.array(z.strictObject({ key: id, text: words, limit, closing: words })),
  sayings: z.array(z.string().min(1)).default([]),
  tags: z.array(id).optional(),
});

const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);
export const calendarShape = z.strictObject({
  periods: z.array(z.strictObject({ from: clock, to: clock })).min(1),
  knownYears: z.array(z.int().min(1949).max(2200)),
  /** Days off as `2026-10-01` or `2026-10-01/2026-10-07`, make-up workdays one by one. */
  holidays: z.array(
    z.strictObject({
      name: words,
      rest: z.array(z.string().regex(/^\d{4}-\d\d-\d\d(\/\d{4}-\d\d-\d\d)?$/)),
      work: z.array(day).default([]),
    }),
  ),
});

// The casts below brand what a shape has just proved to be the right kind of text.

export function readUnits(checked: Checked): Unit[] {
  return listOf(unitShape, checked) as unknown as Unit[];
}

export function readPeople(checked: Checked, { units, streets }: { units: readonly Unit[]; streets: readonly StreetId[] }): SeedPerson[] {
  const sectors = new Map<string, Unit['sector']>(units.map((unit) => [unit.id, unit.sector]));
  return listOf(personShape, checked).map(({ id: own, account, unit, sector: said, streets: where, ...rest }) => ({
    ...rest,
    id: (own ?? `p-${account}`) as PersonId,
    account,
    unit: unit as UnitId,
    sector: said ?? sectors.get(unit) ?? 'enterprise',
    streets: where === 'all' ? streets : (where as StreetId[]),
  }));
}

export function readDuty(checked: Checked): DutyRow[] {
  return listOf(rowShape, checked);
}

export function readContracts(checked: Checked): SeedContract[] {
  return listOf(contractShape, checked) as unknown as SeedContract[];
}

export function readAuthorisations(checked: Checked): Authorisation[] {
  return listOf(authorisationShape, checked);
}

export function readPromises(checked: Checked): SeedPromise[] {
  return listOf(promiseShape, checked);
}

export function readMatters(checked: Checked): Matter[] {
  return listOf(matterShape, checked).map(({ tags, ...matter }) => (tags ? { ...matter, tags } : matter));
}

const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

export function calendarOf({ periods, knownYears, holidays }: z.infer<typeof calendarShape>): World['calendar'] {
  return {
    periods: periods.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) })),
    knownYears,
    specialDays: holidays.flatMap(({ name, rest, work }) => [
      ...rest.flatMap(daysOf).map((each): SpecialDay => ({ day: each, kind: 'rest', name })),
      ...work.map(
        (each): SpecialDay => ({ day: each as Day, kind: 'work', name: { zh: `${name.zh}调休上班`, en: `Make-up workday, ${name.en}` } }),
      ),
    ]),
  };
}

function daysOf(span: string): Day[] {
  const [from = span, to = from] = span.split('/') as Day[];
  const first = numberOfDay(from as Day);
  return Array.from({ length: Math.max(0, numberOfDay(to as Day) - first + 1) }, (_, i) => dayFromNumber(first + i));
}
