import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef } from 'react';
import type { Point } from '../../kernel/place/point.ts';

type Ring = readonly (readonly [number, number])[];
type Feature = {
  geometry: { type: string; coordinates: unknown };
  properties: { layer: string; class?: number | string; name?: string; name_en?: string };
};
export type BaseMap = { readonly features: readonly Feature[] };
export type Pin = { readonly point: Point; readonly tone: 'red' | 'blue' | 'green' };

/** Metres a screen pixel stands for, at the closest and the widest. */
const NEAREST = 0.25;
const WIDEST = 12;
const METRES_NORTH = 110_574;
const metresEast = (lat: number) => 111_320 * Math.cos((lat * Math.PI) / 180);

type View = { centre: Point; metresPerPixel: number };

/**
 * A small map of our own for pages that must stay light: the pin stands still in the middle and the ground moves under it.
 * Drag, arrow keys, wheel or the two buttons; nothing is fetched but the world's own lines.
 */
export function MiniMap({
  base,
  centre,
  onMove,
  locale,
  label,
  pins = [],
  height = 280,
}: {
  base: BaseMap | null;
  centre: Point;
  onMove: (point: Point) => void;
  locale: 'zh' | 'en';
  label: string;
  pins?: readonly Pin[];
  height?: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<View>({ centre, metresPerPixel: 0.9 });
  const drag = useRef<{ x: number; y: number } | null>(null);
  const draw = useCallback(() => {
    if (canvas.current) paint(canvas.current, view.current, { base, locale, pins });
  }, [base, locale, pins]);

  useEffect(() => {
    view.current = { ...view.current, centre };
    draw();
  }, [centre, draw]);
  useEffect(() => {
    const watcher = new ResizeObserver(draw);
    if (canvas.current) watcher.observe(canvas.current);
    return () => watcher.disconnect();
  }, [draw]);

  const shift = (right: number, down: number) => {
    const { centre: at, metresPerPixel } = view.current;
    view.current = {
      metresPerPixel,
      centre: { lon: at.lon + (right * metresPerPixel) / metresEast(at.lat), lat: at.lat - (down * metresPerPixel) / METRES_NORTH },
    };
    draw();
  };
  const zoom = (by: number) => {
    view.current = { ...view.current, metresPerPixel: Math.min(WIDEST, Math.max(NEAREST, view.current.metresPerPixel * by)) };
    draw();
  };
  const tell = () => onMove(view.current.centre);
  const keys: Record<string, () => void> = {
    ArrowLeft: () => shift(-24, 0),
    ArrowRight: () => shift(24, 0),
    ArrowUp: () => shift(0, -24),
    ArrowDown: () => shift(0, 24),
    '+': () => zoom(0.7),
    '=': () => zoom(0.7),
    '-': () => zoom(1.4),
  };
  const onKey = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
    tell();
  };
  const onDown = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY };
  };
  const onDrag = (event: PointerEvent) => {
    if (!drag.current) return;
    shift(drag.current.x - event.clientX, drag.current.y - event.clientY);
    drag.current = { x: event.clientX, y: event.clientY };
  };
  const onUp = () => {
    if (drag.current) tell();
    drag.current = null;
  };
  return (
    <div style={{ position: 'relative', height, borderRadius: 10, overflow: 'hidden', border: '1px solid var(--line)' }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a map that is moved by keys must take them */}
      <canvas
        ref={canvas}
        role="application"
        aria-label={label}
        tabIndex={0}
        style={{ width: '100%', height: '100%', display: 'block', touchAction: 'none', cursor: 'grab' }}
        onKeyDown={onKey}
        onPointerDown={onDown}
        onPointerMove={onDrag}
        onPointerUp={onUp}
        onPointerCancel={onUp}
        onWheel={(event) => zoom(event.deltaY > 0 ? 1.15 : 0.87)}
      />
      <svg
        width="36"
        height="46"
        viewBox="0 0 36 46"
        aria-hidden="true"
        style={{ position: 'absolute', left: '50%', top: '50%', transform: 'translate(-50%, -96%)', pointerEvents: 'none' }}
      >
        <ellipse cx="18" cy="43" rx="7" ry="2.5" fill="rgb(0 0 0 / 25%)" />
        <path
          d="M18 2C9.7 2 3 8.6 3 16.8 3 27 18 43 18 43s15-16 15-26.2C33 8.6 26.3 2 18 2z"
          fill="var(--accent)"
          stroke="var(--sheet)"
          strokeWidth="2"
        />
        <circle cx="18" cy="16.5" r="5.5" fill="var(--sheet)" />
      </svg>
      <div style={{ position: 'absolute', right: 8, bottom: 8, display: 'grid', gap: 6 }}>
        <button
          type="button"
          className="button"
          style={{ padding: 0, width: 44, minHeight: 44 }}
          aria-label={locale === 'zh' ? '放大' : 'Zoom in'}
          onClick={() => zoom(0.6)}
        >
          ＋
        </button>
        <button
          type="button"
          className="button"
          style={{ padding: 0, width: 44, minHeight: 44 }}
          aria-label={locale === 'zh' ? '缩小' : 'Zoom out'}
          onClick={() => zoom(1.6)}
        >
          －
        </button>
      </div>
    </div>
  );
}

type Painting = { base: BaseMap | null; locale: 'zh' | 'en'; pins: readonly Pin[] };

function paint(canvas: HTMLCanvasElement, { centre, metresPerPixel }: View, { base, locale, pins }: Painting) {
  const dense = Math.min(3, devicePixelRatio || 1);
  const { clientWidth: width, clientHeight: height } = canvas;
  if (canvas.width !== Math.round(width * dense)) canvas.width = Math.round(width * dense);
  if (canvas.height !== Math.round(height * dense)) canvas.height = Math.round(height * dense);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  pen.setTransform(dense, 0, 0, dense, 0, 0);
  pen.fillStyle = colour('map-land');
  pen.fillRect(0, 0, width, height);
  const east = metresEast(centre.lat) / metresPerPixel;
  const north = METRES_NORTH / metresPerPixel;
  const at = ([lon, lat]: readonly [number, number]): [number, number] => [
    width / 2 + (lon - centre.lon) * east,
    height / 2 - (lat - centre.lat) * north,
  ];
  const trace = (line: Ring) => line.forEach((spot, i) => (i === 0 ? pen.moveTo(...at(spot)) : pen.lineTo(...at(spot))));
  const features = base?.features ?? [];
  for (const [layer, name] of [
    ['water', 'map-water'],
    ['park', 'map-park'],
    ['village', 'map-village'],
  ] as const) {
    pen.fillStyle = colour(name);
    for (const feature of features) if (feature.properties.layer === layer) fillArea(pen, feature, trace);
  }
  const roads = features.filter(({ properties }) => properties.layer === 'road');
  for (const [name, more] of [
    ['map-casing', 2],
    ['map-road', 0],
  ] as const) {
    pen.strokeStyle = colour(name);
    pen.lineJoin = 'round';
    pen.lineCap = 'round';
    for (const { geometry, properties } of roads) {
      pen.lineWidth = roadWidth(Number(properties.class ?? 6), metresPerPixel) + more;
      pen.beginPath();
      trace(geometry.coordinates as Ring);
      pen.stroke();
    }
  }
  nameRoads(pen, roads, { at, width, height, locale, ink: colour('map-label'), halo: colour('map-land') });
  for (const { point, tone } of pins) {
    const [x, y] = at([point.lon, point.lat]);
    pen.fillStyle = colour(tone);
    pen.strokeStyle = colour('sheet');
    pen.lineWidth = 2;
    pen.beginPath();
    pen.arc(x, y, 7, 0, Math.PI * 2);
    pen.fill();
    pen.stroke();
  }
}

function fillArea(pen: CanvasRenderingContext2D, { geometry }: Feature, trace: (line: Ring) => void) {
  const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Ring[][];
  for (const rings of polygons) {
    pen.beginPath();
    for (const ring of rings) trace(ring);
    pen.fill('evenodd');
  }
}

function roadWidth(rank: number, metresPerPixel: number): number {
  const metres = [26, 26, 20, 15, 11, 8, 6, 4, 3, 3][rank] ?? 6;
  return Math.max(1, metres / metresPerPixel);
}

type Naming = {
  at: (spot: readonly [number, number]) => [number, number];
  width: number;
  height: number;
  locale: 'zh' | 'en';
  ink: string;
  halo: string;
};

/** Each road's name once, near where it comes closest to the middle; names that would touch another are left out. */
function nameRoads(pen: CanvasRenderingContext2D, roads: readonly Feature[], { at, width, height, ink, halo }: Naming) {
  const taken: [number, number][] = [];
  pen.font = `12px ${getComputedStyle(pen.canvas).fontFamily}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  for (const { geometry, properties } of roads) {
    if (!properties.name) continue;
    const spots = (geometry.coordinates as Ring).map(at).filter(([x, y]) => x > 30 && x < width - 30 && y > 14 && y < height - 14);
    const best = spots.sort(
      (a, b) => Math.hypot(a[0] - width / 2, a[1] - height / 2 - 60) - Math.hypot(b[0] - width / 2, b[1] - height / 2 - 60),
    )[0];
    if (!best || taken.some(([x, y]) => Math.abs(x - best[0]) < 70 && Math.abs(y - best[1]) < 18)) continue;
    taken.push(best);
    pen.strokeStyle = halo;
    pen.lineWidth = 3;
    pen.strokeText(properties.name, ...best);
    pen.fillStyle = ink;
    pen.fillText(properties.name, ...best);
  }
}
