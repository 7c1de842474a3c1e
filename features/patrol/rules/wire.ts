import { z } from 'zod';
import type { Metres, Minutes, PersonId, StreetId, UnitId } from '../../../kernel/brand.ts';
import type { Words } from '../../../kernel/words.ts';
import type { PatrolPromise } from './promise.ts';
import type { Round } from './saved.ts';

const id = z.string().min(1).max(60);
const words = z.strictObject({ zh: z.string().min(1).max(100), en: z.string().min(1).max(100) });
const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const minutes = z.number().int().min(1).max(1440);
const metres = z.number().min(5).max(500);

const target = z.union([
  id,
  z.strictObject({ road: id, metres: metres.default(20) }),
  z.strictObject({ asset: id, metres: metres.default(30) }),
]);

/** A promise as a world folder says it. */
const saidPromise = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: words,
  street: z.string().regex(/^\d{9}$/),
  team: id,
  every: minutes,
  form: z.enum(['gap', 'slot']).default('gap'),
  grace: z.number().int().min(0).max(120).default(0),
  hours: z
    .array(z.strictObject({ from: clock, to: clock }))
    .min(1)
    .max(6),
  /** `duty_grids` is every duty grid of the street. */
  targets: z.union([z.literal('duty_grids'), z.array(target).min(1).max(200)]),
  visit: z
    .strictObject({
      dwellSeconds: z.number().int().min(0).max(3600).default(60),
      fixes: z.number().int().min(1).max(100).default(2),
      walked: z.number().min(1).max(10_000).nullable().default(null),
    })
    .prefault({}),
  askedSeconds: z.number().int().min(1).max(600).default(20),
  answerMinutes: z.number().int().min(1).max(60).default(3),
  rounds: z
    .array(z.strictObject({ person: id, targets: z.array(id).min(1).max(200) }))
    .max(200)
    .default([]),
});

export type SaidTarget = string | { readonly road: string; readonly metres: number } | { readonly asset: string; readonly metres: number };

/** A promise before its targets have shapes. */
export type SeedPromise = Omit<PatrolPromise, 'version' | 'targets'> & {
  readonly name: Words;
  readonly team: UnitId;
  readonly targets: 'duty_grids' | readonly SaidTarget[];
  readonly rounds: readonly Round[];
  readonly answerMinutes: Minutes;
};

const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

// The casts brand what the shape has just proved to be the right kind of text or number.
export const promiseShape = saidPromise.transform(
  (said): SeedPromise => ({
    id: said.id,
    name: said.name,
    street: said.street as StreetId,
    team: said.team as UnitId,
    form:
      said.form === 'gap'
        ? { kind: 'gap', every: said.every as Minutes, grace: said.grace as Minutes }
        : { kind: 'slot', every: said.every as Minutes },
    hours: said.hours.map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) })),
    targets: said.targets,
    visit: { ...said.visit, walked: said.visit.walked as Metres | null },
    askedSeconds: said.askedSeconds,
    answerMinutes: said.answerMinutes as Minutes,
    rounds: said.rounds.map(({ person, targets }) => ({ person: person as PersonId, targets })),
  }),
);

/** The person asked says yes or no. */
export const answerShape = z.strictObject({ answer: z.enum(['accept', 'decline']) });
export const askShape = z.strictObject({ street: z.string().regex(/^\d{9}$/), promise: id, target: z.string().min(1).max(80), person: id });
