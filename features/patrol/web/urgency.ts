import type { Tone } from '../../../ui/look/shapes.ts';
import type { TargetView } from '../rules/view.ts';

export type State = TargetView['state'];

export const toneOfState: Record<State, Tone> = { kept: 'green', at_risk: 'amber', broken: 'red', unknown: 'grey', off_duty: 'blue' };

/** What can still be saved comes before what is lost, and what is lost before what nobody knows. */
const rank: Record<State, number> = { at_risk: 0, broken: 1, unknown: 2, kept: 3, off_duty: 4 };

export function mostUrgentFirst(targets: readonly TargetView[]): TargetView[] {
  return targets.toSorted((a, b) => rank[a.state] - rank[b.state] || (a.due ?? Infinity) - (b.due ?? Infinity) || (a.id < b.id ? -1 : 1));
}

/** Whole minutes until a moment, counted up: at 5 min 1 s there are still six; negative once it is over, counted down. */
export function minutesUntil(due: number, now: number): number {
  const minutes = (due - now) / 60_000;
  return minutes >= 0 ? Math.ceil(minutes) : Math.floor(minutes);
}

/** A few characters for the middle of an area. */
export function labelOf({ state, due }: Pick<TargetView, 'state' | 'due'>, now: number): string {
  if (state === 'unknown') return '?';
  if (state === 'off_duty' || due === null) return '';
  const minutes = minutesUntil(due, now);
  // The map's minute may begin before the breach did.
  return state === 'broken' ? `+${Math.max(1, -minutes)}′` : `${Math.max(0, minutes)}′`;
}
