import { z } from 'zod';
import { steps } from '../../responsibility/rules/rank.ts';
import { channels, photoKinds, statuses } from './case.ts';

/** What leaves the server about cases: one schema validates the answer, documents it and types the screens. Instants are epoch milliseconds. */
const words = z.strictObject({ zh: z.string(), en: z.string() });
const point = z.strictObject({ lon: z.number(), lat: z.number() });
const status = z.enum(statuses);
export const lights = ['green', 'yellow', 'red', 'paused', 'none'] as const;
const light = z.enum(lights);

const limit = z.strictObject({ value: z.number(), unit: z.enum(['urgent_hour', 'urgent_day', 'work_hour', 'work_day', 'natural_day']) });

/** A party or a thing with its name, so that no screen has to look one up. */
export const named = z.strictObject({ id: z.string(), name: words });

export const clockView = z.strictObject({
  startedAt: z.number(),
  due: z.number(),
  /** True when the deadline crosses a year whose holidays are not published yet. */
  provisional: z.boolean(),
  light,
  /** Minutes left on the promise's own clock; negative when broken. */
  remaining: z.number(),
  limit,
});

export const photoView = z.strictObject({ id: z.string(), kind: z.enum(photoKinds), at: z.number(), order: z.string().nullable() });

/** One line of a list. */
export const caseRow = z
  .strictObject({
    id: z.string(),
    street: z.string(),
    number: z.string(),
    version: z.number().int(),
    status,
    channel: z.enum(channels),
    text: z.string(),
    matter: named.nullable(),
    urgent: z.boolean(),
    supervised: z.boolean(),
    joined: z.number().int(),
    accountable: named,
    point: point.nullable(),
    address: z.string(),
    grid: named.nullable(),
    reportedAt: z.number(),
    due: z.number().nullable(),
    /** What is left of the present stage's promise in minutes on its own clock, negative when broken; null while it stands still. */
    left: z.strictObject({ minutes: z.number(), on: z.enum(['running', 'working']) }).nullable(),
    light,
    photo: z.string().nullable(),
  })
  .meta({ id: 'CaseRow' });

export const orderView = z.strictObject({
  id: z.string(),
  unit: named,
  lead: z.boolean(),
  act: z.enum(['service', 'enforcement']),
  task: z.string(),
  handler: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  status: z.enum(['sent', 'underway', 'done', 'returned', 'withdrawn']),
  sentAt: z.number(),
  /** Keeps the site safe while it is argued whose it is. */
  guard: z.boolean(),
});

const person = z.strictObject({ id: z.string(), name: z.string() });

/** What one side said about whose it is. */
export const argumentView = z.strictObject({
  unit: named,
  reason: z.string(),
  facts: z.string().nullable(),
  counter: named.nullable(),
  at: z.number(),
});

export const rulingView = z.strictObject({
  unit: named,
  reason: z.string(),
  by: person,
  at: z.number(),
  becomesRow: z.boolean(),
  /** The duty row it became. */
  row: z.string().nullable(),
});

/** An entry of the history. `facts` are the event's own; the sentence is made by the screen in the reader's language. */
export const entryView = z.strictObject({
  seq: z.number().int(),
  type: z.string(),
  facts: z.record(z.string(), z.unknown()),
  actor: z.strictObject({ id: z.string(), name: z.string(), role: z.string() }),
  saidAt: z.number(),
  heardAt: z.number(),
});

/** The case page: everything staff may see, and only the commands this reader may say now. */
export const caseView = z
  .strictObject({
    ...caseRow.shape,
    condition: z.strictObject({ key: z.string(), text: words, closing: words }).nullable(),
    community: named.nullable(),
    unitGrid: z.string().nullable(),
    /** The place the words name and the pin is not at, though the reporter was asked. */
    insistedAgainst: z.string().nullable(),
    asset: z.strictObject({ code: z.string(), name: words }).nullable(),
    /** The party the duty list names, and why: the row that decided and its basis. */
    proposal: z.strictObject({
      unit: named,
      row: z.string(),
      basis: words,
      fallback: z.boolean(),
      /** The version of the list, and a promise of the row's own. */
      list: z.number().int().nullable(),
      limit: limit.nullable(),
      coHandlers: z.array(named),
      /** The rows it beat, best first, with the step each lost at; `id` where two rows were equal. */
      beat: z.array(z.strictObject({ row: z.string(), by: z.enum([...steps, 'id']), basis: words, unit: named.nullable() })),
    }),
    decidedBy: z.string().nullable(),
    clock: clockView.nullable(),
    handling: clockView.nullable(),
    orders: z.array(orderView),
    photos: z.array(photoView),
    request: z
      .strictObject({ kind: z.enum(['extension', 'suspension']), reason: z.string(), until: z.number().nullable(), by: z.string() })
      .nullable(),
    /** Who is to rule, since when, and who keeps the site safe until then; null while nothing is in dispute. */
    dispute: z.strictObject({ arbiter: person, since: z.number(), guard: named.nullable() }).nullable(),
    argued: z.array(argumentView),
    ruling: rulingView.nullable(),
    assignee: person.nullable(),
    until: z.number().nullable(),
    into: z.strictObject({ id: z.string(), number: z.string() }).nullable(),
    reason: z.string().nullable(),
    rating: z.number().nullable(),
    counts: z.strictObject({ reworks: z.number(), returns: z.number(), hops: z.number(), extensions: z.number(), reopenings: z.number() }),
    contact: z.strictObject({ name: z.string(), phone: z.string() }).nullable(),
    offered: z.array(z.string()),
    history: z.array(entryView),
  })
  .meta({ id: 'CaseView' });

/** What the person who reported sees: no staff names, no internal notes, only what was promised and done. */
export const followView = z
  .strictObject({
    number: z.string(),
    status,
    text: z.string(),
    matter: words.nullable(),
    address: z.string(),
    point: point.nullable(),
    reportedAt: z.number(),
    accountable: words,
    clock: clockView.nullable(),
    /** When the thing should be put right; before dispatch, when somebody will have looked. */
    due: z.number().nullable(),
    photos: z.array(photoView),
    joinedTo: z.string().nullable(),
    joined: z.number().int(),
    rating: z.number().nullable(),
    offered: z.array(z.enum(['rate', 'reopen', 'add_photos'])),
    history: z.array(z.strictObject({ seq: z.number().int(), type: z.string(), facts: z.record(z.string(), z.unknown()), at: z.number() })),
  })
  .meta({ id: 'FollowView' });

export type CaseRow = z.output<typeof caseRow>;
export type CaseView = z.output<typeof caseView>;
export type FollowView = z.output<typeof followView>;
export type ClockView = z.output<typeof clockView>;
export type EntryView = z.output<typeof entryView>;
