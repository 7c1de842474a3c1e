import { checkAuthorisations } from './checking/authorisations.ts';
import { checkCatalogue } from './checking/catalogue.ts';
import { checkDuty } from './checking/duty.ts';
import type { FileOf } from './checking/finding.ts';
import { checkGround } from './checking/ground.ts';
import { checkPeople } from './checking/people.ts';
import { checkPromises } from './checking/promises.ts';
import { checkTerms } from './checking/terms.ts';
import { type WorldIssue, issue } from './issue.ts';
import type { World } from './world.ts';

/**
 * Everything a world must keep for the loop to run: references lead somewhere, codes are single, things stand in their street,
 * seats of public power are government's, and every street ends with a named party that can act. The same for the invented
 * world, a folder and an import. An empty answer means it may be loaded.
 */
export function checkWorld(world: World, fileOf: FileOf = (section) => section): WorldIssue[] {
  const found = [checkGround, checkCatalogue, checkPeople, checkDuty, checkAuthorisations, checkPromises, checkTerms].flatMap((check) => [
    ...check(world),
  ]);
  return found.map(({ section, code, feature = null, field = null, expected, found: value }) =>
    issue(
      code,
      { file: fileOf(section, feature), feature, field },
      { ...(expected === undefined ? {} : { expected }), ...(value === undefined ? {} : { found: value }) },
    ),
  );
}
