import { z } from 'zod';
import type { CaseId } from '../../../kernel/brand.ts';
import { steps } from './rank.ts';
import { day, limitShape, saidRow } from './wire.ts';

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
const edited = { rows: z.array(saidRow).max(20_000), remove: z.array(z.string().max(64)).max(20_000) };
export const dutyEdit = z.strictObject(edited);
export type DutyEdit = z.output<typeof dutyEdit>;
/** The same, or the whole list anew (a table read in, another contract); and the day it begins, at once when none is said. */
const begins = { onDay: day.nullable().default(null) };
export const askedEdit = z.union([z.strictObject({ ...edited, ...begins }), z.strictObject({ replace: edited.rows, ...begins })]);
/** The case whose ruling the row puts down (裁定入清单): both then name each other. */
const ruling = z
  .uuid()
  .transform((id) => id.toLowerCase() as CaseId)
  .optional();
const sealed = { token: z.string().min(10).max(100), because: z.string().trim().min(2).max(500) };
export const savedEdit = z.union([
  z.strictObject({ ...edited, ...begins, ...sealed, ruling }),
  z.strictObject({ replace: edited.rows, ...begins, ...sealed }),
]);

/** A case for a person to open. */
const sample = z.strictObject({ id: z.string(), number: z.string() });

/** What an edit would have done to the cases of the last twelve months, and what it does to the faults of the list. */
export const previewView = z
  .strictObject({
    /** Quoted when saving, so that nobody saves what they have not seen. */
    token: z.string(),
    /** The version it was held against, and the rows it really adds, alters and takes out. */
    base: z.number(),
    put: z.array(z.string()),
    removed: z.array(z.string()),
    /** What must be mended before it can be saved; `line` where the row came from a table. */
    issues: z.array(
      z.strictObject({
        row: z.string(),
        field: z.string(),
        code: z.string(),
        expected: z.string(),
        found: z.string(),
        line: z.number().nullable(),
      }),
    ),
    complete: z.strictObject({ before: z.boolean(), after: z.boolean() }),
    cases: z.number(),
    moved: z.number(),
    shifts: z.array(
      z.strictObject({
        matter: named.nullable(),
        from: named.nullable(),
        to: named.nullable(),
        count: z.number(),
        samples: z.array(sample),
      }),
    ),
    promises: z.array(
      z.strictObject({
        matter: named.nullable(),
        party: named.nullable(),
        before: limitShape.nullable(),
        after: limitShape.nullable(),
        count: z.number(),
        samples: z.array(sample),
      }),
    ),
    movedAt: z.array(z.strictObject({ lon: z.number(), lat: z.number(), count: z.number() })),
    /** The same by duty grid, else community, else street. */
    movedIn: z.array(z.strictObject({ ...named.shape, count: z.number() })),
    faults: z.strictObject({ before: counts, after: counts, closed: z.array(faultView), opened: z.array(faultView) }),
  })
  .meta({ id: 'ResponsibilityPreview' });
export type PreviewView = z.output<typeof previewView>;

/** A table read as a dry run: the cells that cannot be read, else its rows and what saving them would do. */
export const importView = z
  .strictObject({
    cells: z.array(z.strictObject({ line: z.number(), row: z.string(), code: z.string(), field: z.string(), found: z.string() })),
    rows: z.array(saidRow),
    preview: previewView.nullable(),
  })
  .meta({ id: 'DutyListDryRun' });
export type ImportView = z.output<typeof importView>;

export const listLine = z.strictObject({
  version: z.number().int(),
  effectiveAt: z.number(),
  savedAt: z.number(),
  savedBy: z.strictObject({ id: z.string(), name: z.string() }),
  reason: z.string(),
  rows: z.number().int(),
  state: z.enum(['past', 'in_force', 'waiting', 'withdrawn']),
});

export const levelNames = ['street', 'community', 'duty_grid', 'unit_grid'] as const;
const owner = z.strictObject({ party: named.nullable(), row: z.string().nullable(), fallback: z.boolean() });

/** Pick a matter: who has it where. Several owners where a village, a road or a drawn area cuts through the place. */
export const ownersView = z
  .strictObject({
    version: z.number().int(),
    at: z.number(),
    matter: named,
    condition: z.string().nullable(),
    places: z.array(z.strictObject({ ...named.shape, street: z.string().nullable(), owners: z.array(owner) })),
  })
  .meta({ id: 'ResponsibilityOwners' });

/** Pick a place: who has what there, condition by condition. */
export const ownedView = z
  .strictObject({
    version: z.number().int(),
    at: z.number(),
    place: z.strictObject({
      areas: z.array(named),
      asset: z.string().nullable(),
      point: z.strictObject({ lon: z.number(), lat: z.number() }).nullable(),
    }),
    families: z.array(
      z.strictObject({
        ...named.shape,
        matters: z.array(z.strictObject({ ...named.shape, condition: named.nullable(), owner })),
      }),
    ),
  })
  .meta({ id: 'ResponsibilityOwned' });
