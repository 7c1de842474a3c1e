import type { Instant } from '../../../kernel/brand.ts';
import { metresBetween } from '../../../kernel/place/distance.ts';
import type { Point } from '../../../kernel/place/point.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import { alikeTo, buildLikenesses } from '../../judgement/rules/likeness.ts';
import type { Case } from './case.ts';

/** What a new report says of itself, for comparing with open cases. */
export type Likeness = {
  readonly text: string;
  readonly matter: MatterKey | null;
  /** What its words may mean where nobody has chosen a matter yet, best first. */
  readonly guesses?: readonly MatterKey[];
  readonly point: Point | null;
  readonly asset: string | null;
  readonly at: Instant;
};
export type Known = Pick<Case, 'text' | 'matter' | 'place' | 'reportedAt'>;

/** Further than this nothing is offered as the same; noise and smell carry farthest. Metres. */
export const SAME_WITHIN = 200;
/** A thing reported a month ago and still open is the same thing; after that the street has changed. */
export const SAME_FOR = 30 * 86_400_000;
/** Nearer than this a case is offered on place alone while its matter or ours is unknown. Metres. */
const NEXT_TO = 25;
/** Words alone, where a report has no position and no matter agrees, must be this alike: the same sentence is written about every estate. */
const SAME_WORDS = 0.35;
const LIKE_WORDS = 0.06;

/**
 * The cases that may be the same incident, likeliest first, by thing, place, time, matter and words. Only an order of offers: a person
 * decides. The same thing is certain; otherwise nearness and matter or words must agree. Words weigh by how rare they are among
 * these very cases, so that what every report of a street says tells nothing.
 */
export function likeliestSame<T extends Known>(report: Likeness, known: readonly T[], most: number): T[] {
  const inTime = known.filter(({ reportedAt }) => Math.abs(report.at - reportedAt) <= SAME_FOR);
  const words = alikeTo(buildLikenesses(inTime.map(({ text }) => text)), report.text);
  return inTime
    .map((it, i) => ({ it, score: sameness(report, it, words.get(i) ?? 0) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.it.reportedAt - a.it.reportedAt)
    .slice(0, most)
    .map(({ it }) => it);
}

/** 0 to 1; 0 means do not offer it. `words` is the cosine between the two texts. */
export function sameness(report: Likeness, it: Known, words: number): number {
  if (report.asset !== null && report.asset === it.place.asset) return 1;
  const matter = matterAgrees(report, it.matter);
  if (!report.point) return words >= (matter > 0 ? LIKE_WORDS : SAME_WORDS) ? 0.3 * matter + 0.5 * words : 0;
  if (!it.place.point) return 0;
  const metres = metresBetween(report.point, it.place.point);
  if (metres > SAME_WITHIN) return 0;
  const near = 1 - metres / SAME_WITHIN;
  if (matter === 0 && words < LIKE_WORDS) return metres <= NEXT_TO && (report.matter === null || it.matter === null) ? 0.2 * near : 0;
  return 0.35 * near + 0.3 * matter + 0.35 * Math.min(1, words * 2);
}

/** A chosen matter agrees or does not; guessed ones agree less the later they come. */
function matterAgrees({ matter, guesses = [] }: Likeness, other: MatterKey | null): number {
  if (other === null) return 0;
  if (matter !== null) return matter === other ? 1 : 0;
  const at = guesses.indexOf(other);
  return at < 0 ? 0 : ([0.8, 0.5, 0.4][at] ?? 0.3);
}
