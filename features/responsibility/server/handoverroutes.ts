import { z } from 'zod';
import type { Day, UnitId } from '../../../kernel/brand.ts';
import { type Server, keyOf } from '../../../platform/http/server.ts';
import { day, id as unitId } from '../rules/wire.ts';
import { contractsView, handedCases, handoverPreview, handoverView } from '../rules/handoverview.ts';
import { type DutyDoors, no, staff } from './asking.ts';
import { keeper } from './editroutes.ts';
import { type Begins, cancelHandover, confirmHandover, previewHandover } from './handover.ts';
import { allHandovers, handedCasesOf } from './handoverstore.ts';
import { contractsOf, handoversOf, previewViewOfHandover } from './handovertold.ts';
import { unitNamed } from './present.ts';

/** A contract is handed over by who answers for it: the administrator and the leaders, of government only. */
const hands = { permit: { roles: ['administrator' as const, 'leader' as const] } };
const asked = {
  contract: z.string().min(1).max(60),
  clauses: z.array(z.string().min(1).max(60)).min(1).max(200).nullable().default(null),
  to: unitId,
  heirs: z.array(z.strictObject({ from: unitId, to: unitId })).max(200),
  onDay: day.nullable().default(null),
};
const sealed = { token: z.string().min(10).max(100), because: z.string().trim().min(2).max(500) };
const one = z.strictObject({ id: z.uuid() });

function beginsOf({ onDay, to, heirs, ...rest }: z.output<z.ZodObject<typeof asked>>): Begins {
  const asUnits = heirs.map((heir) => ({ from: heir.from as UnitId, to: heir.to as UnitId }));
  return { asked: { ...rest, to: to as UnitId, heirs: asUnits }, onDay: onDay as Day | null };
}

export function handoverRoutes(app: Server, io: DutyDoors) {
  app.get('/api/responsibility/contracts', { config: staff, schema: { response: { 200: contractsView } } }, () => contractsOf(io));
  app.get(
    '/api/responsibility/handovers',
    { config: staff, schema: { response: { 200: z.strictObject({ handovers: z.array(handoverView) }) } } },
    async () => ({ handovers: await handoversOf(io) }),
  );
  app.get(
    '/api/responsibility/handovers/:id/cases',
    { config: staff, schema: { params: one, response: { 200: handedCases } } },
    async (request) => {
      const { id } = request.params;
      if (!(await allHandovers(io.database)).some((each) => each.id === id)) return no({ code: 'no-such-handover' });
      const names = io.names();
      const cases = await handedCasesOf(io.database, id, 500);
      return { cases: cases.map((each) => ({ ...each, from: unitNamed(names, each.from), to: unitNamed(names, each.to) })) };
    },
  );
  app.post(
    '/api/responsibility/handovers/preview',
    { config: { ...hands, readsOnly: true }, schema: { body: z.strictObject(asked), response: { 200: handoverPreview } } },
    async (request) => {
      const { streets } = keeper(request);
      const found = await previewHandover(io, beginsOf(request.body));
      return found.ok ? previewViewOfHandover(io, { ...found.value, streets }) : no(found.refusal);
    },
  );
  app.post(
    '/api/responsibility/handovers',
    { config: hands, schema: { body: z.strictObject({ ...asked, ...sealed }), response: { 200: handoverView } } },
    async (request) => {
      keyOf(request);
      const { token, because, ...said } = request.body;
      const done = await confirmHandover(io, keeper(request), { begins: beginsOf(said), token, reason: because, id: io.newId() });
      return done.ok ? viewNow(io, done.value.id) : no(done.refusal);
    },
  );
  app.post(
    '/api/responsibility/handovers/:id/cancel',
    { config: hands, schema: { params: one, response: { 200: handoverView } } },
    async (request) => {
      keyOf(request);
      const done = await cancelHandover(io, keeper(request), request.params.id);
      return done.ok ? viewNow(io, done.value.id) : no(done.refusal);
    },
  );
}

async function viewNow(io: DutyDoors, id: string) {
  return (await handoversOf(io)).find((each) => each.id === id) ?? no({ code: 'no-such-handover' });
}
