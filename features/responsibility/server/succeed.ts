import type { Instant, UnitId } from '../../../kernel/brand.ts';
import { mixedUuid } from '../../../kernel/uuid.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { setTimer } from '../../../platform/jobs/timers.ts';
import { type CaseIo, commandBySystem } from '../../case/server/command.ts';
import { type CaseOnRows, casesOnRows } from '../../case/server/queries.ts';
import { type Handover, LATER_LOOKS } from '../rules/handover.ts';
import { HANDOVER } from './handover.ts';
import { type StreetPass, keepHanded, keepPass, lockHandover, passOf, setState, streetsLeft } from './handoverstore.ts';
import { record } from './store.ts';

/** Few enough that nobody who speaks to one of these cases notices the wait for the others. */
const BATCH = 25;

/**
 * One step of a handover in one street, inside the transaction that fires its timer: some cases go over, and the timer is set for
 * the next step. A worker that dies between two steps leaves the cases where one of the two operators has them, and goes on.
 */
export async function succeed(tx: Tx, io: Omit<CaseIo, 'database'>, { street, subject }: { street: string; subject: string }) {
  const it = await lockHandover(tx, subject);
  const pass = it && (await passOf(tx, it.id, street));
  if (!it || !pass || it.state === 'cancelled') return;
  const at = io.now();
  const again = (dueAt: Instant) => setTimer(tx, { street, subject, kind: HANDOVER, dueAt });
  if (at < it.cutOver) {
    await again(it.cutOver);
    return;
  }
  if (it.state === 'waiting') await setState(tx, it.id, 'running');
  const units = it.heirs.map(({ from }) => from);
  const found = await casesOnRows(tx, { streets: [street], rows: it.rows, units }, { after: pass.lastCase, most: BATCH, locks: true });
  let moved = 0;
  for (const each of found) moved += await handOver(tx, io, it, { each, street, at });
  const movedInPass = pass.movedInPass + moved;
  if (found.length === BATCH) {
    await keepPass(tx, it.id, street, { ...pass, lastCase: found.at(-1)?.id ?? null, movedInPass });
    await again(at);
    return;
  }
  await endPass(tx, it, { street, at, pass: { ...pass, lastCase: null, movedInPass: 0 }, isClean: movedInPass === 0, again });
}

type Ending = {
  readonly street: string;
  readonly at: Instant;
  readonly pass: StreetPass;
  readonly isClean: boolean;
  readonly again: (dueAt: Instant) => Promise<unknown>;
};

/** A pass that moved something is followed by another at once: what changed behind its back is caught by the next. */
async function endPass(tx: Tx, it: Handover, { street, at, pass, isClean, again }: Ending) {
  if (!isClean) {
    await keepPass(tx, it.id, street, pass);
    await again(at);
    return;
  }
  const wait = LATER_LOOKS[pass.looks];
  await keepPass(tx, it.id, street, { ...pass, looks: pass.looks + 1, doneAt: pass.doneAt ?? at });
  if (wait !== undefined) await again((at + wait) as Instant);
  if (it.state === 'done' || (await streetsLeft(tx, it.id)) > 0) return;
  await setState(tx, it.id, 'done', at);
  await record(tx, { at, actor: 'system', type: 'handover_done', body: { id: it.id, contract: it.contract } });
}

type Going = { readonly each: CaseOnRows; readonly street: string; readonly at: Instant };

async function handOver(tx: Tx, io: Omit<CaseIo, 'database'>, it: Handover, { each, street, at }: Going): Promise<number> {
  const { id: handover, contract, list, rows, heirs } = it;
  const done = await commandBySystem(tx, io, each.id, { type: 'change_operator', handover, contract, list, rows, heirs });
  // Finished or voided between being found and being locked: nothing is owed any more.
  if (!done.ok) return 0;
  const to = heirs.find(({ from }) => from === each.unit)?.to ?? (it.to as UnitId);
  // Left as it is: gone over already, or with the old operator by a dispatcher's own choice.
  if (done.value.version === each.version) return 0;
  const { orders } = done.value;
  const made = new Set<string>(orders.map(({ id }) => mixedUuid(handover, id)));
  const issued = orders.filter(({ id }) => made.has(id)).length;
  await keepHanded(tx, handover, { street, id: each.id, number: each.number, from: each.unit, to, orders: issued, at });
  return 1;
}
