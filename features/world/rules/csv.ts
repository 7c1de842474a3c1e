/** One line of a table by column name, with the number of the line it stood on (the heading is line 1). */
export type CsvRow = { readonly line: number; readonly cells: ReadonlyMap<string, string>; readonly width: number };
export type CsvTable = { readonly columns: readonly string[]; readonly rows: readonly CsvRow[] };

/**
 * A table with a heading, as RFC 4180 has it: commas, double quotes, doubled quotes inside them, line breaks inside quotes.
 * A byte order mark is dropped and blank lines are passed over. An unclosed quote runs to the end of the text.
 */
export function readCsv(text: string): CsvTable {
  const [heading, ...body] = records(text.replace(/^\uFEFF/, ''));
  const columns = heading?.cells.map((cell) => cell.trim()) ?? [];
  const rows = body.map(({ line, cells }) => ({
    line,
    width: cells.length,
    cells: new Map(columns.map((column, at) => [column, cells[at]?.trim() ?? ''])),
  }));
  return { columns, rows };
}

type Line = { line: number; cells: string[] };

// A quoted cell or, failing that, a bare one, then what ends it; one of the two always fits.
const CELL = /(?:"((?:[^"]|"")*)(?:"|$)|([^,\r\n]*))(,|\r\n|\n|\r|$)/y;

function records(text: string): Line[] {
  const found: Line[] = [];
  let line = 1;
  let current: Line = { line, cells: [] };
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length || current.cells.length > 0) {
    const match = CELL.exec(text);
    if (!match) break;
    const [whole, quoted, bare = '', end = ''] = match;
    current.cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === ',') continue;
    if (current.cells.some((cell) => cell !== '')) found.push(current);
    current = { line, cells: [] };
    if (end === '') break;
  }
  return found;
}
