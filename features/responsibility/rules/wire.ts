import { z } from 'zod';
import type { Day, UnitId } from '../../../kernel/brand.ts';
import { type Authorisation, authorisationStates, delegableActs, reservedActs } from './authorisation.ts';
import { type DutyRow, type Hours, type On, assetRoles } from './row.ts';

export const id = z.string().min(1).max(60);
const words = z.strictObject({ zh: z.string().min(1).max(500), en: z.string().min(1).max(500) });
export const day = z.iso.date();
export const limitShape = z.strictObject({
  value: z.number().positive().max(1000),
  unit: z.enum(['urgent_hour', 'urgent_day', 'work_hour', 'work_day', 'natural_day']),
});
const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const spot = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const shape = z
  .array(z.array(z.array(spot).min(4).max(2000)).min(1))
  .min(1)
  .max(50);

const matter = z.strictObject({
  kind: z.enum(['part', 'matter']).optional(),
  major: z.string().min(1).max(8).optional(),
  code: z.string().min(1).max(8).optional(),
  condition: id.optional(),
  tags: z.array(id).min(1).max(8).optional(),
});

/** A code alone is the short way to say a place. */
const territory = z.union([
  id,
  z.null(),
  z.strictObject({ place: id }),
  z.strictObject({ polygon: shape }),
  z.strictObject({ road: id, metres: z.number().positive().max(500).optional() }),
  z.strictObject({ asset: id }),
  z.strictObject({ owner: id }),
]);

const hours = z.strictObject({
  on: z.union([z.enum(['every', 'workdays', 'restdays', 'holidays']), z.array(z.int().min(1).max(7)).min(1).max(7)]).default('every'),
  /** `22:00` to `06:00` goes through the night. */
  from: clock,
  to: clock,
});

/** A row as files and the API say it: hours as clock times, defaults for what most rows leave out. */
export const saidRow = z.strictObject({
  id,
  version: z.int().min(1).default(1),
  matter,
  territory,
  from: day,
  until: day.nullable().default(null),
  hours: z.array(hours).max(20).default([]),
  party: z.union([id, z.strictObject({ of: z.enum(assetRoles) })]),
  coHandlers: z.array(id).max(20).default([]),
  limit: limitShape.nullable().default(null),
  powers: z
    .array(z.enum(['service', 'enforcement']))
    .min(1)
    .default(['service']),
  basis: words,
  clause: z
    .strictObject({ contract: id, clause: z.string().min(1).max(200) })
    .nullable()
    .default(null),
  priority: z.int().min(-1000).max(1000).default(0),
});

export type SaidRow = z.input<typeof saidRow>;
/** The same with nothing left out, as the API tells it. */
export type ToldRow = z.output<typeof saidRow>;
export const rowShape = saidRow.transform(readRow);

export function readRow(row: z.output<typeof saidRow>): DutyRow {
  const place = typeof row.territory === 'string' ? { place: row.territory } : row.territory;
  return {
    ...row,
    // The shapes above are what these brands stand for.
    matter: row.matter as DutyRow['matter'],
    territory: place as DutyRow['territory'],
    from: row.from as Day,
    until: row.until as Day | null,
    hours: row.hours.flatMap(readHours),
    party: row.party as DutyRow['party'],
    coHandlers: row.coHandlers as UnitId[],
  };
}

const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const clockText = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** A night is two stretches, both on the days named: the hours after midnight belong to the day they are in. */
function readHours({ on, from, to }: z.output<typeof hours>): Hours[] {
  const [start, end] = [minutes(from), minutes(to)];
  const days = on as On;
  if (start < end) return [{ on: days, from: start, to: end }];
  const parts = [
    { on: days, from: 0, to: end },
    { on: days, from: start, to: 1440 },
  ];
  return parts.filter((part) => part.from < part.to);
}

/** The row as `rowShape` would read it again. */
export function writeRow({ matter: about, territory: where, hours: times, party, coHandlers, powers, ...row }: DutyRow): ToldRow {
  return {
    ...row,
    matter: { ...about, ...(about.tags ? { tags: [...about.tags] } : {}) } as SaidRow['matter'],
    territory: where !== null && 'place' in where ? where.place : (where as { polygon: never } | null),
    hours: times.map(({ on, from, to }) => ({ on: typeof on === 'string' ? on : [...on], from: clockText(from), to: clockText(to) })),
    party: typeof party === 'string' ? party : { ...party },
    coHandlers: [...coHandlers],
    powers: [...powers],
    basis: { ...row.basis },
  };
}

/** An entry of the register of authorisations. The brands are what the shapes have proved. */
export const authorisationSaid = z.strictObject({
  id,
  version: z.int().min(1).default(1),
  name: words,
  document: z.string().min(1).max(200),
  body: id,
  company: id,
  areas: z.array(id).min(1).max(200),
  from: day,
  until: day,
  permitted: z.array(z.enum(delegableActs)).min(1),
  forbidden: z.array(z.enum([...delegableActs, ...reservedActs])).default([]),
  checklist: z
    .strictObject({ name: z.string().min(1).max(100), version: z.int().min(1) })
    .nullable()
    .default(null),
  certificate: z.string().min(1).max(100).nullable().default(null),
  status: z.enum(authorisationStates).default('draft'),
});
export const authorisationShape = authorisationSaid.transform((said) => said as unknown as Authorisation);
