import type { Day } from '../../../../kernel/brand.ts';
import { buildAtlas, locate } from '../../../territory/rules/atlas.ts';
import { assetRoles } from '../../../responsibility/rules/row.ts';
import type { Place } from '../../../territory/rules/place.ts';
import { type Issue, checkTerritory } from '../../../territory/rules/validate.ts';
import type { World } from '../world.ts';
import { type Finding, streetsNow, twice } from './finding.ts';

/** Places, named places, roads and things. */
export function* checkGround(world: World): Iterable<Finding> {
  const streets = streetsNow(world);
  if (streets.length === 0) yield { section: 'territory', code: 'no-street' };
  if (!streets.some(({ code }) => code === world.homeStreet)) {
    yield { section: 'manifest', code: 'reference-unknown', field: 'homeStreet', expected: 'territory', found: world.homeStreet };
  }
  for (const { code, level } of world.places) {
    if (level === 'street' && !/^\d{9}$/.test(code)) {
      yield { section: 'territory', code: 'field-invalid', feature: code, field: 'code', expected: '9 × 0-9', found: code };
    }
  }
  // Warnings are for whoever draws: outlines of two sources never agree to the metre, and a city must load all the same.
  for (const fault of checkTerritory(world.places)) {
    if (fault.severity === 'error') yield { section: 'territory', feature: fault.place, ...drawnWrong[fault.code], ...factsOf(fault) };
  }
  yield* checkNamed(world);
  yield* twice(
    world.roads,
    ({ id }) => id,
    (_, id) => ({ section: 'roads', code: 'code-twice', feature: id, field: 'id', found: id }),
  );
  yield* checkThings(world, streets);
}

type Told = Pick<Finding, 'code' | 'field' | 'expected' | 'found'>;
const shapeless: Told = { code: 'geometry-wrong', field: 'geometry', expected: 'Polygon | MultiPolygon' };
const offTheEarth: Told = { code: 'position-out-of-range', field: 'geometry', expected: '-180…180, -90…90' };

/** What the territory's own check calls wrong, as a folder's author knows it: by field. */
const drawnWrong: Record<Issue['code'], Told> = {
  'duplicate-code': { code: 'code-twice', field: 'code' },
  'dates-reversed': { code: 'dates-reversed', field: 'until' },
  'parent-missing': { code: 'reference-unknown', field: 'parent', expected: 'territory' },
  'parent-not-above': { code: 'level-order', field: 'parent' },
  'parent-elsewhere': { code: 'parent-elsewhere', field: 'geometry' },
  'coordinate-not-finite': offTheEarth,
  'coordinate-out-of-range': offTheEarth,
  'ring-open': { code: 'ring-open', field: 'geometry' },
  'ring-too-short': { code: 'ring-too-short', field: 'geometry' },
  'ring-crosses-itself': { code: 'ring-crosses-itself', field: 'geometry' },
  'no-shape': shapeless,
  'sticks-out-of-parent': shapeless,
  'overlaps-sibling': shapeless,
};

/** The facts that matter most, where the code itself does not say them. */
function factsOf({ place, facts }: Issue): Pick<Finding, 'expected' | 'found'> {
  if ('until' in facts) return { expected: String(facts['from']), found: facts['until'] };
  if ('parentLevel' in facts) return { expected: String(facts['level']), found: `${facts['parent']} (${facts['parentLevel']})` };
  if ('parent' in facts) return { found: facts['parent'] };
  return { found: 'from' in facts ? place : facts };
}

/** A named place's code goes into duty rows beside codes of the tree, so the two may not meet. */
function* checkNamed({ namedPlaces, places }: World): Iterable<Finding> {
  const rows = new Set(places.map(({ code }) => code));
  const tell = (code: string): Finding => ({ section: 'namedPlaces', code: 'code-twice', feature: code, field: 'code', found: code });
  yield* twice(
    namedPlaces,
    ({ code }) => code,
    ({ code }) => tell(code),
  );
  for (const { code } of namedPlaces) if (rows.has(code)) yield tell(code);
}

function* checkThings({ assets, places, catalogue, units }: World, streets: readonly Place[]): Iterable<Finding> {
  yield* twice(
    assets,
    ({ code }) => code,
    ({ code }) => ({ section: 'points', code: 'code-twice', feature: code, field: 'code', found: code }),
  );
  const parts = new Set(catalogue.filter(({ kind }) => kind === 'part').map(({ code }) => code));
  // The day from which everything that holds now has begun.
  const day = streets.reduce((latest, { from }) => (from > latest ? from : latest), '0000-01-01' as Day);
  const atlas = buildAtlas(places, [], day);
  const known = new Set(units.map(({ id }) => id));
  for (const asset of assets) {
    const { code, part, at, street } = asset;
    const where = { section: 'points', feature: code } as const;
    for (const role of assetRoles) {
      const unit = asset[role];
      if (unit && !known.has(unit)) yield { ...where, code: 'reference-unknown', field: role, expected: 'units', found: unit };
    }
    if (!parts.has(part)) yield { ...where, code: 'reference-unknown', field: 'part', expected: 'catalogue', found: part };
    if (locate(atlas, at)?.street !== street)
      yield { ...where, code: 'outside-street', field: 'geometry', expected: street, found: `${at.lon}, ${at.lat}` };
  }
}
