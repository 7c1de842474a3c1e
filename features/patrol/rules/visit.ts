import type { Instant } from '../../../kernel/brand.ts';
import type { Position } from '../../telemetry/rules/position.ts';
import { stepBetween } from '../../telemetry/rules/trail/step.ts';
import type { Judged } from '../../telemetry/rules/trail/trail.ts';
import type { Interval } from './interval.ts';
import type { VisitRule } from './promise.ts';
import { type Target, depthIn, isFar } from './target.ts';

/** A stay of one device in one target. `counts` says whether it was a visit by the promise's rule, or only a crossing. */
export type Stay = Interval & { readonly fixes: number; readonly metres: number; readonly counts: boolean };

/** A fix must be this far inside, or as far as it is uncertain, to count by itself; nearer the border two in a row must be inside. */
const SURE = 15;
/** Only so far outside is one outside. */
const BORDER = 20;
/** Out for so long, or twice in a row, is gone. */
const LEAVES_AFTER = 45_000;
/** A dog walked round the corner and back is one stay. */
const SAME_STAY = 60_000;

type Fix = { readonly position: Position; readonly depth: number };
type Open = { from: Instant; to: Instant; last: Position; fixes: number; metres: number };

/** Stays of one device in one target from its judged trail. Doubted positions are as if they were not there. */
export function staysIn(target: Target, trail: readonly Judged[], rule: VisitRule, claim: number): Stay[] {
  // Most devices never come near most targets.
  if (trail.every(({ position }) => isFar(target, position))) return [];
  const fixes = trail.flatMap(({ position, doubts }) =>
    doubts.length > 0 ? [] : [{ position, depth: isFar(target, position) ? -Infinity : depthIn(target, position) }],
  );
  return joined(claims(fixes, claim * 1000).flatMap((piece) => runsIn(piece, surely(target)))).map(({ from, to, fixes: count, metres }) => {
    const stay = { from, to, fixes: count, metres };
    return { ...stay, counts: isVisit(stay, rule) };
  });
}

/** The trail cut wherever two fixes are too far apart to claim anything between them. */
function claims(fixes: readonly Fix[], most: number): Fix[][] {
  const pieces: Fix[][] = [];
  for (const fix of fixes) {
    const last = pieces.at(-1)?.at(-1);
    if (last && fix.position.at - last.position.at <= most) pieces.at(-1)?.push(fix);
    else pieces.push([fix]);
  }
  return pieces;
}

function runsIn(piece: readonly Fix[], sure: number): Open[] {
  const found: Open[] = [];
  let open: Open | null = null;
  let outside = 0;
  for (const [at, { position, depth }] of piece.entries()) {
    const beside = (piece[at - 1]?.depth ?? -1) > 0 || (piece[at + 1]?.depth ?? -1) > 0;
    outside = depth < -BORDER ? outside + 1 : 0;
    if (depth > Math.min(position.accuracy ?? SURE, sure) || (depth > 0 && beside)) {
      if (open) extend(open, position);
      else found.push((open = { from: position.at, to: position.at, last: position, fixes: 1, metres: 0 }));
    } else if (open && (outside >= 2 || (outside === 1 && position.at - open.to > LEAVES_AFTER))) open = null;
  }
  return found;
}

function extend(open: Open, position: Position) {
  open.metres += stepBetween(open.last, position).metres;
  open.to = position.at;
  open.last = position;
  open.fixes += 1;
}

/** A small target has no inside that deep. */
function surely({ shape }: Target): number {
  return shape.kind === 'grid' ? SURE : shape.within / 2;
}

function joined(stays: readonly Open[]): Open[] {
  const whole: Open[] = [];
  for (const next of stays) {
    const last = whole.at(-1);
    if (!last || next.from - last.to >= SAME_STAY) whole.push({ ...next });
    else Object.assign(last, { to: next.to, fixes: last.fixes + next.fixes, metres: last.metres + next.metres });
  }
  return whole;
}

function isVisit({ from, to, fixes, metres }: Omit<Stay, 'counts'>, { dwellSeconds, fixes: least, walked }: VisitRule): boolean {
  if (walked !== null && fixes >= 2 && metres >= walked) return true;
  return fixes >= least && to - from >= dwellSeconds * 1000;
}
