import { z } from 'zod';
import type { CaseId, Instant, OrderId, PersonId, PhotoId, UnitId } from '../../../kernel/brand.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import { delegableActs, reservedActs } from '../../responsibility/rules/authorisation.ts';
import { photoKinds } from './case.ts';
import type { Cmd, SpokenType } from './command.ts';

/** NUL cannot be stored by PostgreSQL; lone surrogates cannot be sent back. Both are refused at the edge, in words a person can act on. */
export function text(most: number, least = 0) {
  return z
    .string()
    .trim()
    .min(least)
    .max(most)
    .refine((said) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\ud800-\udfff]/u.test(said), { message: 'control-characters' });
}
const uuid = z.uuid();
export const caseId = uuid.transform((id) => id.toLowerCase() as CaseId);
const orderId = uuid.transform((id) => id.toLowerCase() as OrderId);
const personId = text(64, 1).transform((id) => id as PersonId);
const unitId = text(64, 1).transform((id) => id as UnitId);
export const photoId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((id) => id as PhotoId);
const photos = z.array(photoId).max(9);
export const matterKey = z
  .string()
  .regex(/^(part|matter):[0-9A-Z]{3,8}$/)
  .transform((key) => key as MatterKey);
const reason = text(500, 2);
const note = text(1000);
/** Milliseconds since 1970; within the years a case can live in. */
export const instant = z
  .number()
  .int()
  .min(1_577_836_800_000)
  .max(4_102_444_800_000)
  .transform((at) => at as Instant);
const point = z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) });
const act = z.enum(['service', 'enforcement']);
const claim = z.strictObject({ authorisation: text(60, 1), act: z.enum([...delegableActs, ...reservedActs]) });
const result = <T extends string>(...results: [T, ...T[]]) => z.enum(results);

/** What `correct` may say of a place: the areas are worked out by the server from the point, never taken from the wire. */
export const saidPlace = z.strictObject({ point: point.nullable(), address: text(200), asset: text(16).nullable() });
export type SaidPlace = z.output<typeof saidPlace>;

type Wire<C extends SpokenType> = z.ZodType<C extends 'correct' ? Omit<Cmd<'correct'>, 'place'> & { place: SaidPlace | null } : Cmd<C>>;

/** Shape of each command on the wire. Total; unknown keys are refused. */
export const wire: { [C in SpokenType]: Wire<C> } = {
  ask_verify: z.strictObject({ type: z.literal('ask_verify'), verifier: personId }),
  verify: z.strictObject({ type: z.literal('verify'), result: result('exists', 'absent', 'unclear'), note, photos }),
  correct: z.strictObject({
    type: z.literal('correct'),
    matter: matterKey.nullable(),
    text: text(2000, 1).nullable(),
    place: saidPlace.nullable(),
  }),
  file: z.strictObject({ type: z.literal('file'), matter: matterKey, condition: text(64, 1) }),
  refuse: z.strictObject({ type: z.literal('refuse'), reason }),
  self_handle: z.strictObject({ type: z.literal('self_handle'), note, photos, under: claim.optional() }),
  dispatch: z.strictObject({ type: z.literal('dispatch'), unit: unitId, act, task: note, order: orderId }),
  add_order: z.strictObject({ type: z.literal('add_order'), unit: unitId, act, task: note, order: orderId }),
  accept_order: z.strictObject({ type: z.literal('accept_order'), order: orderId, handler: personId.nullable() }),
  return_order: z.strictObject({
    type: z.literal('return_order'),
    order: orderId,
    reason,
    counter: unitId.nullable(),
    facts: reason.optional(),
  }),
  refer: z.strictObject({ type: z.literal('refer'), reason, counter: unitId.nullable() }),
  rule: z.strictObject({ type: z.literal('rule'), unit: unitId, act, reason, becomesRow: z.boolean(), order: orderId }),
  finish_order: z.strictObject({ type: z.literal('finish_order'), order: orderId, note, photos, before: photos, under: claim.optional() }),
  hand_over: z.strictObject({ type: z.literal('hand_over'), unit: unitId, reason, order: orderId }),
  withdraw_order: z.strictObject({ type: z.literal('withdraw_order'), order: orderId, reason }),
  request_extension: z.strictObject({ type: z.literal('request_extension'), reason }),
  request_suspension: z.strictObject({ type: z.literal('request_suspension'), reason, until: instant }),
  grant_request: z.strictObject({ type: z.literal('grant_request') }),
  decline_request: z.strictObject({ type: z.literal('decline_request'), reason }),
  resume: z.strictObject({ type: z.literal('resume'), reason }),
  ask_check: z.strictObject({ type: z.literal('ask_check'), checker: personId }),
  check: z.strictObject({ type: z.literal('check'), result: result('pass', 'fail', 'unclear'), note, photos }),
  rework: z.strictObject({ type: z.literal('rework'), reason }),
  close: z.strictObject({ type: z.literal('close'), informed: z.boolean(), note }),
  call_back: z.strictObject({ type: z.literal('call_back'), satisfied: z.boolean(), note }),
  rate: z.strictObject({
    type: z.literal('rate'),
    stars: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
    words: note,
  }),
  reopen: z.strictObject({ type: z.literal('reopen'), reason }),
  supervise: z.strictObject({ type: z.literal('supervise'), note: text(1000, 1) }),
  void: z.strictObject({ type: z.literal('void'), reason }),
  merge: z.strictObject({ type: z.literal('merge'), into: caseId }),
  split: z.strictObject({ type: z.literal('split') }),
  add_photos: z.strictObject({ type: z.literal('add_photos'), kind: z.enum(photoKinds), photos: z.array(photoId).min(1).max(9) }),
  note: z.strictObject({ type: z.literal('note'), text: text(1000, 1) }),
};

const variants = Object.values(wire) as unknown as [
  z.ZodObject<{ type: z.ZodLiteral<SpokenType> }>,
  ...z.ZodObject<{ type: z.ZodLiteral<SpokenType> }>[],
];
/** Any command, told apart by its `type`. */
export const spoken = z.discriminatedUnion('type', variants) as unknown as z.ZodType<{ [C in SpokenType]: z.output<Wire<C>> }[SpokenType]>;
