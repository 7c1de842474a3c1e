/** How a matrix lies on its canvas. All lengths in CSS pixels. */
export type Lattice = {
  readonly rows: number;
  readonly columns: number;
  /** Room for the words of rows on the left and of columns on top; both stay while the cells scroll. */
  readonly left: number;
  readonly top: number;
  readonly cell: { readonly width: number; readonly height: number };
};
export type Pane = { readonly width: number; readonly height: number; readonly scrollLeft: number; readonly scrollTop: number };
/** Row −1 is the band of column words, column −1 the band of row words. */
export type Cell = { readonly row: number; readonly column: number };

const NARROWEST = 16;
const WIDEST = 56;

/** Cells as wide as the pane allows within reason; beyond that the matrix scrolls. */
export function latticeOf(
  { rows, columns }: { rows: number; columns: number },
  { width, left, top, height }: { width: number; left: number; top: number; height: number },
): Lattice {
  const free = Math.floor((width - left) / Math.max(1, columns));
  return { rows, columns, left, top, cell: { width: Math.min(WIDEST, Math.max(NARROWEST, free)), height } };
}

export function extentOf({ rows, columns, left, top, cell }: Lattice): { width: number; height: number } {
  return { width: left + columns * cell.width, height: top + rows * cell.height };
}

/** The cells at least partly in sight, last ones not included: drawing a matrix of any size costs one pane. */
export function visibleIn({ rows, columns, left, top, cell }: Lattice, { width, height, scrollLeft, scrollTop }: Pane) {
  const first = (scroll: number, size: number) => Math.max(0, Math.floor(scroll / size));
  return {
    rows: { from: first(scrollTop, cell.height), to: Math.min(rows, Math.ceil((scrollTop + height - top) / cell.height)) },
    columns: { from: first(scrollLeft, cell.width), to: Math.min(columns, Math.ceil((scrollLeft + width - left) / cell.width)) },
  };
}

/** What lies under a point of the pane; undefined outside the matrix and in its corner. */
export function cellAt(lattice: Lattice, { scrollLeft, scrollTop }: Pane, at: { x: number; y: number }): Cell | undefined {
  const { rows, columns, left, top, cell } = lattice;
  const column = at.x < left ? -1 : Math.floor((at.x - left + scrollLeft) / cell.width);
  const row = at.y < top ? -1 : Math.floor((at.y - top + scrollTop) / cell.height);
  if (column >= columns || row >= rows || (row < 0 && column < 0)) return undefined;
  return { row, column };
}

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** Where a key leads from a cell; undefined for keys that are not the matrix's. */
export function moved({ rows, columns }: Lattice, { row, column }: Cell, key: string): Cell | undefined {
  if (key === 'Home') return { row, column: 0 };
  if (key === 'End') return { row, column: columns - 1 };
  const step = steps[key];
  if (!step) return undefined;
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most - 1);
  return { row: within(row + step[0], rows), column: within(column + step[1], columns) };
}

/** The scroll that brings a cell into sight with as little movement as there is. */
export function scrollTo({ left, top, cell }: Lattice, { width, height, scrollLeft, scrollTop }: Pane, { row, column }: Cell) {
  const into = (now: number, at: number, size: number, room: number) => Math.min(Math.max(now, at + size - room), at);
  return {
    scrollLeft: into(scrollLeft, column * cell.width, cell.width, width - left),
    scrollTop: into(scrollTop, row * cell.height, cell.height, height - top),
  };
}
