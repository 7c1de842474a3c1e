import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Day, Instant } from '../../../kernel/brand.ts';
import { metresBetween } from '../../../kernel/place/distance.ts';
import { startOfDay } from '../../../kernel/time/calendar.ts';
import { keyOf } from '../../catalogue/rules/matter.ts';
import { compile, decide } from '../../responsibility/rules/map.ts';
import { yearFrom } from '../../responsibility/rules/moments.ts';
import { prove } from '../../responsibility/rules/prove.ts';
import { buildAtlas, containing, locate } from '../../territory/rules/atlas.ts';
import { readCsv } from '../../../kernel/csv.ts';
import { dutyGround } from '../rules/dutyground.ts';
import { smallWorld } from '../rules/small.ts';
import type { World } from '../rules/world.ts';
import { sayIssue } from '../words/issues.ts';
import { readWorld } from './folder.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const shared = join(root, '../shared/data/futian');
const day = '2026-07-01' as Day;
let futian: World;

before(async () => {
  if (!existsSync(shared))
    throw new Error('the Futian data is missing: it must lie beside the repository, at ../shared/data/futian and ../shared/data/catalog');
  const read = await readWorld(shared);
  if (!read.ok) throw new Error(read.issues.map((it) => sayIssue(it, 'en')).join('\n'));
  futian = read.value;
});

const count = (level: string) => futian.places.filter((place) => place.level === level).length;

test('a folder without manifest is recognised by its files and read with ours', async () => {
  const named = await readWorld(join(root, 'worlds/futian'));
  assert.ok(named.ok);
  assert.deepEqual(named.value, futian);
});

test('Futian has its district, ten streets and fifty-three grids, every grid in a street', () => {
  assert.deepEqual([count('district'), count('street'), count('duty_grid')], [1, 10, 53]);
  const streets = new Set(futian.places.filter(({ level }) => level === 'street').map(({ code }) => code));
  for (const { code, parent } of futian.places.filter(({ level }) => level === 'duty_grid')) assert.ok(parent && streets.has(parent), code);
});

test('every line of the source is there: roads with the skeleton, villages, waters, surveyed things', async () => {
  const features = async (name: string) =>
    (JSON.parse(await readFile(join(shared, name), 'utf8')) as { features: { properties: { kind?: string } }[] }).features;
  const [roads, skeleton, villages, cover, points] = await Promise.all(
    ['futian-roads', 'futian-road-skeleton', 'futian-urban-villages', 'futian-landcover', 'futian-points'].map((name) =>
      features(`${name}.geojson`),
    ),
  );
  assert.equal(futian.roads.length, (roads?.length ?? 0) + (skeleton?.length ?? 0));
  assert.equal(futian.namedPlaces.length, (villages?.length ?? 0) + (cover?.length ?? 0));
  // A crossing is no class of the catalogue.
  assert.equal(
    futian.assets.filter(({ synthetic }) => !synthetic).length,
    points?.filter(({ properties }) => properties.kind !== 'crossing').length,
  );
});

test('a village known only as a point is there without an extent', () => {
  assert.deepEqual(
    futian.namedPlaces.filter(({ shape }) => shape.length === 0).map(({ name }) => name.zh),
    ['田面村'],
  );
});

test('a label stands inside its area', () => {
  const atlas = buildAtlas(futian.places, futian.namedPlaces, day);
  for (const { code, at, shape } of futian.namedPlaces) if (shape.length > 0) assert.ok(containing(atlas, at).includes(code), code);
});

test('the whole catalogue is there, each class with every filing condition, each condition in Chinese', async () => {
  const rows = async (name: string) => readCsv(await readFile(join(shared, '../catalog', name), 'utf8')).rows;
  const [classes, conditions] = [await rows('catalog.csv'), await rows('catalog-conditions.csv')];
  assert.equal(futian.catalogue.length, classes.length);
  assert.equal(futian.catalogue.filter(({ kind }) => kind === 'part').length, 153);
  assert.equal(futian.catalogue.filter(({ kind, local }) => kind === 'matter' && !local).length, 97);
  assert.equal(futian.catalogue.flatMap((matter) => matter.conditions).length, conditions.length);
  const english = futian.catalogue.flatMap((matter) =>
    matter.conditions
      .filter(({ text, closing }) => !/[\u4e00-\u9fff]/u.test(text.zh) || !/[\u4e00-\u9fff]/u.test(closing.zh))
      .map(({ key }) => `${keyOf(matter)} ${key}`),
  );
  assert.deepEqual(english, []);
});

test('a limit is the limit of its condition, not of its class', () => {
  const cover = futian.catalogue.find((matter) => keyOf(matter) === 'part:01003');
  const limitOf = (key: string) => cover?.conditions.find((condition) => condition.key === key)?.limit;
  assert.deepEqual(limitOf('hazard'), { value: 2, unit: 'urgent_hour' });
  assert.deepEqual(limitOf('pavement'), { value: 5, unit: 'work_day' });
});

test('every matter at every thing has an accountable party with people in that street', () => {
  const ground = dutyGround(futian, day);
  const map = compile(futian.duty, ground);
  const hands = new Set(futian.people.flatMap(({ unit, streets }) => streets.map((street) => `${unit} ${street}`)));
  const noon = (startOfDay(day, ground.calendar) + 12 * 3_600_000) as Instant;
  for (const { at, street } of futian.assets.filter((_, n) => n % 20 === 0)) {
    const spot = { areas: [street, ...containing(ground.atlas, at)], asset: null, point: at };
    for (const matter of futian.catalogue) {
      const found = decide(map, { matter: keyOf(matter), condition: null, spot, at: noon });
      assert.ok(found && hands.has(`${found.party} ${street}`), `${keyOf(matter)} in ${street}`);
    }
  }
});

test('the duty list of Futian is complete and sound for the next year', () => {
  const { faults } = prove(futian.duty, dutyGround(futian, day), yearFrom(day));
  assert.deepEqual(
    faults.map(({ kind, rows, example }) => [kind, rows.map(({ id }) => id), example.matter, example.condition, example.place.code]),
    [],
  );
});

test('made-up bins and lamps say so, stand in their street and beside a real lane', () => {
  const made = futian.assets.filter(({ synthetic }) => synthetic);
  assert.deepEqual([...new Set(made.map(({ part }) => part))].toSorted(), ['01037', '03005']);
  const atlas = buildAtlas(futian.places, [], day);
  const lanes = futian.roads.filter((road) => road.class >= 4 && road.class <= 7).flatMap(({ line }) => line);
  for (const { at, street } of made) assert.equal(locate(atlas, at)?.street, street);
  for (const { at, code } of made.filter((_, n) => n % 40 === 0)) {
    assert.ok(
      lanes.some(([lon, lat]) => metresBetween(at, { lon, lat }) < 400),
      code,
    );
  }
  for (const street of ['440304010', '440304005'])
    assert.equal(made.filter((asset) => asset.street === street && asset.part === '03005').length, 120);
});

test('no two things share a plate', () => {
  assert.equal(new Set(futian.assets.map(({ code }) => code)).size, futian.assets.length);
});

test('the map owes its attribution and says that bounds are not official', () => {
  assert.ok(futian.attribution.includes('© OpenStreetMap contributors'));
  assert.equal(futian.boundaryNotice?.zh, '边界为示意,非官方界线');
  assert.equal(futian.invented, false);
});

test('the working calendar of the folder is the one built in', () => {
  const plain = ({ calendar }: World) => calendar.specialDays.map(({ day: on, kind }) => `${on} ${kind}`).toSorted();
  assert.deepEqual(plain(futian), plain(smallWorld()));
});
