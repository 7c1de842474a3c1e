import type { PersonId, StreetId, UnitId } from '../../../kernel/brand.ts';
import type { Person, Role } from '../../people/rules/person.ts';
import { type Case, type Status, finished } from './case.ts';

/**
 * What a person may read. There is no third kind that means "nothing": a query given a scope always filters by it.
 * `street`: everything in these streets. `own`: what one's unit handles, what one is asked to look at, what one reported.
 */
export type Scope =
  | { readonly by: 'street'; readonly streets: readonly StreetId[] }
  | { readonly by: 'own'; readonly streets: readonly StreetId[]; readonly unit: UnitId; readonly person: PersonId };

const wide: readonly Role[] = ['intake_operator', 'shift_leader', 'dispatcher', 'leader', 'district', 'evaluator', 'administrator'];

export function scopeOf({ id, roles, unit, streets }: Person): Scope {
  return roles.some((role) => wide.includes(role)) ? { by: 'street', streets } : { by: 'own', streets, unit, person: id };
}

/** The same scope asked of one case in memory; the SQL in `server/list.ts` asks the column that `seenBy` fills. */
export function sees(scope: Scope, it: Case): boolean {
  if (!scope.streets.includes(it.street)) return false;
  if (scope.by === 'street') return true;
  const hands = seenBy(it);
  return hands.includes(asUnit(scope.unit)) || hands.includes(asPerson(scope.person));
}

export const asUnit = (unit: string) => `u:${unit}`;
export const asPerson = (person: string) => `p:${person}`;

/** Every unit and person with a hand in a case, or once asked to have one: who sees it beyond those who see the whole street. */
export function seenBy(it: Case): string[] {
  const people = [assigneeOf(it), it.reportedBy].flatMap((person) => (person === null ? [] : [asPerson(person)]));
  return [...new Set([it.accountable, ...it.orders.map(({ unit }) => unit)].map(asUnit).concat(people))];
}

/** Hands as they are kept with a case of some stage: finished ones are marked, for they only grow and few lists ask for them. */
export const handsAt = (status: Status, hands: readonly string[]): string[] =>
  finished.includes(status) ? hands.map((hand) => `past ${hand}`) : [...hands];

/** Who has been asked by name: to verify, to rule, or to check. */
export function assigneeOf(it: Case): PersonId | null {
  if (it.status === 'verifying') return it.verifier;
  if (it.status === 'disputed') return it.arbiter;
  return it.status === 'checking' ? it.checker : null;
}
