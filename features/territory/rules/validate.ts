import { type Area, areaOf, holds } from '../../../kernel/place/polygon.ts';
import { type Place, levels } from './place.ts';
import { type RingFault, ringFault } from './ring.ts';

export type IssueCode =
  | 'duplicate-code'
  | 'dates-reversed'
  | 'no-shape'
  | RingFault['code']
  | 'parent-missing'
  | 'parent-not-above'
  | 'parent-elsewhere'
  | 'sticks-out-of-parent'
  | 'overlaps-sibling';

/** What is wrong with one place. Errors make answers wrong or impossible; warnings are for whoever drew it. */
export type Issue = {
  readonly severity: 'error' | 'warning';
  readonly code: IssueCode;
  readonly place: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

type Drawn = { readonly place: Place; readonly area: Area };

/** A child may stick out of the rectangle around its parent by this much (about 55 m) before anybody is told: outlines of two sources never agree. */
const TOLERANCE_DEGREES = 0.0005;
/** Overlap is felt for at so many points across; less than this part of the common rectangle is a sliver between two outlines and not worth a line. */
const LEAST_SHARE = 0.02;
const FEELERS = 40;

/** Everything wrong with a territory, in the order of its places; empty when it may be used. Errors of a place's rings hide what would follow from them. */
export function checkTerritory(places: readonly Place[]): Issue[] {
  const byCode = new Map<string, Place[]>();
  for (const place of places) byCode.set(place.code, [...(byCode.get(place.code) ?? []), place]);
  const ofRings = new Map(places.map((place) => [place, ringIssues(place)]));
  const drawn = places
    .filter((place) => !ofRings.get(place)?.some(({ severity }) => severity === 'error'))
    .map((place) => ({ place, area: areaOf(place.shape) }));
  const areas = new Map(drawn.map(({ place, area }) => [place, area]));
  const own = places.flatMap((place) => [
    ...dateIssues(place, byCode),
    ...(ofRings.get(place) ?? []),
    ...parentIssues(place, byCode, areas),
  ]);
  return [...own, ...overlapIssues(drawn)];
}

function error(code: IssueCode, place: Place, facts: Issue['facts'] = {}): Issue {
  return { severity: 'error', code, place: place.code, facts };
}

function sharesDays(a: Place, b: Place): boolean {
  return (b.until === null || a.from < b.until) && (a.until === null || b.from < a.until);
}

function dateIssues(place: Place, byCode: ReadonlyMap<string, readonly Place[]>): Issue[] {
  const { from, until, code } = place;
  const issues = until !== null && until <= from ? [error('dates-reversed', place, { from, until })] : [];
  const rows = byCode.get(code) ?? [];
  // Told once for each row after the first, so that every row that must go is named and the one that may stay is not.
  const earlier = rows.slice(0, rows.indexOf(place)).find((other) => sharesDays(place, other));
  return earlier ? [...issues, error('duplicate-code', place, { from, otherFrom: earlier.from })] : issues;
}

function ringIssues(place: Place): Issue[] {
  if (place.shape.length === 0) return [error('no-shape', place)];
  const rings = place.shape.flatMap((polygon, number) =>
    polygon.map((ring, at) => ({ fault: ringFault(ring), where: { polygon: number, ring: at } })),
  );
  return rings.flatMap(({ fault, where }) => (fault ? [error(fault.code, place, { ...where, ...fault.facts })] : []));
}

function parentIssues(place: Place, byCode: ReadonlyMap<string, readonly Place[]>, areas: ReadonlyMap<Place, Area>): Issue[] {
  if (place.parent === null) return [];
  const facts = { parent: place.parent };
  const parents = (byCode.get(place.parent) ?? []).filter((parent) => sharesDays(place, parent));
  const [parent] = parents;
  if (!parent) return [error('parent-missing', place, facts)];
  if (levels.indexOf(parent.level) >= levels.indexOf(place.level))
    return [error('parent-not-above', place, { ...facts, level: place.level, parentLevel: parent.level })];
  const own = areas.get(place);
  const around = parents.flatMap((each) => areas.get(each) ?? []);
  if (!own || around.length === 0) return [];
  const out = Math.min(...around.map((area) => sticksOut(own, area)));
  if (out === Infinity) return [error('parent-elsewhere', place, facts)];
  return out > TOLERANCE_DEGREES
    ? [{ ...error('sticks-out-of-parent', place, { ...facts, degrees: Number(out.toFixed(6)) }), severity: 'warning' }]
    : [];
}

/** By how many degrees one area's rectangle leaves another's; Infinity when they do not meet at all. */
function sticksOut({ box: a }: Area, { box: b }: Area): number {
  if (a.west > b.east || b.west > a.east || a.south > b.north || b.south > a.north) return Infinity;
  return Math.max(0, b.west - a.west, a.east - b.east, b.south - a.south, a.north - b.north);
}

/** Pairs of the same level that cover common ground on common days. Swept from west to east, so that far ones are never compared. */
function overlapIssues(drawn: readonly Drawn[]): Issue[] {
  const issues: Issue[] = [];
  for (const level of levels) {
    let open: Drawn[] = [];
    for (const next of drawn.filter(({ place }) => place.level === level).sort((a, b) => a.area.box.west - b.area.box.west)) {
      open = open.filter(({ area }) => area.box.east > next.area.box.west);
      issues.push(...open.flatMap((other) => overlapIssue(other, next)));
      open.push(next);
    }
  }
  return issues;
}

function overlapIssue(one: Drawn, other: Drawn): Issue[] {
  if (one.place.code === other.place.code || !sharesDays(one.place, other.place)) return [];
  const share = sharedPart(one.area, other.area);
  return share >= LEAST_SHARE ? [{ ...error('overlaps-sibling', one.place, { other: other.place.code, share }), severity: 'warning' }] : [];
}

/** About what part of the rectangle that two areas' rectangles share is held by both areas, 0 to 1, to two digits. */
function sharedPart({ box: a, ...first }: Area, { box: b, ...second }: Area): number {
  const [west, east] = [Math.max(a.west, b.west), Math.min(a.east, b.east)];
  const [south, north] = [Math.max(a.south, b.south), Math.min(a.north, b.north)];
  if (west >= east || south >= north) return 0;
  let both = 0;
  for (let at = 0; at < FEELERS * FEELERS; at += 1) {
    const lon = west + (((at % FEELERS) + 0.5) * (east - west)) / FEELERS;
    const lat = south + ((Math.floor(at / FEELERS) + 0.5) * (north - south)) / FEELERS;
    if (holds({ box: a, ...first }, lon, lat) && holds({ box: b, ...second }, lon, lat)) both += 1;
  }
  return Math.round((both / (FEELERS * FEELERS)) * 100) / 100;
}
