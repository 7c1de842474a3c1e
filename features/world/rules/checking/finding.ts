import type { Place } from '../../../territory/rules/place.ts';
import type { WorldIssue } from '../issue.ts';
import type { World } from '../world.ts';

/** The parts of a world an issue can lie in; a folder's loader knows which file each came from. */
export type Section =
  | 'manifest'
  | 'territory'
  | 'namedPlaces'
  | 'roads'
  | 'points'
  | 'catalogue'
  | 'units'
  | 'people'
  | 'duty'
  | 'contracts'
  | 'authorisations'
  | 'promises'
  | 'calendar';
export type FileOf = (section: Section, feature: string | null) => string;

/** One thing found wrong, before the section has become a file name. */
export type Finding = {
  readonly section: Section;
  readonly code: WorldIssue['code'];
  readonly feature?: string;
  readonly field?: string;
  readonly expected?: string;
  readonly found?: unknown;
};

/** The streets that hold now, in order of code. */
export function streetsNow({ places }: Pick<World, 'places'>): Place[] {
  return places.filter(({ level, until }) => level === 'street' && until === null).toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** The codes that stand more than once in a list, each told at its second place. */
export function* twice<T>(list: readonly T[], keyOf: (each: T) => string, tell: (each: T, key: string) => Finding): Iterable<Finding> {
  const seen = new Set<string>();
  for (const each of list) {
    const key = keyOf(each);
    if (seen.has(key)) yield tell(each, key);
    seen.add(key);
  }
}
