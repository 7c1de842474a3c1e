import type { Instant, PersonId } from '../../../kernel/brand.ts';
import { metresBetween } from '../../../kernel/place/distance.ts';
import { type Point } from '../../../kernel/place/point.ts';
import { insideOf } from '../../../kernel/place/polygon.ts';
import type { Words } from '../../../kernel/words.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Person } from '../../people/rules/person.ts';
import { UNHEARD } from '../rules/duty.ts';
import { type Interval, totalOf } from '../rules/interval.ts';
import type { Standing } from '../rules/judge.ts';
import { claimSeconds } from '../rules/promise.ts';
import { mayPatrol } from '../rules/may.ts';
import type { Held } from '../rules/saved.ts';
import { silenceSince } from '../rules/silence.ts';
import type { Target } from '../rules/target.ts';
import { longestGap } from '../rules/verdict.ts';
import type { AskView, PromiseBoard, TargetView, WhyView } from '../rules/view.ts';
import { type Outlook, heardSeconds, metresPerSecond, staffing } from '../rules/warning.ts';
import { type Ask, askedPeople, asksOfTarget } from './asks.ts';
import { heldNow } from './book.ts';
import { type PatrolIo, type Seen, lookAt, spotOf, windowNow } from './look.ts';
import { breachesAt, warningsSince } from './records.ts';

/** What the answers need of names. */
export type PatrolReads = PatrolIo & { readonly unitName: (id: string) => Words | undefined };

const named = ({ person }: PatrolIo, id: string) => ({ id, name: person(id as PersonId)?.name ?? id });

/** Every promise somebody may look at, as it stands now. */
export async function boardFor(io: PatrolReads, who: Person): Promise<PromiseBoard[]> {
  const [now, offset] = [io.now(), io.utcOffsetMinutes()];
  const found: PromiseBoard[] = [];
  for (const kept of (await io.promises()).all) {
    const held = heldNow(kept, now, offset);
    if (!held) continue;
    const matter = { street: held.street, line: io.line(held.team) };
    if (mayPatrol.look(who, matter)) found.push(await boardOf(io, held, { now, mayAsk: mayPatrol.ask(who, matter) }));
  }
  return found;
}

async function boardOf(io: PatrolReads, held: Held, { now, mayAsk }: { now: Instant; mayAsk: boolean }): Promise<PromiseBoard> {
  const window = windowNow(held, now, io.utcOffsetMinutes());
  const isOn = window !== null && window.from <= now && now < window.to;
  const seen = window && (await lookAt(io.database, held, window, now));
  const busy = await askedPeople(io.database, held.street);
  const followed = (seen?.findings ?? []).filter(({ watch }) => watch.device !== UNHEARD);
  const heard = followed.flatMap(({ last }) => last?.at ?? []);
  const staleAfter = heardSeconds(held);
  return {
    street: held.street,
    id: held.id,
    version: held.version,
    name: held.name,
    team: { id: held.team, name: io.unitName(held.team) ?? { zh: held.team, en: held.team } },
    form: held.form.kind,
    every: held.form.every,
    grace: held.form.kind === 'gap' ? held.form.grace : 0,
    window: window && { from: window.from, to: window.to },
    isOn,
    mayAsk,
    heardAt: heard.length > 0 ? Math.max(...heard) : null,
    staleAfter,
    onDuty: followed.length,
    heard: heard.filter((at) => now - at <= staleAfter * 1000).length,
    staffing: staffingOf(held, seen),
    targets: seen && window ? held.areas.map((area, n) => targetView(io, held, { area, n, seen, window, now, isOn, busy })) : [],
  };
}

/** How far it is from one target to the next, and how many it takes to keep up; by how most of those on duty move. */
function staffingOf(held: Held, seen: Seen | null): PromiseBoard['staffing'] {
  const middles = held.areas.map(middleOf);
  const apart = middles.map((a, n) => Math.min(...middles.flatMap((b, m) => (m === n ? [] : [metresBetween(a, b)])), 10_000));
  const metresApart = middles.length < 2 ? 0 : apart.reduce((sum, each) => sum + each, 0) / apart.length;
  const movers = (seen?.findings ?? []).filter(({ watch }) => watch.device !== UNHEARD).map(({ watch }) => watch.mover);
  const mover = movers.filter((each) => each === 'ebike').length * 2 > movers.length ? 'ebike' : 'walker';
  const { minutes, least } = staffing(held.areas.length, held.form.every, {
    dwellMinutes: held.visit.dwellSeconds / 60,
    metresApart,
    metresPerMinute: metresPerSecond[mover] * 60,
  });
  return { minutes, least, metresApart: Math.round(metresApart), mover };
}

export function middleOf({ shape, box }: Target): Point {
  if (shape.kind === 'grid') return insideOf(shape.rings) ?? { lon: (box.west + box.east) / 2, lat: (box.south + box.north) / 2 };
  if (shape.kind !== 'segment') return shape.at;
  const [lon, lat] = shape.line[Math.floor(shape.line.length / 2)] ?? [0, 0];
  return { lon, lat };
}

type Row = { area: Target; n: number; seen: Seen; window: Interval; now: Instant; isOn: boolean; busy: ReadonlySet<string> };

function targetView(io: PatrolReads, held: Held, { area, n, seen, window, now, isOn, busy }: Row): TargetView {
  const [standing, outlook] = [seen.standings[n] as Standing, seen.outlooks[n] as Outlook];
  const last = standing.visits.toSorted((a, b) => a.to - b.to).at(-1);
  const bearers = new Map(seen.findings.map(({ watch }) => [watch.device, watch.bearer]));
  const ask = seen.asks.findLast(({ target }) => target === area.id);
  const spent = Math.max(0, Math.min(now, window.to) - window.from);
  return {
    id: area.id,
    name: held.names.get(area.id) ?? { zh: area.id, en: area.id },
    kind: area.shape.kind,
    ...middleOf(area),
    state: isOn ? outlook.state : 'off_duty',
    due: isOn ? outlook.due : null,
    // Nobody there who could go: then there is no time in which they would.
    slack: isOn && outlook.slack !== null && Number.isFinite(outlook.slack) ? Math.round(outlook.slack) : null,
    isBlind: isOn && outlook.isBlind,
    near: outlook.candidates.slice(0, 4).map(({ bearer, metres, seconds, isPlanned }) => ({
      person: named(io, bearer),
      metres: Math.round(metres),
      seconds: Math.round(seconds),
      isFree: !busy.has(bearer),
      isPlanned,
    })),
    last: last ? { to: last.to, by: named(io, bearers.get(last.device) ?? last.device) } : null,
    visits: standing.visits.length,
    planned: Math.floor(spent / (held.form.every * 60_000)),
    longest: longestGap(standing.visits, window, now),
    keptMs: totalOf(standing.ledger.kept),
    brokenMs: totalOf(standing.ledger.broken),
    unknownMs: totalOf(standing.ledger.unknown),
    ask: ask ? askViewOf(io, held, ask) : null,
  };
}

export function askViewOf(io: PatrolIo, held: Held, ask: Ask): AskView {
  const area = held.areas.find(({ id }) => id === ask.target);
  const { id, street, due, metres, seconds, askedAt, status, answeredAt } = ask;
  return {
    ...{ id, street, due, askedAt, status, answeredAt },
    promise: { id: held.id, name: held.name },
    target: {
      id: ask.target,
      name: held.names.get(ask.target) ?? { zh: ask.target, en: ask.target },
      ...(area ? middleOf(area) : { lon: 0, lat: 0 }),
    },
    person: named(io, ask.person),
    metres: Math.round(metres),
    seconds: Math.round(seconds),
    askedBy: named(io, ask.askedBy),
    escalatedTo: ask.escalatedTo === null ? null : named(io, ask.escalatedTo),
  };
}

/** Everything behind one target's state in the window that is shown. */
export async function whyOf(io: PatrolReads, tx: Tx, held: Held, target: string): Promise<WhyView | undefined> {
  const now = io.now();
  const window = windowNow(held, now, io.utcOffsetMinutes());
  const n = held.areas.findIndex(({ id }) => id === target);
  if (n < 0 || !window) return undefined;
  const { findings, standings } = await lookAt(tx, held, window, now);
  const { ledger } = standings[n] as Standing;
  const spot = spotOf(held, window);
  const by = (bearer: string) => (bearer === UNHEARD ? null : named(io, bearer));
  const claim = claimSeconds(held.askedSeconds);
  const { dwellSeconds, fixes, walked } = held.visit;
  return {
    now,
    target: { id: target, name: held.names.get(target) ?? { zh: target, en: target } },
    version: held.version,
    window: { from: window.from, to: window.to },
    rule: { dwellSeconds, fixes, walked, askedSeconds: held.askedSeconds },
    stays: findings
      .flatMap(({ watch, stays }) =>
        (stays.get(target) ?? []).map(({ from, to, fixes: count, counts }) => ({
          from,
          to,
          fixes: count,
          counts,
          by: named(io, watch.bearer),
        })),
      )
      .sort((a, b) => b.from - a.from)
      .slice(0, 30),
    silences: findings
      .flatMap(({ watch, silences, last }) =>
        [...silences, ...silenceSince(watch, last, claim, now)].map(({ from, to }) => ({ from, to, by: by(watch.bearer) })),
      )
      .sort((a, b) => b.from - a.from)
      .slice(0, 30),
    ...{ kept: [...ledger.kept], broken: [...ledger.broken], unknown: [...ledger.unknown] },
    breaches: (await breachesAt(tx, spot))
      .filter((breach) => breach.target === target)
      .map(({ from, to, cause, version, notedAt, clearedAt }) => ({ from, to, cause, version, notedAt, clearedAt })),
    warnings: (await warningsSince(tx, spot, target)).map(({ level, due, at }) => ({ level, due, at })),
    asks: (await asksOfTarget(tx, held.street, held.id, { target, since: window.from })).map((ask) => askViewOf(io, held, ask)),
  };
}
