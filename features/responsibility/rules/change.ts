import type { DutyRow } from './row.ts';

/** An edit of the list: single rows put and removed, or the whole list replaced (an import, a new contract). */
export type Change = { readonly put: readonly DutyRow[]; readonly remove: readonly string[] } | { readonly replace: readonly DutyRow[] };

/** The rows after a change. A row that changed counts its version up; one that did not keeps it, however it was sent. */
export function changed(rows: readonly DutyRow[], change: Change): DutyRow[] {
  const before = new Map(rows.map((row) => [row.id, row]));
  const stamp = (row: DutyRow): DutyRow => {
    const old = before.get(row.id);
    if (!old) return { ...row, version: 1 };
    return isSameRow({ ...row, version: old.version }, old) ? old : { ...row, version: old.version + 1 };
  };
  if ('replace' in change) return change.replace.map(stamp);
  const put = new Map(change.put.map((row) => [row.id, row]));
  const kept = rows.filter(({ id }) => !change.remove.includes(id) && !put.has(id));
  return [...kept, ...[...put.values()].map(stamp)].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Which rows a change really adds, alters and removes. */
export function difference(before: readonly DutyRow[], after: readonly DutyRow[]): { put: string[]; removed: string[] } {
  const [was, becomes] = [new Map(before.map((row) => [row.id, row])), new Map(after.map((row) => [row.id, row]))];
  return {
    put: after.filter((row) => was.get(row.id) === undefined || !isSameRow(row, was.get(row.id) as DutyRow)).map(({ id }) => id),
    removed: before.filter(({ id }) => !becomes.has(id)).map(({ id }) => id),
  };
}

function isSameRow(a: DutyRow, b: DutyRow): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

/** JSON of a database comes back with its keys in another order, and what is undefined is not there. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, inOrder(each)]));
}
