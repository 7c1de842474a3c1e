import type { Instant } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { type Interval, totalOf, within } from '../rules/interval.ts';
import { CLOSES_AFTER, nextMoment } from '../rules/moment.ts';
import type { Held } from '../rules/saved.ts';
import { longestGap } from '../rules/verdict.ts';
import type { Outlook, State } from '../rules/warning.ts';
import { asksOfTarget, askedPeople, endAsk, escalateAsk } from './asks.ts';
import { type PatrolIo, type Seen, lookAt, spotOf } from './look.ts';
import { type Breach, type Cause, type Level, addVerdict, breachesAt, clearBreach, putBreach, putWarning, verdictsAt } from './records.ts';
import { type Spot, lockPromise, tell } from './store.ts';

/** A breach goes on record so long after it begins: the last reports of before are still on their way. */
const NOTED_AFTER = 120_000;

export type Settled = { readonly next: Instant | null; readonly states: ReadonlyMap<string, State> };
type Turn = {
  readonly tx: Tx;
  readonly held: Held;
  readonly spot: Spot;
  readonly window: Interval;
  readonly now: Instant;
  readonly seen: Seen;
};

/**
 * Looks at a promise and writes down what must not be forgotten: breaches, verdicts, warnings, what became of asks. Doing it twice
 * changes nothing. `quiet` warns nobody: so shortly after a start nothing is news.
 */
export async function settle(
  io: Pick<PatrolIo, 'database' | 'now' | 'leadOf'>,
  held: Held,
  window: Interval,
  { quiet, before }: { quiet: boolean; before: ReadonlyMap<string, State> | undefined },
): Promise<Settled> {
  return io.database.transaction(async (tx) => {
    await lockPromise(tx, held.street, held.id);
    const now = io.now();
    const seen = await lookAt(tx, held, window, now);
    const turn: Turn = { tx, held, spot: spotOf(held, window), window, now, seen };
    await recordBreaches(turn);
    if (now >= window.to + CLOSES_AFTER) await recordVerdicts(turn);
    const isOn = now >= window.from && now < window.to;
    const states = new Map(seen.outlooks.map(({ target, state }) => [target, isOn ? state : ('off_duty' as const)]));
    for (const [target, state] of states) {
      const was = before?.get(target);
      if (was !== undefined && was !== state) await say(turn, target, 'state', { from: was, to: state });
    }
    await endAsks(turn);
    if (isOn && !quiet) {
      await warn(turn);
      await escalate(turn, io);
    }
    const asked = seen.asks.map(({ askedAt }) => (askedAt + held.answerMinutes * 60_000) as Instant);
    return {
      states,
      next: nextMoment(held, { outlooks: isOn ? seen.outlooks : [], findings: isOn ? seen.findings : [], window, asked }, now),
    };
  });
}

function say({ tx, spot, now }: Turn, target: string, type: Parameters<typeof tell>[1]['type'], body: Record<string, unknown>) {
  return tell(tx, { ...spot, target, type, body, actor: 'system', at: now });
}

async function recordBreaches(turn: Turn) {
  const { tx, held, spot, window, now, seen } = turn;
  const known = await breachesAt(tx, spot);
  const until = Math.min(window.to, now);
  for (const { target, ledger } of seen.standings) {
    const mine = known.filter((breach) => breach.target === target);
    for (const { from, to } of ledger.broken) {
      if (now < from + NOTED_AFTER) continue;
      const old = mine.find((breach) => breach.from === from);
      const end = to >= until && now < window.to ? null : to;
      if (old && old.clearedAt === null && old.to === end) continue;
      const cause = old?.cause ?? (await causeOf(turn, target, from));
      await putBreach(tx, spot, { target, from, to: end, version: held.version, cause, notedAt: now, clearedAt: null });
      if (!old || old.clearedAt !== null) await say(turn, target, 'breached', { from, cause, version: held.version });
    }
    for (const breach of mine)
      if (breach.clearedAt === null && !ledger.broken.some(({ from }) => from === breach.from)) await clear(turn, breach);
  }
}

async function clear(turn: Turn, breach: Breach) {
  await clearBreach(turn.tx, turn.spot, breach, turn.now);
  await say(turn, breach.target, 'cleared', { from: breach.from, by: 'late_data' });
}

/** What was done about it beforehand is what can be known without asking anybody. */
async function causeOf({ tx, held, seen }: Turn, target: string, from: Instant): Promise<Cause> {
  const asks = await asksOfTarget(tx, held.street, held.id, { target, since: (from - held.form.every * 60_000) as Instant });
  const ask = asks.find(({ askedAt }) => askedAt < from);
  if (ask?.status === 'declined') return 'declined';
  if (ask) return ask.answeredAt === null ? 'not_taken' : 'taken_too_late';
  const isHeard = seen.findings.some(({ last, watch, silences }) => {
    if (!last || last.at < from || watch.duty.from > from) return false;
    return !silences.some((silence) => silence.from <= from && from <= silence.to);
  });
  return isHeard ? 'not_asked' : 'nobody_heard';
}

async function recordVerdicts(turn: Turn) {
  const { tx, held, spot, window, now, seen } = turn;
  const known = await verdictsAt(tx, spot);
  for (const { target, ledger, visits } of seen.standings) {
    const old = known.findLast((verdict) => verdict.target === target);
    const sums = {
      kept: totalOf(ledger.kept),
      broken: totalOf(ledger.broken),
      unknown: totalOf(ledger.unknown),
      longest: longestGap(visits, window, now),
      visits: visits.length,
    };
    const isSame = old && (Object.keys(sums) as (keyof typeof sums)[]).every((name) => old[name] === sums[name]);
    if (isSame) continue;
    const revision = (old?.revision ?? 0) + 1;
    await addVerdict(tx, spot, { ...sums, target, revision, version: held.version, windowTo: window.to, judgedAt: now });
    if (old) await say(turn, target, 'revised', { revision, by: 'late_data' });
  }
}

async function warn(turn: Turn) {
  const { tx, held, spot, now, seen } = turn;
  const busy = await askedPeople(tx, held.street);
  for (const outlook of seen.outlooks) {
    const level = levelOf(outlook);
    if (!level || outlook.due === null) continue;
    const { target, due, candidates } = outlook;
    const able = candidates.find(({ bearer }) => !busy.has(bearer));
    const near = { person: (able?.bearer ?? null) as Ask['person'] | null, metres: able?.metres ?? null, seconds: able?.seconds ?? null };
    const isNew = (await putWarning(tx, spot, { target, due, level, at: now, ...near })) > 0;
    if (isNew) await say(turn, target, 'warned', { level, due, ...near });
  }
}

type Ask = Seen['asks'][number];

function levelOf({ state, slack, isBlind }: Outlook): Level | null {
  if (state === 'unknown' && isBlind) return 'silent';
  if (state !== 'at_risk') return null;
  return slack !== null && slack < 0 ? 'will_break' : 'at_risk';
}

/** An errand is done when the target was visited after it was given, and over when its deadline has passed. */
async function endAsks(turn: Turn) {
  const { tx, held, now, seen } = turn;
  for (const ask of seen.asks) {
    const visits = seen.standings.find(({ target }) => target === ask.target)?.visits ?? [];
    const isDone = within(visits, { from: ask.askedAt, to: now }).length > 0;
    const isOver = now > ask.due + held.form.every * 60_000;
    if (!isDone && !isOver) continue;
    await endAsk(tx, ask, isDone ? 'done' : 'lapsed', now);
    await say(turn, ask.target, isDone ? 'done' : 'lapsed', { ask: ask.id, person: ask.person });
  }
}

async function escalate(turn: Turn, { leadOf }: Pick<PatrolIo, 'leadOf'>) {
  const { tx, held, now, seen } = turn;
  for (const ask of seen.asks) {
    if (ask.status !== 'asked' || now < ask.askedAt + held.answerMinutes * 60_000) continue;
    const lead = leadOf(held.team, held.street);
    if (!lead) continue;
    await escalateAsk(tx, ask, lead, now);
    await say(turn, ask.target, 'escalated', { ask: ask.id, person: ask.person, to: lead });
  }
}
