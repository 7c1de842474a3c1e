import { z } from 'zod';
import { dayOf } from '../../../kernel/time/calendar.ts';
import type { Server } from '../../../platform/http/server.ts';
import { listLine } from '../rules/view.ts';
import { day } from '../rules/wire.ts';
import { stateOf } from './present.ts';
import { listLines } from './store.ts';

import { type DutyDoors, listFor, moment, staff, version } from './asking.ts';

export function listRoutes(app: Server, io: DutyDoors) {
  app.get(
    '/api/responsibility/lists',
    { config: staff, schema: { response: { 200: z.strictObject({ lists: z.array(listLine) }) } } },
    async () => {
      const [names, at] = [io.names(), io.now()];
      const lines = await listLines(io.database);
      return {
        lists: lines.map((line) => ({
          version: line.version,
          effectiveAt: line.effectiveAt,
          savedAt: line.savedAt,
          savedBy: { id: line.savedBy, name: names.person(line.savedBy) ?? '' },
          reason: line.reason,
          rows: line.count,
          state: stateOf(line, io.book(), at),
        })),
      };
    },
  );
  app.get(
    '/api/responsibility/changes',
    {
      config: staff,
      schema: {
        querystring: z.strictObject(moment),
        response: { 200: z.strictObject({ version: z.number(), days: z.array(day), minutes: z.array(z.number().int()) }) },
      },
    },
    async (request) => {
      const { list, map, at } = await listFor(io, request.query);
      const today = dayOf(at, map.ground.calendar);
      const days = new Set(map.rows.flatMap(({ from, until }) => (until === null ? [from] : [from, until])));
      // What a time slider snaps to: days on which rows begin or end from today on, and minutes at which hours do.
      return { version: list.version, days: [...days].filter((each) => each >= today).sort(), minutes: [...map.when.starts] };
    },
  );
}
