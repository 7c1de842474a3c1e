import { z } from 'zod';
import type { CaseId, StreetId } from '../../../kernel/brand.ts';
import { metresBetween } from '../../../kernel/place/distance.ts';
import { Refused } from '../../../platform/http/problem.ts';
import { type Server, keyOf } from '../../../platform/http/server.ts';
import type { Person } from '../../people/rules/person.ts';
import { type CasePlace, finished, statuses } from '../rules/case.ts';
import type { Spoken } from '../rules/command.ts';
import { caseHttpStatus } from '../rules/refusals.ts';
import { scopeOf, sees } from '../rules/sees.ts';
import { caseRow, caseView, lights } from '../rules/view.ts';
import { type SaidPlace, caseId, instant, spoken, text } from '../rules/wire.ts';
import { type CaseIo, commandCase } from './command.ts';
import type { After } from './list.ts';
import { type CaseReads, casePoints, countCases, findCase, listCases, presentCase, rowFor, sameIncidents, viewCase } from './queries.ts';

/** Works out street, community and grids of a said place; undefined when it lies outside every street. */
export type Locate = (said: SaidPlace) => { street: StreetId; place: CasePlace } | undefined;

const staff = { permit: { roles: 'any' as const } };
const params = z.strictObject({ id: caseId });
const list = z
  .string()
  .max(400)
  .transform((said) => said.split(',').filter(Boolean));
const box = z
  .string()
  .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/)
  .transform((said) => said.split(',').map(Number) as [number, number, number, number])
  .refine((corners) => corners.every((value, i) => Math.abs(value) <= (i % 2 === 0 ? 180 : 90)), { message: 'off-the-earth' });

const filterShape = {
  status: list.pipe(z.array(z.enum(statuses))).optional(),
  street: text(9, 9).optional(),
  unit: text(64).optional(),
  assignee: z.literal('me').optional(),
  q: text(60).optional(),
  light: z.enum(['yellow', 'red']).optional(),
  bbox: box.optional(),
};
const filterQuery = z.strictObject(filterShape);

function filterOf(said: z.output<typeof filterQuery>, who: Person) {
  return {
    statuses: said.status ?? [],
    street: said.street as StreetId | undefined,
    unit: said.unit,
    assignee: said.assignee && who.id,
    light: said.light,
    words: said.q,
    box: said.bbox,
  };
}

/** A page's end as an opaque text: the sort value and the id. */
const cursor = {
  write: (after: After | null) => after && `${after.value ?? ''}~${after.id}`,
  read: z
    .string()
    // Thirteen digits of milliseconds reach the year 2286; more would be no time PostgreSQL knows.
    .regex(/^(\d{1,13}(\.\d{1,6})?)?~[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .transform((said): After => {
      const [value, id = ''] = said.split('~');
      return { value: value ? Number(value) : null, id };
    }),
};

export function caseRoutes(app: Server, io: CaseIo & CaseReads, locate: Locate) {
  readRoutes(app, io);
  app.post(
    '/api/cases/:id/commands',
    {
      config: staff,
      schema: {
        params,
        headers: z.looseObject({ 'idempotency-key': z.string().optional() }),
        body: z.strictObject({ command: spoken, version: z.number().int().min(1).max(1_000_000).optional(), saidAt: instant.optional() }),
        response: { 200: caseView },
      },
    },
    async (request) => {
      const by = { kind: 'person' as const, person: request.caller as Person };
      const { command, version, saidAt } = request.body;
      const sent = {
        to: request.params.id,
        command: await placed(io, by.person, { to: request.params.id, command, locate }),
        key: keyOf(request),
        version,
        saidAt,
      };
      const answer = await commandCase(io, by, sent);
      if (!answer.ok) throw new Refused(caseHttpStatus[answer.refusal.code], answer.refusal);
      return presentCase(io, by, answer.value);
    },
  );
}

type Placing = { to: CaseId; command: z.output<typeof spoken>; locate: Locate };

/** Turns the place a person said into the place the case keeps. A case never leaves its street: that would be another case. */
async function placed(io: CaseReads, who: Person, { to, command, locate }: Placing): Promise<Spoken> {
  if (command.type !== 'correct') return command as Spoken;
  if (command.place === null) return { ...command, place: null };
  const it = await findCase(io, to);
  // Before the place is weighed: an answer about it would say that a case exists which this person may not know of.
  if (!it || !sees(scopeOf(who), it)) throw new Refused(404, { code: 'no-such-case' });
  const found = locate(command.place);
  if (!found) throw new Refused(caseHttpStatus['place-outside'], { code: 'place-outside' });
  if (found.street !== it.street) throw new Refused(caseHttpStatus['other-street'], { code: 'other-street' });
  return { ...command, place: found.place };
}

function readRoutes(app: Server, io: CaseReads) {
  app.get(
    '/api/cases',
    {
      config: staff,
      schema: {
        querystring: z.strictObject({
          ...filterShape,
          sort: z.enum(['due', 'reported']).default('due'),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          after: cursor.read.optional(),
        }),
        response: { 200: z.strictObject({ cases: z.array(caseRow), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { sort, limit, after, ...said } = request.query;
      const who = request.caller as Person;
      const { cases, next } = await listCases(io, who, { filter: filterOf(said, who), sort, limit, after });
      return { cases, next: cursor.write(next) };
    },
  );
  app.get(
    '/api/cases/counts',
    {
      config: staff,
      schema: {
        querystring: filterQuery,
        response: {
          200: z.strictObject({ byStatus: z.partialRecord(z.enum(statuses), z.number()), late: z.number(), yellow: z.number() }),
        },
      },
    },
    async (request) => {
      const who = request.caller as Person;
      const rows = await countCases(io, who, filterOf(request.query, who));
      const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
      return {
        byStatus: Object.fromEntries(rows.map(({ status, count }) => [status, count])),
        late: sum(({ late }) => late),
        yellow: sum(({ yellow }) => yellow),
      };
    },
  );
  app.get(
    '/api/cases/points',
    {
      config: staff,
      schema: {
        querystring: filterQuery,
        response: {
          200: z.strictObject({
            points: z.array(z.tuple([z.string(), z.number(), z.number(), z.enum(statuses), z.enum(lights), z.boolean()])),
          }),
        },
      },
    },
    async (request) => {
      const who = request.caller as Person;
      return { points: await casePoints(io, who, filterOf(request.query, who)) };
    },
  );
  app.get('/api/cases/:id', { config: staff, schema: { params, response: { 200: caseView } } }, async (request) => {
    const view = await viewCase(io, { kind: 'person', person: request.caller as Person }, request.params.id);
    if (!view) throw new Refused(404, { code: 'no-such-case' });
    return view;
  });
  app.get(
    '/api/cases/:id/candidates',
    {
      config: staff,
      schema: {
        params,
        response: { 200: z.strictObject({ cases: z.array(z.strictObject({ ...caseRow.shape, metres: z.number().nullable() })) }) },
      },
    },
    async (request) => {
      const view = await viewCase(io, { kind: 'person', person: request.caller as Person }, request.params.id);
      if (!view) throw new Refused(404, { code: 'no-such-case' });
      const it = await findCase(io, request.params.id);
      if (!it || finished.includes(it.status)) return { cases: [] };
      const like = { street: it.street, text: it.text, matter: it.matter, point: it.place.point, asset: it.place.asset, at: it.reportedAt };
      const same = await sameIncidents(io, like, { most: 8, but: it.id });
      const metres = (other: typeof it) =>
        it.place.point && other.place.point ? Math.round(metresBetween(it.place.point, other.place.point)) : null;
      return { cases: same.map((other) => ({ ...rowFor(io, other), metres: metres(other) })) };
    },
  );
}
