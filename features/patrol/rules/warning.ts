import type { Instant } from '../../../kernel/brand.ts';
import type { Point } from '../../../kernel/place/point.ts';
import type { Mover } from '../../telemetry/rules/trail/pace.ts';
import { holdsMoment } from './interval.ts';
import type { Findings, Standing } from './judge.ts';
import type { PatrolPromise } from './promise.ts';
import { type Target, depthIn } from './target.ts';

export type State = 'kept' | 'at_risk' | 'broken' | 'unknown' | 'off_duty';

/** Someone who could go: where they are, when they could be there, and whether that is where they are going anyway. */
export type Candidate = {
  readonly device: string;
  readonly bearer: string;
  readonly metres: number;
  readonly seconds: number;
  readonly isPlanned: boolean;
};

export type Outlook = {
  readonly target: string;
  readonly state: State;
  readonly due: Instant | null;
  /** Seconds left after the nearest candidate would have been and stayed; negative when nobody can make it. Null when nothing is due. */
  readonly slack: number | null;
  /** Nearest in time first. */
  readonly candidates: readonly Candidate[];
  /** Nobody able is heard: the message is "telemetry lost", not "not patrolled". */
  readonly isBlind: boolean;
};

/** A patroller's round: the targets still to come, in order. Empty when nobody planned one. */
export type Plan = ReadonlyMap<string, readonly string[]>;

/** Usual speed on the way, in metres per second, before a device has a history of its own. */
export const metresPerSecond: Record<Mover, number> = { walker: 1.25, ebike: 4, car: 6, truck: 6, bus: 6 };
/** Streets are longer than the crow flies. */
const DETOUR = 1.3;
/** Ask early enough that the asked can still say no, and another go. */
export const LEAD_SECONDS = 300;
/** The desk looks at least so often. */
const LOOK_SECONDS = 60;

const metresTo = (target: Target, place: Point) => Math.max(0, -depthIn(target, place));

/** What becomes of every target if nothing changes, and who could change it. */
export function lookAhead(
  promise: PatrolPromise,
  { targets, standings, findings }: { targets: readonly Target[]; standings: readonly Standing[]; findings: readonly Findings[] },
  plan: Plan,
  now: Instant,
): Outlook[] {
  const byId = new Map(targets.map((target) => [target.id, target]));
  const able = findings.flatMap(({ watch, last }) => {
    const isHeard = last && now - last.at <= heardSeconds(promise) * 1000;
    return isHeard && watch.duty.from <= now && now < watch.duty.to ? [{ watch, last }] : [];
  });
  return standings.map((standing) => {
    const target = byId.get(standing.target);
    if (!target) throw new Error(`no target ${standing.target}`);
    const candidates = able
      .map(({ watch, last }) => {
        const route = plan.get(watch.device) ?? [];
        const upTo = route.indexOf(target.id);
        const direct = metresTo(target, last);
        const way =
          upTo < 0
            ? direct
            : metresAlong(
                last,
                route.slice(0, upTo + 1).flatMap((id) => byId.get(id) ?? []),
              );
        const stops = upTo < 0 ? 0 : upTo;
        const seconds = (way * DETOUR) / metresPerSecond[watch.mover] + stops * promise.visit.dwellSeconds;
        const nearest = (direct * DETOUR) / metresPerSecond[watch.mover];
        return { device: watch.device, bearer: watch.bearer, metres: direct, seconds: nearest, planned: upTo < 0 ? Infinity : seconds };
      })
      .sort((a, b) => a.seconds - b.seconds);
    return outlook(promise, standing, candidates, now);
  });
}

/** Who has not been heard for three reports is not asked to go anywhere. */
export function heardSeconds({ askedSeconds }: Pick<PatrolPromise, 'askedSeconds'>): number {
  return askedSeconds * 3;
}

type Reckoned = Omit<Candidate, 'isPlanned'> & { readonly planned: number };

function outlook({ visit }: PatrolPromise, { target, ledger, due }: Standing, reckoned: readonly Reckoned[], now: Instant): Outlook {
  const candidates = reckoned.map(({ planned, ...each }) => ({ ...each, isPlanned: planned < Infinity }));
  const nearest = Math.min(...reckoned.map(({ seconds }) => seconds));
  const planned = Math.min(...reckoned.map((each) => each.planned));
  const left = due === null ? Infinity : (due - now) / 1000;
  const slack = due === null ? null : left - nearest - visit.dwellSeconds;
  const said = { target, due, slack, candidates, isBlind: reckoned.length === 0 };
  if (holdsMoment(ledger.broken, now)) return { ...said, state: 'broken' };
  if (holdsMoment(ledger.unknown, now)) return { ...said, state: 'unknown' };
  if (slack === null) return { ...said, state: 'kept' };
  // Who is inside only has to stay, and who has it in the plan is believed, as long as there is time left to ask another.
  const isInside = nearest === 0 && visit.dwellSeconds + LEAD_SECONDS + LOOK_SECONDS <= left;
  const hasPlan = planned + visit.dwellSeconds + LEAD_SECONDS + LOOK_SECONDS <= left;
  const mustAsk = slack < LEAD_SECONDS || left <= LEAD_SECONDS * 2;
  return { ...said, state: mustAsk && !isInside && !hasPlan ? 'at_risk' : 'kept' };
}

function metresAlong(from: Point, route: readonly Target[]): number {
  let [metres, place] = [0, from];
  for (const target of route) {
    metres += metresTo(target, place);
    place = middleOf(target);
  }
  return metres;
}

function middleOf({ box }: Target): Point {
  return { lon: (box.west + box.east) / 2, lat: (box.south + box.north) / 2 };
}

/** Whether a promise can be kept at all by so few: resource minutes a round, and the least number of resources. */
export function staffing(
  targets: number,
  everyMinutes: number,
  { dwellMinutes, metresApart, metresPerMinute }: { dwellMinutes: number; metresApart: number; metresPerMinute: number },
) {
  const minutes = targets * (dwellMinutes + metresApart / metresPerMinute);
  return { minutes, least: Math.ceil(minutes / everyMinutes - 1e-9) };
}
