import type { Day, UnitId } from '../../../kernel/brand.ts';
import type { Limit } from '../../../kernel/time/limit.ts';
import type { Words } from '../../../kernel/words.ts';
import type { Shape } from '../../territory/rules/place.ts';

/** Which matters a row speaks of. Absent fields match anything; `code` needs `kind`, `condition` needs `code`; every tag must be carried. */
export type MatterSelector = {
  readonly kind?: 'part' | 'matter';
  readonly major?: string;
  readonly code?: string;
  readonly condition?: string;
  readonly tags?: readonly string[];
};

/** Where a row holds: everywhere (null), a place of any level or a named place, a drawn polygon, a road's corridor, one thing, or the things of one owner. */
export type Territory =
  | null
  | { readonly place: string }
  | { readonly polygon: Shape }
  | { readonly road: string; readonly metres?: number }
  | { readonly asset: string }
  | { readonly owner: UnitId };

/** Days on which hours hold: every day, working days and others by the calendar, statutory holidays, or weekdays by number (1 is Monday). */
export type On = 'every' | 'workdays' | 'restdays' | 'holidays' | readonly number[];
/** Minutes after local midnight, `to` not included. A night is two of these: 22:00–24:00 and 00:00–06:00. */
export type Hours = { readonly on: On; readonly from: number; readonly to: number };

/** Three parties are known of a thing; a row may leave its party to be read off the thing the report is about. */
export const assetRoles = ['supervisor', 'owner', 'maintainer'] as const;
export type AssetRole = (typeof assetRoles)[number];
export type Accountable = UnitId | { readonly of: AssetRole };

/** 服务 is work under contract; 执法 orders and punishes, and is government's alone. */
export type Power = 'service' | 'enforcement';

/**
 * One row of the duty list (权责清单): this matter, in this territory, at this time, is this party's. Which of several rows
 * wins is written in `rank.ts`; the fallback of a street (属地兜底) is a row that names no matter.
 */
export type DutyRow = {
  readonly id: string;
  /** Counts the edits of this row; the list as a whole has versions of its own. */
  readonly version: number;
  readonly matter: MatterSelector;
  readonly territory: Territory;
  readonly from: Day;
  /** The first day on which the row no longer holds; null while it does. */
  readonly until: Day | null;
  /** Empty: at all hours. */
  readonly hours: readonly Hours[];
  readonly party: Accountable;
  readonly coHandlers: readonly UnitId[];
  /** Promised instead of the filing condition's own limit; null leaves that one. */
  readonly limit: Limit | null;
  readonly powers: readonly Power[];
  readonly basis: Words;
  readonly clause: { readonly contract: string; readonly clause: string } | null;
  /** Beats every specificity; 0 unless a ruling or an agreement says otherwise. */
  readonly priority: number;
};

/** A fallback catches what no other row speaks of, so it names no matter. */
export function isFallback({ matter: { kind, major, code, condition, tags } }: Pick<DutyRow, 'matter'>): boolean {
  return kind === undefined && major === undefined && code === undefined && condition === undefined && (tags ?? []).length === 0;
}
