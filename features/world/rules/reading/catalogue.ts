import type { Limit, LimitUnit } from '../../../../kernel/time/limit.ts';
import { type Condition, type Kind, type Matter, type MatterKey, keyOf } from '../../../catalogue/rules/matter.ts';
import { chineseCondition, otherwise } from '../conditionwords.ts';
import { type CsvRow, type CsvTable, readCsv } from '../../../../kernel/csv.ts';
import { type WorldIssue, issue } from '../issue.ts';

const units: readonly LimitUnit[] = ['urgent_hour', 'urgent_day', 'work_hour', 'work_day', 'natural_day'];
const matterColumns = [
  'kind',
  'code',
  'major_code',
  'major_zh',
  'major_en',
  'minor_zh',
  'minor_en',
  'legacy_code',
  'limit_value',
  'limit_unit',
  'closing_criterion',
] as const;
const conditionColumns = [
  'kind',
  'code',
  'condition_key',
  'filing_condition_en',
  'limit_value',
  'limit_unit',
  'closing_criterion_en',
] as const;

/** A row of a table under its own complaints: `cell` reads a column. */
type Line = {
  readonly cell: (column: string) => string;
  readonly where: (column: string) => { file: string; feature: string; field: string };
};
type Open = { readonly file: string; readonly issues: WorldIssue[] };

function linesOf(text: string, columns: readonly string[], { file, issues }: Open): Line[] {
  const table = readCsv(text);
  const missing = columns.filter((column) => !table.columns.includes(column));
  for (const column of missing) issues.push(issue('column-missing', { file, field: column }, { found: table.columns.join(', ') }));
  return missing.length > 0 ? [] : table.rows.flatMap((row) => lineOf(row, table, { file, issues }));
}

function lineOf({ line, cells, width }: CsvRow, { columns }: CsvTable, { file, issues }: Open): Line[] {
  const cell = (column: string) => cells.get(column) ?? '';
  const code = cell('code');
  const feature = code ? `${code} (${line})` : `#${line}`;
  if (width !== columns.length) {
    issues.push(issue('row-broken', { file, feature }, { expected: String(columns.length), found: width }));
    return [];
  }
  return [{ cell, where: (field) => ({ file, feature, field }) }];
}

function kindOf({ cell, where }: Line, issues: WorldIssue[]): Kind | undefined {
  const said = cell('kind');
  if (said === 'part') return 'part';
  if (said === 'event' || said === 'matter') return 'matter';
  issues.push(issue('field-invalid', where('kind'), { expected: 'part | event | matter', found: said }));
  return undefined;
}

function codeOf({ cell, where }: Line, issues: WorldIssue[]): string | undefined {
  const said = cell('code');
  if (/^[0-9A-Z]{3,8}$/.test(said)) return said;
  issues.push(
    said === '' ? issue('field-missing', where('code')) : issue('field-invalid', where('code'), { expected: '01001 | L0501', found: said }),
  );
  return undefined;
}

function limitOf({ cell, where }: Line, issues: WorldIssue[]): Limit | undefined {
  const value = Number(cell('limit_value'));
  const unit = units.find((each) => each === cell('limit_unit'));
  if (!(value > 0)) issues.push(issue('field-invalid', where('limit_value'), { expected: '> 0', found: cell('limit_value') }));
  if (!unit) issues.push(issue('field-invalid', where('limit_unit'), { expected: units.join(' | '), found: cell('limit_unit') }));
  return value > 0 && unit ? { value, unit } : undefined;
}

type Books = { readonly known: ReadonlySet<MatterKey>; readonly issues: WorldIssue[] };

/** The matter a condition speaks of, or undefined after complaining. */
function ownerOf(line: Line, { known, issues }: Books): Pick<Matter, 'kind' | 'code'> | undefined {
  const [kind, code] = [kindOf(line, issues), codeOf(line, issues)];
  if (!kind || !code) return undefined;
  if (known.has(keyOf({ kind, code }))) return { kind, code };
  issues.push(issue('reference-unknown', line.where('code'), { expected: 'catalogue', found: keyOf({ kind, code }) }));
  return undefined;
}

/** Filing conditions by matter. A key that comes again in one matter is numbered; events of the table have none and begin at `seen`. */
function conditionsOf(lines: readonly Line[], books: Books): Map<MatterKey, Condition[]> {
  const found = new Map<MatterKey, Condition[]>();
  for (const line of lines) {
    const owner = ownerOf(line, books);
    const limit = owner && limitOf(line, books.issues);
    const text = line.cell('filing_condition_en');
    if (text === '') books.issues.push(issue('field-missing', line.where('filing_condition_en')));
    if (!owner || !limit || text === '') continue;
    const earlier = found.get(keyOf(owner)) ?? [];
    found.set(keyOf(owner), [...earlier, conditionOf(line, { owner, limit, earlier })]);
  }
  return found;
}

function conditionOf(
  { cell }: Line,
  { owner, limit, earlier }: { owner: Pick<Matter, 'kind' | 'code'>; limit: Limit; earlier: readonly Condition[] },
): Condition {
  const name = cell('condition_key') || 'seen';
  const text = cell('filing_condition_en');
  const closing = cell('closing_criterion_en') || text;
  const number = earlier.filter(({ key }) => key.replace(/-\d+$/, '') === name).length + 1;
  const zh = chineseCondition(owner, name, number);
  return {
    key: number === 1 ? name : `${name}-${number}`,
    text: { zh: zh?.text ?? text, en: text },
    limit,
    closing: { zh: zh?.closing ?? closing, en: closing },
  };
}

/** Names stand alone on screens, so they begin with a capital; the table has them as they stand in a sentence. */
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `0137` of "0137" and "0137(local ext)". "0180p" is a class of another city's part list and no alias here. */
function legacyOf(said: string): string | null {
  return /^(\d{4})(\(|$)/.exec(said)?.[1] ?? null;
}

/**
 * The national catalogue as two tables: classes, and their filing conditions. A class without condition gets one from its
 * typical limit, for nothing can be filed without. `sayings` are our own and ride along where a class is one we know.
 */
export function readCatalogue(
  { matters, conditions }: { matters: string; conditions: string },
  files: { matters: string; conditions: string },
  { issues, sayings }: { issues: WorldIssue[]; sayings: ReadonlyMap<MatterKey, readonly string[]> },
): Matter[] {
  const rows = linesOf(matters, matterColumns, { file: files.matters, issues });
  const heads = rows.flatMap((line) => {
    const [kind, code] = [kindOf(line, issues), codeOf(line, issues)];
    if (line.cell('minor_zh') === '') issues.push(issue('field-missing', line.where('minor_zh')));
    return kind && code && line.cell('minor_zh') ? [{ line, kind, code, key: keyOf({ kind, code }) }] : [];
  });
  const lines = linesOf(conditions, conditionColumns, { file: files.conditions, issues });
  const byMatter = conditionsOf(lines, { known: new Set(heads.map(({ key }) => key)), issues });
  return heads.map(({ line, kind, code, key }) => ({
    kind,
    code,
    major: {
      code: line.cell('major_code'),
      name: { zh: line.cell('major_zh'), en: sentence(line.cell('major_en')) || line.cell('major_zh') },
    },
    name: { zh: line.cell('minor_zh'), en: sentence(line.cell('minor_en')) || line.cell('minor_zh') },
    legacy: legacyOf(line.cell('legacy_code')),
    local: !/^\d{5}$/.test(code),
    conditions: byMatter.get(key) ?? typical(line, issues),
    sayings: sayings.get(key) ?? [],
  }));
}

function typical(line: Line, issues: WorldIssue[]): Condition[] {
  const limit = limitOf(line, issues);
  const closing = line.cell('closing_criterion') || otherwise.closing.en;
  return limit ? [{ key: 'seen', text: otherwise.text, limit, closing: { zh: otherwise.closing.zh, en: closing } }] : [];
}
