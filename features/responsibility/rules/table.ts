import { readCsv } from '../../../kernel/csv.ts';
import type { DutyRow } from './row.ts';
import { type ToldRow, rowShape, writeRow } from './wire.ts';

/** The columns of the list as a table, one text a cell. */
export const columns = [
  'id',
  'kind',
  'major',
  'code',
  'condition',
  'tags',
  'territory',
  'from',
  'until',
  'hours',
  'party',
  'co_handlers',
  'limit',
  'powers',
  'basis_zh',
  'basis_en',
  'contract',
  'clause',
  'priority',
] as const;
type Column = (typeof columns)[number];

export type CellIssue = {
  readonly line: number;
  readonly row: string;
  readonly code: 'column-missing' | 'row-broken' | 'field-invalid' | 'too-many-rows';
  readonly field: string;
  readonly found: string;
};
/** A list of a whole district has some thousands. More would be cut off in silence, and a list replaced by less than was sent. */
export const MOST_ROWS = 20_000;

export type ReadTable = {
  readonly rows: readonly DutyRow[];
  readonly lines: ReadonlyMap<string, number>;
  readonly issues: readonly CellIssue[];
};

const needed: readonly Column[] = ['id', 'territory', 'from', 'party', 'basis_zh'];

/** Reads a table; a line with a fault costs itself, and every fault says its line and column. */
export function readTable(text: string): ReadTable {
  const { columns: given, rows, unclosed } = readCsv(text);
  const issues: CellIssue[] = needed
    .filter((column) => !given.includes(column))
    .map((column) => ({ line: 1, row: '', code: 'column-missing', field: column, found: given.join(', ').slice(0, 80) }));
  if (unclosed !== null) issues.push({ line: unclosed, row: '', code: 'row-broken', field: '"', found: '' });
  if (rows.length > MOST_ROWS)
    issues.push({ line: rows[MOST_ROWS]?.line ?? 0, row: '', code: 'too-many-rows', field: '', found: `${rows.length}/${MOST_ROWS}` });
  if (issues.length > 0) return { rows: [], lines: new Map(), issues };
  const found: DutyRow[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells, width } of rows) {
    const cell = (column: Column) => unguarded(cells.get(column) ?? '');
    const row = cell('id');
    if (width !== given.length) {
      issues.push({ line, row, code: 'row-broken', field: '', found: `${width}/${given.length}` });
      continue;
    }
    const read = rowShape.safeParse(saidOf(cell));
    if (read.success) {
      found.push(read.data);
      lines.set(row, line);
    } else
      for (const field of new Set(read.error.issues.map(({ path }) => columnOf(path))))
        issues.push({ line, row, code: 'field-invalid', field, found: cell(field).slice(0, 80) });
  }
  return { rows: found, lines, issues };
}

function columnOf(path: readonly PropertyKey[]): Column {
  const [first, second] = path.map(String);
  const names: Record<string, Column> = {
    coHandlers: 'co_handlers',
    basis: second === 'en' ? 'basis_en' : 'basis_zh',
    clause: second === 'contract' ? 'contract' : 'clause',
  };
  if (first === 'matter') return (columns.find((column) => column === second) ?? 'code') as Column;
  return names[first ?? ''] ?? columns.find((column) => column === first) ?? 'id';
}

const list = (text: string, at: RegExp = /[;；]/) =>
  text
    .split(at)
    .map((part) => part.trim())
    .filter(Boolean);

function saidOf(cell: (column: Column) => string): unknown {
  const tags = list(cell('tags'));
  const named = (['kind', 'major', 'code', 'condition'] as const).filter((column) => cell(column) !== '');
  return {
    id: cell('id'),
    matter: { ...Object.fromEntries(named.map((column) => [column, cell(column)])), ...(tags.length > 0 ? { tags } : {}) },
    territory: territoryOf(cell('territory')),
    from: cell('from'),
    until: cell('until') || null,
    hours: list(cell('hours')).map(hoursOf),
    party: /^of:/.test(cell('party')) ? { of: cell('party').slice(3) } : cell('party'),
    coHandlers: list(cell('co_handlers')),
    limit: limitOf(cell('limit')),
    ...(cell('powers') ? { powers: list(cell('powers')) } : {}),
    basis: { zh: cell('basis_zh'), en: cell('basis_en') || cell('basis_zh') },
    clause: cell('contract') || cell('clause') ? { contract: cell('contract'), clause: cell('clause') } : null,
    ...(cell('priority') ? { priority: Number(cell('priority')) } : {}),
  };
}

/** `*` is everywhere; `road:E3:20`, `asset:…`, `owner:…`, `polygon:[…]`; anything else is the code of a place. */
function territoryOf(text: string): unknown {
  if (text === '*') return null;
  const [, kind, rest = ''] = /^(road|asset|owner|polygon):(.*)$/s.exec(text) ?? [];
  if (kind === 'asset') return { asset: rest };
  if (kind === 'owner') return { owner: rest };
  if (kind === 'polygon') return { polygon: jsonOf(rest) };
  if (kind !== 'road') return text;
  const [, road = rest, metres] = /^(.*?)(?::(\d+(?:\.\d+)?))?$/.exec(rest) ?? [];
  return { road, ...(metres ? { metres: Number(metres) } : {}) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `workdays 08:00-18:00`, `1,5 10:00-12:00`, or the times alone for every day. */
function hoursOf(text: string): unknown {
  const [, on = 'every', from = '', to = ''] = /^(?:(\S+)\s+)?(\S+?)-(\S+)$/.exec(text) ?? [];
  return { on: /^[\d,]+$/.test(on) ? on.split(',').map(Number) : on, from, to };
}

function limitOf(text: string): unknown {
  if (!text) return null;
  const [value = '', unit] = text.split(/\s+/);
  return { value: Number(value), unit };
}

/** The list as a table that `readTable` reads back, with the mark that makes a spreadsheet take it for UTF-8. */
export function writeTable(rows: readonly DutyRow[]): string {
  const lines = rows.map((row) => {
    const cells = cellsOf(writeRow(row));
    return columns.map((column) => quoted(guardedAfresh(cells[column]))).join(',');
  });
  return `\uFEFF${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

function cellsOf(row: ToldRow): Record<Column, string> {
  const { kind = '', major = '', code = '', condition = '', tags = [] } = row.matter;
  return {
    id: row.id,
    kind,
    major,
    code,
    condition,
    tags: tags.join(';'),
    territory: territoryText(row.territory),
    from: row.from,
    until: row.until ?? '',
    hours: row.hours.map(({ on, from, to }) => `${typeof on === 'string' ? on : on.join(',')} ${from}-${to}`).join(';'),
    party: typeof row.party === 'string' ? row.party : `of:${row.party.of}`,
    co_handlers: row.coHandlers.join(';'),
    limit: row.limit ? `${row.limit.value} ${row.limit.unit}` : '',
    powers: row.powers.join(';'),
    basis_zh: row.basis.zh,
    basis_en: row.basis.en,
    contract: row.clause?.contract ?? '',
    clause: row.clause?.clause ?? '',
    priority: String(row.priority),
  };
}

function territoryText(territory: ToldRow['territory']): string {
  if (territory === null) return '*';
  if (typeof territory === 'string') return territory;
  if ('place' in territory) return territory.place;
  if ('polygon' in territory) return `polygon:${JSON.stringify(territory.polygon)}`;
  if ('road' in territory) return `road:${territory.road}${territory.metres === undefined ? '' : `:${territory.metres}`}`;
  return 'asset' in territory ? `asset:${territory.asset}` : `owner:${territory.owner}`;
}

// A spreadsheet runs a cell that begins like a formula, in Chinese editions in full width too and behind blanks; an apostrophe
// keeps it text, and is taken off again when read.
const FORMULA = /^(\s*['=+\-@＝＋－＠]|[\t\r\n])/;
const GUARDED = /^'(\s*['=+\-@＝＋－＠]|[\t\r\n])/;
const guardedAfresh = (text: string) => (FORMULA.test(text) && !/^-?\d+$/.test(text) ? `'${text}` : text);
/** The same for a cell out of another's file, which may be guarded already. */
export const guarded = (text: string) => (GUARDED.test(text) ? text : guardedAfresh(text));
const unguarded = (text: string) => (GUARDED.test(text) ? text.slice(1) : text);
export const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
