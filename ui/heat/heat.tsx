import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { readPalette } from '../look/tokens.ts';
import { type Cell, type Lattice, cellAt, extentOf, latticeOf, moved, scrollTo } from './geometry.ts';
import './heat.css';
import { type HeatColumn, type HeatRow, type Paint, drawScene } from './paint.ts';

export type HeatProps = {
  /** What the matrix is, for who cannot see it. */
  readonly label: string;
  readonly rows: readonly HeatRow[];
  readonly columns: readonly HeatColumn[];
  readonly paintAt: (row: number, column: number) => Paint | undefined;
  /** Positions of what is chosen; −1 for none. */
  readonly chosen: Cell;
  /** A cell; a row's word (column −1); or a column's word (row −1). */
  readonly onPick: (cell: Cell) => void;
  /** One cell in a sentence: read out when it is reached by key, shown under the pointer. */
  readonly say: (cell: Cell) => string;
  readonly theme: string;
};

const LEFT = 190;
const TOP = 104;
const ROW = 26;

/** A matrix of any size on one canvas: only what is in sight is drawn, so a thousand grids scroll like twelve. */
export function Heat(props: HeatProps) {
  const { label, rows, columns, chosen, onPick, say } = props;
  const holder = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [focus, setFocus] = useState<Cell>({ row: Math.max(0, chosen.row), column: Math.max(0, chosen.column) });
  const [hover, setHover] = useState<{ cell: Cell; x: number; y: number } | null>(null);
  const lattice = useMemo(
    () => latticeOf({ rows: rows.length, columns: columns.length }, { width: size.width, left: LEFT, top: TOP, height: ROW }),
    [rows.length, columns.length, size.width],
  );
  const redraw = useDrawing({ holder, canvas, lattice, size }, props);
  useSize(holder, setSize);

  const under = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const cell = cellAt(lattice, paneOf(event.currentTarget, size), at);
    return cell && { cell, ...at };
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return onPick(focus);
    }
    const to = moved(lattice, focus, event.key);
    if (!to) return;
    event.preventDefault();
    setFocus(to);
    onPick(to);
    Object.assign(event.currentTarget, scrollTo(lattice, paneOf(event.currentTarget, size), to));
  };
  return (
    <div className="heat">
      <div
        ref={holder}
        className="heat-pane"
        role="application"
        aria-label={label}
        aria-describedby="heat-said"
        // The matrix is worked by keys
        tabIndex={0}
        onScroll={redraw}
        onKeyDown={onKey}
        onPointerMove={(event) => setHover(under(event) ?? null)}
        onPointerLeave={() => setHover(null)}
        onClick={(event) => {
          const found = under(event as unknown as PointerEvent<HTMLDivElement>);
          if (!found) return;
          setFocus(found.cell);
          onPick(found.cell);
        }}
      >
        <div className="heat-ground" style={extentOf(lattice)}>
          <canvas ref={canvas} aria-hidden="true" />
        </div>
      </div>
      <p id="heat-said" className="heat-said" aria-live="polite">
        {chosen.row >= 0 || chosen.column >= 0 ? say(chosen) : ''}
      </p>
      {hover && hover.cell.row >= 0 && hover.cell.column >= 0 && (
        <p className="heat-tip" aria-hidden="true" style={{ left: Math.min(hover.x + 14, size.width - 260), top: hover.y + 18 }}>
          {say(hover.cell)}
        </p>
      )}
    </div>
  );
}

function paneOf({ scrollLeft, scrollTop }: HTMLElement, { width, height }: { width: number; height: number }) {
  return { width, height, scrollLeft, scrollTop };
}

function useSize(holder: { current: HTMLDivElement | null }, tell: (size: { width: number; height: number }) => void) {
  useLayoutEffect(() => {
    const element = holder.current;
    if (!element) return;
    const measure = () => tell({ width: element.clientWidth, height: element.clientHeight });
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    measure();
    return () => watcher.disconnect();
  }, [holder, tell]);
}

type Drawing = {
  holder: { current: HTMLDivElement | null };
  canvas: { current: HTMLCanvasElement | null };
  lattice: Lattice;
  size: { width: number; height: number };
};

/** Draws after every change and answers what draws again on scroll, once a frame at most. */
function useDrawing({ holder, canvas, lattice, size }: Drawing, { rows, columns, paintAt, chosen, theme }: HeatProps) {
  const asked = useRef(0);
  const draw = useCallback(() => {
    const [element, sheet] = [holder.current, canvas.current];
    const pen = sheet?.getContext('2d');
    if (!element || !sheet || !pen || size.width === 0) return;
    const fine = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(size.width * fine), Math.round(size.height * fine)];
    if (sheet.width !== width || sheet.height !== height) {
      sheet.width = width;
      sheet.height = height;
      Object.assign(sheet.style, { width: `${size.width}px`, height: `${size.height}px` });
    }
    pen.setTransform(fine, 0, 0, fine, 0, 0);
    drawScene(pen, { lattice, pane: paneOf(element, size), rows, columns, paintAt, chosen, palette: readPalette(element) });
  }, [holder, canvas, lattice, size, rows, columns, paintAt, chosen]);
  // Another theme has other colours
  useEffect(draw, [draw, theme]);
  return useCallback(() => {
    cancelAnimationFrame(asked.current);
    asked.current = requestAnimationFrame(draw);
  }, [draw]);
}
