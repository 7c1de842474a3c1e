import { z } from 'zod';

const words = z.strictObject({ zh: z.string(), en: z.string() });
const named = z.strictObject({ id: z.string(), name: z.string() });
const moment = z.number();
const span = z.strictObject({ from: moment, to: moment });
const state = z.enum(['kept', 'at_risk', 'broken', 'unknown', 'off_duty']);

/** An ask as everybody concerned sees it. */
export const askView = z
  .strictObject({
    id: z.string(),
    street: z.string(),
    promise: z.strictObject({ id: z.string(), name: words }),
    target: z.strictObject({ id: z.string(), name: words, lon: z.number(), lat: z.number() }),
    due: moment,
    person: named,
    metres: z.number(),
    seconds: z.number(),
    askedBy: named,
    askedAt: moment,
    status: z.enum(['asked', 'accepted', 'declined', 'escalated', 'done', 'lapsed']),
    answeredAt: moment.nullable(),
    escalatedTo: named.nullable(),
  })
  .meta({ id: 'PatrolAsk' });
export type AskView = z.infer<typeof askView>;

const target = z.strictObject({
  id: z.string(),
  name: words,
  kind: z.enum(['grid', 'segment', 'point', 'checkpoint']),
  lon: z.number(),
  lat: z.number(),
  state,
  due: moment.nullable(),
  /** Seconds that are left after the nearest person would have been there and stayed. */
  slack: z.number().nullable(),
  isBlind: z.boolean(),
  /** Nearest in time first; who is on an errand already is not free. */
  near: z.array(z.strictObject({ person: named, metres: z.number(), seconds: z.number(), isFree: z.boolean(), isPlanned: z.boolean() })),
  last: z.strictObject({ to: moment, by: named }).nullable(),
  visits: z.number(),
  planned: z.number(),
  longest: z.number(),
  keptMs: z.number(),
  brokenMs: z.number(),
  unknownMs: z.number(),
  ask: askView.nullable(),
});
export type TargetView = z.infer<typeof target>;

const board = z.strictObject({
  street: z.string(),
  id: z.string(),
  version: z.number(),
  name: words,
  team: z.strictObject({ id: z.string(), name: words }),
  form: z.enum(['gap', 'slot']),
  every: z.number(),
  grace: z.number(),
  window: span.nullable(),
  isOn: z.boolean(),
  mayAsk: z.boolean(),
  /** When the newest position was made; null before any was heard. */
  heardAt: moment.nullable(),
  /** After so many seconds without news what is shown is old. */
  staleAfter: z.number(),
  onDuty: z.number(),
  heard: z.number(),
  staffing: z.strictObject({ minutes: z.number(), least: z.number(), metresApart: z.number(), mover: z.string() }),
  targets: z.array(target),
});
export type PromiseBoard = z.infer<typeof board>;
export const boardView = z.strictObject({ now: moment, promises: z.array(board) }).meta({ id: 'PatrolBoard' });
export type BoardView = z.infer<typeof boardView>;

/** Why a target stands as it does: what was seen, by which text. */
export const whyView = z
  .strictObject({
    now: moment,
    target: z.strictObject({ id: z.string(), name: words }),
    version: z.number(),
    window: span,
    rule: z.strictObject({ dwellSeconds: z.number(), fixes: z.number(), walked: z.number().nullable(), askedSeconds: z.number() }),
    stays: z.array(z.strictObject({ from: moment, to: moment, fixes: z.number(), counts: z.boolean(), by: named })),
    silences: z.array(z.strictObject({ from: moment, to: moment, by: named.nullable() })),
    kept: z.array(span),
    broken: z.array(span),
    unknown: z.array(span),
    breaches: z.array(
      z.strictObject({
        from: moment,
        to: moment.nullable(),
        cause: z.enum(['nobody_heard', 'not_asked', 'not_taken', 'declined', 'taken_too_late']),
        version: z.number(),
        notedAt: moment,
        clearedAt: moment.nullable(),
      }),
    ),
    warnings: z.array(z.strictObject({ level: z.enum(['at_risk', 'will_break', 'silent']), due: moment, at: moment })),
    asks: z.array(askView),
  })
  .meta({ id: 'PatrolWhy' });
export type WhyView = z.infer<typeof whyView>;
