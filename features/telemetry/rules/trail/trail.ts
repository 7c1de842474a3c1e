import type { Position } from '../position.ts';
import { type Doubt, doubtsAlone } from './doubt.ts';
import { type Mover, paces } from './pace.ts';
import { isTooFast, stepBetween } from './step.ts';

export type Judged = { readonly position: Position; readonly doubts: readonly Doubt[] };

/**
 * One device's positions in the order in which they happened, the same moment told once, each with what speaks against it.
 * The order of arrival plays no part, so late news heals the past and a second judge finds the same.
 */
export function judgeTrail(heard: readonly Position[], mover: Mover): Judged[] {
  const trail = inOrder(heard);
  const alone = trail.map(doubtsAlone);
  const sound = trail.flatMap((_, at) => ((alone[at] as Doubt[]).length === 0 ? [at] : []));
  const soundTrail = sound.map((at) => trail[at] as Position);
  const { chain, rest } = longestChain(soundTrail, paces[mover].short);
  const believed = new Set(chain.map((at) => sound[at] as number));
  const contested = rest.flatMap(({ from, to }) =>
    to - from + 1 < GLITCH ? [] : [{ from: (soundTrail[from] as Position).at, to: (soundTrail[to] as Position).at + CONTESTED }],
  );
  const carried = carriedAmong(trail, believed, paces[mover].sustained);
  return trail.map((position, at) => {
    const doubts = [...(alone[at] as Doubt[])];
    if (doubts.length === 0 && !believed.has(at)) doubts.push('jump');
    else if (doubts.length === 0 && contested.some(({ from, to }) => from <= position.at && position.at <= to)) doubts.push('contested');
    if (carried.has(at)) doubts.push('riding');
    return { position, doubts };
  });
}

/** By event time. Of two with the same moment the one that was heard first stands: a terminal sends again when no answer came. */
export function inOrder(heard: readonly Position[]): Position[] {
  const sorted = heard.toSorted((a, b) => a.at - b.at || a.heardAt - b.heardAt || a.lon - b.lon || a.lat - b.lat);
  return sorted.filter(({ at }, index) => sorted[index - 1]?.at !== at);
}

/** One or two places far off are a receiver's mistake. Three in a row are a second story about the same device. */
const GLITCH = 3;
/**
 * While two stories are told neither counts, and for so long after: who goes there and back every ten minutes would otherwise
 * have the longer story half of the time.
 */
const CONTESTED = 30 * 60_000;

/** How many runs back a run may connect to; more pieces than this within one day are noise anyway. */
const REACH = 200;

/**
 * The most positions that one thing can have visited at this speed. The trail falls into runs at every impossible step; the
 * longest possible chain of runs is believed. To compare with the last position only would believe whatever came first, and
 * drop a whole day after one bad start.
 */
function longestChain(trail: readonly Position[], mostKmh: number): { chain: number[]; rest: Run[] } {
  const runs = runsOf(trail, mostKmh);
  const best: { weight: number; before: number }[] = [];
  for (const [at, run] of runs.entries()) {
    let [weight, before] = [0, -1];
    for (let earlier = Math.max(0, at - REACH); earlier < at; earlier += 1) {
      const [end, start] = [trail[runs[earlier]?.to as number] as Position, trail[run.from] as Position];
      const found = best[earlier]?.weight as number;
      if (found > weight && !isTooFast(end, start, mostKmh)) [weight, before] = [found, earlier];
    }
    best.push({ weight: weight + run.to - run.from + 1, before });
  }
  let at = best.reduce((top, { weight }, index) => (weight > (best[top]?.weight ?? -1) ? index : top), 0);
  const chain: number[] = [];
  const rest = new Set(runs);
  while (at >= 0 && runs[at]) {
    rest.delete(runs[at] as Run);
    const { from, to } = runs[at] as Run;
    for (let index = to; index >= from; index -= 1) chain.push(index);
    at = best[at]?.before ?? -1;
  }
  return { chain: chain.reverse(), rest: [...rest] };
}

type Run = { readonly from: number; readonly to: number };

function runsOf(trail: readonly Position[], mostKmh: number): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (let at = 1; at <= trail.length; at += 1) {
    const [last, next] = [trail[at - 1] as Position, trail[at]];
    if (next && !isTooFast(last, next, mostKmh)) continue;
    runs.push({ from, to: at - 1 });
    from = at;
  }
  return trail.length === 0 ? [] : runs;
}

/** The stretch over which "sustained" is measured, on either side of a position. */
const WINDOW = 60_000;

/** Believed positions around which the device covers more ground than its bearer could keep up. */
function carriedAmong(trail: readonly Position[], believed: ReadonlySet<number>, sustainedKmh: number): Set<number> {
  const chain = [...believed].sort((a, b) => a - b);
  const along = [0];
  for (let at = 1; at < chain.length; at += 1) {
    const step = stepBetween(trail[chain[at - 1] as number] as Position, trail[chain[at] as number] as Position);
    along.push((along[at - 1] as number) + step.metres);
  }
  const time = (at: number) => (trail[chain[at] as number] as Position).at;
  const carried = new Set<number>();
  let [from, to] = [0, 0];
  for (let at = 0; at < chain.length; at += 1) {
    while (time(at) - time(from) > WINDOW) from += 1;
    while (to + 1 < chain.length && time(to + 1) - time(at) <= WINDOW) to += 1;
    const seconds = (time(to) - time(from)) / 1000;
    const metres = (along[to] as number) - (along[from] as number);
    // Under half a minute the receiver's own error looks like speed.
    if (seconds >= 30 && (metres / seconds) * 3.6 > sustainedKmh) carried.add(chain[at] as number);
  }
  return carried;
}
