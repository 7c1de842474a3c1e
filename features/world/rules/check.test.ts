import assert from 'node:assert/strict';
import { test } from 'node:test';
import chineseDays from 'chinese-days';
import { dayFromNumber, numberOfDay } from '../../../kernel/time/calendar.ts';
import type { Day } from '../../../kernel/brand.ts';
import { keyOf } from '../../catalogue/rules/matter.ts';
import { buildDutyList, isFallback, route } from '../../responsibility/rules/route.ts';
import { checkAssetCode } from '../../territory/rules/assetcode.ts';
import { buildAtlas, containing } from '../../territory/rules/atlas.ts';
import { checkWorld } from './check.ts';
import { readCsv } from '../../../kernel/csv.ts';
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

test('every matter at every thing of the small world is the business of somebody with hands there', () => {
  const list = buildDutyList(world.duty);
  const atlas = buildAtlas(world.places, world.namedPlaces, day);
  for (const { at, street } of world.assets) {
    const areas = [street, ...containing(atlas, at)];
    for (const matter of world.catalogue) {
      const found = route(list, { matter: keyOf(matter), condition: null, areas, day });
      assert.ok(found, `${keyOf(matter)} in ${street}`);
      assert.ok(
        world.people.some(({ unit, streets }) => unit === found.unit && streets.includes(street)),
        `${found.unit} in ${street}`,
      );
    }
  }
});

test('nobody but government is accountable for what only government may do', () => {
  const list = buildDutyList(world.duty);
  const sectorOf = new Map(world.units.map(({ id, sector }) => [id, sector]));
  for (const street of ['440399001', '440399002']) {
    for (const matter of ['matter:06001', 'matter:07003', 'matter:08001'] as const) {
      const found = route(list, { matter, condition: null, areas: [street], day });
      assert.equal(found && sectorOf.get(found.unit), 'government', matter);
    }
  }
});

test('each street of the small world ends in a fallback of its own', () => {
  for (const street of ['440399001', '440399002'])
    assert.equal(world.duty.filter((row) => isFallback(row) && row.territory === street).length, 1);
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
