import type { Instant, PersonId, StreetId, UnitId } from '../../kernel/brand.ts';
import { toWgs84 } from '../../kernel/place/crs.ts';
import type { Point } from '../../kernel/place/point.ts';
import { type Calendar, dayOf } from '../../kernel/time/calendar.ts';
import type { Words } from '../../kernel/words.ts';
import { buildCatalogue } from '../../features/catalogue/rules/catalogue.ts';
import { type MatterKey, keyOf } from '../../features/catalogue/rules/matter.ts';
import { offer } from '../../features/judgement/rules/offer.ts';
import type { Judge } from '../../features/judgement/server/queries.ts';
import { arbiterFor } from '../../features/case/rules/arbiter.ts';
import type { CasePlace, Proposal } from '../../features/case/rules/case.ts';
import type { SaidPlace } from '../../features/case/rules/wire.ts';
import type { Directory } from '../../features/case/server/present.ts';
import type { ReportBody } from '../../features/intake/rules/report.ts';
import type { Located } from '../../features/intake/server/command.ts';
import type { IntakeWorld, Thing } from '../../features/intake/server/routes.ts';
import type { DutyBook } from '../../features/responsibility/rules/book.ts';
import { type Register, whyNotAuthorised } from '../../features/responsibility/rules/authorisation.ts';
import { explain } from '../../features/responsibility/rules/explain.ts';
import { type Ground as DutyGround, groundOf } from '../../features/responsibility/rules/ground.ts';
import { type Asked, decide } from '../../features/responsibility/rules/map.ts';
import { isFallback } from '../../features/responsibility/rules/row.ts';
import type { Spot } from '../../features/responsibility/rules/zones.ts';
import { type Atlas, buildAtlas, containing, lineageOf, locate } from '../../features/territory/rules/atlas.ts';
import { checkAssetCode } from '../../features/territory/rules/assetcode.ts';
import { buildGazetteer, findPlaces } from '../../features/territory/rules/gazetteer.ts';
import { buildPinCheck, namedElsewhere } from '../../features/territory/rules/pin.ts';
import type { Stored } from '../../features/world/server/queries.ts';

/** Everything rules and screens ask of the world, in memory, built from one stored version of it. */
export type Living = {
  readonly version: number;
  readonly stored: Stored;
  readonly directory: Directory;
  /** What duty rows are laid over; the lists themselves change more often and are read apart. */
  readonly dutyGround: DutyGround;
  readonly world: IntakeWorld;
  readonly streets: readonly StreetId[];
  readonly locateReport: (said: ReportBody['place']) => Located | undefined;
  readonly locateSaid: (said: SaidPlace) => { street: StreetId; place: CasePlace } | undefined;
};

export function buildLiving(
  stored: Stored,
  now: () => Instant,
  { book, judge, authorisations }: { book: () => DutyBook; judge: () => Judge | undefined; authorisations: () => Register },
): Living {
  const calendar = calendarOf(stored);
  const day = dayOf(now(), calendar);
  const atlas = buildAtlas(stored.places, stored.namedPlaces, day);
  const directory = buildDirectory(stored, { calendar, atlas, book, authorisations });
  const things = new Map<string, Thing>(
    stored.assets.map(({ code, name, at, part, street }) => [code, { code, name, point: at, part, street }]),
  );
  const { locateReport, locateSaid } = buildPlacing(stored, { atlas, things, propose: directory.propose, now });
  const world = buildIntakeWorld(stored, { atlas, things, directory, judge });
  return {
    version: stored.version,
    stored,
    directory,
    dutyGround: groundOf({
      atlas,
      named: stored.namedPlaces,
      roads: stored.roads,
      assets: stored.assets,
      matters: stored.catalogue,
      calendar,
    }),
    world,
    streets: stored.places.filter(({ level, until }) => level === 'street' && until === null).map(({ code }) => code as StreetId),
    locateSaid,
    locateReport: (said) => {
      const found = locateReport(said);
      const point = found?.place.point;
      // The page's word is looked at again: the pin may have been moved after the answer.
      const against = said.insists && point ? world.namedElsewhere(said.insists, point)?.name : undefined;
      return found && against ? { ...found, place: { ...found.place, insistedAgainst: against } } : found;
    },
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

function buildDirectory(
  stored: Stored,
  { calendar, atlas, book, authorisations }: { calendar: Calendar; atlas: Atlas; book: () => DutyBook; authorisations: () => Register },
): Directory {
  const units = new Map(stored.units.map((unit) => [unit.id, unit]));
  const people = new Map(stored.people.map((person) => [person.id, person]));
  const matters = new Map(stored.catalogue.map((matter) => [keyOf(matter), matter]));
  const conditions = new Map(
    stored.catalogue.flatMap((matter) => matter.conditions.map((condition) => [`${keyOf(matter)} ${condition.key}`, condition] as const)),
  );
  const placeNames = new Map<string, Words>([...stored.places, ...stored.namedPlaces].map(({ code, name }) => [code, name]));
  const assets = new Map(stored.assets.map(({ code, name }) => [code, name]));
  return {
    calendar,
    unit: (id: UnitId) => units.get(id),
    person: (id: PersonId) => people.get(id),
    arbiter: (street, parties) => arbiterFor(stored.people, street, parties),
    matter: (key: MatterKey) => matters.get(key),
    matterExists: (key: MatterKey) => matters.has(key),
    condition: (key: MatterKey, condition: string) => conditions.get(`${key} ${condition}`),
    placeName: (code) => placeNames.get(code),
    assetName: (code) => assets.get(code),
    duty: (id) => {
      const row = book().row(id);
      return row && { basis: row.basis, fallback: isFallback(row), party: typeof row.party === 'string' ? row.party : null };
    },
    authorised: (claim, unit, it, at) =>
      whyNotAuthorised(authorisations(), {
        claim,
        line: lineOf(unit, units),
        areas: spotOf(atlas, it.street, it.place).areas,
        day: dayOf(at, calendar),
      }),
    propose: (street, matter, condition, place, at) => proposed(book(), { matter, condition, spot: spotOf(atlas, street, place), at }),
  };
}

/** A unit and those it belongs to: a team acts under what its company was given. */
export function lineOf(unit: UnitId, units: ReadonlyMap<UnitId, { readonly parent: UnitId | null }>): UnitId[] {
  const line: UnitId[] = [];
  for (let at: UnitId | null = unit; at !== null && !line.includes(at); at = units.get(at)?.parent ?? null) line.push(at);
  return line;
}

/** A place without a point is known by its street and what that lies in. */
export function spotOf(atlas: Atlas, street: string, { point, asset }: Pick<CasePlace, 'point' | 'asset'>): Spot {
  return { areas: point ? [street, ...containing(atlas, point)] : lineageOf(atlas, street), asset, point };
}

/** More beaten rows than this explain nothing to anybody. */
const MOST_BEATEN = 5;

function proposed(book: DutyBook, asked: Asked): Proposal {
  const list = book.listAt(asked.at);
  const map = book.mapOf(list);
  const found = decide(map, asked);
  const why = explain(map, asked);
  // A checked list ends with a fallback row in every street, so this is a broken database, not a user's doing.
  if (!found || !why) throw new Error(`the duty list has no answer in ${asked.spot.areas[0]}`);
  return {
    unit: found.party,
    row: found.row.id,
    list: list.version,
    limit: found.row.limit,
    coHandlers: found.row.coHandlers,
    powers: found.row.powers,
    beat: why.beaten.slice(0, MOST_BEATEN).map(({ row, by }) => ({ row: row.id, by })),
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
  {
    atlas,
    things,
    directory,
    judge,
  }: { atlas: Atlas; things: ReadonlyMap<string, Thing>; directory: Directory; judge: () => Judge | undefined },
): IntakeWorld {
  const catalogue = buildCatalogue(stored.catalogue);
  const pins = buildPinCheck(buildGazetteer(stored.places, stored.namedPlaces, stored.roads, stored.assets), {
    places: stored.places,
    named: stored.namedPlaces,
    roads: stored.roads,
  });
  return {
    namedElsewhere: (text, pin) => {
      const found = namedElsewhere(pins, text, pin);
      return found && { name: found.mention.name, point: found.mention.at, metres: Math.round(found.metres) };
    },
    propose: (text, thing, most) => {
      const { taught, bands = {} } = judge() ?? {};
      const asking = { limit: most, ...(thing ? { forPart: thing.part } : {}) };
      const { matters, band } = offer(catalogue, text, { by: taught, bands, asking });
      const named = matters.flatMap(({ key, why }) => {
        const name = directory.matter(key)?.name;
        return name ? [{ key, name, why: [...why] }] : [];
      });
      return { matters: named, band };
    },
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
