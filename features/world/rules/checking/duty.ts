import { type Registers, checkRows } from '../../../responsibility/rules/check.ts';
import { dutyGround } from '../dutyground.ts';
import type { World } from '../world.ts';
import { type Finding, streetsNow } from './finding.ts';

/** The duty list answers for every matter in every street, with somebody who can act. */
export function* checkDuty(world: World): Iterable<Finding> {
  const streets = streetsNow(world);
  const [first] = streets;
  if (!first) return;
  const day = streets.reduce((latest, { from }) => (from > latest ? from : latest), first.from);
  const ground = dutyGround(world, day);
  for (const { row, ...issue } of checkRows(world.duty, ground, registersOf(world))) yield { section: 'duty', feature: row, ...issue };
}

function registersOf({ units, contracts, people }: World): Registers {
  const hands = new Map<string, Set<string>>();
  for (const { unit, roles, streets } of people) {
    if (!roles.includes('handler') && !roles.includes('unit_manager')) continue;
    hands.set(unit, new Set([...(hands.get(unit) ?? []), ...streets]));
  }
  const none = new Set<string>();
  return {
    units: new Set(units.map(({ id }) => id)),
    contracts: new Set(contracts.map(({ id }) => id)),
    hands: (unit) => hands.get(unit) ?? none,
  };
}
