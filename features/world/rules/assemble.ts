import type { Day, StreetId } from '../../../kernel/brand.ts';
import type { Words } from '../../../kernel/words.ts';
import { type MatterKey, keyOf } from '../../catalogue/rules/matter.ts';
import { buildAtlas } from '../../territory/rules/atlas.ts';
import type { Asset } from '../../territory/rules/place.ts';
import { checkWorld } from './check.ts';
import { type FileOf, streetsNow } from './checking/finding.ts';
import { MANIFEST, type Manifest } from './manifest.ts';
import { MOST_ISSUES, type WorldIssue, issue } from './issue.ts';
import { knownYears, specialDays } from './small/calendar.ts';
import { smallCatalogue } from './small/catalogue.ts';
import { readNamed, readRoads, readTerritory } from './reading/areas.ts';
import { readCatalogue } from './reading/catalogue.ts';
import { parse } from './reading/geojson.ts';
import {
  calendarOf,
  calendarShape,
  readAuthorisations,
  readContracts,
  readDuty,
  readMatters,
  readPeople,
  readPromises,
  readUnits,
} from './reading/registers.ts';
import { type Checked, one } from './reading/shaped.ts';
import type { Reading } from './reading/source.ts';
import { type Yard, readThings } from './reading/things.ts';
import { synthesize } from './synthetic.ts';
import type { World } from './world.ts';
import { standardPeriods } from '../../../kernel/time/calendar.ts';

/** Every file a manifest names, once each. */
export function filesOf(manifest: Manifest): string[] {
  const { territory, namedPlaces, roads, points, catalogue, units, people, duty, contracts, authorisations, promises, calendar, english } =
    manifest;
  const drawn = [...territory, ...namedPlaces, ...roads, ...points].map(({ file }) => file);
  const listed = typeof catalogue === 'string' ? [catalogue] : [catalogue.matters, catalogue.conditions];
  return [
    ...new Set(
      [...drawn, ...listed, units, people, duty, contracts, authorisations, promises, calendar, english].filter(
        (file) => file !== undefined,
      ),
    ),
  ];
}

/** The texts of the files by the names the manifest gives them; a file that could not be read is absent and already complained of. */
export type Texts = ReadonlyMap<string, string>;
type Desk = {
  readonly manifest: Manifest;
  readonly texts: Texts;
  readonly issues: WorldIssue[];
  readonly english: ReadonlyMap<string, string>;
};

export type Read = { readonly ok: true; readonly value: World } | { readonly ok: false; readonly issues: readonly WorldIssue[] };

/** Makes a world of a manifest and its texts and checks it. Complaints of every file come together, the worst 200. */
export function assemble(manifest: Manifest, texts: Texts, issues: WorldIssue[]): Read {
  const missing = issues.length > 0;
  const desk: Desk = { manifest, texts, issues, english: englishOf(manifest, texts, issues) };
  const { fileOfPlace, ...ground } = readGround(desk);
  const catalogue = catalogueOf(desk);
  const streets = streetsNow(ground).map(({ code }) => code as StreetId);
  const units = readUnits(listed(desk, manifest.units));
  const world: World = {
    name: manifest.name,
    invented: manifest.invented,
    attribution: manifest.attribution,
    boundaryNotice: manifest.boundaryNotice,
    homeStreet: manifest.homeStreet as StreetId,
    utcOffsetMinutes: manifest.utcOffsetMinutes,
    ...ground,
    assets: assetsOf(desk, ground, catalogue),
    catalogue,
    units,
    people: readPeople(listed(desk, manifest.people), { units, streets }),
    duty: readDuty(listed(desk, manifest.duty)),
    authorisations: manifest.authorisations === undefined ? [] : readAuthorisations(listed(desk, manifest.authorisations)),
    promises: manifest.promises === undefined ? [] : readPromises(listed(desk, manifest.promises)),
    contracts: manifest.contracts ? readContracts(listed(desk, manifest.contracts)) : [],
    calendar: calendarFrom(desk),
  };
  // Without a whole file every reference into it would be called broken, which helps nobody.
  const whole =
    !missing &&
    !issues.some(({ code, feature }) => feature === null && (code === 'not-json' || code === 'not-geojson' || code === 'column-missing'));
  const all = whole ? [...issues, ...checkWorld(world, filesBySection(manifest, fileOfPlace))] : issues;
  return all.length === 0 ? { ok: true, value: world } : { ok: false, issues: all.slice(0, MOST_ISSUES) };
}

type Ground = Pick<World, 'places' | 'namedPlaces' | 'roads'> & { readonly fileOfPlace: ReadonlyMap<string, string> };

function reading({ manifest, issues, english }: Desk, { file, crs }: { file: string; crs?: Manifest['crs'] | undefined }): Reading {
  return { file, crs: crs ?? manifest.crs, english, issues };
}

function readGround(desk: Desk): Ground {
  const { manifest, texts } = desk;
  const fileOfPlace = new Map<string, string>();
  const textOf = (file: string) => texts.get(file);
  const places = manifest.territory.flatMap((source) => {
    const text = textOf(source.file);
    const found = text === undefined ? [] : readTerritory(text, source, { reading: reading(desk, source), from: manifest.from as Day });
    for (const { code } of found) fileOfPlace.set(code, source.file);
    return found;
  });
  const namedPlaces = manifest.namedPlaces.flatMap((source) => {
    const text = textOf(source.file);
    return text === undefined ? [] : readNamed(text, source, reading(desk, source));
  });
  const roads = manifest.roads.flatMap((source, serial) => {
    const text = textOf(source.file);
    return text === undefined ? [] : readRoads(text, source, { reading: reading(desk, source), serial });
  });
  return { places, namedPlaces, roads, fileOfPlace };
}

function assetsOf(desk: Desk, { places, roads }: Pick<Ground, 'places' | 'roads'>, catalogue: World['catalogue']): Asset[] {
  const { manifest, texts } = desk;
  const partNames = new Map<string, Words>(catalogue.filter(({ kind }) => kind === 'part').map(({ code, name }) => [code, name]));
  const day = streetsNow({ places }).reduce((latest, { from }) => (from > latest ? from : latest), manifest.from as Day);
  const yard: Yard = { atlas: buildAtlas(places, [], day), partNames, codes: new Set(), counts: new Map() };
  const surveyed = manifest.points.flatMap((source) => {
    const text = texts.get(source.file);
    return text === undefined ? [] : readThings(text, source, { reading: reading(desk, source), yard });
  });
  return [...surveyed, ...manifest.synthetic.flatMap((spec) => synthesize(spec, roads, yard))];
}

function listed({ texts, issues }: Pick<Desk, 'texts' | 'issues'>, file: string): Checked {
  const text = texts.get(file);
  return { content: text === undefined ? undefined : parse(text, { file, issues }), file, issues };
}

function catalogueOf(desk: Desk): World['catalogue'] {
  const { texts, issues } = desk;
  const { catalogue: files } = desk.manifest;
  if (typeof files === 'string') return readMatters(listed(desk, files));
  const [matters, conditions] = [texts.get(files.matters), texts.get(files.conditions)];
  if (matters === undefined || conditions === undefined) return [];
  const sayings = new Map<MatterKey, readonly string[]>(smallCatalogue.map((matter) => [keyOf(matter), matter.sayings]));
  return readCatalogue({ matters, conditions }, files, { issues, sayings });
}

function calendarFrom(desk: Desk): World['calendar'] {
  const statutory = { periods: standardPeriods, knownYears, specialDays };
  const file = desk.manifest.calendar;
  if (file === undefined) return statutory;
  const checked = listed(desk, file);
  const found = checked.content === undefined ? undefined : one(calendarShape, checked);
  return found ? calendarOf(found) : statutory;
}

function englishOf({ english: file }: Manifest, texts: Texts, issues: WorldIssue[]): ReadonlyMap<string, string> {
  const text = file === undefined ? undefined : texts.get(file);
  if (file === undefined || text === undefined) return new Map();
  const content = parse(text, { file, issues });
  if (content === undefined) return new Map();
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    issues.push(issue('field-invalid', { file }, { expected: '{…}', found: content }));
    return new Map();
  }
  return new Map(
    Object.entries(content).flatMap(([zh, en]) => (typeof en === 'string' ? [[zh, en] as const] : complain(zh, en, { file, issues }))),
  );
}

function complain(zh: string, en: unknown, { file, issues }: { file: string; issues: WorldIssue[] }): [] {
  issues.push(issue('field-invalid', { file, field: zh }, { expected: 'string', found: en }));
  return [];
}

/** A section's file; of a section with several, the one the feature came from, else all of them. */
function filesBySection(manifest: Manifest, fileOfPlace: ReadonlyMap<string, string>): FileOf {
  const all = (sources: readonly { file: string }[]) => [...new Set(sources.map(({ file }) => file))].join(', ') || MANIFEST;
  const { catalogue } = manifest;
  const files: Record<Parameters<FileOf>[0], string> = {
    manifest: MANIFEST,
    territory: all(manifest.territory),
    namedPlaces: all(manifest.namedPlaces),
    roads: all(manifest.roads),
    points: all(manifest.points),
    catalogue: typeof catalogue === 'string' ? catalogue : catalogue.matters,
    units: manifest.units,
    people: manifest.people,
    duty: manifest.duty,
    contracts: manifest.contracts ?? MANIFEST,
    authorisations: manifest.authorisations ?? MANIFEST,
    promises: manifest.promises ?? MANIFEST,
    calendar: manifest.calendar ?? MANIFEST,
  };
  return (section, feature) => (section === 'territory' && feature !== null ? fileOfPlace.get(feature) : undefined) ?? files[section];
}
