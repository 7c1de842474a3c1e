import { z } from 'zod';
import type { Day } from '../../../kernel/brand.ts';
import { Refused } from '../../../platform/http/problem.ts';
import { type Server, keyOf } from '../../../platform/http/server.ts';
import type { Person } from '../../people/rules/person.ts';
import { readTable, writeTable } from '../rules/table.ts';
import { askedEdit, importView, previewView, savedEdit } from '../rules/view.ts';
import { day, readRow, writeRow } from '../rules/wire.ts';
import { type Asked, previewChange, saveChange, withdraw } from './edit.ts';
import { previewViewOf } from './present.ts';
import { type DutyDoors, no } from './asking.ts';

/** Whose job it is is a matter of public power: the list is changed by its administrator, dispatchers and leaders, and by no company. */
export const editors = { permit: { roles: ['administrator', 'dispatcher', 'leader'] } };
/** A list of thousands of rows with drawn areas. */
const BODY = 8 * 1024 * 1024;

const onDay = day.nullable().default(null);
const saved = z.strictObject({ version: z.number().int(), effectiveAt: z.number() });

/** A company's employee may hold a post of this name; the power stays with government. */
export function keeper(request: { caller: unknown }): Person {
  const who = request.caller as Person;
  if (who.sector !== 'government') throw new Refused(403, { code: 'forbidden' });
  return who;
}

/** The change a body says; rows are read here, so that what a preview saw and a save does are the same rows. */
function askedOf(body: z.output<typeof askedEdit>): Asked {
  const onDay = body.onDay as Day | null;
  if ('replace' in body) return { change: { replace: body.replace.map(readRow) }, onDay };
  return { change: { put: body.rows.map(readRow), remove: body.remove }, onDay };
}

export function editRoutes(app: Server, io: DutyDoors) {
  tableRoutes(app, io);
  app.post(
    '/api/responsibility/preview',
    { bodyLimit: BODY, config: { ...editors, readsOnly: true }, schema: { body: askedEdit, response: { 200: previewView } } },
    async (request) => {
      const { streets } = keeper(request);
      return previewViewOf(await previewChange(io, askedOf(request.body)), io.book(), { names: io.names(), streets });
    },
  );
  app.post(
    '/api/responsibility/rows',
    { bodyLimit: BODY, config: editors, schema: { body: savedEdit, response: { 200: saved } } },
    async (request) => {
      // The token is what makes a repeat harmless here; the key is asked for all the same, as on every door that changes something.
      keyOf(request);
      const { token, because } = request.body;
      const ruling = 'ruling' in request.body ? request.body.ruling : undefined;
      const answer = await saveChange(io, keeper(request), { asked: askedOf(request.body), token, reason: because, ruling });
      return answer.ok ? answer.value : no(answer.refusal);
    },
  );
  app.post(
    '/api/responsibility/lists/:version/withdraw',
    {
      config: editors,
      schema: {
        params: z.strictObject({ version: z.coerce.number().int().min(1) }),
        response: { 200: z.strictObject({ withdrawn: z.literal(true) }) },
      },
    },
    async (request) => {
      keyOf(request);
      const answer = await withdraw(io, keeper(request), request.params.version);
      return answer.ok ? { withdrawn: true as const } : no(answer.refusal);
    },
  );
}

/** The list as a table, out and in. */
function tableRoutes(app: Server, io: DutyDoors) {
  app.get('/api/responsibility/duty.csv', { config: { permit: { roles: 'any' } }, schema: { hide: true } }, async (_request, reply) => {
    const list = io.book().listAt(io.now());
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="duty-${list.version}.csv"`);
    return writeTable(list.rows) as never;
  });
  app.post(
    '/api/responsibility/import',
    {
      bodyLimit: BODY,
      config: { ...editors, readsOnly: true },
      schema: {
        body: z.strictObject({ csv: z.string().min(1), onDay }),
        response: { 200: importView },
      },
    },
    async (request) => {
      const { streets } = keeper(request);
      const { rows: said, lines, issues } = readTable(request.body.csv);
      // A dry run: what the cells say must be readable before it can be asked what it would do.
      if (issues.length > 0 || said.length === 0)
        return { cells: issues.slice(0, 500).map((issue) => ({ ...issue })), rows: [], preview: null };
      const found = await previewChange(io, { change: { replace: said }, onDay: request.body.onDay as Day | null });
      return { cells: [], rows: said.map(writeRow), preview: previewViewOf(found, io.book(), { names: io.names(), streets, lines }) };
    },
  );
}
