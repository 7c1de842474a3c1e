import type { Day } from '../../../kernel/brand.ts';
import { type Ground, groundOf } from '../../responsibility/rules/ground.ts';
import { buildAtlas } from '../../territory/rules/atlas.ts';
import type { World } from './world.ts';

/** What the duty rows of a world are laid over, as it stood on a day. */
export function dutyGround(
  { places, namedPlaces: named, roads, assets, catalogue: matters, calendar: said, utcOffsetMinutes }: World,
  day: Day,
): Ground {
  const { periods, specialDays, knownYears } = said;
  const calendar = {
    utcOffsetMinutes,
    periods,
    specialDays: new Map(specialDays.map(({ day: on, kind }) => [on, kind])),
    knownYears: new Set(knownYears),
  };
  return groundOf({ atlas: buildAtlas(places, named, day), named, roads, assets, matters, calendar });
}
