import type { Instant } from '../../../../kernel/brand.ts';
import { type Interval, totalOf, within, without } from '../interval.ts';
import type { Target } from '../target.ts';
import { type Live, type Rehearsal, judgedAt, live, truthOf } from './shift.ts';

export type Score = {
  readonly minutes: number;
  readonly broken: number;
  readonly unknown: number;
  /** Milliseconds called kept while really broken, when everything had arrived. */
  readonly falseKept: number;
  /** Longest stretch called broken while really kept. */
  readonly falseBroken: number;
  readonly liveFalseKept: number;
  readonly breaches: number;
  readonly warnedInTime: number;
  /** Breaches beside these that nobody could see coming: the positions that showed them came later. */
  readonly blind: number;
  readonly warnings: number;
  readonly falseAlarms: number;
};

const LEAD = 300_000;

/** How well one rehearsed shift was judged, against what really happened in it. */
export function scoreOf(rehearsal: Rehearsal): Score {
  const { targets, window } = rehearsal;
  const truths = new Map(targets.map((target) => [target.id, truthOf(rehearsal, target)]));
  const { standings } = judgedAt(rehearsal, (window.to + 3_600_000) as Instant);
  const lived = live(rehearsal, truths);
  const parts = standings.map(({ target, ledger }, n) => {
    const truth = truths.get(target) ?? [];
    return {
      broken: totalOf(ledger.broken),
      unknown: totalOf(ledger.unknown),
      falseKept: ledger.kept.reduce((sum, piece) => sum + totalOf(within(truth, piece)), 0),
      falseBroken: Math.max(
        0,
        ...without(ledger.broken, truthOf(rehearsal, targets[n] as Target, 'strict')).map(({ from, to }) => to - from),
      ),
      ...warned(ledger.broken, {
        falseKept: 0,
        warnings: lived.warnings.filter((each) => each.target === target),
        dues: lived.dues.filter((each) => each.target === target),
      }),
    };
  });
  const sum = (name: keyof (typeof parts)[number]) => parts.reduce((total, part) => total + part[name], 0);
  const falseAlarms = lived.warnings.filter(({ target, due }) => !isBroken(truths.get(target) ?? [], due)).length;
  return {
    minutes: (totalOf([window]) / 60_000) * targets.length,
    broken: sum('broken'),
    unknown: sum('unknown'),
    falseKept: sum('falseKept'),
    falseBroken: Math.max(...parts.map(({ falseBroken }) => falseBroken)),
    liveFalseKept: lived.falseKept,
    breaches: sum('breaches'),
    warnedInTime: sum('warnedInTime'),
    blind: sum('blind'),
    warnings: lived.warnings.length,
    falseAlarms,
  };
}

/** A reported visit ends up to one report before the real one, and so do deadlines. */
const BLUR = 90_000;

const isBroken = (truth: readonly Interval[], due: Instant) => truth.some(({ from }) => Math.abs(from - due) <= BLUR);

/** Of the breaches on record, those warned of in time, and those whose deadline nobody could know then: the news came later. */
function warned(broken: readonly Interval[], { warnings, dues }: Live) {
  const inTime = broken.filter(({ from }) => warnings.some(({ at, due }) => due === from && at <= from - LEAD));
  const unseeable = broken.filter(({ from }) => !dues.some(({ at, due }) => due === from && at <= from - LEAD));
  return { breaches: broken.length - unseeable.length, warnedInTime: inTime.length, blind: unseeable.length };
}
