import { readCsv } from '../../../kernel/csv.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import type { Labelled } from './train.ts';

/** Texts and their matters from a table, and how many lines were passed over because one of the two was blank. */
export type LabelledTable = { readonly rows: readonly Labelled[]; readonly blank: number };

/** More than this would not fit in the memory of an ordinary machine; a sample teaches as much (the curve is flat by then). */
export const MOST_TEXTS = 100_000;

export type LabelledRefusal =
  | { readonly code: 'column-missing'; readonly column: 'text' | 'label'; readonly found: readonly string[] }
  | { readonly code: 'quote-open'; readonly line: number }
  | { readonly code: 'nothing-labelled' }
  | { readonly code: 'too-many-texts'; readonly found: number; readonly most: number };

/** Reads a table with the columns `text` and `label`; others are ignored. */
export function readLabelled(csv: string): Result<LabelledTable, LabelledRefusal> {
  const { columns, rows, unclosed } = readCsv(csv);
  for (const column of ['text', 'label'] as const) {
    if (!columns.includes(column)) return refuse({ code: 'column-missing', column, found: columns });
  }
  if (unclosed !== null) return refuse({ code: 'quote-open', line: unclosed });
  if (rows.length > MOST_TEXTS) return refuse({ code: 'too-many-texts', found: rows.length, most: MOST_TEXTS });
  const all = rows.map(({ cells }) => ({ text: cells.get('text') ?? '', label: cells.get('label') ?? '' }));
  const kept = all.filter(({ text, label }) => text !== '' && label !== '');
  return kept.length === 0 ? refuse({ code: 'nothing-labelled' }) : ok({ rows: kept, blank: all.length - kept.length });
}

/** Teaching needs two labels at least, or there is nothing to tell apart. */
export function checkTeachable(
  rows: readonly Labelled[],
): Result<readonly Labelled[], { readonly code: 'one-class'; readonly label: string }> {
  const labels = new Set(rows.map(({ label }) => label));
  return labels.size < 2 ? refuse({ code: 'one-class', label: [...labels][0] ?? '' }) : ok(rows);
}
