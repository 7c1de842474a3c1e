import { z } from 'zod';
import { steps } from './rank.ts';
import { limitShape, saidRow } from './wire.ts';

/** What the responsibility screens are told. Names travel as ids with one directory beside them: a matrix repeats few parties. */
const words = z.strictObject({ zh: z.string(), en: z.string() });
const named = z.strictObject({ id: z.string(), name: words });
const gap = z.enum(['nobody', 'fallback']);

export const matrixView = z
  .strictObject({
    at: z.number(),
    families: z.array(
      z.strictObject({
        id: z.string(),
        name: words,
        matters: z.array(z.strictObject({ ...named.shape, conditions: z.array(named) })),
      }),
    ),
    areas: z.array(z.strictObject({ id: z.string(), name: words, within: words })),
    parties: z.array(named),
    /** What rows name as their territory, for sentences about rows. */
    places: z.array(named),
    outcomes: z.array(z.strictObject({ parties: z.array(z.string()), rows: z.array(z.string()), gap: gap.nullable() })),
    /** Row by row, matters in the order of the families: numbers into `outcomes`. */
    cells: z.array(z.number()),
  })
  .meta({ id: 'ResponsibilityMatrix' });
export type MatrixView = z.output<typeof matrixView>;

export const whyView = z
  .strictObject({
    party: named.nullable(),
    row: saidRow.nullable(),
    fallback: z.boolean(),
    beaten: z.array(z.strictObject({ row: saidRow, party: named.nullable(), by: z.enum([...steps, 'id']) })),
    place: words,
  })
  .meta({ id: 'ResponsibilityWhy' });
export type WhyView = z.output<typeof whyView>;

export const faultView = z.strictObject({
  kind: z.enum(['nobody', 'fallback', 'overlap']),
  rows: z.array(saidRow),
  parties: z.array(named),
  /** How much is wrong in the same way. */
  questions: z.number(),
  places: z.number(),
  example: z.strictObject({
    matter: named,
    condition: named.nullable(),
    place: z.strictObject({
      id: z.string(),
      name: words,
      lon: z.number().nullable(),
      lat: z.number().nullable(),
      asset: z.string().nullable(),
      areas: z.array(z.string()),
    }),
    at: z.number(),
  }),
});
const counts = z.strictObject({ nobody: z.number(), fallback: z.number(), overlap: z.number() });
export const proofView = z
  .strictObject({
    from: z.string(),
    until: z.string(),
    rows: z.number(),
    complete: z.boolean(),
    sound: z.boolean(),
    counts,
    faults: z.array(faultView),
  })
  .meta({ id: 'ResponsibilityProof' });
export type ProofView = z.output<typeof proofView>;
export type FaultView = z.output<typeof faultView>;

/** What an edit of the list asks: rows put in or changed, rows taken out. */
export const dutyEdit = z.strictObject({
  rows: z.array(saidRow).max(5_000),
  remove: z.array(z.string().max(64)).max(5_000),
});
export type DutyEdit = z.output<typeof dutyEdit>;

/** What an edit would have done to the cases of the last twelve months, and what it does to the faults of the list. */
export const previewView = z
  .strictObject({
    /** Quoted when saving, so that nobody saves what they have not seen. */
    token: z.string(),
    cases: z.number(),
    moved: z.number(),
    shifts: z.array(z.strictObject({ matter: named.nullable(), from: named.nullable(), to: named.nullable(), count: z.number() })),
    promises: z.array(
      z.strictObject({
        matter: named.nullable(),
        party: named.nullable(),
        before: limitShape.nullable(),
        after: limitShape.nullable(),
        count: z.number(),
      }),
    ),
    movedAt: z.array(z.strictObject({ lon: z.number(), lat: z.number(), count: z.number() })),
    faults: z.strictObject({ before: counts, after: counts, closed: z.array(faultView), opened: z.array(faultView) }),
  })
  .meta({ id: 'ResponsibilityPreview' });
export type PreviewView = z.output<typeof previewView>;
