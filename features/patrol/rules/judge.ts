import type { Instant } from '../../../kernel/brand.ts';
import type { Position } from '../../telemetry/rules/position.ts';
import { type Judged, judgeTrail } from '../../telemetry/rules/trail/trail.ts';
import { type Interval, within } from './interval.ts';
import { type PatrolPromise, type Watch, claimSeconds } from './promise.ts';
import { type Seen, type Silence, couldHaveBeen, silenceSince, silencesWithin } from './silence.ts';
import type { Target } from './target.ts';
import { type Ledger, fillsSlot, ledgerOf } from './verdict.ts';
import { type Stay, staysIn } from './visit.ts';

/** A watch with its judged trail, as far as it is known. */
export type Followed = { readonly watch: Watch; readonly trail: readonly Judged[] };

export type Standing = {
  readonly target: string;
  readonly visits: readonly (Stay & { readonly device: string })[];
  readonly ledger: Ledger;
  /** When it breaks unless someone comes: gap form from the last visit, slot form the end of the open slot that has none. Null when nothing is due. */
  readonly due: Instant | null;
};

export function follow(watch: Watch, heard: readonly Position[]): Followed {
  return {
    watch,
    trail: judgeTrail(
      heard.filter(({ at }) => at >= watch.duty.from && at <= watch.duty.to),
      watch.mover,
    ),
  };
}

/** What one device's trail says of a promise: where it stayed, where nobody knows, and where it was last. All that judging needs of it. */
export type Findings = {
  readonly watch: Watch;
  readonly stays: ReadonlyMap<string, readonly Stay[]>;
  readonly silences: readonly Silence[];
  readonly last: Seen | null;
  /** The first fix that our clock has not reached yet. */
  readonly ahead: Instant | null;
};

export function findingsOf(promise: PatrolPromise, targets: readonly Target[], { watch, trail }: Followed, now: Instant): Findings {
  const claim = claimSeconds(promise.askedSeconds);
  const past = trail.filter(({ position }) => position.at <= now);
  const stays = targets.flatMap((target) => {
    const found = staysIn(target, past, promise.visit, claim);
    return found.length > 0 ? [[target.id, found] as const] : [];
  });
  return {
    watch,
    stays: new Map(stays),
    ...silencesWithin(watch, past, claim),
    ahead: trail.find(({ position }) => position.at > now)?.position.at ?? null,
  };
}

export type Asked = { readonly window: Interval; readonly now: Instant };

/**
 * How every target of a promise stands in one duty window at `now`. A pure function of positions, promise and moment: whoever
 * holds the same finds the same, and late positions change the answer to what it would always have been.
 */
export function judge(promise: PatrolPromise, targets: readonly Target[], followed: readonly Followed[], asked: Asked): Standing[] {
  return standingsOf(
    promise,
    targets,
    followed.map((one) => findingsOf(promise, targets, one, asked.now)),
    asked,
  );
}

export function standingsOf(
  promise: PatrolPromise,
  targets: readonly Target[],
  findings: readonly Findings[],
  { window, now }: Asked,
): Standing[] {
  const claim = claimSeconds(promise.askedSeconds);
  const silences = findings.flatMap(({ watch, silences: within, last }) =>
    [...within, ...silenceSince(watch, last, claim, now)].map((silence) => ({ watch, silence })),
  );
  return targets.map((target) => {
    const visits = findings.flatMap(({ watch, stays }) =>
      (stays.get(target.id) ?? []).flatMap((stay) => (stay.counts ? [{ ...stay, device: watch.device }] : [])),
    );
    const possible = silences.flatMap(({ watch, silence }) => couldHaveBeen(target, silence, watch, promise.visit.dwellSeconds) ?? []);
    const ledger = ledgerOf(promise.form, { visits, possible }, window, { now, rule: promise.visit });
    return { target: target.id, visits, ledger, due: dueOf(promise, visits, window, now) };
  });
}

function dueOf({ form, visit }: PatrolPromise, visits: readonly Interval[], window: Interval, now: Instant): Instant | null {
  if (now < window.from || now >= window.to) return null;
  const length = form.every * 60_000;
  if (form.kind === 'gap') {
    const end = within(visits, { from: window.from, to: now }).reduce<number>((latest, { to }) => Math.max(latest, to), window.from);
    return end + length >= window.to ? null : ((end + length) as Instant);
  }
  const from = window.from + Math.floor((now - window.from) / length) * length;
  const slot = { from: from as Instant, to: (from + length) as Instant };
  if (slot.to > window.to) return null;
  return visits.some((each) => fillsSlot(each, slot, visit.dwellSeconds * 1000)) ? null : slot.to;
}
