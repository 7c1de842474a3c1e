import type { Day, UnitId } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import { numberOfDay } from '../../../kernel/time/calendar.ts';
import type { Words } from '../../../kernel/words.ts';
import type { Sector } from '../../people/rules/person.ts';

/** What a company may be let do. Everything that orders, punishes or takes away is not among them (domain handbook §8.1). */
export const delegableActs = ['look', 'ask', 'photograph', 'persuade', 'report', 'guard', 'clean', 'repair'] as const;
export type DelegableAct = (typeof delegableActs)[number];
/** Government's alone, whatever a document says (行政强制法 Art. 17): to order, fine, seize, seal, tow, or enter by right. */
export const reservedActs = ['order', 'punish', 'seize', 'seal', 'tow', 'enter'] as const;
export type ReservedAct = (typeof reservedActs)[number];
export type ClaimedAct = DelegableAct | ReservedAct;

/** What somebody says they act under. */
export type Claim = { readonly authorisation: string; readonly act: ClaimedAct };

export const authorisationStates = ['draft', 'active', 'suspended', 'revoked'] as const;
export type AuthorisationState = (typeof authorisationStates)[number];

/** One entry of the register (授权): what a government body lets a company do, by which document, where and until when. */
export type Authorisation = {
  readonly id: string;
  readonly version: number;
  readonly name: Words;
  /** Number and title of the document. */
  readonly document: string;
  readonly body: UnitId;
  readonly company: UnitId;
  /** Codes of the places it holds in. */
  readonly areas: readonly string[];
  readonly from: Day;
  /** The first day on which it no longer holds. */
  readonly until: Day;
  readonly permitted: readonly DelegableAct[];
  readonly forbidden: readonly ClaimedAct[];
  readonly checklist: { readonly name: string; readonly version: number } | null;
  /** The training certificate an inspector needs; null when none. */
  readonly certificate: string | null;
  readonly status: AuthorisationState;
};

export type AuthorisationRefusal =
  | { code: 'no-such-authorisation' }
  | { code: 'another-company'; company: string }
  | { code: 'never-delegable'; act: string }
  | { code: 'authorisation-not-active'; status: AuthorisationState }
  | { code: 'authorisation-not-begun'; from: string }
  | { code: 'authorisation-expired'; until: string }
  | { code: 'authorisation-elsewhere'; areas: readonly string[] }
  | { code: 'act-forbidden'; act: string }
  | { code: 'act-not-permitted'; act: string };

/**
 * Whether an act may be done under an authorisation, here and on this day. `areas` are the codes of everything that holds the
 * place. The reason given is the one that would remain if all others were mended: what can never be delegated comes first.
 */
export function mayActUnder(
  { status, from, until, areas: within, permitted, forbidden }: Authorisation,
  act: ClaimedAct,
  areas: readonly string[],
  on: Day,
): Result<null, AuthorisationRefusal> {
  const delegable = delegableActs.find((each) => each === act);
  if (!delegable) return refuse({ code: 'never-delegable', act });
  if (status !== 'active') return refuse({ code: 'authorisation-not-active', status });
  if (on < from) return refuse({ code: 'authorisation-not-begun', from });
  if (on >= until) return refuse({ code: 'authorisation-expired', until });
  if (!within.some((area) => areas.includes(area))) return refuse({ code: 'authorisation-elsewhere', areas: within });
  if (forbidden.includes(act)) return refuse({ code: 'act-forbidden', act });
  return permitted.includes(delegable) ? ok(null) : refuse({ code: 'act-not-permitted', act });
}

/** Active, but past its last day: shown as expired, never stored so. */
export function hasExpired({ status, until }: Authorisation, on: Day): boolean {
  return status === 'active' && on >= until;
}

/** How an entry stands on a day: its stored state, or what the calendar makes of an active one. */
export const standings = ['in_force', 'waiting', 'expired', 'suspended', 'draft', 'revoked'] as const;
export type Standing = (typeof standings)[number];

export function standingOf(entry: Authorisation, on: Day): Standing {
  if (entry.status !== 'active') return entry.status;
  if (on < entry.from) return 'waiting';
  return hasExpired(entry, on) ? 'expired' : 'in_force';
}

/** What ends within so many days is shown before it does. */
export const SOON_DAYS = 30;

/** Days until an entry in force no longer holds; null when it does not hold now anyway. Tomorrow is one. */
export function daysLeft(entry: Authorisation, on: Day): number | null {
  return standingOf(entry, on) === 'in_force' ? numberOfDay(entry.until) - numberOfDay(on) : null;
}

/** The register in memory, by id. */
export type Register = ReadonlyMap<string, Authorisation>;
type Claimed = { readonly claim: Claim; readonly line: readonly UnitId[]; readonly areas: readonly string[]; readonly day: Day };

/** Why a claim does not hold for whoever makes it (`line`: their unit and those it belongs to); undefined when it does. */
export function whyNotAuthorised(register: Register, { claim, line, areas, day }: Claimed): AuthorisationRefusal | undefined {
  const found = register.get(claim.authorisation);
  if (!found) return { code: 'no-such-authorisation' };
  if (!line.includes(found.company)) return { code: 'another-company', company: found.company };
  const may = mayActUnder(found, claim.act, areas, day);
  return may.ok ? undefined : may.refusal;
}

export type AuthorisationFault = {
  readonly code: 'reference-unknown' | 'seat-not-government' | 'dates-reversed';
  readonly field: string;
  readonly expected?: string;
  readonly found: unknown;
};
type Parties = { readonly sectorOf: ReadonlyMap<UnitId, Sector>; readonly areas: ReadonlySet<string> };

/** What must be mended before an entry may stand in the register: only government delegates, and not to itself. */
export function authorisationFaults(
  { body, company, areas, from, until }: Authorisation,
  { sectorOf, areas: known }: Parties,
): AuthorisationFault[] {
  const faults: AuthorisationFault[] = [];
  for (const [field, unit] of [
    ['body', body],
    ['company', company],
  ] as const)
    if (!sectorOf.has(unit)) faults.push({ code: 'reference-unknown', field, expected: 'units', found: unit });
  if (sectorOf.has(body) && sectorOf.get(body) !== 'government') faults.push({ code: 'seat-not-government', field: 'body', found: body });
  const strange = areas.find((area) => !known.has(area));
  if (strange !== undefined)
    faults.push({ code: 'reference-unknown', field: 'areas', expected: 'territory | namedPlaces', found: strange });
  if (until <= from) faults.push({ code: 'dates-reversed', field: 'until', expected: from, found: until });
  return faults;
}
