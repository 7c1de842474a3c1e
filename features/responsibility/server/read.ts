import { z } from 'zod';
import type { Day } from '../../../kernel/brand.ts';
import type { Point } from '../../../kernel/place/point.ts';
import { dayOf } from '../../../kernel/time/calendar.ts';
import { Refused } from '../../../platform/http/problem.ts';
import type { Server } from '../../../platform/http/server.ts';
import { instant, matterKey, text } from '../../case/rules/wire.ts';
import { containing } from '../../territory/rules/atlas.ts';
import { levels } from '../../territory/rules/place.ts';
import type { DutyMap } from '../rules/map.ts';
import { yearFrom } from '../rules/moments.ts';
import { proveMap } from '../rules/prove.ts';
import { type ProofView, matrixView, proofView, whyView } from '../rules/view.ts';
import { saidRow, writeRow } from '../rules/wire.ts';
import type { Spot } from '../rules/zones.ts';
import { type ResponsibilityReads, matrixAt, toldProof, whyOf } from './told.ts';

const staff = { permit: { roles: 'any' as const } };
const moment = z.coerce.number().pipe(instant).optional();

export function responsibilityReads(app: Server, io: ResponsibilityReads) {
  app.get(
    '/api/responsibility/matrix',
    {
      config: staff,
      schema: {
        querystring: z.strictObject({ at: moment, level: z.enum(levels).default('duty_grid'), within: text(16).optional() }),
        response: { 200: matrixView },
      },
    },
    async ({ query }) => matrixAt(io, query.at ?? io.now(), query),
  );
  app.get(
    '/api/responsibility/why',
    {
      config: staff,
      schema: {
        querystring: z.strictObject({
          at: moment,
          matter: matterKey.optional(),
          condition: text(64).optional(),
          lon: z.coerce.number().min(-180).max(180).optional(),
          lat: z.coerce.number().min(-90).max(90).optional(),
          area: text(32).optional(),
          asset: text(32).optional(),
        }),
        response: { 200: whyView },
      },
    },
    async ({ query: { at, matter, condition, ...said } }) => {
      const spot = spotOf(io.map(), said);
      if (!spot) throw new Refused(422, { code: 'place-outside' });
      return whyOf(io, spot, { matter: matter ?? null, condition: condition ?? null, spot, at: at ?? io.now() });
    },
  );
  app.get(
    '/api/responsibility/rows',
    { config: staff, schema: { response: { 200: z.strictObject({ rows: z.array(saidRow) }) } } },
    async () => ({
      rows: io.map().rows.map(writeRow),
    }),
  );
  const proofs = keptProofs(io);
  app.get('/api/responsibility/proof', { config: staff, schema: { response: { 200: proofView } } }, async () => proofs());
}

/** A thing, a position, or the ground of an area that no finer area covers. */
function spotOf(
  { ground }: DutyMap,
  { lon, lat, area, asset }: { lon?: number | undefined; lat?: number | undefined; area?: string | undefined; asset?: string | undefined },
): Spot | undefined {
  const thing = asset === undefined ? undefined : ground.pieces.find((piece) => piece.asset === asset);
  if (thing) return { areas: thing.areas, asset: thing.asset, point: thing.at };
  if (asset !== undefined) return undefined;
  if (lon !== undefined && lat !== undefined) {
    const point: Point = { lon, lat };
    const areas = containing(ground.atlas, point);
    return areas.length > 0 ? { areas, asset: null, point } : undefined;
  }
  const within = ground.pieces.filter((piece) => piece.asset === null && area !== undefined && piece.areas.includes(area));
  const barest = within.toSorted((a, b) => a.areas.length - b.areas.length)[0];
  return barest && { areas: barest.areas, asset: null, point: barest.at };
}

/** A proof holds for a list and a day; it is worked out once for each. */
function keptProofs(io: ResponsibilityReads): () => ProofView {
  let kept: { map: DutyMap; day: Day; view: ProofView } | undefined;
  return () => {
    const map = io.map();
    const day = dayOf(io.now(), map.ground.calendar);
    if (kept?.map !== map || kept.day !== day) kept = { map, day, view: toldProof(io, map, proveMap(map, yearFrom(day))) };
    return kept.view;
  };
}
