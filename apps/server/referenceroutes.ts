import { z } from 'zod';
import type { Server } from '../../platform/http/server.ts';
import type { Person } from '../../features/people/rules/person.ts';
import { roles } from '../../features/people/rules/person.ts';
import { keyOf } from '../../features/catalogue/rules/matter.ts';
import type { Living } from './reference.ts';

const words = z.strictObject({ zh: z.string(), en: z.string() });
const limit = z.strictObject({ value: z.number(), unit: z.enum(['urgent_hour', 'urgent_day', 'work_hour', 'work_day', 'natural_day']) });
const reference = z
  .strictObject({
    units: z.array(
      z.strictObject({
        id: z.string(),
        name: words,
        sector: z.enum(['government', 'enterprise', 'community']),
        kind: z.string(),
        parent: z.string().nullable(),
      }),
    ),
    people: z.array(
      z.strictObject({ id: z.string(), name: z.string(), roles: z.array(z.enum(roles)), unit: z.string(), streets: z.array(z.string()) }),
    ),
    matters: z.array(
      z.strictObject({
        key: z.string(),
        name: words,
        major: z.strictObject({ code: z.string(), name: words }),
        conditions: z.array(z.strictObject({ key: z.string(), text: words, limit, closing: words })),
      }),
    ),
  })
  .meta({ id: 'Reference' });

/** The lists a desk or phone chooses from. People only of the streets the asker works in. */
export function referenceRoutes(app: Server, living: () => Living) {
  app.get('/api/reference', { config: { permit: { roles: 'any' } }, schema: { response: { 200: reference } } }, async (request) => {
    const { stored } = living();
    const who = request.caller as Person;
    return {
      units: stored.units.map(({ id, name, sector, kind, parent }) => ({ id, name, sector, kind, parent })),
      people: stored.people
        .filter(({ streets }) => streets.some((street) => who.streets.includes(street)))
        .map(({ id, name, roles: posts, unit, streets }) => ({ id, name, roles: [...posts], unit, streets: [...streets] })),
      matters: stored.catalogue.map((matter) => ({
        key: keyOf(matter),
        name: matter.name,
        major: matter.major,
        conditions: matter.conditions.map(({ key, text, limit: promised, closing }) => ({ key, text, limit: promised, closing })),
      })),
    };
  });
}
