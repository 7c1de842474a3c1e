/** One line of a table by column name, with the number of the line it stood on (the heading is line 1). */
export type CsvRow = { readonly line: number; readonly cells: ReadonlyMap<string, string>; readonly width: number };
export type CsvTable = {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  /** Line where a quote was opened that nothing closes: what follows it is one cell, whatever it was meant to be. */
  readonly unclosed: number | null;
};

/**
 * A table with a heading, as RFC 4180 has it: commas, double quotes, doubled quotes inside them, line breaks inside quotes.
 * A byte order mark is dropped and blank lines are passed over. An unclosed quote runs to the end of the text.
 */
export function readCsv(text: string): CsvTable {
  const { lines, unclosed } = records(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  const [heading, ...body] = lines;
  const columns = heading?.cells.map((cell) => cell.trim()) ?? [];
  const rows = body.map(({ line, cells }) => ({
    line,
    width: cells.length,
    cells: new Map(columns.map((column, at) => [column, cells[at]?.trim() ?? ''])),
  }));
  return { columns, rows, unclosed };
}

type Line = { line: number; cells: string[] };

// What ends a bare cell. A scan and not one expression for the whole cell: a cell of some megabytes overflows the stack of those.
const END = /,|\r\n|\n|\r/g;
const BREAK = /\r\n|\n|\r/g;

function records(text: string): { lines: Line[]; unclosed: number | null } {
  const lines: Line[] = [];
  let unclosed: number | null = null;
  let line = 1;
  let current: Line = { line, cells: [] };
  let at = 0;
  while (at < text.length || current.cells.length > 0) {
    const { cell, stop, open, breaks } = cellAt(text, at);
    if (open) unclosed = line;
    current.cells.push(cell);
    line += breaks;
    END.lastIndex = stop;
    const end = END.exec(text);
    at = stop + (end?.[0].length ?? 0);
    if (end?.[0] === ',') continue;
    if (current.cells.some((cell) => cell !== '')) lines.push(current);
    if (end) line += 1;
    current = { line, cells: [] };
    if (!end) break;
  }
  return { lines, unclosed };
}

/** The cell that begins at `at`, where it ends, how many lines it runs over, and whether its quote was never closed. */
function cellAt(text: string, at: number): { cell: string; stop: number; open: boolean; breaks: number } {
  const close = text[at] === '"' ? closing(text, at + 1) : at;
  // A quote that closes before the cell ends quotes nothing: the cell is kept as it stands.
  if (close > at && /^[,\r\n]?$/.test(text.charAt(close + 1))) {
    const inner = text.slice(at + 1, close);
    const stop = Math.min(text.length, close + 1);
    return { cell: inner.replaceAll('""', '"'), stop, open: close === text.length, breaks: inner.match(BREAK)?.length ?? 0 };
  }
  END.lastIndex = at;
  const stop = END.exec(text)?.index ?? text.length;
  return { cell: text.slice(at, stop), stop, open: false, breaks: 0 };
}

/** Where the quote that was opened before `from` closes; the end of the text when nowhere. */
function closing(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === -1 ? text.length : at;
}
