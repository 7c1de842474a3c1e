import { z } from 'zod';
import type { Server } from '../../../platform/http/server.ts';
import { keyOf } from '../../catalogue/rules/matter.ts';
import { type DutyMap, questionOf } from '../rules/map.ts';
import { familiesOf, groundUnder, ownedAt, ownersOf } from '../rules/owners.ts';
import { levelNames, ownedView, ownersView } from '../rules/view.ts';
import { zoneOf } from '../rules/zones.ts';
import { matterNamed, ownerViewOf, placeNamed } from './present.ts';

import { type DutyDoors, code, familyName, listFor, matterKey, moment, no, spotFor, staff, streetIn, where } from './asking.ts';

const level = z.enum(levelNames).default('duty_grid');

/** Pick a matter: who has it where. Pick a place: who has what there. */
export function ownerRoutes(app: Server, io: DutyDoors) {
  app.get(
    '/api/responsibility/owners',
    {
      config: staff,
      schema: {
        querystring: z.strictObject({ ...moment, level, street: code.optional(), matter: matterKey, condition: code.optional() }),
        response: { 200: ownersView },
      },
    },
    async (request) => {
      const { matter, condition = null } = request.query;
      const { list, map, at } = await listFor(io, request.query);
      if (!map.ground.matters.some((each) => keyOf(each) === matter)) return no({ code: 'no-such-question', matter });
      const names = io.names();
      const places = placesAt(map, request.query.level, request.query.street);
      const owners = ownersOf(map, questionOf(map, matter, condition), places, at);
      return {
        version: list.version,
        at,
        matter: matterNamed(names, matter),
        condition,
        places: [...owners].map(([id, held]) => ({
          ...placeNamed(names, id),
          street: streetIn(map, places.get(id)?.[0]?.areas ?? []),
          owners: held.map((owner) => ownerViewOf(owner, names)),
        })),
      };
    },
  );
  app.get(
    '/api/responsibility/owned',
    { config: staff, schema: { querystring: z.strictObject({ ...moment, ...where }), response: { 200: ownedView } } },
    async (request) => {
      const { list, map, at } = await listFor(io, request.query);
      const names = io.names();
      const spot = spotFor(map, request.query);
      const owned = ownedAt(map, zoneOf(map.zones, spot), spot.asset, at);
      return {
        version: list.version,
        at,
        place: { areas: spot.areas.map((area) => placeNamed(names, area)), asset: spot.asset, point: spot.point && { ...spot.point } },
        families: familiesOf(map).map((family) => ({
          ...familyName(map, family),
          matters: owned.flatMap(({ question: { matter, condition }, owner }) => {
            if (!matter || matter.kind !== family.kind || matter.major.code !== family.major) return [];
            const found = matter.conditions.find(({ key }) => key === condition);
            return [
              {
                ...matterNamed(names, keyOf(matter)),
                condition: found ? { id: found.key, name: { ...found.text } } : null,
                owner: ownerViewOf(owner, names),
              },
            ];
          }),
        })),
      };
    },
  );
}

/** Ground under the places of a level, of one street or of all, in order of code. */
function placesAt(map: DutyMap, level: (typeof levelNames)[number], street: string | undefined) {
  const under = [...groundUnder(map, level)].filter(([, pieces]) => street === undefined || pieces[0]?.areas.includes(street));
  return new Map(under.sort(([a], [b]) => (a < b ? -1 : 1)));
}
