import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromWgs84 } from '../../../kernel/place/crs.ts';
import { metresBetween } from '../../../kernel/place/distance.ts';
import type { Crs } from '../../../kernel/place/point.ts';
import { type IssueCode, MOST_ISSUES } from '../rules/issue.ts';
import { smallWorld } from '../rules/small.ts';
import { readWorld } from './folder.ts';
import { type Drawn, type Folder, folderOf, onDisk } from './testing.ts';

type Rows = Record<string, unknown>[];
const sound = JSON.stringify(folderOf(smallWorld()));
const fresh = () => JSON.parse(sound) as Folder;
const manifest = (folder: Folder) => folder['world.json'] as Record<string, unknown> & { territory: Rows; points: Rows };
const drawn = (folder: Folder, file: string) => (folder[file] as Drawn).features;
const rows = (folder: Folder, file: string) => folder[file] as Rows;
const row = (folder: Folder, file: string, index = 0) => rows(folder, file)[index] ?? {};
const ringOf = (folder: Folder, file: string) => (drawn(folder, file)[0]!.geometry.coordinates as number[][][][])[0]![0]!;

function crossed(folder: Folder) {
  const ring = ringOf(folder, 'street.geojson');
  const [one = [], other = []] = [ring[2], ring[10]];
  ring.splice(2, 1, other);
  ring.splice(10, 1, one);
}

/** One break each: what is done, then the issue that must be told, and where: file › feature › field. */
const broken: readonly (readonly [says: string, damage: (folder: Folder) => void, code: IssueCode, where: string])[] = [
  ['a manifest without a coordinate system', (f) => delete manifest(f)['crs'], 'crs-missing', 'world.json › crs'],
  ['a coordinate system nobody knows', (f) => (manifest(f)['crs'] = 'SZ-LOCAL'), 'field-invalid', 'world.json › crs'],
  ['a field the manifest does not have', (f) => (manifest(f)['colour'] = 'red'), 'field-unknown', 'world.json › colour'],
  ['a manifest without a home street', (f) => delete manifest(f)['homeStreet'], 'field-missing', 'world.json › homeStreet'],
  ['a home street that is not drawn', (f) => (manifest(f)['homeStreet'] = '999999999'), 'reference-unknown', 'world.json › homeStreet'],
  [
    'a level that does not exist',
    (f) => (manifest(f).territory[1]!['level'] = 'borough'),
    'field-invalid',
    'world.json › territory.1.level',
  ],
  [
    'a pattern that is none',
    (f) => (manifest(f).territory[1]!['name'] = { from: 'zh', match: '(', to: '' }),
    'field-invalid',
    'world.json › territory.1.name.match',
  ],
  ['a manifest that is not JSON', (f) => (f['world.json'] = '{ name:'), 'not-json', 'world.json'],
  ['a file that is not there', (f) => delete f['duty.json'], 'file-missing', 'duty.json'],
  [
    'a file in GBK',
    (f) => (f['units.json'] = Buffer.from([0x5b, 0x22, 0xb8, 0xa3, 0xb1, 0xa3, 0x22, 0x5d])),
    'file-not-text',
    'units.json',
  ],
  ['a list that is not JSON', (f) => (f['people.json'] = '[{'), 'not-json', 'people.json'],
  ['a map that is not GeoJSON', (f) => (f['roads.geojson'] = { roads: [] }), 'not-geojson', 'roads.geojson'],
  [
    'a map that names another system',
    (f) => ((f['street.geojson'] as Drawn).crs = { type: 'name', properties: { name: 'EPSG:3857' } }),
    'crs-differs',
    'street.geojson › crs',
  ],
  ['a street without code', (f) => delete drawn(f, 'street.geojson')[0]!.properties['code'], 'field-missing', 'street.geojson › #0 › code'],
  [
    'a street without name',
    (f) => (drawn(f, 'street.geojson')[1]!.properties['zh'] = ' '),
    'field-missing',
    'street.geojson › 440399002 › zh',
  ],
  [
    'a street with eight digits',
    (f) => (drawn(f, 'street.geojson')[1]!.properties['code'] = '44039900'),
    'field-invalid',
    'street.geojson › 44039900 › code',
  ],
  [
    'a street that is a line',
    (f) => (drawn(f, 'street.geojson')[0]!.geometry.type = 'LineString'),
    'geometry-wrong',
    'street.geojson › 440399001 › geometry',
  ],
  ['a ring that does not close', (f) => ringOf(f, 'street.geojson').pop(), 'ring-open', 'street.geojson › 440399001 › geometry'],
  ['a ring of two points', (f) => ringOf(f, 'street.geojson').splice(2), 'ring-too-short', 'street.geojson › 440399001 › geometry'],
  [
    'positions in metres',
    (f) => (ringOf(f, 'street.geojson')[0] = [12_694_000, 2_575_000]),
    'position-out-of-range',
    'street.geojson › 440399001 › geometry',
  ],
  [
    'latitude before longitude',
    (f) => ringOf(f, 'street.geojson').forEach((pair) => pair.reverse()),
    'position-out-of-range',
    'street.geojson › 440399001 › geometry',
  ],
  ['a ring that crosses itself', crossed, 'ring-crosses-itself', 'street.geojson › 440399001 › geometry'],
  [
    'a parent nobody drew',
    (f) => (drawn(f, 'community.geojson')[0]!.properties['parent'] = 'X'),
    'reference-unknown',
    'community.geojson › 440399001001 › parent',
  ],
  [
    'a parent of a lower level',
    (f) => (drawn(f, 'street.geojson')[0]!.properties['parent'] = '440399001001'),
    'level-order',
    'street.geojson › 440399001 › parent',
  ],
  [
    'a place that ends before it begins',
    (f) => (drawn(f, 'unit_grid.geojson')[0]!.properties['until'] = '2019-01-01'),
    'dates-reversed',
    'unit_grid.geojson › 440399001001001 › until',
  ],
  [
    'a day that is none',
    (f) => (drawn(f, 'street.geojson')[0]!.properties['from'] = '1/7/2025'),
    'field-invalid',
    'street.geojson › 440399001 › from',
  ],
  [
    'one code for two places',
    (f) => (drawn(f, 'duty_grid.geojson')[1]!.properties['code'] = '440399001001-G1'),
    'code-twice',
    'duty_grid.geojson › 440399001001-G1 › code',
  ],
  [
    'a named place with the code of a street',
    (f) => (drawn(f, 'named.geojson')[0]!.properties['code'] = '440399001'),
    'code-twice',
    'named.geojson › 440399001 › code',
  ],
  [
    'a kind of named place nobody knows',
    (f) => (drawn(f, 'named.geojson')[0]!.properties['kind'] = 'swamp'),
    'field-invalid',
    'named.geojson › V-SL › kind',
  ],
  ['a road of class 12', (f) => (drawn(f, 'roads.geojson')[0]!.properties['class'] = 12), 'field-invalid', 'roads.geojson › E0 › class'],
  [
    'a thing outside every street',
    (f) => (drawn(f, 'points.geojson')[0]!.geometry.coordinates = [113.9, 22.5]),
    'outside-street',
    'points.geojson › 00001S › geometry',
  ],
  [
    'a thing of a class the catalogue lacks',
    (f) => (drawn(f, 'points.geojson')[0]!.properties['part'] = '09999'),
    'reference-unknown',
    'points.geojson › 00001S › part',
  ],
  [
    'two things with one plate',
    (f) => (drawn(f, 'points.geojson')[1]!.properties['code'] = '00001S'),
    'code-twice',
    'points.geojson › 00001S › code',
  ],
  [
    'a matter without condition',
    (f) => (row(f, 'catalogue.json')['conditions'] = []),
    'no-condition',
    'catalogue.json › matter:06010 › conditions',
  ],
  [
    'a limit of nothing',
    (f) => ((row(f, 'catalogue.json')['conditions'] as { limit: { value: number } }[])[0]!.limit.value = 0),
    'limit-not-positive',
    'catalogue.json › matter:06010 › conditions.seen.limit',
  ],
  [
    'one matter twice',
    (f) => rows(f, 'catalogue.json').push(row(f, 'catalogue.json')),
    'code-twice',
    'catalogue.json › matter:06010 › code',
  ],
  ['a unit of a sector nobody knows', (f) => (row(f, 'units.json')['sector'] = 'army'), 'field-invalid', 'units.json › office-ch › sector'],
  ['a unit under nobody', (f) => (row(f, 'units.json', 2)['parent'] = 'gone'), 'reference-unknown', 'units.json › centre-ch › parent'],
  [
    'a person with a post that does not exist',
    (f) => (row(f, 'people.json')['roles'] = ['emperor']),
    'field-invalid',
    'people.json › p-wang › roles.0',
  ],
  ['a person of no unit', (f) => (row(f, 'people.json')['unit'] = 'gone'), 'reference-unknown', 'people.json › wang › unit'],
  ['two people with one account', (f) => (row(f, 'people.json', 1)['account'] = 'wang'), 'code-twice', 'people.json › wang › account'],
  [
    'a shift leader from the company',
    (f) => Object.assign(row(f, 'people.json', 1), { unit: 'butler', sector: 'enterprise' }),
    'seat-not-government',
    'people.json › zhou › roles',
  ],
  [
    'a person whose sector is not the unit’s',
    (f) => (row(f, 'people.json', 6)['sector'] = 'government'),
    'sector-differs',
    'people.json › sun › sector',
  ],
  [
    'a person of a street that is not drawn',
    (f) => (row(f, 'people.json')['streets'] = ['440399009']),
    'reference-unknown',
    'people.json › wang › streets',
  ],
  [
    'a street without dispatcher',
    (f) => (row(f, 'people.json', 2)['roles'] = ['patroller']),
    'post-empty',
    'people.json › 440399001 › roles',
  ],
  [
    'a duty row of a party that does not exist',
    (f) => (row(f, 'duty.json')['party'] = 'gone'),
    'reference-unknown',
    'duty.json › D001 › party',
  ],
  [
    'a duty row of a party without people',
    (f) => (row(f, 'duty.json')['party'] = 'office-ch'),
    'party-has-nobody',
    'duty.json › D001 › party',
  ],
  [
    'a duty row of a place nobody drew',
    (f) => (row(f, 'duty.json')['territory'] = 'V-XX'),
    'reference-unknown',
    'duty.json › D001 › territory',
  ],
  [
    'a duty row of a matter nobody knows',
    (f) => (row(f, 'duty.json')['matter'] = { kind: 'matter', code: '99999' }),
    'reference-unknown',
    'duty.json › D001 › matter.code',
  ],
  [
    'a duty row whose code says no kind',
    (f) => (row(f, 'duty.json')['matter'] = { code: 'L0502' }),
    'field-missing',
    'duty.json › D001 › matter.kind',
  ],
  [
    'a duty row of a condition nobody knows',
    (f) => (row(f, 'duty.json')['matter'] = { kind: 'matter', code: 'L0502', condition: 'x' }),
    'reference-unknown',
    'duty.json › D001 › matter.condition',
  ],
  ['a street without fallback', (f) => rows(f, 'duty.json').pop(), 'no-fallback', 'duty.json › 440399002'],
  [
    'a fallback that begins after its street',
    (f) => (rows(f, 'duty.json').at(-1)!['from'] = '2026-01-01'),
    'no-fallback',
    'duty.json › 440399002',
  ],
  ['a fallback that ends', (f) => (rows(f, 'duty.json').at(-1)!['until'] = '2030-01-01'), 'no-fallback', 'duty.json › 440399002'],
  [
    'a fallback raised above the rows of a village',
    (f) => rows(f, 'duty.json').push({ ...rows(f, 'duty.json').at(-2), id: 'D900', priority: 9 }),
    'row-unreachable',
    'duty.json › D007 › priority',
  ],
  [
    'a patrol promise of a street that is not drawn',
    (f) => (row(f, 'promises.json')['street'] = '440399009'),
    'reference-unknown',
    'promises.json › ch-half-hour › street',
  ],
  [
    'a patrol promise about no grid at all',
    (f) => (row(f, 'promises.json')['street'] = '440399009'),
    'no-target',
    'promises.json › ch-half-hour › targets',
  ],
  [
    'a patrol promise about a grid nobody drew',
    (f) => (row(f, 'promises.json')['targets'] = ['440399001001-G9']),
    'reference-unknown',
    'promises.json › ch-half-hour › targets',
  ],
  [
    'a patrol promise about a road that is not there',
    (f) => (row(f, 'promises.json')['targets'] = [{ road: 'E99' }]),
    'reference-unknown',
    'promises.json › ch-half-hour › targets',
  ],
  [
    'a patrol promise of a team that does not exist',
    (f) => (row(f, 'promises.json')['team'] = 'gone'),
    'reference-unknown',
    'promises.json › ch-half-hour › team',
  ],
  [
    'a patrol promise of a team without people',
    (f) => (row(f, 'promises.json')['team'] = 'office-wr'),
    'party-has-nobody',
    'promises.json › ch-half-hour › team',
  ],
  [
    'a round walked by somebody of another team',
    (f) => (row(f, 'promises.json')['rounds'] = [{ person: 'p-li', targets: ['440399001001-G1'] }]),
    'reference-unknown',
    'promises.json › ch-half-hour › rounds',
  ],
  [
    'patrol hours that overlap',
    (f) => ((row(f, 'promises.json')['hours'] as Rows)[1]!['from'] = '07:00'),
    'periods-overlap',
    'promises.json › ch-half-hour › hours',
  ],
  ['a promise of no minutes', (f) => (row(f, 'promises.json')['every'] = 0), 'field-invalid', 'promises.json › ch-half-hour › every'],
  [
    'two patrol promises of one name in a street',
    (f) => rows(f, 'promises.json').push(row(f, 'promises.json')),
    'code-twice',
    'promises.json › ch-half-hour › id',
  ],
  ['a contract with nobody', (f) => (row(f, 'contracts.json')['party'] = 'gone'), 'reference-unknown', 'contracts.json › C-CH › party'],
  [
    'a contract that ends before it begins',
    (f) => (row(f, 'contracts.json')['until'] = '2020-01-01'),
    'dates-reversed',
    'contracts.json › C-CH › until',
  ],
  [
    'working periods that overlap',
    (f) => ((f['calendar.json'] as { periods: Rows }).periods[1]!['from'] = '11:00'),
    'periods-overlap',
    'calendar.json › periods',
  ],
  [
    'a holiday of a year that is not known',
    (f) => ((f['calendar.json'] as Record<string, unknown>)['knownYears'] = [2025]),
    'year-not-known',
    'calendar.json › 2026-01-01 › knownYears',
  ],
];

for (const [says, damage, code, where] of broken) {
  test(`refused: ${says}`, async () => {
    const folder = fresh();
    damage(folder);
    const read = await onDisk(folder, readWorld);
    assert.ok(!read.ok, 'the folder was read');
    const told = read.issues.map((it) => `${it.code} ${[it.file, it.feature, it.field].filter((part) => part !== null).join(' › ')}`);
    assert.ok(told.includes(`${code} ${where}`), `only found:\n${told.join('\n')}`);
  });
}

test('a world written down and read again is the same world', async () => {
  const world = smallWorld();
  const read = await onDisk(fresh(), readWorld);
  assert.ok(read.ok, JSON.stringify(read));
  // A folder cannot say that a surveyed thing is synthetic, and named places get their label's place anew.
  const plain = ({ assets, namedPlaces, ...rest }: typeof world) => ({
    ...rest,
    assets: assets.map((asset) => ({ ...asset, synthetic: null })),
    namedPlaces: namedPlaces.map((place) => ({ ...place, at: null })),
  });
  const sorted = <T extends { places: readonly { level: string }[] }>(it: T) => ({
    ...it,
    places: it.places.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  });
  assert.deepEqual(sorted(plain(read.value)), JSON.parse(JSON.stringify(sorted(plain(world)))));
});

test('errors of several files come together', async () => {
  const folder = fresh();
  row(folder, 'duty.json')['party'] = 'gone';
  row(folder, 'units.json', 2)['parent'] = 'gone';
  delete drawn(folder, 'roads.geojson')[0]!.properties['class'];
  const read = await onDisk(folder, readWorld);
  assert.ok(!read.ok);
  assert.deepEqual([...new Set(read.issues.map(({ file }) => file))].toSorted(), ['duty.json', 'roads.geojson', 'units.json']);
});

test('a wrong mapping is told two hundred times, not once for every thing of a city', async () => {
  const folder = fresh();
  const features = drawn(folder, 'roads.geojson');
  for (let i = 0; i < 300; i += 1) features.push({ ...features[0]!, properties: { id: `N${i}` } });
  const read = await onDisk(folder, readWorld);
  assert.ok(!read.ok);
  assert.equal(read.issues.length, MOST_ISSUES);
});

function shifted(value: unknown, crs: Crs): unknown {
  if (!Array.isArray(value)) return value;
  const [lon, lat] = value as unknown[];
  if (typeof lon !== 'number' || typeof lat !== 'number') return value.map((each) => shifted(each, crs));
  const moved = fromWgs84({ lon, lat }, crs);
  return [moved.lon, moved.lat];
}

/** The sound folder as a source in another system would have it. */
function shiftedFolder(crs: Crs): Folder {
  const folder = fresh();
  manifest(folder)['crs'] = crs;
  for (const file of Object.keys(folder).filter((name) => name.endsWith('.geojson'))) {
    for (const { geometry, properties } of drawn(folder, file)) {
      geometry.coordinates = shifted(geometry.coordinates, crs);
      const [x, y] = shifted([properties['x'], properties['y']], crs) as number[];
      Object.assign(properties, { x, y });
    }
  }
  return folder;
}

for (const crs of ['GCJ02', 'BD09'] as const) {
  test(`a folder in ${crs} comes back within a metre, and what it said is kept`, async () => {
    const world = smallWorld();
    const read = await onDisk(shiftedFolder(crs), readWorld);
    assert.ok(read.ok, JSON.stringify(read));
    const byCode = new Map(read.value.assets.map((asset) => [asset.code, asset]));
    for (const { code, at } of world.assets) {
      const asset = byCode.get(code);
      assert.ok(asset?.original && metresBetween(asset.at, at) < 1, code);
      assert.equal(asset.original.crs, crs);
      assert.ok(metresBetween(asset.original.said, at) > 100, 'the position was shifted to begin with');
    }
    const corner = ({ places }: typeof world) => places.find(({ code }) => code === '440399001')!.shape[0]![0]![0]!;
    const [[lon, lat], [wasLon, wasLat]] = [corner(read.value), corner(world)];
    assert.ok(metresBetween({ lon, lat }, { lon: wasLon, lat: wasLat }) < 1);
    assert.equal(read.value.places.find(({ code }) => code === '440399001')?.original?.crs, crs);
  });
}

test('a folder may point to another, and a circle of pointers ends', async () => {
  await onDisk(fresh(), (path) =>
    onDisk({ 'world.json': { base: path } }, async (pointer) => {
      assert.equal((await readWorld(pointer)).ok, true);
      await writeFile(join(pointer, 'world.json'), JSON.stringify({ base: '.' }));
      const circle = await readWorld(pointer);
      assert.equal(!circle.ok && circle.issues[0]?.code, 'folder-missing');
    }),
  );
});

test('a folder nobody knows and one that is not there are told apart', async () => {
  const unknown = await onDisk({ 'notes.txt': 'nothing' }, readWorld);
  assert.equal(!unknown.ok && unknown.issues[0]?.code, 'manifest-missing');
  const absent = await readWorld('/nowhere/at/all');
  assert.equal(!absent.ok && absent.issues[0]?.code, 'folder-missing');
});
