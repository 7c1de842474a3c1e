import type { Day, StreetId } from '../../../kernel/brand.ts';
import { standardPeriods } from '../../../kernel/time/calendar.ts';
import { knownYears, specialDays } from './small/calendar.ts';
import { smallAuthorisations } from './small/authorisations.ts';
import { smallCatalogue } from './small/catalogue.ts';
import { smallDuty } from './small/duty.ts';
import { smallPromises } from './small/promises.ts';
import { smallPeople, smallUnits } from './small/people.ts';
import { smallNamedPlaces, smallPlaces, smallRoads } from './small/territory.ts';
import { smallAssets } from './small/things.ts';
import type { World } from './world.ts';

const WEST = '440399001' as StreetId;
const EAST = '440399002' as StreetId;

/** The small world: two streets that do not exist, complete enough to run a believable day. The same on every machine. */
export function smallWorld(): World {
  const roads = smallRoads();
  return {
    name: { zh: '湖榕区', en: 'Hurong District' },
    invented: true,
    attribution: [],
    boundaryNotice: { zh: '虚构的城区，边界仅供演示', en: 'An invented district; its bounds are for demonstration' },
    homeStreet: WEST,
    utcOffsetMinutes: 480,
    places: smallPlaces(),
    namedPlaces: smallNamedPlaces(),
    roads,
    assets: smallAssets(roads),
    catalogue: smallCatalogue,
    units: smallUnits,
    people: smallPeople,
    duty: smallDuty,
    contracts: [
      {
        id: 'C-CH',
        name: { zh: '澄湖街道城市管家服务', en: 'Chenghu butler services' },
        party: 'butler',
        streets: [WEST],
        from: '2025-01-01' as Day,
        until: '2028-01-01' as Day,
      },
      {
        id: 'C-WR',
        name: { zh: '望榕街道城市管家服务', en: 'Wangrong butler services' },
        party: 'butler',
        streets: [EAST],
        from: '2025-07-01' as Day,
        until: '2028-07-01' as Day,
      },
    ],
    authorisations: smallAuthorisations,
    promises: smallPromises,
    calendar: { periods: standardPeriods, knownYears, specialDays },
  };
}
