import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Point } from '../../kernel/place/point.ts';
import type { Locale } from '../../kernel/words.ts';
import { useAppearance } from '../look/theme.ts';
import { readPalette } from '../look/tokens.ts';
import { wordsIn } from '../words/words.ts';
import './canvas.css';
import { keyed, takeHands } from './gestures.ts';
import { drawablesOf, type View, zoomed } from './ground.ts';
import type { BaseMap } from './layer.ts';
import { type Pin, paint } from './paint.ts';
import { canvasWords } from './words.ts';

// Pages that only hold a small map know the base map's type from here.
export type { BaseMap } from './layer.ts';

export type MiniMapProps = {
  /** `null` while it is fetched or when it cannot be: the pin works all the same. */
  base: BaseMap | null;
  /** The map goes here when this changes; while the person moves it, it need not. */
  centre: Point;
  /** Where the pin stands, each time the hand lets go. Left out, the map only shows: no pin. */
  onMove?: (point: Point) => void;
  locale: Locale;
  /** What the map is for, said to screen readers. */
  label: string;
  pins?: readonly Pin[];
  /** False draws the pin hollow: nobody has said yet that it is here. */
  isSet?: boolean;
  /** CSS metres a pixel when it opens; wider where nothing is known of the place. */
  opening?: number;
  /** Offered as a button: goes to where the person stands. */
  onLocate?: (() => void) | undefined;
  /** CSS pixels. */
  height?: number;
  attribution?: readonly string[];
  notice?: string | null;
};

const nothing: readonly Pin[] = [];
/** About a village in the width of a phone. */
export const CLOSE: View['metresPerPixel'] = 0.9;

/**
 * A small map of our own for pages that must stay light: the pin stands still in the middle and the ground moves under it.
 * Drag, tap, pinch, wheel, arrow keys or the two buttons.
 */
export function MiniMap({
  base,
  centre,
  onMove,
  locale,
  label,
  pins = nothing,
  isSet = true,
  opening = CLOSE,
  onLocate,
  height = 280,
  attribution = [],
  notice = null,
}: MiniMapProps) {
  const words = wordsIn(canvasWords, locale);
  const { shown } = useAppearance();
  const hasPin = onMove !== undefined;
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<View>({ centre, metresPerPixel: opening });
  const tell = useRef(onMove);
  const [isMoving, setMoving] = useState(false);
  const drawables = useMemo(() => (base ? drawablesOf(base) : []), [base]);
  const draw = useCallback(() => {
    if (canvas.current)
      paint(canvas.current, view.current, { drawables, pins, palette: readPalette(canvas.current), locale, hasMiddle: hasPin });
  }, [drawables, pins, locale, hasPin]);
  const latestDraw = useRef(draw);
  useEffect(() => {
    tell.current = onMove;
    latestDraw.current = draw;
  });
  const { lon, lat } = centre;
  useEffect(() => {
    if (view.current.centre.lon !== lon || view.current.centre.lat !== lat)
      // Sent somewhere, it comes close; moved by hand, `centre` is where it already is.
      view.current = { centre: { lon, lat }, metresPerPixel: Math.min(view.current.metresPerPixel, opening) };
    draw();
  }, [lon, lat, opening, draw]);

  // Colours are read when drawing, so another theme needs another drawing.
  useEffect(() => latestDraw.current(), [shown]);

  const look = useCallback((next: View) => {
    view.current = next;
    setMoving(true);
    latestDraw.current();
  }, []);
  const settle = useCallback(() => {
    setMoving(false);
    tell.current?.(view.current.centre);
  }, []);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => latestDraw.current());
    watcher.observe(element);
    const letGo = takeHands(element, { view: () => view.current, look, settle });
    return () => {
      watcher.disconnect();
      letGo();
    };
  }, [look, settle]);
  const go = (next: View | undefined) => {
    if (!next) return;
    look(next);
    settle();
  };
  const onKey = (event: KeyboardEvent) => {
    const next = keyed(event, view.current);
    if (next) event.preventDefault();
    go(next);
  };
  const said = [...attribution, notice].filter(Boolean).join(' · ');
  return (
    <div className={isMoving ? 'mini moving' : 'mini'} style={{ height }}>
      <canvas ref={canvas} role="application" aria-label={label} tabIndex={0} onKeyDown={onKey} />
      {onMove && <CentrePin isSet={isSet} />}
      <div className="mini-buttons">
        {onLocate && (
          <button type="button" aria-label={words.locate} title={words.locate} onClick={onLocate}>
            <Sign path="M12 2v4M12 18v4M2 12h4M18 12h4M12 7a5 5 0 1 0 0 10a5 5 0 1 0 0-10Z" />
          </button>
        )}
        <button type="button" aria-label={words.zoomIn} onClick={() => go(zoomed(view.current, 1.6, [0, 0]))}>
          <Sign path="M12 5v14M5 12h14" />
        </button>
        <button type="button" aria-label={words.zoomOut} onClick={() => go(zoomed(view.current, 1 / 1.6, [0, 0]))}>
          <Sign path="M5 12h14" />
        </button>
      </div>
      {said && <p className="map-sources">{said}</p>}
    </div>
  );
}

function Sign({ path }: { path: string }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

function CentrePin({ isSet }: { isSet: boolean }) {
  return (
    <svg className="mini-pin" width="36" height="46" viewBox="0 0 36 46" aria-hidden="true">
      <ellipse cx="18" cy="43" rx="7" ry="2.5" fill="var(--veil)" />
      <path
        d="M18 2C9.7 2 3 8.6 3 16.8 3 27 18 43 18 43s15-16 15-26.2C33 8.6 26.3 2 18 2z"
        fill={isSet ? 'var(--accent)' : 'var(--sheet)'}
        stroke={isSet ? 'var(--sheet)' : 'var(--accent)'}
        strokeWidth={isSet ? 2 : 2.5}
        strokeDasharray={isSet ? undefined : '4 3'}
      />
      <circle cx="18" cy="16.5" r="5.5" fill={isSet ? 'var(--sheet)' : 'var(--accent)'} />
    </svg>
  );
}
