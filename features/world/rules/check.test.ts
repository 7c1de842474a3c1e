import assert from 'node:assert/strict';
import { test } from 'node:test';
import chineseDays from 'chinese-days';
import { dayFromNumber, numberOfDay, startOfDay } from '../../../kernel/time/calendar.ts';
import type { Day, Instant } from '../../../kernel/brand.ts';
import { type MatterKey, keyOf } from '../../catalogue/rules/matter.ts';
import { compile, decide } from '../../responsibility/rules/map.ts';
import { yearFrom } from '../../responsibility/rules/moments.ts';
import { proveMap } from '../../responsibility/rules/prove.ts';
import { isFallback } from '../../responsibility/rules/row.ts';
import type { Spot } from '../../responsibility/rules/zones.ts';
import { checkAssetCode } from '../../territory/rules/assetcode.ts';
import { containing } from '../../territory/rules/atlas.ts';
import { checkWorld } from './check.ts';
import { readCsv } from '../../../kernel/csv.ts';
import { dutyGround } from './dutyground.ts';
import { issueCodes } from './issue.ts';
import { smallWorld } from './small.ts';
import { sayIssue } from '../words/issues.ts';

const world = smallWorld();
const day = '2026-07-01' as Day;

test('the small world is the same every time', () => {
  assert.equal(JSON.stringify(smallWorld()), JSON.stringify(world));
});

test('the small world passes the checks a folder must pass', () => {
  assert.deepEqual(checkWorld(world), []);
});

const ground = dutyGround(world, day);
const map = compile(world.duty, ground);
const noon = (startOfDay(day, ground.calendar) + 12 * 3_600_000) as Instant;
const partyOf = (matter: MatterKey, spot: Spot, condition: string | null = null) =>
  decide(map, { matter, condition, spot, at: noon })?.party;

test('every matter at every thing of the small world is the business of somebody with hands there', () => {
  for (const { code, at, street } of world.assets) {
    const areas = [street, ...containing(ground.atlas, at)];
    for (const matter of world.catalogue) {
      const found = partyOf(keyOf(matter), { areas, asset: code, point: at });
      assert.ok(found, `${keyOf(matter)} in ${street}`);
      assert.ok(
        world.people.some(({ unit, streets }) => unit === found && streets.includes(street)),
        `${found} in ${street}`,
      );
    }
  }
});

test('the duty list of the small world is complete and sound for the next year', () => {
  const { faults, complete, sound } = proveMap(map, yearFrom(day));
  assert.deepEqual(
    faults.map(({ kind, rows, example }) => [kind, rows.map(({ id }) => id), example.matter, example.condition, example.place.code]),
    [],
  );
  assert.deepEqual([complete, sound], [true, true]);
});

const inStreet = (street: string): Spot => ({ areas: [street, '440399'], asset: null, point: null });

test('nobody but government is accountable for what only government may do', () => {
  const sectorOf = new Map<string, string>(world.units.map(({ id, sector }) => [id, sector]));
  for (const street of ['440399001', '440399002'])
    for (const matter of ['matter:06001', 'matter:07003', 'matter:08001'] as const)
      assert.equal(sectorOf.get(partyOf(matter, inStreet(street)) ?? ''), 'government', matter);
});

test('a row that lets enforce names a government unit or an emergency service, never the butler', () => {
  const butlers = new Set<string>(world.units.filter(({ kind }) => kind === 'butler' || kind === 'team').map(({ id }) => id));
  for (const { id, powers, party } of world.duty)
    if (powers.includes('enforcement')) assert.ok(typeof party === 'string' && !butlers.has(party), id);
});

for (const [says, matter, condition, hour, areas, party] of [
  ['a burning heap in July is the butler’s', 'matter:06020', 'seen', 12, ['440399001'], 'order'],
  ['noise by day is the butler’s', 'matter:06028', 'seen', 12, ['440399001'], 'order'],
  ['noise at night is the brigade’s', 'matter:06028', 'seen', 23, ['440399001'], 'urban'],
  ['rubbish in a village is the village company’s', 'matter:06010', 'seen', 12, ['440399001', 'V-SL'], 'village-sl'],
  ['rubbish outside it is the butler’s', 'matter:06010', 'seen', 12, ['440399001'], 'sweep'],
  ['a live lamppost in a village is still the power station’s', 'part:01037', 'hazard', 12, ['440399001', 'V-SL'], 'power'],
  ['a small hazard in rented housing is inspected under authorisation', 'matter:10994', 'minor', 12, ['440399001'], 'safety'],
  ['a grave one is the department’s', 'matter:10994', 'grave', 12, ['440399001'], 'housing'],
] as const) {
  test(`small world: ${says}`, () => {
    const at = (startOfDay(day, ground.calendar) + hour * 3_600_000) as Instant;
    assert.equal(decide(map, { matter, condition, spot: { areas, asset: null, point: null }, at })?.party, party);
  });
}

test('the winter campaign takes burning over, with a promise of its own, and gives it back', () => {
  const on = (at: string) =>
    decide(map, { matter: 'matter:06020', condition: 'seen', spot: inStreet('440399001'), at: startOfDay(at as Day, ground.calendar) });
  assert.deepEqual(
    [on('2026-12-01')?.party, on('2026-12-01')?.row.limit, on('2027-03-01')?.party],
    ['fire', { value: 1, unit: 'urgent_hour' }, 'order'],
  );
});

test('each street of the small world ends in a fallback of its own', () => {
  for (const street of ['440399001', '440399002'])
    assert.equal(
      world.duty.filter((row) => isFallback(row) && row.territory && 'place' in row.territory && row.territory.place === street).length,
      1,
    );
});

test('plates of the small world check as codes', () => {
  for (const { code } of world.assets) assert.equal(checkAssetCode(code), code);
});

test('the calendar of the small world is the published one', () => {
  const special = new Map(world.calendar.specialDays.map(({ day: on, kind }) => [on, kind]));
  for (let n = numberOfDay('2025-01-01' as Day); n <= numberOfDay('2026-12-31' as Day); n += 1) {
    const on = dayFromNumber(n);
    const weekday = (n + 3) % 7 < 5;
    const kind = special.get(on);
    assert.equal(kind ? kind === 'work' : weekday, chineseDays.isWorkday(on), on);
  }
});

test('every issue is said in both languages, with the place it is in', () => {
  for (const code of issueCodes) {
    const it = { code, file: 'a.json', feature: 'b', field: 'c', expected: 'd', found: 'e' };
    assert.match(sayIssue(it, 'zh'), /^a\.json › b › c: .*[\u4e00-\u9fff]/u);
    assert.match(sayIssue(it, 'en'), /^a\.json › b › c: [\x20-\x7e’…]+$/u);
  }
});

for (const [says, text, expected] of [
  ['commas in quotes stay', 'a,b\n"x, y",2\n', [['x, y', '2']]],
  ['doubled quotes are one', 'a\n"say ""hi"""\n', [['say "hi"']]],
  ['a break in quotes stays', 'a,b\r\n"one\ntwo",3\r\n', [['one\ntwo', '3']]],
  ['a mark at the start is dropped', '\uFEFFa\n1\n', [['1']]],
  ['the last line needs no end', 'a,b\n1,2', [['1', '2']]],
  ['blank lines are passed over', 'a,b\n\n1,2\n\n\n', [['1', '2']]],
  ['an empty cell at the end counts', 'a,b\n1,\n', [['1', '']]],
  ['text after a closing quote is kept as it stands', 'a,b\n"x"y,2\n', [['"x"y', '2']]],
] as const) {
  test(`tables: ${says}`, () => {
    const { columns, rows } = readCsv(text);
    assert.deepEqual(
      rows.map(({ cells }) => columns.map((column) => cells.get(column))),
      expected,
    );
  });
}

test('tables: lines are numbered as an editor numbers them', () => {
  assert.deepEqual(
    readCsv('a,b\n"one\ntwo",3\n\n4,5,6\n').rows.map(({ line, width }) => [line, width]),
    [
      [2, 2],
      [5, 3],
    ],
  );
});
