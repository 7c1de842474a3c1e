import type { Instant } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { inOrder } from '../rules/change.ts';
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
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

export { bringAuthorisations } from './store.ts';
