import type { StreetId, UnitId } from '../../../kernel/brand.ts';
import type { Person, Role } from '../../people/rules/person.ts';

/** What somebody may do about a promise. `line` is the promise's team and the units it belongs to. */
export type Matter = { readonly street: StreetId; readonly line: readonly UnitId[] };

const posts = {
  look: ['shift_leader', 'dispatcher', 'leader', 'administrator', 'district', 'evaluator'],
  ask: ['shift_leader', 'dispatcher'],
} as const satisfies Record<string, readonly Role[]>;

/** Who has the door of the board opened at all; what is behind it is `mayPatrol`. */
export const boardRoles = [...posts.look, 'unit_manager'] as const satisfies readonly Role[];
export const askRoles = [...posts.ask, 'unit_manager'] as const satisfies readonly Role[];

/** The street's own seats, and the lead of the team or of the company it belongs to. */
export const mayPatrol: Record<keyof typeof posts, (who: Person, matter: Matter) => boolean> = {
  look: (who, matter) => holds(who, posts.look, matter) || leads(who, matter),
  ask: (who, matter) => holds(who, posts.ask, matter) || leads(who, matter),
};

function holds(who: Person, of: readonly Role[], { street }: Matter): boolean {
  return who.streets.includes(street) && who.roles.some((role) => of.includes(role));
}

function leads(who: Person, { street, line }: Matter): boolean {
  return who.streets.includes(street) && who.roles.includes('unit_manager') && line.includes(who.unit);
}
