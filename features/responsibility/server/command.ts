import type { Instant } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { DutyRow } from '../rules/row.ts';
import { addList, latestList, lockLists, record } from './store.ts';

/** The list a world brings: the first holds for all time, a changed one from the moment it is brought. An unchanged one is no version. */
export async function bringList(tx: Tx, rows: readonly DutyRow[]): Promise<void> {
  await lockLists(tx);
  const { now } = await tx.one<{ now: Instant }>('select now() as now');
  const latest = await latestList(tx);
  if (latest && sameRows(latest.rows, rows)) return;
  const effectiveAt = latest ? (Math.max(now, latest.effectiveAt) as Instant) : (0 as Instant);
  const version = await addList(tx, { effectiveAt, savedAt: now, savedBy: 'import', reason: '', rows });
  await record(tx, { at: now, actor: 'import', type: 'list_saved', body: { version, effectiveAt, rows: rows.length } });
}

function sameRows(a: readonly DutyRow[], b: readonly DutyRow[]): boolean {
  return a.length === b.length && JSON.stringify(a.map(sorted)) === JSON.stringify(b.map(sorted));
}

/** JSON of the database comes back with its keys in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
}
