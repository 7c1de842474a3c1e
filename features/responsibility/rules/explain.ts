import { type Asked, type DutyMap, questionOf, rowFor, rowsIn } from './map.ts';
import { type Step, decidingStep } from './rank.ts';
import type { DutyRow } from './row.ts';
import { type Question, speaksOf } from './selectors.ts';
import { holdsAt, momentOf } from './when.ts';
import { zoneOf } from './zones.ts';

/** A row that also held, and the step at which it lost; `id` when it is the winner's equal, a fault that only the id settles. */
export type Beaten = { readonly row: DutyRow; readonly by: Step | 'id' };
export type Explanation = { readonly row: DutyRow; readonly beaten: readonly Beaten[] };

/** Why this party: the winning row and all it beat, best first. Worked out when asked, never on the way to a decision. */
export function explain(map: DutyMap, { matter, condition, spot, at }: Asked): Explanation | undefined {
  const [question, zone, moment] = [questionOf(map, matter, condition), zoneOf(map.zones, spot), momentOf(at, map.when, map.ground)];
  const won = rowFor(map, question, zone, moment);
  if (won < 0) return undefined;
  const asked = map.questions[question] as Question;
  const others = rowsIn(map, zone).filter(
    (row) => row !== won && speaksOf((map.rows[row] as DutyRow).matter, asked) && holdsAt(map.when, row, moment.day, moment.slot),
  );
  const rank = (row: number) => map.ranks[row] as NonNullable<(typeof map.ranks)[number]>;
  return {
    row: map.rows[won] as DutyRow,
    beaten: others.map((row) => ({ row: map.rows[row] as DutyRow, by: decidingStep(rank(won), rank(row)) ?? 'id' })),
  };
}
