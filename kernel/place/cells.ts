import type { Box } from './distance.ts';
import { type Area, holds } from './polygon.ts';

/**
 * Areas over a uniform grid of cells. A cell knows which areas hold all of it and which have an edge in it, so that most
 * points are answered without arithmetic. Cells with the same answer share it: `kindOf` points into `kinds`.
 */
export type Cells = {
  readonly box: Box;
  readonly columns: number;
  readonly rows: number;
  readonly kindOf: Int32Array;
  readonly kinds: readonly CellKind[];
};

/** Numbers of areas, ascending: `whole` hold every point of the cell, `maybe` must be asked. */
export type CellKind = { readonly whole: readonly number[]; readonly maybe: readonly number[] };

/** How much wider than it is an edge is taken, in cells: rounding errs by less than a millionth of that. */
const MARGIN = 1e-3;

/** How fine the grid is: for a district of streets a cell is about 60 m wide, and nine points in ten meet no edge; many areas get more. */
const CELLS = 40_000;
const CELLS_PER_AREA = 64;
const MOST_CELLS = 1_000_000;

export function buildCells(areas: readonly Area[]): Cells {
  const box = boxAroundAll(areas);
  const [width, height] = [Math.max(box.east - box.west, 1e-9), Math.max(box.north - box.south, 1e-9)];
  const wanted = Math.min(MOST_CELLS, Math.max(CELLS, areas.length * CELLS_PER_AREA));
  const columns = Math.max(1, Math.min(wanted, Math.round(Math.sqrt((wanted * width) / height))));
  const rows = Math.max(1, Math.floor(wanted / columns));
  const grid = { box, columns, rows };
  const found: { whole: number[]; maybe: number[] }[] = Array.from({ length: columns * rows }, () => ({ whole: [], maybe: [] }));
  for (const [number, area] of areas.entries()) {
    classify(area, grid, (cell, isWhole) => found[cell]?.[isWhole ? 'whole' : 'maybe'].push(number));
  }
  return { ...grid, ...shared(found) };
}

/** Which of `kinds` the cell of a point is; undefined outside the grid, where no area is. */
export function kindAt({ box, columns, rows, kindOf }: Cells, lon: number, lat: number): number | undefined {
  if (!(lon >= box.west && lon < box.east && lat >= box.south && lat < box.north)) return undefined;
  const column = Math.min(columns - 1, Math.floor(((lon - box.west) / (box.east - box.west)) * columns));
  const row = Math.min(rows - 1, Math.floor(((lat - box.south) / (box.north - box.south)) * rows));
  return kindOf[row * columns + column];
}

function boxAroundAll(areas: readonly Area[]): Box {
  const start: Box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  const box = areas.reduce<Box>(
    (sum, { box: one }) => ({
      west: Math.min(sum.west, one.west),
      south: Math.min(sum.south, one.south),
      east: Math.max(sum.east, one.east),
      north: Math.max(sum.north, one.north),
    }),
    start,
  );
  return box.west <= box.east ? box : { west: 0, south: 0, east: 0, north: 0 };
}

type Grid = Pick<Cells, 'box' | 'columns' | 'rows'>;

/** Tells of each cell that an area touches whether the area holds it whole or has an edge in or beside it. */
function classify(area: Area, { box, columns, rows }: Grid, tell: (cell: number, isWhole: boolean) => void): void {
  if (area.edges.length === 0) return;
  const [wide, high] = [(box.east - box.west) / columns, (box.north - box.south) / rows];
  const column = (lon: number, more: number) => Math.max(0, Math.min(columns - 1, Math.floor((lon - box.west) / wide + more)));
  const row = (lat: number, more: number) => Math.max(0, Math.min(rows - 1, Math.floor((lat - box.south) / high + more)));
  const [left, right] = [column(area.box.west, -MARGIN), column(area.box.east, MARGIN)];
  const [bottom, top] = [row(area.box.south, -MARGIN), row(area.box.north, MARGIN)];
  const across = right - left + 1;
  const isMaybe = new Uint8Array(across * (top - bottom + 1));
  for (const { west, south, east, north } of pieces(area, high)) {
    const [from, to] = [Math.max(left, column(west, -MARGIN)) - left, Math.min(right, column(east, MARGIN)) - left];
    for (let y = Math.max(bottom, row(south, -MARGIN)); y <= Math.min(top, row(north, MARGIN)); y += 1) {
      isMaybe.fill(1, (y - bottom) * across + from, (y - bottom) * across + to + 1);
    }
  }
  for (let y = bottom; y <= top; y += 1) {
    const lat = box.south + (y + 0.5) * high;
    // Between edges a row does not change sides, so one question answers a whole run of cells.
    let run: boolean | undefined;
    for (let x = left; x <= right; x += 1) {
      const edge = isMaybe[(y - bottom) * across + x - left] === 1;
      run = edge ? undefined : (run ?? holds(area, box.west + (x + 0.5) * wide, lat));
      if (edge || run) tell(y * columns + x, !edge);
    }
  }
}

/** Every edge as rectangles no taller than a row, so that a long slanting edge does not mark all its box. */
function* pieces({ edges }: Area, high: number): Generator<Box> {
  for (let at = 0; at < edges.length; at += 4) {
    // The index comes from this array's own length, so all four numbers are there.
    const [x1, y1, x2, y2] = [edges[at] as number, edges[at + 1] as number, edges[at + 2] as number, edges[at + 3] as number];
    const count = Math.max(1, Math.ceil((y2 - y1) / high));
    for (let piece = 0; piece < count; piece += 1) {
      const [from, to] = [x1 + ((x2 - x1) * piece) / count, x1 + ((x2 - x1) * (piece + 1)) / count];
      const [south, north] = [y1 + ((y2 - y1) * piece) / count, y1 + ((y2 - y1) * (piece + 1)) / count];
      yield { west: Math.min(from, to), south, east: Math.max(from, to), north };
    }
  }
}

function shared(found: readonly CellKind[]): Pick<Cells, 'kindOf' | 'kinds'> {
  const numbers = new Map<string, number>();
  const kinds: CellKind[] = [];
  const kindOf = Int32Array.from(found, (kind) => {
    const key = `${kind.whole.join()}|${kind.maybe.join()}`;
    const number = numbers.get(key) ?? kinds.push(kind) - 1;
    numbers.set(key, number);
    return number;
  });
  return { kindOf, kinds };
}
