import { type Level, levels } from '../../territory/rules/place.ts';
import type { DutyRow, Hours } from './row.ts';

/**
 * WHICH ROW WINS. Of the rows that hold for a matter, a place and a moment, the first difference in this list decides:
 *
 *   1. priority    the larger number; people set it, and it beats everything below
 *   2. matter      names a filing condition > names a class (小类) > more tags > names a family (大类) > names a kind > any matter
 *   3. territory   one thing > things of an owner, or a party read off the thing > road > polygon > named place
 *                  > unit grid > duty grid > community > street > district > city > everywhere
 *   4. time        ends on a day (a campaign, a contract) > named days (rest days, Mondays) > named hours > always
 *
 * Every pair of rows compares, and "equal in all four" is an equivalence: a total preorder. Rows equal in it that meet are an
 * overlap and a fault of the list; until it is mended the lower id has the case, so that nothing is ever ownerless.
 */
export const steps = ['priority', 'matter', 'territory', 'time'] as const;
export type Step = (typeof steps)[number];
/** One list of numbers a step, compared from the left; larger wins. */
export type Rank = { readonly [S in Step]: readonly number[] };

/** What is known of a territory's code: a level of the tree, or a name. */
export type LevelOf = (code: string) => Level | 'named' | undefined;

export function rankOf(row: DutyRow, levelOf: LevelOf): Rank {
  return { priority: [row.priority], matter: matterRank(row), territory: territoryRank(row, levelOf), time: timeRank(row) };
}

/** A code says its kind and its family, so naming those too makes a row no more special. */
function matterRank({ matter: { kind, major, code, condition, tags = [] } }: DutyRow): number[] {
  const named = (each: string | undefined) => Number(each !== undefined && code === undefined);
  return [Number(condition !== undefined), Number(code !== undefined), new Set(tags).size, named(major), named(kind)];
}

const NAMED = levels.length + 1;

function territoryRank({ territory, party }: DutyRow, levelOf: LevelOf): number[] {
  const byThing =
    territory !== null && 'asset' in territory ? 2 : Number((territory !== null && 'owner' in territory) || typeof party !== 'string');
  if (territory === null || 'asset' in territory || 'owner' in territory) return [byThing, 0];
  if ('place' in territory) {
    const level = levelOf(territory.place);
    return [byThing, level === undefined || level === 'named' ? NAMED : levels.indexOf(level) + 1];
  }
  return [byThing, 'polygon' in territory ? NAMED + 1 : NAMED + 2];
}

const wholeDay = ({ from, to }: Hours) => from <= 0 && to >= 1440;

function timeRank({ until, hours }: DutyRow): number[] {
  const [days, times] = [hours.some(({ on }) => on !== 'every'), hours.some((each) => !wholeDay(each))];
  return [Number(until !== null), Number(days), Number(times)];
}

/** Negative when `a` beats `b`, 0 when neither does. */
export function compareRanks(a: Rank, b: Rank): number {
  const step = decidingStep(a, b);
  return step ? compareLists(a[step], b[step]) : 0;
}

/** The step at which two ranks part; undefined when they are equal. */
export function decidingStep(a: Rank, b: Rank): Step | undefined {
  return steps.find((step) => compareLists(a[step], b[step]) !== 0);
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}
