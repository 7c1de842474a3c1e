import type { Instant, PersonId, StreetId, UnitId } from '../../kernel/brand.ts';
import { toWgs84 } from '../../kernel/place/crs.ts';
import type { Point } from '../../kernel/place/point.ts';
import { type Calendar, dayOf } from '../../kernel/time/calendar.ts';
import type { Words } from '../../kernel/words.ts';
import { buildCatalogue } from '../../features/catalogue/rules/catalogue.ts';
import { type MatterKey, keyOf } from '../../features/catalogue/rules/matter.ts';
import { propose } from '../../features/catalogue/rules/propose.ts';
import type { CasePlace } from '../../features/case/rules/case.ts';
import type { SaidPlace } from '../../features/case/rules/wire.ts';
import type { Directory } from '../../features/case/server/present.ts';
import type { ReportBody } from '../../features/intake/rules/report.ts';
import type { Located } from '../../features/intake/server/command.ts';
import type { IntakeWorld, Thing } from '../../features/intake/server/routes.ts';
import { buildDutyList, isFallback, route } from '../../features/responsibility/rules/route.ts';
import { type Atlas, buildAtlas, containing, locate } from '../../features/territory/rules/atlas.ts';
import { checkAssetCode } from '../../features/territory/rules/assetcode.ts';
import { buildGazetteer, findPlaces } from '../../features/territory/rules/gazetteer.ts';
import type { Stored } from '../../features/world/server/queries.ts';

/** Everything rules and screens ask of the world, in memory, built from one stored version of it. */
export type Living = {
  readonly version: number;
  readonly stored: Stored;
  readonly directory: Directory;
  readonly world: IntakeWorld;
  readonly streets: readonly StreetId[];
  readonly locateReport: (said: ReportBody['place']) => Located | undefined;
  readonly locateSaid: (said: SaidPlace) => { street: StreetId; place: CasePlace } | undefined;
};

export function buildLiving(stored: Stored, now: () => Instant): Living {
  const calendar = calendarOf(stored);
  const day = dayOf(now(), calendar);
  const atlas = buildAtlas(stored.places, stored.namedPlaces, day);
  const directory = buildDirectory(stored, { calendar, atlas });
  const things = new Map<string, Thing>(
    stored.assets.map(({ code, name, at, part, street }) => [code, { code, name, point: at, part, street }]),
  );
  const placing = buildPlacing(stored, { atlas, things, propose: directory.propose, now });
  return {
    version: stored.version,
    stored,
    directory,
    world: buildIntakeWorld(stored, { atlas, things, directory }),
    streets: stored.places.filter(({ level, until }) => level === 'street' && until === null).map(({ code }) => code as StreetId),
    ...placing,
  };
}

function calendarOf({ frame }: Stored): Calendar {
  return {
    utcOffsetMinutes: frame.utcOffsetMinutes,
    periods: frame.calendar.periods,
    specialDays: new Map(frame.calendar.specialDays.map(({ day, kind }) => [day, kind])),
    knownYears: new Set(frame.calendar.knownYears),
  };
}

function buildDirectory(stored: Stored, { calendar, atlas }: { calendar: Calendar; atlas: Atlas }): Directory {
  const units = new Map(stored.units.map((unit) => [unit.id, unit]));
  const people = new Map(stored.people.map((person) => [person.id, person]));
  const matters = new Map(stored.catalogue.map((matter) => [keyOf(matter), matter]));
  const conditions = new Map(
    stored.catalogue.flatMap((matter) => matter.conditions.map((condition) => [`${keyOf(matter)} ${condition.key}`, condition] as const)),
  );
  const placeNames = new Map<string, Words>([...stored.places, ...stored.namedPlaces].map(({ code, name }) => [code, name]));
  const assets = new Map(stored.assets.map(({ code, name }) => [code, name]));
  const list = buildDutyList(stored.duty);
  return {
    calendar,
    unit: (id: UnitId) => units.get(id),
    person: (id: PersonId) => people.get(id),
    matter: (key: MatterKey) => matters.get(key),
    matterExists: (key: MatterKey) => matters.has(key),
    condition: (key: MatterKey, condition: string) => conditions.get(`${key} ${condition}`),
    placeName: (code) => placeNames.get(code),
    assetName: (code) => assets.get(code),
    duty: (row) => {
      const found = list.byId.get(row);
      return found && { basis: found.basis, fallback: isFallback(found) };
    },
    propose: (street, matter, condition, place, at) => {
      const areas = [street, ...(place.point ? containing(atlas, place.point) : [])];
      const found = route(list, { matter, condition, areas, day: dayOf(at, calendar) });
      // A checked world ends every street's list with a fallback row, so this is a broken database, not a user's doing.
      if (!found) throw new Error(`the duty list has no answer in ${street}`);
      return found;
    },
  };
}

type Placing = { atlas: Atlas; things: ReadonlyMap<string, Thing>; propose: Directory['propose']; now: () => Instant };

function buildPlacing(stored: Stored, { atlas, things, propose: routeTo, now }: Placing): Pick<Living, 'locateReport' | 'locateSaid'> {
  const gazetteer = buildGazetteer(stored.places, stored.namedPlaces, stored.roads, stored.assets);
  const at = (
    point: Point | null,
    street: StreetId,
    said: { address: string; asset: string | null },
  ): { street: StreetId; place: CasePlace } | undefined => {
    const found = point ? locate(atlas, point) : undefined;
    if (point && !found) return undefined;
    const { community = null, dutyGrid = null, unitGrid = null } = found ?? {};
    return { street: found?.street ?? street, place: { point, address: said.address, asset: said.asset, community, dutyGrid, unitGrid } };
  };
  const locateSaid = ({ point, address, asset }: SaidPlace) => {
    const thing = asset ? things.get(checkAssetCode(asset) ?? asset) : undefined;
    return at(point ?? thing?.point ?? null, thing?.street ?? stored.frame.homeStreet, { address, asset: thing?.code ?? null });
  };
  return {
    locateSaid,
    locateReport: ({ point, crs, address, asset }) => {
      const said = point && crs ? toWgs84(point, crs) : null;
      // Words that name a place of this world put the case in the right street; the point stays unknown, for words are not a position.
      const worded = !said && !asset && address ? findPlaces(gazetteer, address, 1)[0] : undefined;
      const street = worded ? locate(atlas, worded.at)?.street : undefined;
      const found = locateSaid({ point: said, address, asset: asset ?? null });
      if (!found) return undefined;
      const placed = street && !said ? { ...found, street } : found;
      // The centre is whoever the street's fallback row names: it holds every case nobody else holds yet.
      return { ...placed, centre: routeTo(placed.street, null, null, { ...placed.place, point: null }, now()).unit };
    },
  };
}

function buildIntakeWorld(
  stored: Stored,
  { atlas, things, directory }: { atlas: Atlas; things: ReadonlyMap<string, Thing>; directory: Directory },
): IntakeWorld {
  const catalogue = buildCatalogue(stored.catalogue);
  return {
    propose: (text, thing, most) =>
      propose(catalogue, text, { limit: most, ...(thing ? { forPart: thing.part } : {}) }).flatMap(({ key }) => {
        const name = directory.matter(key)?.name;
        return name ? [{ key, name }] : [];
      }),
    thing: (code) => things.get(checkAssetCode(code) ?? code),
    matterName: (key) => directory.matter(key)?.name,
    streetAt: (point) => locate(atlas, point)?.street,
    unitName: (unit) => directory.unit(unit as UnitId)?.name,
    dueOf: (it) => ({
      due: it.handling?.due ?? it.clock?.due ?? it.reportedAt,
      provisional: (it.handling ?? it.clock)?.provisional ?? false,
    }),
  };
}
