import type { Instant } from '../../../kernel/brand.ts';
import { metresBetween } from '../../../kernel/place/distance.ts';
import type { Point } from '../../../kernel/place/point.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import type { Case } from './case.ts';

/** What a new report says of itself, for comparing with open cases. */
export type Likeness = {
  readonly text: string;
  readonly matter: MatterKey | null;
  readonly point: Point | null;
  readonly asset: string | null;
  readonly at: Instant;
};

/** Further than this nothing is offered as the same; noise and smell carry farthest. Metres. */
export const SAME_WITHIN = 200;
/** A thing reported a month ago and still open is the same thing; after that the street has changed. */
const SAME_FOR = 30 * 86_400_000;

/** Shared character pairs over all pairs, 0 to 1: enough for short Chinese texts, where words have no gaps. */
export function alike(a: string, b: string): number {
  const left = pairs(a);
  const right = pairs(b);
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared++;
  return shared / (left.size + right.size - shared);
}

function pairs(text: string): Set<string> {
  const plain = [...text.normalize('NFKC').toLowerCase()].filter((sign) => /[\p{L}\p{N}]/u.test(sign));
  return new Set(plain.slice(1).map((sign, i) => `${plain[i]}${sign}`));
}

/**
 * How likely an open case is the same incident, 0 to 1, by thing, place, time and words; 0 means do not offer it.
 * Only an order of offers: a person decides. The same thing is certain; otherwise nearness and matter or words must agree.
 */
export function sameness(report: Likeness, it: Pick<Case, 'text' | 'matter' | 'place' | 'reportedAt'>): number {
  if (report.at - it.reportedAt > SAME_FOR) return 0;
  if (report.asset !== null && report.asset === it.place.asset) return 1;
  if (!report.point || !it.place.point) return 0;
  const metres = metresBetween(report.point, it.place.point);
  if (metres > SAME_WITHIN) return 0;
  const near = 1 - metres / SAME_WITHIN;
  const matter = report.matter !== null && report.matter === it.matter ? 1 : 0;
  const words = alike(report.text, it.text);
  if (matter === 0 && words < 0.12) return metres <= 25 && (report.matter === null || it.matter === null) ? 0.2 * near : 0;
  return 0.45 * near + 0.3 * matter + 0.25 * Math.min(1, words * 2);
}
