import type { Day, Instant, UnitId } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import type { Words } from '../../../kernel/words.ts';
import type { Unit } from '../../people/rules/person.ts';
import type { Authorisation } from './authorisation.ts';
import type { DutyRow } from './row.ts';

/** A contract as far as its going over is concerned. */
export type Contract = {
  readonly id: string;
  readonly name: Words;
  readonly party: string;
  readonly streets: readonly string[];
  readonly from: Day;
  readonly until: Day;
};

/** Who of the operator that comes follows whom of the one that goes. */
export type Heir = { readonly from: UnitId; readonly to: UnitId };

/** What is asked: the contract, or some of its packages by their clauses (null is all), to whom, and team by team. */
export type AskedHandover = {
  readonly contract: string;
  readonly clauses: readonly string[] | null;
  readonly to: UnitId;
  readonly heirs: readonly Heir[];
};

export const handoverStates = ['waiting', 'running', 'done', 'cancelled'] as const;
export type HandoverState = (typeof handoverStates)[number];

/** A handover as it was confirmed. */
export type Handover = {
  readonly id: string;
  readonly contract: string;
  readonly from: UnitId;
  readonly to: UnitId;
  readonly cutOver: Instant;
  readonly list: number;
  readonly state: HandoverState;
  readonly rows: readonly string[];
  readonly heirs: readonly Heir[];
  readonly streets: readonly string[];
  readonly reason: string;
  readonly plannedAt: Instant;
  readonly plannedBy: string;
  readonly doneAt: Instant | null;
};

export type HandoverRefusal =
  | { code: 'no-such-contract'; contract: string }
  | { code: 'heir-unknown'; unit: string }
  | { code: 'heir-supervises'; unit: string }
  | { code: 'heir-of-another'; unit: string }
  | { code: 'heir-is-the-same'; unit: string }
  | { code: 'nothing-goes-over'; contract: string }
  | { code: 'handover-waits'; contract: string }
  | { code: 'handover-has-begun' }
  | { code: 'no-such-handover' };

/** A unit, those below it, and those below them: an operator with its teams. */
export function teamsOf(operator: UnitId, units: readonly Unit[]): ReadonlySet<UnitId> {
  const found = new Set<UnitId>([operator]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { id, parent } of units) if (parent !== null && found.has(parent)) found.add(id);
  }
  return found;
}

/** The rows of a contract, or of some of its clauses, that the operator or one of its teams has. */
export function rowsUnder(
  rows: readonly DutyRow[],
  { contract, clauses }: Pick<AskedHandover, 'contract' | 'clauses'>,
  teams: ReadonlySet<UnitId>,
): DutyRow[] {
  return rows.filter(
    ({ clause, party }) =>
      clause?.contract === contract &&
      (clauses === null || clauses.includes(clause.clause)) &&
      typeof party === 'string' &&
      teams.has(party),
  );
}

/** The units that have to be followed by somebody: parties and co-handlers of the rows, in order of their codes. */
export function followedUnits(rows: readonly DutyRow[], teams: ReadonlySet<UnitId>): UnitId[] {
  const found = rows.flatMap(({ party, coHandlers }) => [...(typeof party === 'string' ? [party] : []), ...coHandlers]);
  return [...new Set(found)].filter((unit) => teams.has(unit)).sort();
}

/** The rows as they stand once they have gone over; whoever is not named is followed by the operator itself. */
export function handedRows(rows: readonly DutyRow[], heirs: readonly Heir[]): DutyRow[] {
  const heirOf = new Map(heirs.map(({ from, to }) => [from, to]));
  const follow = (unit: UnitId) => heirOf.get(unit) ?? unit;
  return rows.map((row) => ({
    ...row,
    party: typeof row.party === 'string' ? follow(row.party) : row.party,
    coHandlers: [...new Set(row.coHandlers.map(follow))],
  }));
}

export type Planned = {
  readonly from: UnitId;
  readonly rows: readonly DutyRow[];
  readonly put: readonly DutyRow[];
  readonly heirs: readonly Heir[];
};
export type HandoverWorld = { readonly units: readonly Unit[]; readonly contracts: readonly Contract[] };

/** What a handover would do to the list, or why it cannot be. `operator` is who has the contract now. */
export function planHandover(
  asked: AskedHandover,
  rows: readonly DutyRow[],
  { units, contracts, operator }: HandoverWorld & { readonly operator: UnitId },
): Result<Planned, HandoverRefusal> {
  if (!contracts.some(({ id }) => id === asked.contract)) return refuse({ code: 'no-such-contract', contract: asked.contract });
  if (asked.to === operator) return refuse({ code: 'heir-is-the-same', unit: asked.to });
  const ours = teamsOf(asked.to, units);
  for (const unit of [asked.to, ...asked.heirs.map(({ to }) => to)]) {
    const found = units.find(({ id }) => id === unit);
    if (!found) return refuse({ code: 'heir-unknown', unit });
    if (found.kind === 'supervisor') return refuse({ code: 'heir-supervises', unit });
    if (!ours.has(unit)) return refuse({ code: 'heir-of-another', unit });
  }
  const teams = teamsOf(operator, units);
  const under = rowsUnder(rows, asked, teams);
  if (under.length === 0) return refuse({ code: 'nothing-goes-over', contract: asked.contract });
  const named = new Map(asked.heirs.map(({ from, to }) => [from, to]));
  const heirs = followedUnits(under, teams).map((from) => ({ from, to: named.get(from) ?? asked.to }));
  return ok({ from: operator, rows: under, put: handedRows(under, heirs), heirs });
}

/** Papers that name the old operator or one of its teams: none of them holds for the new one, and each must be given anew. */
export function papersNaming(teams: ReadonlySet<UnitId>, register: readonly Authorisation[]): Authorisation[] {
  return register.filter(({ company, status }) => teams.has(company) && status !== 'revoked' && status !== 'draft');
}

/** A street is looked through again after the cut-over: a phone speaks late, a dispatcher's screen is old, a closed case is opened again. */
export const LATER_LOOKS: readonly number[] = [30_000, 600_000, 3_600_000, 86_400_000, 4 * 86_400_000, 16 * 86_400_000];
