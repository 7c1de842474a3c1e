import type { Instant, PersonId, UnitId } from '../../kernel/brand.ts';
import { type PatrolReads, promiseBook } from '../../features/patrol/server/queries.ts';
import type { Ground } from './ground.ts';
import { lineOf } from './reference.ts';

/** What patrol asks of the world: people, teams and who leads them. */
export function patrolIo(ground: Ground, now: () => Instant): PatrolReads {
  const line = (unit: UnitId) => lineOf(unit, new Map(ground.living().stored.units.map((each) => [each.id, each])));
  return {
    database: ground.database,
    now,
    promises: promiseBook(ground.database, () => ground.living().version),
    utcOffsetMinutes: () => ground.living().stored.frame.utcOffsetMinutes,
    person: (id: PersonId) => ground.living().directory.person(id),
    line,
    unitName: (id) => ground.living().directory.unit(id as UnitId)?.name,
    leadOf: (team, street) => {
      const { people } = ground.living().stored;
      const leads = (unit: UnitId) =>
        people.find(
          ({ unit: of, roles, streets }) => of === unit && roles.includes('unit_manager') && streets.some((each) => each === street),
        )?.id;
      return line(team).map(leads).find(Boolean);
    },
  };
}
