import type { Day, UnitId } from '../../../kernel/brand.ts';
import type { LimitUnit } from '../../../kernel/time/limit.ts';
import type { DutyRow, Hours, On } from '../rules/row.ts';
import type { FaultView } from '../rules/view.ts';

/** A row while it is being written: texts as the form holds them. Empty means "any", "everywhere" or "at all hours". */
export type DraftRow = {
  readonly id: string;
  readonly version: number;
  readonly family: string;
  readonly matter: string;
  readonly condition: string;
  readonly area: string;
  readonly on: Exclude<On, readonly number[]> | '';
  readonly fromHour: string;
  readonly toHour: string;
  readonly from: string;
  readonly until: string;
  readonly party: string;
  readonly limit: string;
  readonly limitUnit: LimitUnit;
  readonly priority: string;
  readonly basis: string;
  /** What the form cannot show is kept as it was. */
  readonly rest: Pick<DutyRow, 'coHandlers' | 'powers' | 'clause'> & {
    readonly territory: DutyRow['territory'];
    readonly hours: readonly Hours[];
    readonly tags: readonly string[];
    readonly of: DutyRow['party'];
    readonly english: string;
  };
};

const plain = {
  coHandlers: [],
  powers: ['service'],
  clause: null,
  territory: null,
  hours: [],
  tags: [],
  of: '' as UnitId,
  english: '',
} as const;

/** The row that would close a gap: its matter, its smallest area, from today on; only the party is open. */
export function draftFor(fault: FaultView, { id, today, areas }: { id: string; today: string; areas: readonly string[] }): DraftRow {
  const { example } = fault;
  const area = example.place.areas.find((code) => areas.includes(code)) ?? '';
  return { ...blank(id, today), matter: example.matter.id, area };
}

export function blank(id: string, today: string): DraftRow {
  return {
    id,
    version: 1,
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
    rest: plain,
  };
}

export function draftOf(row: DutyRow): DraftRow {
  const { kind, major, code, condition, tags = [] } = row.matter;
  const [first] = row.hours;
  return {
    id: row.id,
    version: row.version,
    family: code === undefined && major !== undefined ? `${kind ?? 'matter'}:${major}` : '',
    matter: code === undefined ? '' : `${kind ?? 'matter'}:${code}`,
    condition: condition ?? '',
    area: row.territory && 'place' in row.territory ? row.territory.place : '',
    on: first && typeof first.on === 'string' ? first.on : '',
    fromHour: first ? clock(first.from) : '22:00',
    toHour: first ? clock(row.hours.at(-1)?.to ?? first.to) : '06:00',
    from: row.from,
    until: row.until ?? '',
    party: typeof row.party === 'string' ? row.party : '',
    limit: row.limit ? String(row.limit.value) : '',
    limitUnit: row.limit?.unit ?? 'work_hour',
    priority: String(row.priority),
    basis: row.basis.zh,
    rest: { ...row, territory: row.territory, hours: row.hours, tags, of: row.party, english: row.basis.en },
  };
}

/** The row meant, or undefined while something needed is still open. */
export function rowOf(draft: DraftRow): DutyRow | undefined {
  const party = draft.party || (typeof draft.rest.of === 'string' ? '' : draft.rest.of);
  if (!party || !draft.from || !draft.basis.trim()) return undefined;
  const value = Number(draft.limit);
  if (draft.limit && !(value > 0)) return undefined;
  const priority = Number(draft.priority);
  if (!Number.isInteger(priority)) return undefined;
  return {
    id: draft.id,
    version: draft.version,
    matter: selectorOf(draft),
    territory: draft.area
      ? { place: draft.area }
      : draft.rest.territory && !('place' in draft.rest.territory)
        ? draft.rest.territory
        : null,
    from: draft.from as Day,
    until: (draft.until || null) as Day | null,
    hours: hoursOf(draft),
    party: party as DutyRow['party'],
    coHandlers: draft.rest.coHandlers,
    limit: draft.limit ? { value, unit: draft.limitUnit } : null,
    powers: draft.rest.powers,
    basis: { zh: draft.basis.trim(), en: draft.rest.english || draft.basis.trim() },
    clause: draft.rest.clause,
    priority,
  };
}

function selectorOf({ family, matter, condition, rest: { tags } }: DraftRow): DutyRow['matter'] {
  const tagged = tags.length > 0 ? { tags } : {};
  const [kind, code] = (matter || family).split(':') as ['part' | 'matter', string];
  if (matter) return { kind, code, ...(condition ? { condition } : {}), ...tagged };
  return family ? { kind, major: code, ...tagged } : tagged;
}

/** A night goes over midnight, so it is two stretches. */
function hoursOf({ on, fromHour, toHour, rest }: DraftRow): readonly Hours[] {
  if (on === '') return rest.hours.some(({ on: days }) => typeof days !== 'string') ? rest.hours : [];
  const [from, to] = [minutes(fromHour), minutes(toHour)];
  if (from < to) return [{ on, from, to }];
  return [{ on, from, to: 1440 }, ...(to > 0 ? [{ on, from: 0, to }] : [])];
}

function clock(minute: number): string {
  return `${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function minutes(said: string): number {
  const [hour = 0, minute = 0] = said.split(':').map(Number);
  return hour * 60 + minute;
}

/** The next free number in the list's own way of counting: D034 after D033. */
export function nextId(ids: readonly string[]): string {
  const numbers = ids.map((id) => Number(/^D(\d+)$/.exec(id)?.[1] ?? 0));
  return `D${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
}
