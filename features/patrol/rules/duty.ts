import type { Instant } from '../../../kernel/brand.ts';
import type { Position } from '../../telemetry/rules/position.ts';
import type { Mover } from '../../telemetry/rules/trail/pace.ts';
import { judgeTrail } from '../../telemetry/rules/trail/trail.ts';
import type { Interval } from './interval.ts';
import type { Findings } from './judge.ts';
import { isKnown } from './silence.ts';

/**
 * A device is on duty from its first sound fix in a window to the window's end; a phone nobody switched on is no patroller. Whoever
 * falls silent after that stays on duty, so that the silence counts as silence.
 */
export function dutyOf(heard: readonly Position[], mover: Mover, window: Interval): Interval | undefined {
  const first = judgeTrail(within(heard, window), mover).find(({ doubts }) => isKnown(doubts));
  return first && { from: first.position.at, to: window.to };
}

export function within(heard: readonly Position[], { from, to }: Interval): Position[] {
  return heard.filter(({ at }) => from <= at && at <= to);
}

/** Nobody at all was heard from the window's beginning to here: somebody may have walked unheard, and nobody is accused. */
export const UNHEARD = 'unheard';

export function withUnheard(findings: readonly Findings[], window: Interval, claim: number): Findings[] {
  const first = findings.reduce<number>((least, { watch }) => Math.min(least, watch.duty.from), window.to) as Instant;
  if (first - window.from <= claim * 1000) return [...findings];
  const duty = { from: window.from, to: first };
  const nobody: Findings = {
    watch: { device: UNHEARD, bearer: UNHEARD, mover: 'walker', duty },
    stays: new Map(),
    silences: [],
    last: null,
    ahead: null,
  };
  return [...findings, nobody];
}
