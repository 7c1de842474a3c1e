import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Level, levels } from '../../territory/rules/place.ts';
import { writeRow } from '../../responsibility/rules/wire.ts';
import type { World } from '../rules/world.ts';

/** A world folder in memory: file name → content, JSON unless it is already text. Tests break it in one place. */
export type Folder = Record<string, unknown>;
/** GeoJSON as tests take it apart. */
export type Drawn = {
  type: string;
  crs?: unknown;
  features: { type: string; properties: Record<string, unknown>; geometry: { type: string; coordinates: unknown } }[];
};

const collection = (features: readonly { properties: object; type: string; coordinates: unknown }[]): Drawn => ({
  type: 'FeatureCollection',
  features: features.map(({ properties, type, coordinates }) => ({
    type: 'Feature',
    properties: { ...properties },
    geometry: { type, coordinates },
  })),
});
const hours = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const drawn = { code: 'code', name: 'zh', nameEn: 'en' };

function manifestOf(world: World, there: readonly Level[]) {
  return {
    name: world.name,
    invented: world.invented,
    crs: 'WGS84',
    attribution: world.attribution,
    boundaryNotice: world.boundaryNotice,
    homeStreet: world.homeStreet,
    utcOffsetMinutes: world.utcOffsetMinutes,
    from: '2020-01-01',
    territory: there.map((level, depth) => ({
      file: `${level}.geojson`,
      level,
      ...drawn,
      from: 'from',
      until: 'until',
      label: ['x', 'y'],
      ...(depth > 0 ? { parent: 'parent' } : {}),
    })),
    namedPlaces: [{ file: 'named.geojson', kind: 'kind', ...drawn }],
    roads: [{ file: 'roads.geojson', id: 'id', class: 'class', name: 'name' }],
    points: [{ file: 'points.geojson', part: 'part', ...drawn, supervisor: 'supervisor', owner: 'owner', maintainer: 'maintainer' }],
    catalogue: 'catalogue.json',
    units: 'units.json',
    people: 'people.json',
    duty: 'duty.json',
    contracts: 'contracts.json',
    authorisations: 'authorisations.json',
    promises: 'promises.json',
    calendar: 'calendar.json',
  };
}

function levelOf({ places }: World, level: Level): Drawn {
  const rows = places.filter((place) => place.level === level);
  return collection(
    rows.map(({ code, name, parent, shape, from, until, label }) => ({
      properties: { code, zh: name.zh, en: name.en, parent, from, until, x: label?.lon, y: label?.lat },
      type: 'MultiPolygon',
      coordinates: shape,
    })),
  );
}

/** A folder gives the feast; that a working Saturday makes up for it is said in reading. */
function calendarOf({ calendar }: World) {
  return {
    periods: calendar.periods.map(({ from, to }) => ({ from: hours(from), to: hours(to) })),
    knownYears: calendar.knownYears,
    holidays: calendar.specialDays.map(({ day, kind, name }) => ({
      name: { zh: name.zh.replace('调休上班', ''), en: name.en.replace('Make-up workday, ', '') },
      rest: kind === 'rest' ? [day] : [],
      work: kind === 'work' ? [day] : [],
    })),
  };
}

function promiseAsSaid({ form, hours: of, ...rest }: World['promises'][number]) {
  const grace = form.kind === 'gap' ? { grace: form.grace } : {};
  return { ...rest, form: form.kind, every: form.every, ...grace, hours: of.map(({ from, to }) => ({ from: hours(from), to: hours(to) })) };
}

/** Writes a world down as the folder it could have been read from. */
export function folderOf(world: World): Folder {
  const there = levels.filter((level) => world.places.some((place) => place.level === level));
  const named = world.namedPlaces.map(({ code, kind, name, shape }) => ({
    properties: { code, kind, zh: name.zh, en: name.en },
    type: 'MultiPolygon',
    coordinates: shape,
  }));
  const roads = world.roads.map(({ id, name, class: rank, line }) => ({
    properties: { id, name, class: rank },
    type: 'LineString',
    coordinates: line,
  }));
  const points = world.assets.map(({ code, part, name, at, supervisor, owner, maintainer }) => ({
    properties: { code, part, zh: name.zh, en: name.en, supervisor, owner, maintainer },
    type: 'Point',
    coordinates: [at.lon, at.lat],
  }));
  return {
    'world.json': manifestOf(world, there),
    ...Object.fromEntries(there.map((level) => [`${level}.geojson`, levelOf(world, level)])),
    'named.geojson': collection(named),
    'roads.geojson': collection(roads),
    'points.geojson': collection(points),
    'catalogue.json': world.catalogue,
    'units.json': world.units,
    'people.json': world.people,
    'duty.json': world.duty.map(writeRow),
    'contracts.json': world.contracts,
    'authorisations.json': world.authorisations,
    'promises.json': world.promises.map(promiseAsSaid),
    'calendar.json': calendarOf(world),
  };
}

/** Runs `work` on the folder laid out on disk and clears it away. */
export async function onDisk<T>(folder: Folder, work: (path: string) => Promise<T>): Promise<T> {
  const path = await mkdtemp(join(tmpdir(), 'guanjia-world-'));
  try {
    for (const [name, content] of Object.entries(folder)) {
      await writeFile(join(path, name), typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    }
    return await work(path);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
