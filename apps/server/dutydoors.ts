import { randomUUID } from 'node:crypto';
import type { Instant, PersonId, UnitId } from '../../kernel/brand.ts';
import type { Words } from '../../kernel/words.ts';
import type { MatterKey } from '../../features/catalogue/rules/matter.ts';
import { scopeOf, sees } from '../../features/case/rules/sees.ts';
import { commandBySystem } from '../../features/case/server/command.ts';
import { caseById } from '../../features/case/server/queries.ts';
import type { Registers } from '../../features/responsibility/rules/check.ts';
import { pastReader } from '../../features/responsibility/server/past.ts';
import type { DutyDoors } from '../../features/responsibility/server/asking.ts';
import type { Ground } from './ground.ts';
import type { Living } from './reference.ts';

/** What the doors of responsibility ask of everything else. */
export function dutyDoors(ground: Ground, now: () => Instant): DutyDoors {
  const read = pastReader();
  return {
    database: ground.database,
    now,
    secret: ground.secret,
    book: ground.book,
    look: ground.look,
    registers: () => registersOf(ground.living()),
    past: (tx) => read(tx, ground.living().dutyGround, now()),
    rulings: rulingsOf(ground, now),
    newId: randomUUID,
    operators: () => ({ units: ground.living().stored.units, contracts: ground.living().stored.contracts }),
    names: () => namesOf(ground.living()),
    parties: () => {
      const { units, places, namedPlaces } = ground.living().stored;
      return {
        sectorOf: new Map(units.map(({ id, sector }) => [id, sector])),
        areas: new Set([...places, ...namedPlaces].map(({ code }) => code)),
      };
    },
  };
}

/** Told to the case in the transaction that saves the row: neither names the other alone. */
function rulingsOf(ground: Ground, now: () => Instant): DutyDoors['rulings'] {
  return {
    isOpenTo: async (tx, who, ruled) => {
      const it = await caseById(tx, ruled);
      return it?.ruling !== undefined && sees(scopeOf(who), it);
    },
    becameRow: async (tx, ruled, made) => {
      const told = await commandBySystem(tx, { now, reference: () => ground.living().directory }, ruled, { type: 'become_row', ...made });
      if (!told.ok) throw new Error(`case ${ruled} would not keep its row: ${told.refusal.code}`);
    },
  };
}

function registersOf({ stored: { units, contracts, people } }: Living): Registers {
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

function namesOf({ directory, stored }: Living): ReturnType<DutyDoors['names']> {
  const road = (id: string): Words | undefined => {
    const name = stored.roads.find((each) => each.id === id)?.name;
    return name ? { zh: name, en: name } : undefined;
  };
  return {
    unit: (id: UnitId) => directory.unit(id)?.name,
    place: directory.placeName,
    matter: (key) => directory.matter(key as MatterKey)?.name,
    road,
    asset: directory.assetName,
    person: (id) => directory.person(id as PersonId)?.name,
  };
}
