import { randomUUID } from 'node:crypto';
import type { CaseId, Instant, StreetId } from '../../kernel/brand.ts';
import { seeded } from '../../kernel/chance.ts';
import type { Database } from '../../platform/db/database.ts';
import { caseMaker } from './manycases.ts';
import { takeReports } from '../../features/intake/server/store.ts';
import { type Case, finished, statuses } from '../../features/case/rules/case.ts';
import type { Scope } from '../../features/case/rules/sees.ts';
import { timersOf } from '../../features/case/rules/stage.ts';
import { calendar, caseIn, nine, people, reported } from '../../features/case/rules/testing.ts';
import { columnsOf } from '../../features/case/server/store.ts';

/** When the questions are asked; the cases lie in the two years before. */
export const NOW = Date.parse('2026-11-25T08:00:00Z') as Instant;
export const streets = Array.from({ length: 10 }, (_, n) => `4403990${n + 10}` as StreetId);
export const district: Scope = { by: 'street', streets };
export const oneStreet: Scope = { by: 'street', streets: streets.slice(0, 1) };

/** Many cases of every stage in ten streets, copied from one played case a stage and one that a patroller reported. */
export async function fillWithCases(database: Database, count: number) {
  const played = [...statuses.map(caseIn), reported(50, people.patroller.id)];
  await takeReports(
    database,
    played.map((case_, n) => {
      const it = { ...case_, id: randomUUID() as CaseId, number: `010-260302-00${n + 10}` } as Case;
      const columns = columnsOf(it, timersOf(it, calendar), nine);
      return {
        ...columns,
        // The statement sets two timers for every report it takes; cases further on may have none.
        yellow_at: columns.yellow_at ?? nine,
        due_at: columns.due_at ?? nine,
        event: { type: 'note', text: '' } as never,
        ...{ actor: 'reporter', role: 'reporter', said_at: nine, contact_name: '', contact_phone: '', photos_to_come: 0 },
        ...{ original_place: { crs: 'WGS84' as const, address: '' }, key: randomUUID(), body_hash: 'aaaa' },
      };
    }),
  );
  await database.run('update casefile set due_at = null, yellow_at = null where status = any($1)', [[...finished, 'suspended']]);
  const grounds = streets.map((street, n) => ({
    street,
    community: null,
    dutyGrid: null,
    lon: 114 + n * 0.01,
    lat: 22.5,
    address: '采莲街',
  }));
  const make = await caseMaker({ database, grounds, chance: seeded(3), now: NOW, withHistory: false });
  await make(count);
}
