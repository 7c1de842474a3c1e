import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCsv } from './csv.ts';

const cellsOf = (text: string) => readCsv(text).rows.map(({ cells }) => [...cells.values()]);

for (const [says, text, rows] of [
  ['commas inside quotes belong to the cell', 'a,b\n"1,2",3', [['1,2', '3']]],
  ['a doubled quote is one', 'a\n"he said ""no"""', [['he said "no"']]],
  ['a line break inside quotes belongs to the cell', 'a,b\n"one\r\ntwo",3', [['one\r\ntwo', '3']]],
  ['CRLF, LF and CR all end a line', 'a\r\n1\n2\r3', [['1'], ['2'], ['3']]],
  ['a byte order mark is not part of the heading', '\uFEFFa\n1', [['1']]],
  ['blank lines are passed over', 'a\n\n1\n\n', [['1']]],
  ['a comma at the very end leaves an empty cell', 'a,b\n1,', [['1', '']]],
  ['what is missing at the end of a line is empty', 'a,b\n1', [['1', '']]],
  ['no text at all is no row', '', []],
] as const) {
  test(says, () => assert.deepEqual(cellsOf(text), rows));
}

test('lines are counted through quoted breaks', () =>
  assert.deepEqual(
    readCsv('a\n"1\n2\r\n3"\n4').rows.map(({ line }) => line),
    [2, 5],
  ));

test('an unclosed quote is told by its line', () => {
  assert.equal(readCsv('a\n1\n"2\n3').unclosed, 3);
  assert.equal(readCsv('a\n"1""2"').unclosed, null);
  assert.equal(readCsv('a,b\n1,').unclosed, null);
});

test('a cell of three million signs is read', () => {
  const big = 'x"y'.repeat(1_000_000);
  assert.equal(cellsOf(`a\n"${big.replaceAll('"', '""')}"`)[0]?.[0], big);
});

test('whatever is quoted comes back', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1 }), (rows) => {
      const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
      const text = `a,b\r\n${rows.map((row) => row.map(quote).join(',')).join('\r\n')}`;
      const kept = rows.filter((row) => row.some((cell) => cell !== '')).map((row) => row.map((cell) => cell.trim()));
      assert.deepEqual(cellsOf(text), kept);
    }),
  ));
