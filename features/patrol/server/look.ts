import type { Instant, PersonId, UnitId } from '../../../kernel/brand.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Person } from '../../people/rules/person.ts';
import { withUnheard } from '../rules/duty.ts';
import type { Interval } from '../rules/interval.ts';
import { type Findings, type Standing, standingsOf } from '../rules/judge.ts';
import { roundsAhead } from '../rules/plan.ts';
import { claimSeconds, windowsOf } from '../rules/promise.ts';
import type { Held } from '../rules/saved.ts';
import { type Outlook, lookAhead } from '../rules/warning.ts';
import { type Ask, openAsks } from './asks.ts';
import type { PromiseBook } from './book.ts';
import { CLOSES_AFTER } from '../rules/moment.ts';
import { type FollowRow, type Spot, type StayRow, followsAt, staysAt } from './store.ts';

/** What judging needs of the rest of the product. */
export type PatrolIo = {
  readonly database: Database;
  readonly now: () => Instant;
  readonly promises: () => Promise<PromiseBook>;
  readonly utcOffsetMinutes: () => number;
  readonly person: (id: PersonId) => Person | undefined;
  /** A unit and those it belongs to, itself first. */
  readonly line: (unit: UnitId) => readonly UnitId[];
  /** Who leads the team, or, where it has no lead, the unit above it. */
  readonly leadOf: (team: UnitId, street: string) => PersonId | undefined;
};

export type Seen = {
  readonly findings: readonly Findings[];
  readonly standings: readonly Standing[];
  readonly outlooks: readonly Outlook[];
  readonly asks: readonly Ask[];
};

export const spotOf = ({ street, id }: Pick<Held, 'street' | 'id'>, { from }: Pick<Interval, 'from'>): Spot => ({
  street,
  promise: id,
  from,
});

/** How a promise stands in a window, from the visits that were written down: the one look of worker, board and command. */
export async function lookAt(tx: Tx, held: Held, window: Interval, now: Instant): Promise<Seen> {
  const spot = spotOf(held, window);
  const findings = findingsFrom(held, await followsAt(tx, spot), await staysAt(tx, spot), window);
  const standings = standingsOf(held, held.areas, findings, { window, now });
  const asks = await openAsks(tx, held.street, held.id);
  const outlooks = lookAhead(held, { targets: held.areas, standings, findings }, planOf(held, { findings, standings, asks }), now);
  return { findings, standings, outlooks, asks };
}

export function findingsFrom(held: Held, follows: readonly FollowRow[], stays: readonly StayRow[], window: Interval): Findings[] {
  const found = follows.map(({ device, person, mover, body: { duty, silences, last, ahead } }): Findings => {
    const own = new Map<string, StayRow[]>();
    for (const stay of stays) if (stay.device === device) own.set(stay.target, [...(own.get(stay.target) ?? []), stay]);
    return { watch: { device, bearer: person, mover, duty }, stays: own, silences, last, ahead };
  });
  return withUnheard(found, window, claimSeconds(held.askedSeconds));
}

/** Rounds as they were laid out, and first of all what somebody has just promised to do. */
function planOf({ rounds }: Held, { findings, standings, asks }: Pick<Seen, 'findings' | 'standings' | 'asks'>) {
  const routes = new Map<string, readonly string[]>();
  for (const { watch } of findings) routes.set(watch.device, rounds.find(({ person }) => person === watch.bearer)?.targets ?? []);
  const plan = new Map(roundsAhead(routes, standings));
  for (const { device, target, status } of asks)
    if (status === 'accepted') plan.set(device, [target, ...(plan.get(device) ?? []).filter((id) => id !== target)]);
  return plan;
}

/** The window a board shows: the one that runs, else the one that has just ended, else the next of this day; null outside all. */
export function windowNow(held: Held, at: Instant, utcOffsetMinutes: number): Interval | null {
  const windows = windowsOf(held, at, utcOffsetMinutes);
  return (
    windows.find(({ from, to }) => from <= at && at < to) ??
    windows.find(({ to }) => at >= to && at < to + CLOSES_AFTER) ??
    windows.find(({ from }) => from > at) ??
    windows.at(-1) ??
    null
  );
}
