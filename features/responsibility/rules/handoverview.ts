import { z } from 'zod';
import { standings } from './authorisation.ts';
import { handoverStates } from './handover.ts';
import { previewView } from './view.ts';

/** What the screens are told of contracts and their handovers. */
const words = z.strictObject({ zh: z.string(), en: z.string() });
const named = z.strictObject({ id: z.string(), name: words });
const heir = z.strictObject({ from: named, to: named });

export const contractsView = z
  .strictObject({
    contracts: z.array(
      z.strictObject({
        ...named.shape,
        operator: named,
        from: z.string(),
        until: z.string(),
        packages: z.array(z.strictObject({ clause: z.string(), basis: words, rows: z.number(), units: z.array(z.string()) })),
        units: z.array(named),
        handover: z.string().nullable(),
      }),
    ),
    operators: z.array(z.strictObject({ ...named.shape, teams: z.array(named) })),
  })
  .meta({ id: 'ContractsAndOperators' });
export type ContractsView = z.output<typeof contractsView>;
export type ContractView = ContractsView['contracts'][number];

const movingCase = z.strictObject({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  from: named,
  to: named,
});
export const handoverPreview = z
  .strictObject({
    rows: z.array(z.strictObject({ id: z.string(), basis: words, from: named, to: named })),
    heirs: z.array(heir),
    papers: z.array(z.strictObject({ ...named.shape, document: z.string(), standing: z.enum(standings) })),
    cases: z.strictObject({
      count: z.number(),
      counts: z.array(z.strictObject({ from: named, to: named, status: z.string(), count: z.number() })),
      some: z.array(movingCase),
      at: z.array(z.strictObject({ lon: z.number(), lat: z.number() })),
      /** Open cases the old operator keeps: of other rows, or chosen against the list. */
      staying: z.number(),
    }),
    preview: previewView,
  })
  .meta({ id: 'HandoverPreview' });
export type HandoverPreview = z.output<typeof handoverPreview>;

export const handoverView = z
  .strictObject({
    id: z.string(),
    contract: named,
    from: named,
    to: named,
    heirs: z.array(heir),
    rows: z.number(),
    cutOver: z.number(),
    list: z.number(),
    state: z.enum(handoverStates),
    reason: z.string(),
    plannedAt: z.number(),
    plannedBy: z.string(),
    doneAt: z.number().nullable(),
    moved: z.number(),
    left: z.number(),
  })
  .meta({ id: 'Handover' });
export type HandoverView = z.output<typeof handoverView>;

export const handedCases = z.strictObject({
  cases: z.array(z.strictObject({ id: z.string(), number: z.string(), from: named, to: named, orders: z.number(), at: z.number() })),
});
export type HandedCases = z.output<typeof handedCases>;
