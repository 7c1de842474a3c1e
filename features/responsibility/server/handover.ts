import type { Day, Instant, UnitId } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import { dropTimers, setTimer } from '../../../platform/jobs/timers.ts';
import type { Person } from '../../people/rules/person.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { type AskedHandover, type Handover, type Planned, planHandover } from '../rules/handover.ts';
import type { DutyRefusal } from '../rules/refusals.ts';
import type { DutyDoors } from './asking.ts';
import { type Asked, previewChange, saveChange, withdrawIn } from './edit.ts';
import { addHandover, handoverWithList, lockHandover, openHandover, operatorsNow, setState } from './handoverstore.ts';
import { latestList, lockLists, record } from './store.ts';

/** The kind of timer that looks through a street for a handover; its subject is the handover. */
export const HANDOVER = 'handover';
export type Begins = { readonly asked: AskedHandover; readonly onDay: Day | null };

/** Who has a contract now: whoever it was handed to last, else who signed it. */
export async function operatorOf(tx: Tx, { operators, now }: DutyDoors, contract: string): Promise<UnitId | undefined> {
  const found = operators().contracts.find(({ id }) => id === contract);
  return (await operatorsNow(tx, now())).get(contract) ?? (found?.party as UnitId | undefined);
}

export const streetsOf = ({ book }: DutyDoors): string[] => book().ground.atlas.streets.map(({ code }) => code);

/** What would go over, held against the newest list. */
export async function planned(io: DutyDoors, { asked, onDay }: Begins): Promise<Result<{ plan: Planned; change: Asked }, DutyRefusal>> {
  const operator = await operatorOf(io.database, io, asked.contract);
  const list = await latestList(io.database);
  if (!operator || !list) return refuse({ code: 'no-such-contract', contract: asked.contract });
  const plan = planHandover(asked, list.rows, { ...io.operators(), operator });
  if (!plan.ok) return plan;
  if (await openHandover(io.database, asked.contract)) return refuse({ code: 'handover-waits', contract: asked.contract });
  return ok({ plan: plan.value, change: { change: { put: plan.value.put, remove: [] }, onDay } });
}

export async function previewHandover(io: DutyDoors, begins: Begins) {
  const found = await planned(io, begins);
  if (!found.ok) return found;
  const { plan, change } = found.value;
  return ok({ plan, previewed: await previewChange(io, change) });
}

/**
 * Confirms what was previewed. In one transaction: the version of the list that begins at the cut-over, the handover, and a timer
 * for every street. From that instant new cases go to the follower by the list; the open ones are moved by the timers.
 */
export async function confirmHandover(
  io: DutyDoors,
  who: Person,
  { begins, token, reason, id }: { begins: Begins; token: string; reason: string; id: string },
): Promise<Result<Handover, DutyRefusal>> {
  const { contract } = begins.asked;
  const found = await planned(io, begins);
  // Sent again by a browser that never heard the answer, what stands in the way may be this very one: the token tells.
  const change: Asked = found.ok ? found.value.change : { change: { put: [], remove: [] }, onDay: begins.onDay };
  const { database } = io;
  const saved = await saveChange(io, who, {
    asked: change,
    token,
    reason,
    along: {
      hinders: async (tx) => (found.ok && !(await openHandover(tx, contract)) ? undefined : { code: 'handover-waits', contract }),
      follows: async (tx, { version, effectiveAt }) => {
        if (found.ok) await begin(tx, io, who, { id, contract, plan: found.value.plan, to: begins.asked.to, version, effectiveAt, reason });
      },
    },
  });
  if (!saved.ok) return found.ok ? saved : found;
  const made = await handoverWithList(database, saved.value.version);
  if (!made) return refuse({ code: 'no-such-handover' });
  // A used token under another contract or heir has seen no preview.
  const isThis = made.contract === contract && made.to === begins.asked.to;
  return isThis ? ok(made) : refuse({ code: 'preview-stale', base: saved.value.version, now: saved.value.version });
}

type Beginning = {
  readonly id: string;
  readonly contract: string;
  readonly plan: Planned;
  readonly to: UnitId;
  readonly version: number;
  readonly effectiveAt: Instant;
  readonly reason: string;
};

async function begin(tx: Tx, io: DutyDoors, who: Person, { plan, version, effectiveAt, ...said }: Beginning) {
  const streets = streetsOf(io);
  const it: Handover = {
    ...said,
    from: plan.from,
    cutOver: effectiveAt,
    list: version,
    state: 'waiting',
    rows: plan.rows.map((row) => row.id),
    heirs: plan.heirs,
    streets,
    plannedAt: io.now(),
    plannedBy: who.id,
    doneAt: null,
  };
  await addHandover(tx, it);
  for (const street of streets) await setTimer(tx, { street, subject: it.id, kind: HANDOVER, dueAt: effectiveAt });
  const { id, contract, from, to, rows, heirs, cutOver, reason } = it;
  await record(tx, {
    at: it.plannedAt,
    actor: who.id,
    type: 'handover_planned',
    body: { id, contract, from, to, rows, heirs, cutOver, list: version, reason },
  });
}

/** Takes a handover back before its instant, and with it the version of the list that waits for it. */
export async function cancelHandover(io: DutyDoors, who: Person, id: string): Promise<Result<Handover, DutyRefusal>> {
  const done = await io.database.transaction(async (tx): Promise<Result<Handover, DutyRefusal>> => {
    await lockLists(tx);
    const it = await lockHandover(tx, id);
    if (!it) return refuse({ code: 'no-such-handover' });
    if (it.state === 'cancelled') return ok(it);
    const at = io.now();
    if (it.state !== 'waiting' || it.cutOver <= at) return refuse({ code: 'handover-has-begun' });
    const newest = await latestList(tx);
    if (newest && newest.version !== it.list)
      return refuse({ code: 'later-version-waits', version: newest.version, effectiveAt: newest.effectiveAt });
    const withdrawn = await withdrawIn(tx, { version: it.list, at, actor: who.id });
    if (!withdrawn.ok) return withdrawn;
    await setState(tx, id, 'cancelled');
    for (const street of it.streets) await dropTimers(tx, street, id);
    await record(tx, { at, actor: who.id, type: 'handover_cancelled', body: { id, contract: it.contract } });
    return ok({ ...it, state: 'cancelled' });
  });
  if (done.ok) await io.look();
  return done;
}
