import type { Day, Instant, Metres, Minutes, StreetId } from '../../../../kernel/brand.ts';
import { seeded } from '../../../../kernel/chance.ts';
import { startOfDay } from '../../../../kernel/time/calendar.ts';
import type { Mover } from '../../../telemetry/rules/trail/pace.ts';
import { type Interval, holdsMoment } from '../interval.ts';
import { type Followed, findingsOf, follow, standingsOf } from '../judge.ts';
import { roundsAhead } from '../plan.ts';
import type { PatrolPromise } from '../promise.ts';
import { type Target, depthIn, isFar } from '../target.ts';
import { overdue } from '../verdict.ts';
import { lookAhead } from '../warning.ts';
import { type Actor, type Trouble, actor } from './walk.ts';

export type Rehearsal = {
  readonly promise: PatrolPromise;
  readonly targets: readonly Target[];
  readonly actors: readonly Actor[];
  readonly window: Interval;
};

export type Scene = { readonly targets: readonly Target[]; readonly people: number; readonly mover: Mover; readonly hours: number };

/** Eight in the morning of some day in Shenzhen. */
const START = (startOfDay('2026-11-25' as Day, { utcOffsetMinutes: 480 }) + 8 * 3_600_000) as Instant;
const EVERY = 20;

/** A shift of invented people on given grids, a few grids each, one of them in trouble. The same for the same seed. */
export function rehearse({ targets, people, mover, hours }: Scene, wrong: Trouble, seed: number): Rehearsal {
  const chance = seeded(seed);
  const seconds = hours * 3600;
  const victim = Math.floor(chance() * people);
  const actors = Array.from({ length: people }, (_, n) => {
    const route = targets.filter((_target, at) => Math.floor((at * people) / targets.length) === n);
    return actor({ device: `phone ${n + 1}`, mover, route, seconds, start: START, every: EVERY }, n === victim ? wrong : 'normal', chance);
  });
  const window = { from: START, to: (START + seconds * 1000) as Instant };
  const promise: PatrolPromise = {
    id: 'half-an-hour-a-round',
    version: 1,
    street: '440304010' as StreetId,
    form: { kind: 'gap', every: 30 as Minutes, grace: 0 as Minutes },
    hours: [{ from: 480, to: 480 + hours * 60 }],
    targets: targets.map(({ id }) => id),
    visit: { dwellSeconds: 60, fixes: 2, walked: null as Metres | null },
    askedSeconds: EVERY,
  };
  return { promise, targets, actors, window };
}

const watchOf = ({ device, mover, dutySeconds }: Actor, { window }: Rehearsal) => ({
  device,
  bearer: device,
  mover,
  duty: { from: window.from, to: (window.from + dutySeconds * 1000) as Instant },
});

/** Everybody as far as the server has heard of them at a moment. */
export function followedAt(rehearsal: Rehearsal, now: Instant): Followed[] {
  return rehearsal.actors.map((one) =>
    follow(
      watchOf(one, rehearsal),
      one.heard.filter(({ heardAt }) => heardAt <= now),
    ),
  );
}

export function judgedAt(rehearsal: Rehearsal, now: Instant) {
  const { promise, targets, window } = rehearsal;
  const followed = followedAt(rehearsal, now);
  const findings = followed.map((one) => findingsOf(promise, targets, one, now));
  return { followed, findings, standings: standingsOf(promise, targets, findings, { window, now }) };
}

/**
 * As far as a receiver errs nobody can say on which side of a border road a person walked, and a stay is seen up to two reports
 * shorter than it was. `generous` counts all of that as visits: what is called kept must be kept even so. `strict` counts none of
 * it: what is called broken must be broken even so.
 */
const truths = { generous: { depth: -15, more: 0 }, strict: { depth: 15, more: 2 * EVERY * 1000 } } as const;

/** When the promise of a target really was broken: from where people were, not from what was reported. */
export function truthOf({ promise, actors, window }: Rehearsal, target: Target, reading: keyof typeof truths = 'generous'): Interval[] {
  const { depth, more } = truths[reading];
  const visits = actors.flatMap(({ path, dutySeconds }) => {
    const stays: { from: Instant; to: Instant }[] = [];
    for (let second = 0; second < dutySeconds; second += 1) {
      const place = path[second];
      if (!place || isFar(target, place) || depthIn(target, place) < depth) continue;
      const at = (window.from + second * 1000) as Instant;
      const last = stays.at(-1);
      if (last && at - last.to < 60_000) last.to = at;
      else stays.push({ from: at, to: at });
    }
    return stays.filter(({ from, to }) => to - from >= promise.visit.dwellSeconds * 1000 + more);
  });
  return overdue(promise.form, visits, window, { now: window.to, rule: promise.visit });
}

export type Warned = { readonly target: string; readonly at: Instant; readonly due: Instant };
export type Live = {
  readonly falseKept: number;
  readonly warnings: readonly Warned[];
  /** The deadline of a target as it was known at each look. */
  readonly dues: readonly { readonly target: string; readonly at: Instant; readonly due: Instant | null }[];
};

/** The shift as the desk lived it, minute by minute, with what had arrived by then. */
export function live(rehearsal: Rehearsal, truths: ReadonlyMap<string, readonly Interval[]>): Live {
  const { window, actors, promise, targets } = rehearsal;
  const warnings: Warned[] = [];
  const open = new Map<string, Instant>();
  const dues: { target: string; at: Instant; due: Instant | null }[] = [];
  let falseKept = 0;
  for (let now = window.from + 60_000; now < window.to; now += 60_000) {
    const at = now as Instant;
    const { findings, standings } = judgedAt(rehearsal, at);
    const plan = roundsAhead(new Map(actors.map(({ device, route }) => [device, route.map(({ id }) => id)])), standings);
    for (const { target, state, due } of lookAhead(promise, { targets, standings, findings }, plan, at)) {
      dues.push({ target, at, due });
      if ((state === 'kept' || state === 'at_risk') && holdsMoment(truths.get(target) ?? [], (at - 1) as Instant)) falseKept += 1;
      // One warning for one deadline, however often it is looked at.
      if (state === 'at_risk' && due !== null && open.get(target) !== due) {
        open.set(target, due);
        warnings.push({ target, at, due });
      }
    }
  }
  return { falseKept, warnings, dues };
}
