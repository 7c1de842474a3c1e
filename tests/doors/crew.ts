import type { PersonId, StreetId, UnitId } from '../../kernel/brand.ts';
import { type Person, type Role, roles } from '../../features/people/rules/person.ts';
import type { SeedPerson } from '../../features/world/rules/world.ts';

export const WEST = '440399001' as StreetId;
export const EAST = '440399002' as StreetId;
/** Points well inside each street. */
export const inWest = { lon: 114.045754, lat: 22.528649 };
export const inEast = { lon: 114.056702, lat: 22.528518 };

type Post = { readonly unit: string; readonly sector: Person['sector'] };
/** Where the holder of each post works in the small world; every post is held once in each street, by the same kind of unit. */
const posts: Record<Role, Post> = {
  patroller: { unit: 'patrol', sector: 'enterprise' },
  intake_operator: { unit: 'centre-ch', sector: 'government' },
  shift_leader: { unit: 'centre-ch', sector: 'government' },
  dispatcher: { unit: 'centre-ch', sector: 'government' },
  unit_manager: { unit: 'sweep', sector: 'enterprise' },
  handler: { unit: 'sweep', sector: 'enterprise' },
  evaluator: { unit: 'supervision', sector: 'enterprise' },
  leader: { unit: 'office-ch', sector: 'government' },
  district: { unit: 'urban', sector: 'government' },
  administrator: { unit: 'centre-ch', sector: 'government' },
};

function hired(account: string, role: Role, { unit, sector }: Post, street: StreetId): SeedPerson {
  return { id: `p-${account}` as PersonId, account, name: account, roles: [role], unit: unit as UnitId, sector, streets: [street] };
}

/** `west-dispatcher`, `east-dispatcher`, …: one person a post and street, alike in everything but the street. */
export const crew: readonly SeedPerson[] = [
  ...roles.flatMap((role) => [hired(`west-${role}`, role, posts[role], WEST), hired(`east-${role}`, role, posts[role], EAST)]),
  // In the street, but with no hand in the case: another team's, a patroller nobody asked.
  hired('west-greener', 'handler', { unit: 'green', sector: 'enterprise' }, WEST),
  hired('west-stroller', 'patroller', { unit: 'patrol', sector: 'enterprise' }, WEST),
  // The post is held, the public power is not: a company's employee on the shift leader's and the leader's seat.
  hired('west-company-shift', 'shift_leader', { unit: 'butler', sector: 'enterprise' }, WEST),
  hired('west-company-leader', 'leader', { unit: 'butler', sector: 'enterprise' }, WEST),
  // Holds both posts: handles the case and is sent to check it.
  { ...hired('west-both', 'handler', { unit: 'sweep', sector: 'enterprise' }, WEST), roles: ['handler', 'patroller'] },
];
