import { z } from 'zod';
import { standings } from './authorisation.ts';
import { authorisationSaid } from './wire.ts';

/** What the screens are told of the register of authorisations. */
const words = z.strictObject({ zh: z.string(), en: z.string() });
const named = z.strictObject({ id: z.string(), name: words });

export const authorisationView = z
  .strictObject({
    ...authorisationSaid.shape,
    body: named,
    company: named,
    areas: z.array(named),
    expired: z.boolean(),
    standing: z.enum(standings),
    daysLeft: z.number().int().nullable(),
  })
  .meta({ id: 'Authorisation' });
export type AuthorisationView = z.output<typeof authorisationView>;
export const registerView = z.strictObject({ authorisations: z.array(authorisationView) });

export const historyView = z.strictObject({
  events: z.array(
    z.strictObject({
      at: z.number(),
      actor: z.string(),
      type: z.string(),
      status: z.string(),
      reason: z.string(),
      version: z.number(),
    }),
  ),
});
export type AuthorisationHistory = z.output<typeof historyView>;
