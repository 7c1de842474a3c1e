import type { Day } from '../../../../kernel/brand.ts';
import { buildAtlas, locate } from '../../../territory/rules/atlas.ts';
import { type Place, levels } from '../../../territory/rules/place.ts';
import type { World } from '../world.ts';
import { type Finding, streetsNow, twice } from './finding.ts';

/** Places, named places, roads and things. */
export function* checkGround(world: World): Iterable<Finding> {
  const streets = streetsNow(world);
  if (streets.length === 0) yield { section: 'territory', code: 'no-street' };
  if (!streets.some(({ code }) => code === world.homeStreet)) {
    yield { section: 'manifest', code: 'reference-unknown', field: 'homeStreet', expected: 'territory', found: world.homeStreet };
  }
  yield* twice(
    world.places,
    ({ code, from }) => `${code} ${from}`,
    ({ code }) => ({ section: 'territory', code: 'code-twice', feature: code, field: 'code', found: code }),
  );
  const rows = new Map<string, Place>(world.places.map((place) => [place.code, place]));
  for (const place of world.places) yield* checkPlace(place, rows);
  yield* checkNamed(world, rows);
  yield* twice(
    world.roads,
    ({ id }) => id,
    (_, id) => ({ section: 'roads', code: 'code-twice', feature: id, field: 'id', found: id }),
  );
  yield* checkThings(world, streets);
}

function* checkPlace({ code, level, parent, from, until }: Place, rows: ReadonlyMap<string, Place>): Iterable<Finding> {
  const where = { section: 'territory', feature: code } as const;
  if (level === 'street' && !/^\d{9}$/.test(code))
    yield { ...where, code: 'field-invalid', field: 'code', expected: '9 × 0-9', found: code };
  if (until !== null && until <= from) yield { ...where, code: 'dates-reversed', field: 'until', expected: from, found: until };
  if (parent === null) return;
  const above = rows.get(parent);
  if (!above) yield { ...where, code: 'reference-unknown', field: 'parent', expected: 'territory', found: parent };
  else if (levels.indexOf(above.level) >= levels.indexOf(level))
    yield { ...where, code: 'level-order', field: 'parent', expected: level, found: `${parent} (${above.level})` };
}

/** A named place's code goes into duty rows beside codes of the tree, so the two may not meet. */
function* checkNamed({ namedPlaces }: World, rows: ReadonlyMap<string, Place>): Iterable<Finding> {
  const tell = (code: string): Finding => ({ section: 'namedPlaces', code: 'code-twice', feature: code, field: 'code', found: code });
  yield* twice(
    namedPlaces,
    ({ code }) => code,
    ({ code }) => tell(code),
  );
  for (const { code } of namedPlaces) if (rows.has(code)) yield tell(code);
}

function* checkThings({ assets, places, catalogue }: World, streets: readonly Place[]): Iterable<Finding> {
  yield* twice(
    assets,
    ({ code }) => code,
    ({ code }) => ({ section: 'points', code: 'code-twice', feature: code, field: 'code', found: code }),
  );
  const parts = new Set(catalogue.filter(({ kind }) => kind === 'part').map(({ code }) => code));
  // The day from which everything that holds now has begun.
  const day = streets.reduce((latest, { from }) => (from > latest ? from : latest), '0000-01-01' as Day);
  const atlas = buildAtlas(places, [], day);
  for (const { code, part, at, street } of assets) {
    const where = { section: 'points', feature: code } as const;
    if (!parts.has(part)) yield { ...where, code: 'reference-unknown', field: 'part', expected: 'catalogue', found: part };
    if (locate(atlas, at)?.street !== street)
      yield { ...where, code: 'outside-street', field: 'geometry', expected: street, found: `${at.lon}, ${at.lat}` };
  }
}
