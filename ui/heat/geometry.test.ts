import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type Cell, cellAt, extentOf, latticeOf, moved, scrollTo, visibleIn } from './geometry.ts';

const pane = { width: 800, height: 600, scrollLeft: 0, scrollTop: 0 };
const lattice = (rows: number, columns: number) => latticeOf({ rows, columns }, { width: pane.width, left: 200, top: 80, height: 24 });

for (const [says, columns, width] of [
  ['twelve grids share the pane', 12, 50],
  ['two grids stay narrower than a pane', 2, 56],
  ['a thousand grids scroll', 1000, 16],
  ['no grid at all is still a lattice', 0, 56],
] as const) {
  test(`${says}: ${width} px`, () => assert.equal(lattice(600, columns).cell.width, width));
}

test('what is drawn is one pane, however large the matrix', () => {
  const seen = visibleIn(lattice(600, 1000), { ...pane, scrollLeft: 5000, scrollTop: 7000 });
  assert.deepEqual(seen, { rows: { from: 291, to: 314 }, columns: { from: 312, to: 350 } });
});

test('a cell brought into sight lies under its own middle', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 1000 }), fc.nat(), fc.nat(), (rows, columns, r, c) => {
      const it = lattice(rows, columns);
      const cell: Cell = { row: r % rows, column: c % columns };
      const from = { ...pane, scrollLeft: c % 3000, scrollTop: r % 9000 };
      const { scrollLeft, scrollTop } = scrollTo(it, from, cell);
      const x = it.left + cell.column * it.cell.width - scrollLeft + it.cell.width / 2;
      const y = it.top + cell.row * it.cell.height - scrollTop + it.cell.height / 2;
      assert.ok(x > it.left && x < pane.width && y > it.top && y < pane.height);
      assert.deepEqual(cellAt(it, { ...from, scrollLeft, scrollTop }, { x, y }), cell);
    }),
  );
});

test('words of rows and columns are under the bands, and the corner is nothing', () => {
  const it = lattice(10, 10);
  assert.deepEqual(cellAt(it, pane, { x: 10, y: 90 }), { row: 0, column: -1 });
  assert.deepEqual(cellAt(it, pane, { x: 210, y: 10 }), { row: -1, column: 0 });
  assert.equal(cellAt(it, pane, { x: 10, y: 10 }), undefined);
  assert.equal(cellAt(it, pane, { x: 210, y: extentOf(it).height + 1 }), undefined);
});

for (const [key, to] of [
  ['ArrowUp', { row: 0, column: 3 }],
  ['ArrowRight', { row: 0, column: 4 }],
  ['PageDown', { row: 4, column: 3 }],
  ['Home', { row: 0, column: 0 }],
  ['End', { row: 0, column: 4 }],
  ['a', undefined],
] as const) {
  test(`${key} in a matrix of five by five`, () => assert.deepEqual(moved(lattice(5, 5), { row: 0, column: 3 }, key), to));
}
