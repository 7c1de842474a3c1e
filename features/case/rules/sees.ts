import type { PersonId, StreetId, UnitId } from '../../../kernel/brand.ts';
import type { Person, Role } from '../../people/rules/person.ts';
import type { Case } from './case.ts';

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

/** The same scope asked of one case in memory; the SQL in `server/store.ts` says the same, and a test holds them together. */
export function sees(scope: Scope, it: Case): boolean {
  if (!scope.streets.includes(it.street)) return false;
  if (scope.by === 'street') return true;
  return (
    it.accountable === scope.unit ||
    it.orders.some(({ unit }) => unit === scope.unit) ||
    assigneeOf(it) === scope.person ||
    it.reportedBy === scope.person
  );
}

/** Who has been asked by name: to verify, or to check. */
export function assigneeOf(it: Case): PersonId | null {
  if (it.status === 'verifying') return it.verifier;
  return it.status === 'checking' ? it.checker : null;
}
