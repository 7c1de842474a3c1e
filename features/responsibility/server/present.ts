import type { Instant, UnitId } from '../../../kernel/brand.ts';
import type { Words } from '../../../kernel/words.ts';
import type { DutyBook } from '../rules/book.ts';
import type { PastCases } from '../rules/compare.ts';
import type { Ground } from '../rules/ground.ts';
import type { Owner } from '../rules/owners.ts';
import type { Fault } from '../rules/prove.ts';
import { isFallback } from '../rules/row.ts';
import type { RowIssue } from '../rules/check.ts';
import type { Previewed } from './edit.ts';
import { MOST_FAULTS, countsOf, toldFault } from './told.ts';
import type { Past } from './past.ts';

/** Names for the codes of a list. */
export type Names = {
  readonly unit: (id: UnitId) => Words | undefined;
  readonly place: (code: string) => Words | undefined;
  readonly matter: (key: string) => Words | undefined;
  readonly road: (id: string) => Words | undefined;
  readonly asset: (code: string) => Words | undefined;
  readonly person: (id: string) => string | undefined;
};

const plain = (id: string): Words => ({ zh: id, en: id });
const copy = ({ zh, en }: Words): Words => ({ zh, en });

export const unitNamed = (names: Names, id: UnitId) => ({ id, name: copy(names.unit(id) ?? plain(id)) });
export const placeNamed = (names: Names, id: string) => ({ id, name: copy(names.place(id) ?? plain(id)) });
export const matterNamed = (names: Names, id: string) => ({ id, name: copy(names.matter(id) ?? plain(id)) });

export function ownerViewOf({ party, row }: Owner, names: Names) {
  return { party: party && unitNamed(names, party), row: row?.id ?? null, fallback: row !== null && isFallback(row) };
}

const MOST_SHIFTS = 300;
const MOST_POINTS = 2000;

type Reader = { readonly names: Names; readonly streets: readonly string[]; readonly lines?: ReadonlyMap<string, number> };

/** What a change does everywhere, in figures; single cases only of the reader's own streets. */
export function previewViewOf(found: Previewed, book: DutyBook, { names, streets, lines }: Reader) {
  const { preview, past, before, after } = found;
  const told = {
    unitName: names.unit as (id: string) => Words | undefined,
    placeName: (code: string) => names.place(code) ?? names.asset(code),
  };
  const faults = (list: readonly Fault[]) => list.slice(0, MOST_FAULTS).map((fault) => toldFault(told, book.ground, fault));
  const unit = (id: UnitId | null) => id && unitNamed(names, id);
  const shared = ({ matter, count, samples }: { matter: string | null; count: number; samples: readonly number[] }) => ({
    matter: matter === null ? null : matterNamed(names, matter),
    count,
    samples: samples.flatMap((i) => {
      const it = past.cases[i];
      return it && streets.includes(it.street) ? [{ id: it.id, number: it.number }] : [];
    }),
  });
  return {
    token: found.token,
    base: found.base,
    put: [...found.put],
    removed: [...found.removed],
    issues: found.issues.map((issue) => issueView(issue, lines)),
    complete: { before: before.complete, after: after.complete },
    cases: preview.cases,
    moved: preview.moved,
    shifts: preview.shifts.slice(0, MOST_SHIFTS).map((shift) => ({ ...shared(shift), from: unit(shift.from), to: unit(shift.to) })),
    promises: preview.promises.slice(0, MOST_SHIFTS).map((shift) => ({
      ...shared(shift),
      party: unit(shift.party),
      before: shift.before && { ...shift.before },
      after: shift.after && { ...shift.after },
    })),
    movedAt: pointsOf(preview.movedBySpot, past),
    movedIn: placesOf(preview.movedBySpot, past, { ground: book.ground, names }),
    faults: { before: countsOf(before), after: countsOf(after), closed: faults(found.vanished), opened: faults(found.appeared) },
  };
}

function issueView({ row, field = '', code, expected = '', found }: RowIssue, lines: ReadonlyMap<string, number> | undefined) {
  return { row, field, code, expected, found: found === undefined ? '' : String(found), line: lines?.get(row) ?? null };
}

const rough = new Set<unknown>(['duty_grid', 'community', 'street']);

function placesOf(moved: Int32Array, { spots }: PastCases, { ground, names }: { ground: Ground; names: Names }) {
  const counts = new Map<string, number>();
  for (const [i, count] of moved.entries()) {
    const code =
      count > 0 ? spots[i]?.areas.find((area) => rough.has(ground.levels.get(area)) && ground.levels.get(area) !== 'street') : undefined;
    const place = code ?? (count > 0 ? spots[i]?.areas[0] : undefined);
    if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + count);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([code, count]) => ({ ...placeNamed(names, code), count }));
}

function pointsOf(moved: Int32Array, { spots }: Past): { lon: number; lat: number; count: number }[] {
  const found = [...moved.entries()].flatMap(([i, count]) => {
    const point = count > 0 ? spots[i]?.point : null;
    return point ? [{ lon: point.lon, lat: point.lat, count }] : [];
  });
  return found.sort((a, b) => b.count - a.count).slice(0, MOST_POINTS);
}

export function stateOf(
  { effectiveAt, withdrawn, version }: { effectiveAt: Instant; withdrawn: boolean; version: number },
  book: DutyBook,
  at: Instant,
) {
  if (withdrawn) return 'withdrawn' as const;
  if (effectiveAt > at) return 'waiting' as const;
  return book.listAt(at).version === version ? ('in_force' as const) : ('past' as const);
}
