import type { LimitUnit } from '../../../kernel/time/limit.ts';
import type { FaultView } from '../rules/view.ts';
import type { ToldRow } from '../rules/wire.ts';

type Days = Exclude<ToldRow['hours'][number]['on'], readonly number[]>;

/** A row while it is being written: texts as the form holds them. Empty means "any", "everywhere" or "at all hours". */
export type DraftRow = {
  readonly id: string;
  /** `kind:major`, when a whole family is meant. */
  readonly family: string;
  readonly matter: string;
  readonly condition: string;
  readonly area: string;
  readonly on: Days | '';
  readonly fromHour: string;
  readonly toHour: string;
  readonly from: string;
  readonly until: string;
  readonly party: string;
  readonly limit: string;
  readonly limitUnit: LimitUnit;
  readonly priority: string;
  readonly basis: string;
  /** The row it began as: what the form cannot show stays as it was. */
  readonly was: ToldRow | null;
  /** The case whose ruling this puts down, and why the change is made. */
  readonly ruling: { readonly id: string; readonly because: string } | null;
};

export function blank(id: string, today: string): DraftRow {
  return {
    id,
    family: '',
    matter: '',
    condition: '',
    area: '',
    on: '',
    fromHour: '22:00',
    toHour: '06:00',
    from: today,
    until: '',
    party: '',
    limit: '',
    limitUnit: 'work_hour',
    priority: '0',
    basis: '',
    was: null,
    ruling: null,
  };
}

/** The row that would close a gap: its matter, its smallest area on the board, from today on; only party and ground are open. */
export function draftFor(fault: FaultView, { id, today, areas }: { id: string; today: string; areas: readonly string[] }): DraftRow {
  const { matter, place } = fault.example;
  return { ...blank(id, today), matter: matter.id, area: place.areas.find((code) => areas.includes(code)) ?? '' };
}

export function draftOf(row: ToldRow): DraftRow {
  const { kind, major, code, condition } = row.matter;
  const span = spanOf(row.hours);
  return {
    ...blank(row.id, row.from),
    family: code === undefined && major !== undefined ? `${kind ?? 'matter'}:${major}` : '',
    matter: code === undefined ? '' : `${kind ?? 'matter'}:${code}`,
    condition: condition ?? '',
    area: typeof row.territory === 'string' ? row.territory : '',
    ...(span ? { on: span.on, fromHour: span.from, toHour: span.to } : {}),
    until: row.until ?? '',
    party: typeof row.party === 'string' ? row.party : '',
    ...(row.limit ? { limit: String(row.limit.value), limitUnit: row.limit.unit } : {}),
    priority: String(row.priority),
    basis: row.basis.zh,
    was: row,
  };
}

/** One stretch of named days, a night told in two parts put together; undefined for what the form does not show. */
function spanOf(hours: ToldRow['hours']): { on: Days; from: string; to: string } | undefined {
  const [first, second, ...more] = hours;
  if (!first || typeof first.on !== 'string' || more.length > 0) return undefined;
  if (!second) return { on: first.on, from: first.from, to: first.to };
  const [late, early] = first.to === '24:00' ? [first, second] : [second, first];
  return first.on === second.on && late.to === '24:00' && early.from === '00:00'
    ? { on: first.on, from: late.from, to: early.to }
    : undefined;
}

/** The row meant, or undefined while something needed is still open. */
export function rowOf(draft: DraftRow): ToldRow | undefined {
  const { was } = draft;
  const party = draft.party || (was && typeof was.party !== 'string' ? was.party : '');
  if (!party || !isWhole(draft)) return undefined;
  return {
    id: draft.id,
    ...(was ? keptOf(was) : fresh),
    matter: selectorOf(draft),
    territory: draft.area || (was && typeof was.territory !== 'string' ? was.territory : null),
    from: draft.from,
    until: draft.until || null,
    hours: hoursOf(draft),
    party,
    limit: draft.limit ? { value: Number(draft.limit), unit: draft.limitUnit } : null,
    basis: basisOf(draft),
    priority: Number(draft.priority),
  };
}

const fresh = { version: 1, coHandlers: [], powers: ['service'] satisfies ToldRow['powers'], clause: null };
const keptOf = ({ version, coHandlers, powers, clause }: ToldRow) => ({ version, coHandlers, powers, clause });

function isWhole({ from, basis, limit, priority }: DraftRow): boolean {
  const isLimit = limit === '' || Number(limit) > 0;
  return from !== '' && basis.trim() !== '' && isLimit && Number.isInteger(Number(priority));
}

/** English of a ground holds only while the Chinese does. */
function basisOf({ basis, was }: DraftRow): ToldRow['basis'] {
  const zh = basis.trim();
  return was?.basis.zh === zh ? was.basis : { zh, en: zh };
}

function selectorOf({ family, matter, condition, was }: DraftRow): ToldRow['matter'] {
  const tagged = was?.matter.tags ? { tags: was.matter.tags } : {};
  const [kind, code = ''] = (matter || family).split(':') as ['part' | 'matter', string?];
  if (matter) return { kind, code, ...(condition ? { condition } : {}), ...tagged };
  return family ? { kind, major: code, ...tagged } : tagged;
}

function hoursOf({ on, fromHour, toHour, was }: DraftRow): ToldRow['hours'] {
  if (on !== '') return [{ on, from: fromHour, to: toHour }];
  return was && spanOf(was.hours) === undefined ? was.hours : [];
}

/** The next free number in the list's own way of counting: D034 after D033. */
export function nextId(ids: readonly string[]): string {
  const numbers = ids.map((id) => Number(/^D(\d+)$/.exec(id)?.[1] ?? 0));
  return `D${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
}
