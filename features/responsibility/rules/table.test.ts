import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UnitId } from '../../../kernel/brand.ts';
import { seeded } from '../../../kernel/chance.ts';
import { changed, difference } from './change.ts';
import { readTable, writeTable } from './table.ts';
import { randomRows, row } from './testing.ts';
import { rowShape, writeRow } from './wire.ts';

const words = { zh: '依据', en: 'basis' };

test('any list written as a table is read back as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.string({ minLength: 1, maxLength: 30 }), (seed, text) => {
      // Blanks at the edge of a cell are nobody's words, and a line break of one kind comes back as it went.
      const zh = text.trim() || '依据';
      const rows = randomRows(seeded(seed), 12).map((each) => ({
        ...each,
        basis: { ...words, zh },
        ...(each.clause ? {} : { clause: { contract: 'C', clause: '3.1' } }),
      }));
      const read = readTable(writeTable(rows));
      assert.deepEqual(read.issues, []);
      assert.deepEqual(
        read.rows,
        rows.map((each) => ({ ...each, version: 1 })),
      );
    }),
  );
});

test('any row said as JSON is read back as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
      for (const each of randomRows(seeded(seed), 8))
        assert.deepEqual(rowShape.parse({ ...writeRow(each), basis: words }), { ...each, basis: words });
    }),
  );
});

test('a cell that begins like a formula is kept from the spreadsheet and comes back whole', () => {
  const list = [row('R1', { basis: { zh: '=1+1', en: "'=x" } })];
  assert.match(writeTable(list), /,'=1\+1,''=x,/);
  assert.deepEqual(readTable(writeTable(list)).rows[0]?.basis, { zh: '=1+1', en: "'=x" });
});

for (const [says, cells, field] of [
  ['an unknown kind', { kind: 'thing' }, 'kind'],
  ['a day that does not exist', { from: '2026-02-30' }, 'from'],
  ['hours without an end', { hours: 'workdays 08:00' }, 'hours'],
  ['a limit of no known unit', { limit: '2 weeks' }, 'limit'],
  ['a priority that is no number', { priority: 'high' }, 'priority'],
  ['a drawn area that is no shape', { territory: 'polygon:[]' }, 'territory'],
  ['no party', { party: '' }, 'party'],
] as const) {
  test(`tables: ${says} is told by line and column`, () => {
    const all: Record<string, string> = {
      id: 'R1',
      kind: '',
      territory: '*',
      from: '2026-01-01',
      hours: '',
      party: 'a',
      limit: '',
      basis_zh: '依据',
      priority: '',
      ...cells,
    };
    const [names, values] = [Object.keys(all), Object.values(all)];
    const { issues } = readTable(`${names.join(',')}\n${values.map((value) => `"${value}"`).join(',')}\n`);
    assert.deepEqual(
      issues.map(({ line, row: id, field: column }) => [line, id, column]),
      [[2, 'R1', field]],
    );
  });
}

test('a night is two stretches, a day to midnight one', () => {
  const said = { id: 'R', matter: {}, territory: null, from: '2026-01-01', party: 'a', basis: words };
  const hours = (from: string, to: string) => rowShape.parse({ ...said, hours: [{ from, to }] }).hours.map((each) => [each.from, each.to]);
  assert.deepEqual(hours('22:00', '06:00'), [
    [0, 360],
    [1320, 1440],
  ]);
  assert.deepEqual(hours('22:00', '00:00'), [[1320, 1440]]);
  assert.deepEqual(hours('08:00', '24:00'), [[480, 1440]]);
});

test('a row that changes counts its version up, one sent again unchanged does not', () => {
  const rows = [row('A'), row('B', { version: 4 })];
  const after = changed(rows, {
    put: [{ ...row('A') }, row('B', { version: 1, party: 'x' as UnitId }), row('C', { version: 7 })],
    remove: [],
  });
  assert.deepEqual(
    after.map(({ id, version }) => [id, version]),
    [
      ['A', 1],
      ['B', 5],
      ['C', 1],
    ],
  );
  assert.deepEqual(difference(rows, after), { put: ['B', 'C'], removed: [] });
  assert.deepEqual(difference(rows, changed(rows, { replace: [row('A')] })), { put: [], removed: ['B'] });
});
