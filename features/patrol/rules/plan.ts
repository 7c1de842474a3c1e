import type { Standing } from './judge.ts';
import type { Plan } from './warning.ts';

/** The targets of each round in the order in which they are walked: what was left alone longest comes next. */
export function roundsAhead(rounds: ReadonlyMap<string, readonly string[]>, standings: readonly Standing[]): Plan {
  const last = new Map(standings.map(({ target, visits }) => [target, visits.reduce<number>((latest, { to }) => Math.max(latest, to), 0)]));
  return new Map([...rounds].map(([device, targets]) => [device, targets.toSorted((a, b) => (last.get(a) ?? 0) - (last.get(b) ?? 0))]));
}
