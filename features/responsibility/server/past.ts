import type { Instant } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { type PastCase, casesSince } from '../../case/server/queries.ts';
import { codesOf, answerAt, lineageOf } from '../../territory/rules/atlas.ts';
import type { PastCases } from '../rules/compare.ts';
import type { Ground } from '../rules/ground.ts';
import { questionKey } from '../rules/selectors.ts';
import type { Spot } from '../rules/zones.ts';

/** A year of cases in columns, with the numbers by which a person opens them. */
export type Past = PastCases & { readonly cases: readonly PastCase[]; readonly readAt: Instant };

const YEAR = 366 * 86_400_000;
const MOST = 1_000_000;
/** An editor tries many changes in a row; cases of the last minutes change none of the answers. */
const FRESH = 300_000;

/** Reads the year once and lends it to every preview until it is no longer fresh. */
export function pastReader(): (tx: Tx, ground: Ground, now: Instant) => Promise<Past> {
  let kept: { ground: Ground; past: Past } | undefined;
  return async (tx, ground, now) => {
    if (kept && kept.ground === ground && now - kept.past.readAt < FRESH) return kept.past;
    const past = inColumns(await casesSince(tx, (now - YEAR) as Instant, MOST), ground, now);
    kept = { ground, past };
    return past;
  };
}

function inColumns(cases: readonly PastCase[], { atlas }: Ground, readAt: Instant): Past {
  const questions = numbering<PastCases['questions'][number]>();
  const spots = numbering<Spot>();
  const question = Int32Array.from(cases, ({ matter, condition }) =>
    questions.of(questionKey(matter, condition), () => ({ matter, condition })),
  );
  const spot = Int32Array.from(cases, ({ street, lon, lat, asset }) => {
    const point = lon === null || lat === null ? null : { lon, lat };
    // Cases at points the rows cannot tell apart stay apart here: a road or a drawn area may come with the next edit.
    return spots.of(point ? `${lon} ${lat} ${asset ?? ''}` : `${street} ${asset ?? ''}`, () => ({
      areas: point ? [street, ...codesOf(atlas, answerAt(atlas, point))] : lineageOf(atlas, street),
      asset,
      point,
    }));
  });
  return { cases, readAt, questions: questions.list, spots: spots.list, question, spot, at: Float64Array.from(cases, ({ at }) => at) };
}

function numbering<T>() {
  const list: T[] = [];
  const known = new Map<string, number>();
  const of = (key: string, make: () => T): number => {
    const number = known.get(key) ?? list.push(make()) - 1;
    known.set(key, number);
    return number;
  };
  return { list, of };
}
