import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Day } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import { dayOf } from '../../../kernel/time/calendar.ts';
import { type Server, keyOf } from '../../../platform/http/server.ts';
import type { Person } from '../../people/rules/person.ts';
import {
  type Authorisation,
  authorisationFaults,
  authorisationStates,
  daysLeft,
  delegableActs,
  hasExpired,
  mayActUnder,
  reservedActs,
  standingOf,
} from '../rules/authorisation.ts';
import { isBeyond, streetsOfArea } from '../rules/reach.ts';
import type { DutyRefusal } from '../rules/refusals.ts';
import { type AuthorisationView, authorisationView, historyView, registerView } from '../rules/registerview.ts';
import { authorisationShape } from '../rules/wire.ts';
import { type DutyDoors, code, no, spotFor, staff, where } from './asking.ts';
import { editors, keeper } from './editroutes.ts';
import { placeNamed, unitNamed } from './present.ts';
import {
  allAuthorisations,
  authorisationById,
  historyOfAuthorisation,
  lockRegister,
  putAuthorisation,
  record,
  toldUnder,
} from './store.ts';

/** What is said of the register, by whom, and the key that makes saying it again harmless. */
type Telling = { readonly who: Person; readonly key: string; readonly said: unknown };
type Turn = { readonly id: string; readonly status: Authorisation['status']; readonly reason: string };

/** The one way into the register. A key heard before answers the entry as it stands by now; with other content it is refused. */
async function tell(
  io: DutyDoors,
  { who, key, said }: Telling,
  id: string,
  change: (before: Authorisation | undefined) => Result<{ entry: Authorisation; type: string; reason?: string }, DutyRefusal>,
): Promise<Result<Authorisation, DutyRefusal>> {
  const seal = createHash('sha256')
    .update(JSON.stringify([who.id, id, said]))
    .digest('hex');
  return io.database.transaction(async (tx): Promise<Result<Authorisation, DutyRefusal>> => {
    await lockRegister(tx);
    const earlier = await toldUnder(tx, key);
    const before = await authorisationById(tx, id);
    if (earlier) return earlier.said === seal && before ? ok(before) : refuse({ code: 'key-used-for-something-else' });
    const done = change(before);
    if (!done.ok) return done;
    const { entry, type, reason } = done.value;
    if (reachesBeyond(io, who, before?.areas ?? [], entry.areas)) return refuse({ code: 'street-not-yours' });
    await putAuthorisation(tx, entry);
    const { version, status } = entry;
    const body = { id, version, status, ...(reason === undefined ? {} : { reason }), key, said: seal };
    await record(tx, { at: io.now(), actor: who.id, type, body });
    return ok(entry);
  });
}

/** A paper that holds in one's own street too may be turned by one; an area that is added must be of one's own. */
function reachesBeyond({ book }: DutyDoors, { streets }: Person, before: readonly string[], areas: readonly string[]): boolean {
  const lying = (area: string) => streetsOfArea(area, book().ground);
  return isBeyond(streets, [before.flatMap(lying), ...areas.filter((area) => !before.includes(area)).map(lying)]);
}

/** Puts an entry in the register, or a new version of one. A revoked one stays revoked. */
async function putEntry(io: DutyDoors, telling: Telling, said: Authorisation): Promise<Result<Authorisation, DutyRefusal>> {
  const faults = authorisationFaults(said, io.parties());
  if (faults.length > 0) return refuse({ code: 'authorisation-has-faults', fields: faults.map(({ field }) => field) });
  return tell(io, telling, said.id, (before) => {
    if (before?.status === 'revoked') return refuse({ code: 'revoked-for-good' });
    return ok({ entry: { ...said, version: (before?.version ?? 0) + 1 }, type: 'authorisation_saved' });
  });
}

function turn(io: DutyDoors, telling: Telling, { id, status, reason }: Turn): Promise<Result<Authorisation, DutyRefusal>> {
  return tell(io, telling, id, (before) => {
    if (!before) return refuse({ code: 'no-such-authorisation' });
    if (before.status === 'revoked') return refuse({ code: 'revoked-for-good' });
    return ok({ entry: { ...before, status, version: before.version + 1 }, type: 'authorisation_turned', reason });
  });
}

function viewOf(io: DutyDoors, entry: Authorisation, day: Day): AuthorisationView {
  const names = io.names();
  return {
    ...entry,
    name: { ...entry.name },
    permitted: [...entry.permitted],
    forbidden: [...entry.forbidden],
    checklist: entry.checklist && { ...entry.checklist },
    body: unitNamed(names, entry.body),
    company: unitNamed(names, entry.company),
    areas: entry.areas.map((area) => placeNamed(names, area)),
    expired: hasExpired(entry, day),
    standing: standingOf(entry, day),
    daysLeft: daysLeft(entry, day),
  };
}

export function authorisationRoutes(app: Server, io: DutyDoors) {
  const today = () => dayOf(io.now(), io.book().ground.calendar);
  app.get('/api/responsibility/authorisations', { config: staff, schema: { response: { 200: registerView } } }, async () => ({
    authorisations: (await allAuthorisations(io.database)).map((entry) => viewOf(io, entry, today())),
  }));
  app.get(
    '/api/responsibility/authorisations/:id/history',
    { config: staff, schema: { params: z.strictObject({ id: code }), response: { 200: historyView } } },
    async (request) => ({
      events: (await historyOfAuthorisation(io.database, request.params.id)).map(({ at, actor, type, body }) => ({
        at,
        actor: io.names().person(actor) ?? actor,
        type,
        status: body.status ?? '',
        reason: body.reason ?? '',
        version: body.version ?? 0,
      })),
    }),
  );
  app.get(
    '/api/responsibility/authorisations/:id/may',
    {
      config: staff,
      schema: {
        params: z.strictObject({ id: code }),
        querystring: z.strictObject({ ...where, act: z.enum([...delegableActs, ...reservedActs]) }),
        response: { 200: z.strictObject({ may: z.boolean(), because: z.string().nullable() }) },
      },
    },
    async (request) => {
      const entry = (await allAuthorisations(io.database)).find(({ id }) => id === request.params.id);
      if (!entry) return no({ code: 'no-such-authorisation' });
      const { areas } = spotFor(io.book().mapOf(io.book().listAt(io.now())), request.query);
      const may = mayActUnder(entry, request.query.act, areas, today());
      return { may: may.ok, because: may.ok ? null : may.refusal.code };
    },
  );
  registerRoutes(app, io);
}

const telling = (request: FastifyRequest): Telling => ({ who: keeper(request), key: keyOf(request), said: request.body });

function registerRoutes(app: Server, io: DutyDoors) {
  const answered = async (done: Result<Authorisation, DutyRefusal>) => {
    if (!done.ok) return no(done.refusal);
    await io.look();
    return viewOf(io, done.value, dayOf(io.now(), io.book().ground.calendar));
  };
  app.post(
    '/api/responsibility/authorisations',
    { config: editors, schema: { body: authorisationShape, response: { 200: authorisationView } } },
    async (request) => answered(await putEntry(io, telling(request), request.body as Authorisation)),
  );
  app.post(
    '/api/responsibility/authorisations/:id/status',
    {
      config: editors,
      schema: {
        params: z.strictObject({ id: code }),
        body: z.strictObject({ status: z.enum(authorisationStates), reason: z.string().trim().min(2).max(500) }),
        response: { 200: authorisationView },
      },
    },
    async (request) => answered(await turn(io, telling(request), { id: request.params.id, ...request.body })),
  );
}
