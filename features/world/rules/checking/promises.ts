import type { SeedPromise } from '../../../patrol/rules/wire.ts';
import { shapeOf, targetId, targetsSaid } from '../promised.ts';
import type { World } from '../world.ts';
import { type Finding, twice } from './finding.ts';

/** Patrol promises: targets, teams and people are there, hours are apart, and somebody of the team walks in the street. */
export function* checkPromises(world: World): Iterable<Finding> {
  yield* twice(
    world.promises,
    ({ id, street }) => `${street} ${id}`,
    ({ id }) => ({ section: 'promises', code: 'code-twice', feature: id, field: 'id', found: id }),
  );
  for (const promise of world.promises) {
    yield* checkWho(world, promise);
    yield* checkTargets(world, promise);
    const { id, hours } = promise;
    if (!hours.every(({ from, to }, at) => from < to && (hours[at - 1]?.to ?? 0) <= from))
      yield { section: 'promises', code: 'periods-overlap', feature: id, field: 'hours' };
  }
}

function* checkTargets(world: World, promise: SeedPromise): Iterable<Finding> {
  const where = { section: 'promises', feature: promise.id } as const;
  const targets = targetsSaid(world, promise);
  if (targets.length === 0) yield { ...where, code: 'no-target', field: 'targets', found: promise.street };
  const known = new Set(targets.map(targetId));
  for (const target of targets)
    if (!shapeOf(world, target)) {
      const expected = typeof target === 'string' ? 'territory' : 'road' in target ? 'roads' : 'points';
      yield { ...where, code: 'reference-unknown', field: 'targets', expected, found: targetId(target) };
    }
  for (const { targets: walked } of promise.rounds)
    for (const target of walked)
      if (!known.has(target)) yield { ...where, code: 'reference-unknown', field: 'rounds', expected: 'targets', found: target };
}

function* checkWho({ units, people, places }: World, { id, street, team, rounds }: SeedPromise): Iterable<Finding> {
  const where = { section: 'promises', feature: id } as const;
  if (!places.some(({ level, code }) => level === 'street' && code === street))
    yield { ...where, code: 'reference-unknown', field: 'street', expected: 'territory', found: street };
  if (!units.some((unit) => unit.id === team)) {
    yield { ...where, code: 'reference-unknown', field: 'team', expected: 'units', found: team };
    return;
  }
  const under = teamsUnder(units, team);
  if (!people.some(({ unit, streets }) => under.has(unit) && streets.includes(street)))
    yield { ...where, code: 'party-has-nobody', field: 'team', expected: street, found: team };
  for (const { person } of rounds)
    if (!people.some((each) => each.id === person && under.has(each.unit)))
      yield { ...where, code: 'reference-unknown', field: 'rounds', expected: `people, ${team}`, found: person };
}

function teamsUnder(units: World['units'], team: string): Set<string> {
  const under = new Set([team]);
  for (let grew = true; grew; ) {
    const more = units.filter(({ id, parent }) => parent !== null && under.has(parent) && !under.has(id));
    for (const { id } of more) under.add(id);
    grew = more.length > 0;
  }
  return under;
}
