import type { Hue } from '../look/hues.ts';
import type { Palette } from '../look/tokens.ts';
import { type Lattice, type Pane, visibleIn } from './geometry.ts';

/** How cells of one meaning look: a hue of the palette, and hatching where a colour alone would not tell. */
export type Paint = { readonly fill: 'sheet' | `hue-${Hue}`; readonly hatched: boolean; readonly short: string };
export type HeatRow = { readonly key: string; readonly label: string; readonly depth: 0 | 1; readonly isOpen?: boolean };
export type HeatColumn = { readonly key: string; readonly label: string; readonly group: string };

export type Scene = {
  readonly lattice: Lattice;
  readonly pane: Pane;
  readonly rows: readonly HeatRow[];
  readonly columns: readonly HeatColumn[];
  readonly paintAt: (row: number, column: number) => Paint | undefined;
  readonly chosen: { readonly row: number; readonly column: number };
  readonly palette: Palette;
};

/** Draws one pane of a matrix. The bands are drawn last, over what scrolled beneath them. */
export function drawScene(pen: CanvasRenderingContext2D, scene: Scene) {
  const { pane, palette } = scene;
  pen.clearRect(0, 0, pane.width, pane.height);
  pen.fillStyle = palette.sheet;
  pen.fillRect(0, 0, pane.width, pane.height);
  pen.textBaseline = 'middle';
  drawCells(pen, scene);
  drawChosen(pen, scene);
  drawRowBand(pen, scene);
  drawColumnBand(pen, scene);
  pen.fillStyle = palette.sheet;
  pen.fillRect(0, 0, scene.lattice.left, scene.lattice.top);
}

const xOf = ({ lattice: { left, cell }, pane }: Scene, column: number) => left + column * cell.width - pane.scrollLeft;
const yOf = ({ lattice: { top, cell }, pane }: Scene, row: number) => top + row * cell.height - pane.scrollTop;

function drawCells(pen: CanvasRenderingContext2D, scene: Scene) {
  const { lattice, pane, paintAt, palette } = scene;
  const { width, height } = lattice.cell;
  const seen = visibleIn(lattice, pane);
  pen.font = `11px ${palette.font}`;
  pen.textAlign = 'center';
  for (let row = seen.rows.from; row < seen.rows.to; row += 1)
    for (let column = seen.columns.from; column < seen.columns.to; column += 1) {
      const paint = paintAt(row, column);
      if (!paint) continue;
      const [x, y] = [xOf(scene, column), yOf(scene, row)];
      pen.fillStyle = palette[paint.fill];
      pen.fillRect(x, y, width - 1, height - 1);
      if (paint.hatched) hatch(pen, palette, { x, y, width: width - 1, height: height - 1 });
      if (!paint.short || width < 30) continue;
      pen.fillStyle = palette.ink;
      pen.fillText(paint.short, x + width / 2, y + height / 2, width - 4);
    }
}

function hatch(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  { x, y, width, height }: DOMRectInit & Record<'x' | 'y' | 'width' | 'height', number>,
) {
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  pen.beginPath();
  for (let at = x - height; at < x + width; at += 5) {
    pen.moveTo(at, y + height);
    pen.lineTo(at + height, y);
  }
  pen.strokeStyle = palette['line-strong'];
  pen.lineWidth = 1;
  pen.stroke();
  pen.restore();
}

function drawChosen(pen: CanvasRenderingContext2D, scene: Scene) {
  const { lattice, pane, palette, chosen } = scene;
  const { width, height } = lattice.cell;
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 2;
  if (chosen.row >= 0 && chosen.column >= 0) pen.strokeRect(xOf(scene, chosen.column), yOf(scene, chosen.row), width - 1, height - 1);
  else if (chosen.row >= 0) pen.strokeRect(lattice.left, yOf(scene, chosen.row), pane.width - lattice.left - 1, height - 1);
  else if (chosen.column >= 0) pen.strokeRect(xOf(scene, chosen.column), lattice.top, width - 1, pane.height - lattice.top - 1);
}

function drawRowBand(pen: CanvasRenderingContext2D, scene: Scene) {
  const { lattice, pane, rows, palette, chosen } = scene;
  const { height } = lattice.cell;
  const seen = visibleIn(lattice, pane).rows;
  pen.fillStyle = palette.sheet;
  pen.fillRect(0, 0, lattice.left, pane.height);
  pen.textAlign = 'left';
  for (let row = seen.from; row < seen.to; row += 1) {
    const { label, depth, isOpen } = rows[row] as HeatRow;
    const y = yOf(scene, row);
    if (row === chosen.row) {
      pen.fillStyle = palette.line;
      pen.fillRect(0, y, lattice.left - 4, height - 1);
    }
    pen.font = `${depth === 0 ? '600 ' : ''}13px ${palette.font}`;
    pen.fillStyle = depth === 0 ? palette.ink : palette['ink-soft'];
    const mark = isOpen === undefined ? '' : isOpen ? '▾ ' : '▸ ';
    pen.fillText(fitting(pen, `${mark}${label}`, lattice.left - 20 - depth * 14), 8 + depth * 14, y + height / 2);
  }
}

function drawColumnBand(pen: CanvasRenderingContext2D, scene: Scene) {
  const { lattice, pane, columns, palette, chosen } = scene;
  const seen = visibleIn(lattice, pane).columns;
  pen.fillStyle = palette.sheet;
  pen.fillRect(0, 0, pane.width, lattice.top);
  pen.textAlign = 'left';
  for (let column = seen.from; column < seen.to; column += 1) {
    const { label, group } = columns[column] as HeatColumn;
    const x = xOf(scene, column);
    if (column === 0 || columns[column - 1]?.group !== group || column === seen.from) drawGroup(pen, scene, column, group);
    pen.font = `12px ${palette.font}`;
    pen.fillStyle = column === chosen.column ? palette.accent : palette['ink-soft'];
    pen.save();
    pen.translate(x + lattice.cell.width / 2, lattice.top - 8);
    pen.rotate(-Math.PI / 3);
    pen.fillText(fitting(pen, label, lattice.top - 26), 0, 0);
    pen.restore();
  }
}

/** The name of the area several columns stand in, over the first of them, with a line where it begins. */
function drawGroup(pen: CanvasRenderingContext2D, scene: Scene, column: number, group: string) {
  const { lattice, columns, palette } = scene;
  let end = column;
  while (columns[end]?.group === group) end += 1;
  const [x, until] = [Math.max(xOf(scene, column), lattice.left), xOf(scene, end)];
  pen.font = `600 12px ${palette.font}`;
  pen.fillStyle = palette.ink;
  pen.fillText(fitting(pen, group, until - x - 4), x + 2, 10);
  pen.fillStyle = palette.line;
  pen.fillRect(x, 20, until - x - 3, 1);
}

/** As much of the words as fits, with an ellipsis. */
function fitting(pen: CanvasRenderingContext2D, text: string, width: number): string {
  if (width < 12) return '';
  if (pen.measureText(text).width <= width) return text;
  let cut = text;
  while (cut.length > 1 && pen.measureText(`${cut}…`).width > width) cut = cut.slice(0, -1);
  return `${cut}…`;
}
