import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCsv } from '../../../kernel/csv.ts';
import { markTable } from './marked.ts';
import { columns, readTable, writeTable } from './table.ts';
import { row } from './testing.ts';

test('a marked table is the same table with a column more, and is read as if it had none', () => {
  const list = [row('R1', { basis: { zh: '=1+1', en: "'=x" } }), row('R2')];
  const marked = markTable(writeTable(list), [{ line: 3, said: '这个单位不存在' }], '错误');
  assert.deepEqual(readTable(marked).rows, readTable(writeTable(list)).rows);
  assert.deepEqual(
    readCsv(marked).rows.map(({ cells }) => cells.get('错误')),
    ['', '这个单位不存在'],
  );
  assert.equal(markTable(marked, [{ line: 3, said: '这个单位不存在' }], '错误'), marked, 'marked again, it has one such column still');
});

test('two faults of one line are both written on it', () => {
  const marked = markTable(
    'id,from\nA,x\n',
    [1, 2].map((n) => ({ line: 2, said: `fault ${n}` })),
    'error',
  );
  assert.equal(readCsv(marked).rows[0]?.cells.get('error'), 'fault 1；fault 2');
});

const hostile = fc.oneof(
  fc.string({ maxLength: 300, unit: 'binary' }),
  fc
    .array(
      fc.constantFrom('"', ',', '\r\n', '\n', '\t', '\0', '=cmd|calc', '+1', '@x', "'", '-1', 'id', '__proto__', '\uFEFF', '错误', '）'),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
  fc
    .array(fc.array(fc.string({ maxLength: 12 }), { minLength: columns.length, maxLength: columns.length }), { maxLength: 5 })
    .map((lines) => [columns.join(','), ...lines.map((line) => line.join(','))].join('\n')),
);

test('any text is read as a table or told why not, and leaves marked with no cell that a spreadsheet would run', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { issues } = readTable(text);
      const marked = markTable(
        text,
        issues.map(({ line }) => ({ line, said: '=HYPERLINK("http://x")' })),
        'error',
      );
      const table = readCsv(marked);
      for (const cell of [...table.columns, ...table.rows.flatMap(({ cells }) => [...cells.values()])])
        assert.ok(!/^[=+\-@\t]/.test(cell) || /^-?\d+$/.test(cell), JSON.stringify(cell));
    }),
    { numRuns: 2_000 },
  );
});

test('more rows than a list may have are refused whole, not cut off in silence', () => {
  const line = writeTable([row('R1')]).split('\r\n')[1] ?? '';
  const { rows, issues } = readTable(`${columns.join(',')}\n${`${line}\n`.repeat(20_001)}`);
  assert.deepEqual([rows.length, issues.map(({ code }) => code)], [0, ['too-many-rows']]);
});
