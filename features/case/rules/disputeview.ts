import { z } from 'zod';
import { argumentView, caseView, named, rulingView } from './view.ts';

/** A ruling as a line to read: what, where, whose and why, and the row it became. */
export const rulingLine = z
  .strictObject({
    ...rulingView.shape,
    id: z.string(),
    number: z.string(),
    matter: named.nullable(),
    address: z.string(),
    grid: named.nullable(),
  })
  .meta({ id: 'RulingLine' });

/** The inbox of whoever rules (争议待裁): what waits with everything needed to end it, and what was ruled lately. */
export const disputesView = z
  .strictObject({
    open: z.array(
      z.strictObject({
        ...caseView.pick({
          id: true,
          number: true,
          version: true,
          status: true,
          text: true,
          matter: true,
          urgent: true,
          point: true,
          address: true,
          community: true,
          grid: true,
          asset: true,
          reportedAt: true,
          accountable: true,
          proposal: true,
          clock: true,
          handling: true,
          dispute: true,
          photos: true,
          offered: true,
        }).shape,
        argued: z.array(argumentView),
        similar: z.array(rulingLine),
      }),
    ),
    ruled: z.array(rulingLine),
  })
  .meta({ id: 'Disputes' });

export const figureKinds = ['row', 'matter', 'case'] as const;

/** How often it was refused, how often it changed hands, and how long it lay with a party that was not to have it. */
export const figuresView = z
  .strictObject({
    figures: z.array(
      z.strictObject({
        /** The duty row, matter or case; null for what a dispatcher decided against the list. */
        key: z.string().nullable(),
        name: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
        refusals: z.number().int(),
        hops: z.number().int(),
        hours: z.number(),
        cases: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'DisputeFigures' });

export type RulingLine = z.output<typeof rulingLine>;
export type DisputesView = z.output<typeof disputesView>;
export type FiguresView = z.output<typeof figuresView>;
