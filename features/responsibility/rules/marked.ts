import { readCsv } from '../../../kernel/csv.ts';
import { guarded, quoted } from './table.ts';

/** What is wrong on a line of a table, said in the reader's language. */
export type Marking = { readonly line: number; readonly said: string };

/** The heading of the column that faults are written into; a table that comes back with it is read without it. */
export const markColumns = ['错误', 'error'] as const;

/**
 * The same table with a column more that says what is wrong on each line, so that whoever keeps the file mends it where it
 * stands. Every cell leaves guarded, whatever came in.
 */
export function markTable(text: string, markings: readonly Marking[], heading: (typeof markColumns)[number]): string {
  const { columns, rows } = readCsv(text);
  const kept = columns.filter((column) => !markColumns.some((mark) => mark === column));
  const said = new Map<number, string>();
  for (const { line, said: what } of markings) said.set(line, said.has(line) ? `${said.get(line)}；${what}` : what);
  const cell = (value: string) => quoted(guarded(value));
  const lines = rows.map(({ line, cells }) => [...kept.map((column) => cells.get(column) ?? ''), said.get(line) ?? ''].map(cell).join(','));
  return `\uFEFF${[[...kept, heading].map(cell).join(','), ...lines].join('\r\n')}\r\n`;
}
