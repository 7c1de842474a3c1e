import type { Instant } from '../../../../kernel/brand.ts';
import { paces } from '../../../telemetry/rules/trail/pace.ts';
import type { Followed } from '../judge.ts';
import { type PatrolPromise, claimSeconds } from '../promise.ts';
import { type Target, depthIn } from '../target.ts';
import type { Interval } from '../interval.ts';

export type Told = 'kept' | 'broken' | 'unknown';

/**
 * The same definitions, written a second time without intervals: every second of the window is asked by itself. Slow, and shares
 * nothing with the product but the distance to a border and the doubts of a trail. Gap form, no walked length.
 */
export function toldBySeconds(promise: PatrolPromise, target: Target, followed: readonly Followed[], window: Interval): Told[] {
  const seconds = (window.to - window.from) / 1000;
  const certain = new Array<boolean>(seconds + 1).fill(false);
  const possible = new Array<boolean>(seconds + 1).fill(false);
  const claim = claimSeconds(promise.askedSeconds);
  for (const one of followed) {
    for (const [from, to] of visitsSlowly(target, one, promise, claim)) fill(certain, from - window.from, to - window.from);
    for (const [from, to] of chancesSlowly(target, one, promise, claim)) fill(possible, from - window.from, to - window.from);
  }
  const limit = promise.form.every * 60 + (promise.form.kind === 'gap' ? promise.form.grace * 60 : 0);
  const isLate = (visited: readonly boolean[], second: number) => {
    if (visited[second] && visited[second + 1]) return false;
    let last = second;
    while (last >= 0 && !visited[last]) last -= 1;
    if (second + 1 - Math.max(last, 0) <= limit) return false;
    // Late is only what is not over by the next visit: the gap as a whole must be longer than promised.
    return true;
  };
  const either = certain.map((is, at) => is || (possible[at] as boolean));
  return Array.from({ length: seconds }, (_, second) =>
    !isLate(certain, second) ? 'kept' : isLate(either, second) ? 'broken' : 'unknown',
  );
}

function fill(flags: boolean[], from: number, to: number) {
  for (let second = Math.max(0, Math.ceil(from / 1000)); second <= to / 1000 && second < flags.length; second += 1) flags[second] = true;
}

function visitsSlowly(target: Target, { trail }: Followed, { visit }: PatrolPromise, claim: number): [number, number][] {
  const fixes = trail
    .filter(({ doubts }) => doubts.length === 0)
    .map(({ position }) => ({ at: position.at, accuracy: position.accuracy, depth: depthIn(target, position) }));
  const near = (a: number, b: number) =>
    fixes[a] !== undefined && fixes[b] !== undefined && Math.abs((fixes[a]?.at ?? 0) - (fixes[b]?.at ?? 0)) <= claim * 1000;
  const inside = fixes.map(({ depth, accuracy }, n) => {
    const beside = [n - 1, n + 1].some((m) => near(n, m) && (fixes[m]?.depth ?? -1) > 0);
    return depth > Math.min(accuracy ?? 15, 15) || (depth > 0 && beside);
  });
  const numbers = inside.flatMap((is, n) => (is ? [n] : []));
  // Two neighbouring inside fixes belong together unless something between them says that the device had gone.
  const together = (a: number, b: number): boolean => {
    const between = Array.from({ length: b - a }, (_, k) => a + k);
    if (between.some((n) => !near(n, n + 1))) return false;
    const out = (n: number) => (fixes[n]?.depth ?? 0) < -20;
    return !between.slice(1).some((n) => out(n) && (out(n - 1) || (fixes[n]?.at ?? 0) - (fixes[a]?.at ?? 0) > 45_000));
  };
  const stays: [number, number, number][] = [];
  for (const [k, n] of numbers.entries()) {
    const last = stays.at(-1);
    const at = fixes[n]?.at ?? 0;
    if (last && (together(numbers[k - 1] ?? n, n) || at - last[1] < 60_000)) {
      last[1] = at;
      last[2] += 1;
    } else stays.push([at, at, 1]);
  }
  return stays
    .filter(([from, to, count]) => count >= visit.fixes && to - from >= visit.dwellSeconds * 1000)
    .map(([from, to]) => [from, to]);
}

/** Second by second: could the bearer, unseen, stand in the target now, given the last place before and the first after? */
function chancesSlowly(target: Target, { watch, trail }: Followed, { visit }: PatrolPromise, claim: number): [number, number][] {
  const known = trail.filter(({ doubts }) => doubts.every((doubt) => doubt === 'riding')).map(({ position }) => position);
  const metresPerSecond = paces[watch.mover].short / 3.6;
  const metres = (at: (typeof known)[number] | undefined) => (at ? Math.max(0, -depthIn(target, at)) : 0);
  const found: [number, number][] = [];
  for (let n = 0; n <= known.length; n += 1) {
    const [before, after] = [known[n - 1], known[n]];
    const [from, to]: [number, number] = [before?.at ?? watch.duty.from, after?.at ?? watch.duty.to];
    if (to - from <= claim * 1000) continue;
    let first: number | undefined;
    let last = 0;
    for (let at = from; at <= to; at = (at + 1000) as Instant) {
      const isReachable = ((at - from) / 1000) * metresPerSecond >= metres(before) && ((to - at) / 1000) * metresPerSecond >= metres(after);
      if (!isReachable) continue;
      first ??= at;
      last = at;
    }
    if (first !== undefined && last - first >= visit.dwellSeconds * 1000) found.push([first, last]);
  }
  return found;
}
