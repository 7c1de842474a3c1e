import type { Day, UnitId } from '../../../kernel/brand.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import type { DutyRow, MatterSelector } from './duty.ts';

/** What is asked of the duty list. `areas` are the codes of every place, of any level, that holds the point, and of the street. */
export type Question = {
  readonly matter: MatterKey | null;
  readonly condition: string | null;
  readonly areas: readonly string[];
  readonly day: Day;
};

/** The list as it is searched: rows in rank order, found by party for explanations. */
export type DutyList = { readonly rows: readonly DutyRow[]; readonly byId: ReadonlyMap<string, DutyRow> };

export function buildDutyList(rows: readonly DutyRow[]): DutyList {
  const sorted = [...rows].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return { rows: sorted, byId: new Map(sorted.map((row) => [row.id, row])) };
}

/** Whether a row is the named fallback (属地兜底) of its territory: it speaks of every matter. */
export function isFallback({ matter }: DutyRow): boolean {
  return matter.kind === undefined && matter.major === undefined && matter.code === undefined && matter.condition === undefined;
}

function speaksOf(selector: MatterSelector, matter: MatterKey | null, condition: string | null): boolean {
  if (matter === null) return selector.kind === undefined && selector.major === undefined && selector.code === undefined;
  const [kind, code = ''] = matter.split(':');
  return (
    (selector.kind === undefined || selector.kind === kind) &&
    (selector.major === undefined || code.startsWith(selector.major)) &&
    (selector.code === undefined || selector.code === code) &&
    (selector.condition === undefined || selector.condition === condition)
  );
}

/**
 * The first row that matches, in rank order. Every street of a checked world ends with a fallback row, so an answer
 * always exists there; undefined means the world was never checked, and the caller must not go on.
 */
export function route(list: DutyList, { matter, condition, areas, day }: Question): { unit: UnitId; row: string } | undefined {
  const row = list.rows.find(
    (each) =>
      each.from <= day &&
      (each.until === null || day < each.until) &&
      (each.territory === null || areas.includes(each.territory)) &&
      speaksOf(each.matter, matter, condition),
  );
  return row && { unit: row.party, row: row.id };
}
