import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Day, StreetId } from '../../../kernel/brand.ts';
import { assetCode } from './assetcode.ts';
import { buildGazetteer, findPlaces } from './gazetteer.ts';
import type { Asset, Level, Place, Road } from './place.ts';

const square: Place['shape'] = [
  [
    [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
      [0, 0],
    ],
  ],
];

function place(code: string, level: Level, [zh, en]: readonly [string, string], rest: Partial<Place> = {}): Place {
  return { code, level, name: { zh, en }, parent: null, shape: square, from: '2020-01-01' as Day, until: null, ...rest };
}

function thing(n: number, zh: string, en: string): Asset {
  return { code: assetCode(n), part: '03005', name: { zh, en }, at: { lon: n, lat: 1 }, street: 'S1' as StreetId, synthetic: true };
}

const road = (id: string, name: string | null, points: number): Road => ({
  id,
  name,
  class: 4,
  line: Array.from({ length: points }, (_, i) => [i, 9] as const),
});

const gazetteer = buildGazetteer(
  [
    place('D', 'district', ['临江区', 'Linjiang District']),
    place('S1', 'street', ['榕荫街道', 'Rongyin Subdistrict'], { label: { lon: 1, lat: 1 } }),
    place('C1', 'community', ['榕荫西社区', 'Rongyin West Community']),
    place('C2', 'community', ['石桥社区', 'Shiqiao Community'], { until: '2025-01-01' as Day }),
    place('C3', 'community', ['石桥社区', 'Shiqiao Community'], { from: '2025-01-01' as Day, label: { lon: 3, lat: 3 } }),
  ],
  [{ code: 'V1', kind: 'urban_village', name: { zh: '石桥村', en: 'Shiqiao Village' }, shape: square, at: { lon: 2, lat: 2 } }],
  [road('r1', '石桥路', 3), road('r2', '石桥路', 9), road('r3', null, 4), road('r4', 'Lee Road', 2)],
  [thing(1, '榕荫广场一号垃圾箱', 'Rongyin Square bin 1'), ...[2, 3, 4, 5, 6].map((n) => thing(n, '垃圾箱', 'litter bin'))],
);
const codes = (text: string, limit = 9) => findPlaces(gazetteer, text, limit).map(({ code }) => code);

for (const [says, text, expected] of [
  ['a street is known with and without 街道', '榕荫街道门口', ['S1']],
  ['a street is known by its bare name', '我在榕荫这边', ['S1']],
  ['the longest name wins over the names inside it', '榕荫西社区的桶满了', ['C1']],
  ['a road is found once though it comes in pieces, by its longest', '石桥路中间有坑', ['r2']],
  ['a bare name that several places share names them all, the finer first', '石桥那边', ['V1', 'C3', 'C2']],
  ['names stand in order of length', '榕荫，石桥路', ['r2', 'S1']],
  ['spaces beside Chinese characters do not matter', '榕荫 广场一号 垃圾箱旁边', [assetCode(1)]],
  ['a thing with a name of its own is found', '榕荫广场一号垃圾箱旁边', [assetCode(1)]],
  ['a name that many things share names none', '垃圾箱坏了', []],
  ['a code typed by hand is found', `在 ${assetCode(4).toLowerCase()} 这里`, [assetCode(4)]],
  ['a code that does not check is no code', `在 ${assetCode(4).slice(0, 5)}U 这里`, []],
  ['a district says nothing about where', '临江区', []],
  ['English names are found whatever their case', 'near RONGYIN subdistrict office', ['S1']],
  ['an English name without its kind is found', 'next to Shiqiao', ['V1', 'C3', 'C2']],
  ['an English name inside another word is not a name', 'asleep roads', []],
  ['an English road is found', 'on Lee Road, by the shop', ['r4']],
  ['full width digits and letters are read', 'Ｌｅｅ　Ｒｏａｄ', ['r4']],
  ['nothing is found in nothing', '', []],
] as const) {
  test(says, () => assert.deepEqual(codes(text), expected));
}

test('no more are told than were asked for, with the words that named them and a point', () => {
  assert.deepEqual(findPlaces(gazetteer, '石桥路和榕荫街道', 1), [
    { kind: 'place', code: 'S1', name: '榕荫街道', at: { lon: 1, lat: 1 }, matched: '榕荫街道' },
  ]);
});

test('a place without a label is stood for by a point inside it', () => {
  assert.deepEqual(findPlaces(gazetteer, '榕荫西', 1)[0]?.at, { lon: 2, lat: 2 });
});
