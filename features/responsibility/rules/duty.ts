import type { Day, UnitId } from '../../../kernel/brand.ts';
import type { Words } from '../../../kernel/words.ts';

/** Which matters a duty row speaks of. Absent fields match anything; `code` and `condition` need `kind`. */
export type MatterSelector = {
  readonly kind?: 'part' | 'matter';
  readonly major?: string;
  readonly code?: string;
  readonly condition?: string;
};

/**
 * One row of the duty list (权责清单): this matter, in this territory, on these days, is this party's.
 * Rows are tried in `rank` order and the first match wins; the last row of a street is its named fallback, never "nobody".
 */
export type DutyRow = {
  readonly id: string;
  readonly rank: number;
  readonly matter: MatterSelector;
  /** Code of a place of any level or of a named place; null for the whole world. */
  readonly territory: string | null;
  readonly party: UnitId;
  readonly from: Day;
  readonly until: Day | null;
  readonly basis: Words;
};
