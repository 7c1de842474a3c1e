import { type Matter, keyOf } from '../../../catalogue/rules/matter.ts';
import type { DutyRow } from '../../../responsibility/rules/duty.ts';
import { buildDutyList, isFallback } from '../../../responsibility/rules/route.ts';
import { buildAtlas, locate } from '../../../territory/rules/atlas.ts';
import type { Place } from '../../../territory/rules/place.ts';
import type { World } from '../world.ts';
import { type Finding, streetsNow, twice } from './finding.ts';

/** The duty list answers for every matter in every street, with somebody who can act. */
export function* checkDuty(world: World): Iterable<Finding> {
  const { duty, units } = world;
  yield* twice(
    duty,
    ({ id }) => id,
    ({ id }) => ({ section: 'duty', code: 'code-twice', feature: id, field: 'id', found: id }),
  );
  const parties = new Set<string>(units.map(({ id }) => id));
  const reach = reachOf(world);
  for (const row of duty) {
    const where = { section: 'duty', feature: row.id } as const;
    if (row.until !== null && row.until <= row.from)
      yield { ...where, code: 'dates-reversed', field: 'until', expected: row.from, found: row.until };
    yield* checkSelector(row, world.catalogue);
    const streets = reach(row.territory);
    if (!streets)
      yield { ...where, code: 'reference-unknown', field: 'territory', expected: 'territory | namedPlaces', found: row.territory };
    if (!parties.has(row.party)) yield { ...where, code: 'reference-unknown', field: 'party', expected: 'units', found: row.party };
    else yield* checkHands(row, { streets: streets ?? [], people: world.people });
  }
  yield* checkFallbacks(world);
}

function* checkSelector({ id, matter }: DutyRow, catalogue: readonly Matter[]): Iterable<Finding> {
  const where = { section: 'duty', feature: id } as const;
  if ((matter.code !== undefined || matter.condition !== undefined) && matter.kind === undefined) {
    yield { ...where, code: 'field-missing', field: 'matter.kind' };
    return;
  }
  const meant = catalogue.filter(
    (each) =>
      (matter.kind === undefined || each.kind === matter.kind) &&
      (matter.major === undefined || each.code.startsWith(matter.major)) &&
      (matter.code === undefined || each.code === matter.code),
  );
  if (meant.length === 0) {
    const field = matter.code === undefined ? 'matter.major' : 'matter.code';
    yield {
      ...where,
      code: 'reference-unknown',
      field,
      expected: 'catalogue',
      found: matter.code === undefined ? matter.major : keyOf({ kind: matter.kind ?? 'matter', code: matter.code }),
    };
  } else if (matter.condition !== undefined && !meant.some(({ conditions }) => conditions.some(({ key }) => key === matter.condition))) {
    yield { ...where, code: 'reference-unknown', field: 'matter.condition', expected: 'catalogue', found: matter.condition };
  }
}

/** A case sent to a unit where nobody may take it would wait for ever. */
function* checkHands(
  { id, party }: DutyRow,
  { streets, people }: { streets: readonly string[]; people: World['people'] },
): Iterable<Finding> {
  const hands = people.filter(({ unit, roles }) => unit === party && (roles.includes('handler') || roles.includes('unit_manager')));
  const bare = streets.find((street) => !hands.some((person) => person.streets.some((each) => each === street)));
  if (bare !== undefined) yield { section: 'duty', code: 'party-has-nobody', feature: id, field: 'party', expected: bare, found: party };
}

/** The streets in which a row's territory lies; undefined for a territory nobody has drawn. */
function reachOf(world: World): (territory: string | null) => readonly string[] | undefined {
  const streets = streetsNow(world);
  const all = streets.map(({ code }) => code);
  const places = new Map<string, Place>(world.places.map((place) => [place.code, place]));
  const named = new Map(world.namedPlaces.map((place) => [place.code, place]));
  const atlas =
    streets[0] &&
    buildAtlas(
      world.places,
      [],
      streets.reduce((latest, { from }) => (from > latest ? from : latest), streets[0].from),
    );
  return (territory) => {
    if (territory === null) return all;
    const at = named.get(territory)?.at;
    if (at) {
      const street = atlas && locate(atlas, at)?.street;
      return street ? [street] : [];
    }
    return places.has(territory)
      ? all.filter((street) => lineage(street, places).includes(territory) || lineage(territory, places).includes(street))
      : undefined;
  };
}

/** A place and everything above it. A loop of parents ends where it closes; the level check names it. */
function lineage(code: string, places: ReadonlyMap<string, Place>): string[] {
  const line: string[] = [];
  for (let at: string | null | undefined = code; at && !line.includes(at); at = places.get(at)?.parent) line.push(at);
  return line;
}

/** Every street has a row that speaks of everything, from the street's first day and without end; nothing stands behind one. */
function* checkFallbacks(world: World): Iterable<Finding> {
  const places = new Map<string, Place>(world.places.map((place) => [place.code, place]));
  const { rows } = buildDutyList(world.duty);
  const lasting = rows.filter((row) => isFallback(row) && row.until === null);
  for (const { code, from } of streetsNow(world)) {
    const line = lineage(code, places);
    if (!lasting.some((row) => row.from <= from && (row.territory === null || line.includes(row.territory))))
      yield { section: 'duty', code: 'no-fallback', feature: code };
  }
  for (const row of rows) {
    const ahead = lasting.find(
      (each) => each !== row && rows.indexOf(each) < rows.indexOf(row) && each.from <= row.from && covers(each, row, places),
    );
    if (ahead) yield { section: 'duty', code: 'row-unreachable', feature: row.id, field: 'rank', found: ahead.id };
  }
}

function covers(outer: DutyRow, inner: DutyRow, places: ReadonlyMap<string, Place>): boolean {
  return outer.territory === null || (inner.territory !== null && lineage(inner.territory, places).includes(outer.territory));
}
