import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metresBetween } from '../../kernel/place/distance.ts';
import { buildGazetteer } from '../../features/territory/rules/gazetteer.ts';
import { buildPinCheck, namedElsewhere } from '../../features/territory/rules/pin.ts';
import { smallWorld } from '../../features/world/rules/small.ts';
import { readReports } from './reports.ts';

const { places, namedPlaces: named, roads, assets } = smallWorld();
const check = buildPinCheck(buildGazetteer(places, named, roads, assets), { places, named, roads });
const at = (code: string) => named.find((each) => each.code === code)?.at ?? { lon: 0, lat: 0 };
const shiliu = at('V-SL');
const shuikou = at('V-SK');

for (const [says, text, pin, elsewhere] of [
  ['the village named is the village pinned', '石榴村口垃圾没人收', shiliu, null],
  ['the name without its 村 is the same village', '石榴口垃圾没人收', shiliu, null],
  ['the other village is named', '水口村口垃圾没人收', shiliu, '水口村'],
  ['two characters may be part of a word: a drain is no village', '雨水口堵了', shiliu, null],
  ['in English too', 'rubbish in Shuikou Village', shiliu, '水口村'],
  ['no place is named', '垃圾没人收', shiliu, null],
  ['one of two places named is where the pin is', '从水口村拉到石榴村的垃圾', shiliu, null],
  ['the longest name is meant, not the shorter inside it', '水口三巷垃圾没人收', shuikou, null],
  ['a lane of the other village', '水口三巷垃圾没人收', shiliu, '水口三巷'],
  ['the street as a whole holds the pin', '澄湖街道的垃圾', shiliu, null],
  ['the other street does not', '望榕街道的垃圾', shiliu, '望榕街道'],
  ['a thing by its plate', '00001S 不亮', shiliu, '澄湖南路路灯 1 号'],
] as const) {
  test(says, () => assert.equal(namedElsewhere(check, text, pin)?.mention.name ?? null, elsewhere));
}

test('a hundred and fifty metres off is still there, two hundred is not', () => {
  const lamp = assets.find(({ code }) => code === '00001S');
  assert.ok(lamp);
  const off = (metres: number) => ({ lon: lamp.at.lon, lat: lamp.at.lat + metres / 111_195 });
  assert.equal(namedElsewhere(check, '00001S 不亮', off(149)), undefined);
  assert.equal(Math.round(namedElsewhere(check, '00001S 不亮', off(200))?.metres ?? 0), 200);
});

test('of the five hundred reports none is asked about at its own pin, and nearly all are with the pin a kilometre off', () => {
  const asked = readReports().filter(({ text, point }) => namedElsewhere(check, text, point));
  assert.deepEqual(
    asked.map(({ text }) => text),
    [],
  );
  const naming = readReports().filter(({ place, text }) => place.length >= 3 && text.includes(place));
  const far = naming.filter(({ text, point }) => namedElsewhere(check, text, { lon: point.lon + 0.2, lat: point.lat }));
  assert.equal(far.length, naming.length);
  assert.ok(naming.length > 60, String(naming.length));
  for (const { text, point } of naming) {
    const found = namedElsewhere(check, text, { lon: point.lon + 0.2, lat: point.lat });
    assert.ok(found && found.metres <= metresBetween(found.mention.at, { lon: point.lon + 0.2, lat: point.lat }) + 1);
  }
});
