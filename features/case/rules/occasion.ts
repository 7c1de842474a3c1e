import type { Instant, PersonId, StreetId, UnitId } from '../../../kernel/brand.ts';
import type { Result } from '../../../kernel/result.ts';
import type { Calendar } from '../../../kernel/time/calendar.ts';
import type { Condition, MatterKey } from '../../catalogue/rules/matter.ts';
import type { Person, Unit } from '../../people/rules/person.ts';
import type { AuthorisationRefusal, Claim } from '../../responsibility/rules/authorisation.ts';
import type { Case, CasePlace, Proposal, Status } from './case.ts';
import type { Cmd, CommandType } from './command.ts';
import type { Event } from './event.ts';
import type { CaseRefusal } from './refusals.ts';

/** Who speaks: a person in a post, the reporter holding the case's own link, or the system. */
export type Actor = { readonly kind: 'person'; readonly person: Person } | { readonly kind: 'reporter' } | { readonly kind: 'system' };

/** Reference data a decision may ask, all in memory and pure, so that the phone can hold it too. */
export type Reference = {
  readonly calendar: Calendar;
  readonly unit: (id: UnitId) => Unit | undefined;
  readonly person: (id: PersonId) => Person | undefined;
  /** Who rules in a dispute of this street in which these units are parties; undefined where nobody is free to. */
  readonly arbiter: (street: StreetId, parties: readonly UnitId[]) => PersonId | undefined;
  readonly matterExists: (key: MatterKey) => boolean;
  readonly condition: (key: MatterKey, condition: string) => Condition | undefined;
  /** Why an act claimed under an authorisation may not be done by this unit, here and now; undefined when it may. */
  readonly authorised: (claim: Claim, unit: UnitId, it: Pick<Case, 'street' | 'place'>, at: Instant) => AuthorisationRefusal | undefined;
  readonly propose: (street: string, matter: MatterKey | null, condition: string | null, place: CasePlace, at: Instant) => Proposal;
};

/** When and by whom a command is decided, with the reference data and, for a merge, the other case. */
export type Occasion = Reference & { readonly at: Instant; readonly by: Actor; readonly other?: Case };

/** One cell of the life-cycle table, typed by the stages it may stand in. */
export type Move<F extends Case, C extends CommandType> = (it: F, command: Cmd<C>, on: Occasion) => Result<Event[], CaseRefusal>;

export type Moves = { readonly [S in Status]: { readonly [C in CommandType]?: Move<Extract<Case, { status: S }>, C> } };

/** The person behind an actor; the reporter and the system have none. */
export function personOf(by: Actor): PersonId | null {
  return by.kind === 'person' ? by.person.id : null;
}

/** A claim that does not hold, as a refusal with its reason; undefined when nothing is claimed or the claim holds. */
export function unauthorised(claim: Claim | undefined, it: Case, on: Occasion): CaseRefusal | undefined {
  if (!claim || on.by.kind !== 'person') return undefined;
  const because = on.authorised(claim, on.by.person.unit, it, on.at);
  return because && { code: 'not-authorised', authorisation: claim.authorisation, because: because.code };
}
