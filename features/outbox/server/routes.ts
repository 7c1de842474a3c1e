import { z } from 'zod';
import type { CaseId } from '../../../kernel/brand.ts';
import type { Server } from '../../../platform/http/server.ts';
import type { Person } from '../../people/rules/person.ts';
import type { Case } from '../../case/rules/case.ts';
import { caseView } from '../../case/rules/view.ts';
import { type CaseReads, findCase, listCases, presentCase } from '../../case/server/queries.ts';
import { calendarOnWire } from '../rules/day.ts';

/** More than anybody does in a day; a phone holds them all with their pages. */
const MOST = 60;

const day = z
  .strictObject({
    at: z.number(),
    calendar: z.strictObject({
      utcOffsetMinutes: z.number(),
      periods: z.array(z.strictObject({ from: z.number(), to: z.number() })),
      specialDays: z.array(z.tuple([z.string(), z.enum(['work', 'rest'])])),
      knownYears: z.array(z.number()),
    }),
    /** Each case as its page shows it, and as the rules read it. */
    cases: z.array(z.strictObject({ view: caseView, state: z.record(z.string(), z.unknown()) })),
  })
  .meta({ id: 'FieldDay' });

/** What a phone takes along: the person's jobs and looks of now, with what it needs to decide about them by itself. */
export function outboxRoutes(app: Server, io: CaseReads) {
  app.get('/api/field/day', { config: { permit: { roles: 'any' } }, schema: { response: { 200: day } } }, async (request) => {
    const who = request.caller as Person;
    const cases = await Promise.all(
      (await theirs(io, who)).map(async (it) => ({ view: await presentCase(io, { kind: 'person', person: who }, it), state: it })),
    );
    return { at: io.now(), calendar: calendarOnWire(io.directory().calendar), cases };
  });
}

/** What their unit works on and what they themselves are asked to look at. */
async function theirs(io: CaseReads, who: Person): Promise<Case[]> {
  const works = who.roles.some((role) => role === 'handler' || role === 'unit_manager');
  const list = (filter: Parameters<typeof listCases>[2]['filter']) =>
    listCases(io, who, { filter, sort: 'due', limit: MOST, after: undefined });
  const lists = [
    ...(works ? [list({ statuses: ['handling', 'suspended'], unit: who.unit })] : []),
    ...(who.roles.includes('patroller') ? [list({ statuses: [], assignee: who.id })] : []),
  ];
  const ids = new Set((await Promise.all(lists)).flatMap(({ cases }) => cases.map(({ id }) => id as CaseId)));
  const found = await Promise.all([...ids].map((id) => findCase(io, id)));
  return found.flatMap((it) => it ?? []);
}
