import { z } from 'zod';
import type { Instant } from '../../../kernel/brand.ts';
import { Refused } from '../../../platform/http/problem.ts';
import type { Server } from '../../../platform/http/server.ts';
import type { Person } from '../../people/rules/person.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import { partiesOf } from '../rules/arbiter.ts';
import type { Case } from '../rules/case.ts';
import { type RulingLine, disputesView, figureKinds, figuresView } from '../rules/disputeview.ts';
import { precedentsOf } from '../rules/precedent.ts';
import { scopeOf } from '../rules/sees.ts';
import { instant } from '../rules/wire.ts';
import { arguedBetween, ruledSince } from './disputes.ts';
import { page, where } from './list.ts';
import { type Directory, disputeView, rowOf, viewOf } from './present.ts';
import type { CaseReads } from './queries.ts';

const YEAR = 365 * 86_400_000;
const MONTH = 30 * 86_400_000;
const MOST_OPEN = 50;
const MOST_RULED = 30;
const MOST_SIMILAR = 3;
const MOST_FIGURES = 50;

/** Public power: a company's employee may hold a post of this name and still rules nothing. */
function ofGovernment(request: { caller: unknown }): Person {
  const who = request.caller as Person;
  if (who.sector !== 'government') throw new Refused(403, { code: 'forbidden' });
  return who;
}

export function disputeRoutes(app: Server, io: CaseReads) {
  app.get(
    '/api/disputes',
    { config: { permit: { roles: ['leader', 'district'] } }, schema: { response: { 200: disputesView } } },
    async (request) => disputesOf(io, ofGovernment(request)),
  );
  app.get(
    '/api/disputes/figures',
    {
      config: { permit: { roles: ['administrator', 'dispatcher', 'leader', 'district'] } },
      schema: {
        querystring: z.strictObject({
          by: z.enum(figureKinds).default('row'),
          from: z.coerce.number().pipe(instant).optional(),
          to: z.coerce.number().pipe(instant).optional(),
        }),
        response: { 200: figuresView },
      },
    },
    async (request) => {
      const { streets } = ofGovernment(request);
      const { by, to = io.now(), from = (to - 90 * 86_400_000) as Instant } = request.query;
      const found = await arguedBetween(io.database, { streets, from, to, by, most: MOST_FIGURES });
      const names = io.directory();
      const nameOf = (key: string | null) =>
        key === null
          ? null
          : by === 'row'
            ? (names.duty(key)?.basis ?? null)
            : by === 'matter'
              ? (names.matter(key as MatterKey)?.name ?? null)
              : null;
      return { figures: found.map(({ key, ...figure }) => ({ key, name: nameOf(key), ...figure })) };
    },
  );
}

/** What waits for this person's seat, most urgent first, each with the rulings it resembles. */
async function disputesOf(io: CaseReads, who: Person) {
  const at = io.now();
  const from = io.directory();
  const [waiting, ruled] = await Promise.all([
    page(io.database, where(scopeOf(who), { statuses: ['disputed'] }, at), { sort: 'due', limit: MOST_OPEN, after: undefined }),
    ruledSince(io.database, who.streets, (at - YEAR) as Instant),
  ]);
  const lines = ruled.flatMap((it) => {
    const line = lineOf(it, from, at);
    return line ? [{ matter: it.matter, point: it.place.point, parties: partiesOf(it), it, line }] : [];
  });
  return {
    open: waiting.map(({ state }) => {
      const like = { matter: state.matter, point: state.place.point, parties: partiesOf(state) };
      const earlier = lines.filter(({ it }) => it.id !== state.id);
      return { ...waitingOf(state, { from, at, who }), similar: precedentsOf(like, earlier, MOST_SIMILAR).map(({ line }) => line) };
    }),
    ruled: lines
      .map(({ line }) => line)
      .filter(({ at: ruledAt }) => ruledAt > at - MONTH)
      .slice(0, MOST_RULED),
  };
}

function waitingOf(it: Case, { from, at, who }: { from: Directory; at: Instant; who: Person }) {
  const view = viewOf(it, { history: [], contact: null, intoNumber: null }, { from, by: { kind: 'person', person: who }, at });
  const { id, number, version, status, text, matter, urgent, point, address, community, grid, asset, reportedAt } = view;
  const { accountable, proposal, clock, handling, dispute, photos, offered, argued } = view;
  return {
    ...{ id, number, version, status, text, matter, urgent, point, address, community, grid, asset, reportedAt },
    ...{ accountable, proposal, clock, handling, dispute, photos, offered, argued },
  };
}

function lineOf(it: Case, from: Directory, at: Instant): RulingLine | null {
  const { ruling } = disputeView(it, from);
  const { id, number, matter, address, grid } = rowOf(it, from, at);
  return ruling && { ...ruling, id, number, matter, address, grid };
}
