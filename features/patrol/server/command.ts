import type { Instant } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Person } from '../../people/rules/person.ts';
import { mayPatrol } from '../rules/may.ts';
import type { PatrolRefusal } from '../rules/refusals.ts';
import { type SavedPromise, nextMidnight } from '../rules/saved.ts';
import { type Ask, addAsk, answerAsk, askById, endAsk } from './asks.ts';
import { heldNow } from './book.ts';
import { type PatrolIo, lookAt, windowNow } from './look.ts';
import { type VersionRow, addVersion, allVersions, lockPromise, tell } from './store.ts';

export { startPatrolWatch } from './watch.ts';

/** The promises a world brings: the first text holds from the beginning, a changed one from the next midnight. An unchanged one is no version. */
export async function bringPromises(tx: Tx, promises: readonly SavedPromise[], utcOffsetMinutes: number): Promise<void> {
  const latest = new Map<string, VersionRow>();
  for (const row of await allVersions(tx)) latest.set(`${row.street} ${row.id}`, row);
  const { now } = await tx.one<{ now: Instant }>('select now() as now');
  const from = nextMidnight(now, utcOffsetMinutes);
  for (const promise of promises) {
    const { street, id } = promise;
    const old = latest.get(`${street} ${id}`);
    latest.delete(`${street} ${id}`);
    if (old && sameText(old.promise, promise)) continue;
    await addVersion(tx, { street, id, version: (old?.version ?? 0) + 1, from: old ? from : (0 as Instant), promise });
  }
  for (const { street, id, version, promise } of latest.values())
    if (promise !== null) await addVersion(tx, { street, id, version: version + 1, from, promise: null });
}

/** The database keeps what is in an object, not its order. */
function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}

export type Asking = { readonly street: string; readonly promise: string; readonly target: string; readonly person: string };

/** One tap: somebody near is asked to go. The key is the ask's own name, so a tap that is sent again asks nobody twice. */
export async function askToGo(io: PatrolIo, who: Person, said: Asking, key: string): Promise<Result<Ask, PatrolRefusal>> {
  const kept = (await io.promises()).find(said.street, said.promise);
  return io.database.transaction(async (tx) => {
    const now = io.now();
    const held = kept && heldNow(kept, now, io.utcOffsetMinutes());
    const matter = held && { street: held.street, line: io.line(held.team) };
    if (!held || !matter || !mayPatrol.look(who, matter)) return refuse({ code: 'no-such-promise' });
    if (!mayPatrol.ask(who, matter)) return refuse({ code: 'not-allowed' });
    await lockPromise(tx, held.street, held.id);
    const earlier = await askById(tx, key);
    if (earlier) {
      const isSame = earlier.target === said.target && earlier.person === said.person && earlier.askedBy === who.id;
      return isSame ? ok(earlier) : refuse({ code: 'key-used-for-something-else' });
    }
    const window = windowNow(held, now, io.utcOffsetMinutes());
    if (!window) return refuse({ code: 'nothing-due' });
    const { outlooks, asks } = await lookAt(tx, held, window, now);
    const outlook = outlooks.find(({ target }) => target === said.target);
    if (!outlook) return refuse({ code: 'no-such-target' });
    if (outlook.due === null) return refuse({ code: 'nothing-due' });
    const able = outlook.candidates.find(({ bearer }) => bearer === said.person);
    if (!able) return refuse({ code: 'cannot-go' });
    const others = asks.filter(({ target }) => target === said.target);
    if (others.some(({ person }) => person === said.person)) return refuse({ code: 'asked-already' });
    const ask = { ...said, street: held.street, id: key, person: able.bearer as Ask['person'], due: outlook.due, device: able.device };
    const asked = { ...ask, metres: able.metres, seconds: able.seconds, askedBy: who.id, askedAt: now };
    // Two on the way to one place: the one asked first is let off.
    for (const other of others) await endAsk(tx, other, 'lapsed', now);
    await addAsk(tx, asked);
    const event = { street: held.street, promise: held.id, target: said.target, actor: who.id, at: now };
    await tell(tx, { ...event, type: 'asked', body: { ask: key, person: said.person, due: outlook.due } });
    return ok({ ...asked, status: 'asked', answeredAt: null, answeredBy: null, escalatedTo: null });
  });
}

/** The person asked says yes or no; after it went to the team's lead, the lead may take it over. */
export async function answerTo(io: PatrolIo, who: Person, id: string, answer: 'accept' | 'decline'): Promise<Result<Ask, PatrolRefusal>> {
  const status = answer === 'accept' ? 'accepted' : 'declined';
  return io.database.transaction(async (tx) => {
    const seen = await askById(tx, id);
    const isMine = seen && (seen.person === who.id || seen.escalatedTo === who.id);
    if (!seen || !isMine) return refuse({ code: 'no-such-ask' });
    await lockPromise(tx, seen.street, seen.promise);
    const ask = (await askById(tx, id)) ?? seen;
    // A phone that never heard us says it again.
    if (ask.status === status && ask.answeredBy === who.id) return ok(ask);
    if (ask.status !== 'asked' && ask.status !== 'escalated') return refuse({ code: 'ask-is-over' });
    const at = io.now();
    await answerAsk(tx, ask, { status, by: who.id, at });
    const event = { street: ask.street, promise: ask.promise, target: ask.target, actor: who.id, at };
    await tell(tx, { ...event, type: status, body: { ask: id, person: ask.person } });
    return ok({ ...ask, status, answeredAt: at, answeredBy: who.id });
  });
}
