import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Locale } from '../../kernel/words.ts';
import type { Point } from '../../kernel/place/point.ts';
import { readPalette } from '../look/tokens.ts';
import { useLocale, useWords } from '../words/locale.tsx';
import { loadBase } from './base.ts';
import './canvas.css';
import { type Shapes, shapesOf } from './geojson.ts';
import type { BaseMap, Bounds, Hit, Layer, LegendLine } from './layer.ts';
import { Legend } from './legend.tsx';
import { dropLayer, showLayer, showSelection } from './live.ts';
import type { Camera } from './openmap.ts';
import { canvasWords } from './words.ts';

export type Tap = { readonly point: Point; readonly hits: readonly Hit[] };
export type MapViewProps = {
  /** Where the base map is fetched, e.g. `/geo/base.geojson`. */
  base: string;
  bounds: Bounds;
  layers: readonly Layer[];
  legend: readonly LegendLine[];
  /** Id of the feature with the halo. */
  selected?: string | null;
  /** The map goes here whenever this changes to another point. */
  center?: Point | null;
  theme: 'light' | 'dark';
  /** `hits` is empty where there is nothing. Enter on the focused map taps its middle. */
  onTap: (tap: Tap) => void;
  /** After every move, e.g. to ask for what is in view. */
  onView?: (bounds: Bounds) => void;
  attribution: readonly string[];
  /** Said beside the attribution, e.g. that boundaries are not official. */
  notice: string | null;
};

/** The desk's map. Colours and names are fixed when it opens, so another theme or language opens it anew where it stood. */
export function MapView(props: MapViewProps) {
  const { locale } = useLocale();
  const camera = useRef<Camera | null>(null);
  const settledRef = useRef(false);
  return <OpenedMap key={`${props.theme} ${locale}`} {...props} locale={locale} camera={camera} settledRef={settledRef} />;
}

type Opened = MapViewProps & { locale: Locale; camera: { current: Camera | null }; settledRef: { current: boolean } };
type State = 'opening' | 'ready' | 'no-webgl' | 'not-fetched';
/** The map with the module that drives it: the library is most of a desk's weight, so it comes after the page stands. */
type Engine = typeof import('./openmap.ts') & { readonly map: MapLibre };

const none: Shapes = new Map();

function OpenedMap(props: Opened) {
  const { bounds, layers, legend, attribution, notice } = props;
  const words = useWords(canvasWords);
  const holder = useRef<HTMLDivElement>(null);
  const [isKeyed, setKeyed] = useState(false);
  const { engine, state } = useEngine(holder, props, words.map);
  const map = engine?.map ?? null;
  const base = useBase(map, props);
  useLayers(engine, base.shapes, props);
  const pickMiddle = async (event: KeyboardEvent<HTMLDivElement>) => {
    const canvas = map?.getCanvas();
    if (event.target === canvas) setKeyed(true);
    if (event.key !== 'Enter' || !engine || !canvas || event.target !== canvas) return;
    const { lng, lat } = engine.map.getCenter();
    const hits = await engine.hitsAt(engine.map, { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 }, layers);
    props.onTap({ point: { lon: lng, lat }, hits });
  };
  return (
    <section aria-label={words.name} className={isKeyed ? 'map keyed' : 'map'} onKeyDown={pickMiddle} onPointerDown={() => setKeyed(false)}>
      <div ref={holder} className="map-holder" />
      <span className="map-cross" aria-hidden="true" />
      {state === 'opening' && (
        <p className="map-says" role="status">
          {words.drawing}
        </p>
      )}
      {(state === 'no-webgl' || state === 'not-fetched') && (
        <p className="map-says" role="alert">
          {state === 'no-webgl' ? words.noWebgl : words.noMap}
        </p>
      )}
      {base.failed && (
        <p className="map-says" role="alert">
          {words.noBase}{' '}
          <button type="button" className="button" onClick={base.again}>
            {words.again}
          </button>
        </p>
      )}
      {engine && (
        <div className="map-buttons">
          <button type="button" aria-label={words.zoomIn} title={words.zoomIn} onClick={() => engine.map.zoomIn({ duration: 0 })}>
            <Sign path="M12 5v14M5 12h14" />
          </button>
          <button type="button" aria-label={words.zoomOut} title={words.zoomOut} onClick={() => engine.map.zoomOut({ duration: 0 })}>
            <Sign path="M5 12h14" />
          </button>
          <button type="button" aria-label={words.whole} title={words.whole} onClick={() => engine.fitTo(engine.map, bounds)}>
            <Sign path="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />
          </button>
        </div>
      )}
      {legend.length > 0 && <Legend title={words.legend} lines={legend} />}
      <p className="map-sources">{[...attribution, notice].filter(Boolean).join(' · ')}</p>
    </section>
  );
}

function Sign({ path }: { path: string }) {
  return (
    <svg
      width="16"
      height="16"
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

/** Opens the map once and closes it with its component; the latest props are read when something happens, not when it opened. */
function useEngine(holder: { current: HTMLDivElement | null }, props: Opened, title: string) {
  const [engine, setEngine] = useState<Engine | null>(null);
  const [state, setState] = useState<State>('opening');
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    let close = () => undefined as void;
    let isGone = false;
    const { locale, camera, bounds } = latest.current;
    const start = async () => {
      const driver = await import('./openmap.ts').catch(() => undefined);
      if (!driver) return setState('not-fetched');
      if (isGone) return;
      const map = await driver.openMap(element, { palette: readPalette(element), locale, camera: camera.current, bounds, title });
      close = () => {
        camera.current = driver.cameraOf(map);
        map.remove();
      };
      if (isGone) return close();
      const opened = { ...driver, map };
      listen(opened, latest);
      setEngine(opened);
      setState('ready');
    };
    start().catch(() => setState('no-webgl'));
    return () => {
      isGone = true;
      close();
    };
  }, [holder, title]);
  return { engine, state };
}

function listen({ map, hitsAt, boundsOf }: Engine, latest: { current: Opened }) {
  map.on('click', async ({ point, lngLat }) => {
    const hits = await hitsAt(map, point, latest.current.layers);
    latest.current.onTap({ point: { lon: lngLat.lng, lat: lngLat.lat }, hits });
  });
  // A map without its base comes to rest too, and then is not done.
  map.on('idle', () => {
    window.__mapIdle = latest.current.settledRef.current;
  });
  map.on('moveend', () => latest.current.onView?.(boundsOf(map)));
}

function useBase(map: MapLibre | null, { base: url, settledRef }: Opened) {
  const [found, setFound] = useState<BaseMap | null>(null);
  const [failed, setFailed] = useState(false);
  const again = useCallback(() => {
    loadBase(url).then(
      (base) => {
        setFound(base);
        setFailed(false);
      },
      () => setFailed(true),
    );
  }, [url]);
  useEffect(() => {
    settledRef.current = found !== null || failed;
    if (settledRef.current) map?.triggerRepaint();
  }, [map, found, failed, settledRef]);
  useEffect(again, [again]);
  const shapes = useMemo(() => (found ? shapesOf(found) : none), [found]);
  useEffect(() => {
    if (!map || !found) return;
    // The library's GeoJSON types know no readonly arrays; it does not write to what it is given.
    map.getSource<GeoJSONSource>('base')?.setData(found as unknown as Parameters<GeoJSONSource['setData']>[0]);
  }, [map, found]);
  return { shapes, failed, again };
}

function useLayers(engine: Engine | null, shapes: Shapes, { layers, selected = null, center = null }: Opened) {
  const map = engine?.map ?? null;
  const drawn = useRef(new Map<string, { layer: Layer; shapes: Shapes }>());
  useEffect(() => {
    if (!map) return;
    const palette = readPalette(map.getContainer());
    for (const id of drawn.current.keys())
      if (!layers.some((layer) => layer.id === id)) {
        dropLayer(map, id);
        drawn.current.delete(id);
      }
    for (const layer of layers) {
      const before = drawn.current.get(layer.id);
      if (before?.layer === layer && before.shapes === shapes) continue;
      showLayer(map, layer, { palette, shapes });
      drawn.current.set(layer.id, { layer, shapes });
    }
    showSelection(map, layers, { selected, shapes });
  }, [map, layers, selected, shapes]);
  const lon = center?.lon;
  const lat = center?.lat;
  useEffect(() => {
    if (engine && lon !== undefined && lat !== undefined) engine.moveTo(engine.map, { lon, lat, zoom: Math.max(16, engine.map.getZoom()) });
  }, [engine, lon, lat]);
}
