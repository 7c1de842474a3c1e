import type { Level } from '../../territory/rules/place.ts';
import { type LevelOf, compareRanks, rankOf } from '../rules/rank.ts';
import { type ToldRow, readRow } from '../rules/wire.ts';
import { type DraftRow, blank, rowOf } from './draftrow.ts';

/** A ruling (裁定) that is to become a row: the case it was made in, and whose that matter is there from now on. */
export type Ruled = {
  readonly id: string;
  readonly number: string;
  readonly matter: string;
  /** Where the case lies, the narrowest first. */
  readonly areas: readonly string[];
  readonly unit: string;
  readonly reason: string;
  /** The row that had said otherwise. */
  readonly row: string;
};

type Beside = { id: string; today: string; level: Level; areas: readonly string[]; rows: readonly ToldRow[]; ground: string };

/**
 * The row that puts a ruling down: this matter, in the narrowest area of the board that holds the case, for the party of the
 * ruling, on the ground of its case number. Where being narrow is not enough to beat the row that had said otherwise, priority is:
 * it is there for rulings.
 */
export function ruledDraft(ruled: Ruled, { id, today, level, areas, rows, ground }: Beside): DraftRow {
  const was = rows.find((row) => row.id === ruled.row);
  const draft = {
    ...blank(id, today),
    matter: ruled.matter,
    condition: conditionOf(was, ruled.matter),
    area: ruled.areas.find((code) => areas.includes(code)) ?? '',
    party: ruled.unit,
    basis: ground,
    ruling: { id: ruled.id, because: ground },
  };
  const row = rowOf(draft);
  if (!was || !row) return draft;
  // Of a place that is not on the board only the name is known; a named place is the narrower guess, and a larger priority never loses.
  const levelOf: LevelOf = (code) => (areas.includes(code) ? level : 'named');
  const [fresh, old] = [row, was].map((told) => rankOf(readRow(told), levelOf));
  return fresh && old && compareRanks(fresh, old) < 0 ? draft : { ...draft, priority: String(was.priority + 1) };
}

/** A row of one filing condition is beaten by the same condition; one of the whole class by the class. */
function conditionOf(was: ToldRow | undefined, matter: string): string {
  const { kind = 'matter', code, condition } = was?.matter ?? {};
  return condition !== undefined && `${kind}:${code}` === matter ? condition : '';
}
