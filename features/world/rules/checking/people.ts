import type { Role } from '../../../people/rules/person.ts';
import type { SeedPerson, World } from '../world.ts';
import { type Finding, streetsNow, twice } from './finding.ts';

/** Posts without which a report stands still: nobody to take it, file it, send it, or look whether it is true. */
const posts: readonly Role[] = ['intake_operator', 'shift_leader', 'dispatcher', 'patroller'];
/** Seats of public power (domain handbook 3.1 and 8.1). */
const seats: readonly Role[] = ['shift_leader', 'leader'];

export function* checkPeople(world: World): Iterable<Finding> {
  const { units, people } = world;
  yield* twice(
    units,
    ({ id }) => id,
    ({ id }) => ({ section: 'units', code: 'code-twice', feature: id, field: 'id', found: id }),
  );
  const known = new Map<string, World['units'][number]>(units.map((unit) => [unit.id, unit]));
  for (const { id, parent } of units) {
    if (parent !== null && !known.has(parent))
      yield { section: 'units', code: 'reference-unknown', feature: id, field: 'parent', expected: 'units', found: parent };
  }
  yield* twice(
    people,
    ({ id }) => id,
    ({ account, id }) => ({ section: 'people', code: 'code-twice', feature: account, field: 'id', found: id }),
  );
  yield* twice(
    people,
    ({ account }) => account,
    ({ account }) => ({ section: 'people', code: 'code-twice', feature: account, field: 'account', found: account }),
  );
  const streets = new Set<string>(streetsNow(world).map(({ code }) => code));
  for (const person of people) yield* checkPerson(person, { unit: known.get(person.unit), streets });
  for (const street of streets) {
    const there = people.filter((person) => person.streets.some((each) => each === street));
    for (const post of posts) {
      if (!there.some(({ roles }) => roles.includes(post)))
        yield { section: 'people', code: 'post-empty', feature: street, field: 'roles', found: post };
    }
  }
}

function* checkPerson(
  person: SeedPerson,
  { unit, streets }: { unit: World['units'][number] | undefined; streets: ReadonlySet<string> },
): Iterable<Finding> {
  const where = { section: 'people', feature: person.account } as const;
  if (!unit) yield { ...where, code: 'reference-unknown', field: 'unit', expected: 'units', found: person.unit };
  else if (unit.sector !== person.sector)
    yield { ...where, code: 'sector-differs', field: 'sector', expected: unit.sector, found: person.sector };
  for (const seat of seats) {
    if (person.roles.includes(seat) && person.sector !== 'government')
      yield { ...where, code: 'seat-not-government', field: 'roles', found: seat };
  }
  for (const street of person.streets) {
    if (!streets.has(street)) yield { ...where, code: 'reference-unknown', field: 'streets', expected: 'territory', found: street };
  }
}
