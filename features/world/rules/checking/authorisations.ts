import { authorisationFaults } from '../../../responsibility/rules/authorisation.ts';
import type { World } from '../world.ts';
import { type Finding, twice } from './finding.ts';

/** What government bodies let companies do: the parties and the ground are known, and only government delegates. */
export function* checkAuthorisations({ authorisations, units, places, namedPlaces }: World): Iterable<Finding> {
  yield* twice(
    authorisations,
    ({ id }) => id,
    (_, id) => ({ section: 'authorisations', code: 'code-twice', feature: id, field: 'id', found: id }),
  );
  const registers = {
    sectorOf: new Map(units.map(({ id, sector }) => [id, sector])),
    areas: new Set([...places, ...namedPlaces].map(({ code }) => code)),
  };
  for (const entry of authorisations)
    for (const fault of authorisationFaults(entry, registers)) yield { section: 'authorisations', feature: entry.id, ...fault };
}
