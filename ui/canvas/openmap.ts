import { type GeoJSONSource, Map as MapLibre, type MapGeoJSONFeature, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
// Left to itself the bundled library looks for its worker beside a file that does not exist: blank data layers.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Locale } from '../../kernel/words.ts';
import type { Palette } from '../look/tokens.ts';
import { baseStyle } from './basestyle.ts';
import { DENSITY, drawImages } from './images.ts';
import type { Bounds, Hit, Layer } from './layer.ts';
import { addSelection } from './live.ts';

setWorkerUrl(workerUrl);

declare global {
  interface Window {
    /** True when the map, base and all, has nothing left to draw; tests wait for it instead of sleeping. */
    __mapIdle?: boolean;
  }
}

export type Camera = { readonly lon: number; readonly lat: number; readonly zoom: number };
export type Opening = { palette: Palette; locale: Locale; camera: Camera | null; bounds: Bounds; title: string };

/** Throws where the browser has no WebGL. Resolves the map once its style can take layers. */
export function openMap(container: HTMLElement, { palette, locale, camera, bounds, title }: Opening): Promise<MapLibre> {
  window.__mapIdle = false;
  const map = new MapLibre({
    container,
    style: baseStyle(palette, locale),
    ...(camera
      ? { center: [camera.lon, camera.lat] as [number, number], zoom: camera.zoom }
      : { bounds: [...bounds] as [number, number, number, number] }),
    fitBoundsOptions: { padding: 24 },
    minZoom: 9,
    maxZoom: 19,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    attributionControl: false,
    localIdeographFontFamily: palette.font,
    locale: { 'Map.Title': title },
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.on('movestart', () => {
    window.__mapIdle = false;
  });
  map.on('dataloading', () => {
    window.__mapIdle = false;
  });
  return new Promise((opened) => {
    map.once('load', () => {
      for (const { id, image } of drawImages(palette)) map.addImage(id, image, { pixelRatio: DENSITY });
      addSelection(map, palette);
      opened(map);
    });
  });
}

/** Half the side of the box a tap reaches, in pixels: a finger is not a pixel. */
const REACH = 8;

function hitOf(feature: MapGeoJSONFeature): Hit {
  return { layer: feature.source, id: String(feature.properties.id) };
}

/**
 * What lies under a pixel of the map, marks before areas. A cluster opens: the map goes to where it parts, and the answer is
 * empty; one that never parts (several at one door) answers all of its own.
 */
export async function hitsAt(map: MapLibre, { x, y }: { x: number; y: number }, layers: readonly Layer[]): Promise<Hit[]> {
  const named = (suffix: string) => layers.map(({ id }) => `${id}-${suffix}`).filter((id) => map.getLayer(id));
  const box: [[number, number], [number, number]] = [
    [x - REACH, y - REACH],
    [x + REACH, y + REACH],
  ];
  const [cluster] = map.queryRenderedFeatures(box, { layers: named('cluster') });
  if (cluster) return openCluster(map, cluster);
  const marks = map.queryRenderedFeatures(box, { layers: named('mark') });
  const areas = map.queryRenderedFeatures([x, y], { layers: named('fill') });
  const hits = [...marks, ...areas].map(hitOf);
  return hits.filter(({ layer, id }, at) => hits.findIndex((other) => other.layer === layer && other.id === id) === at);
}

async function openCluster(map: MapLibre, cluster: MapGeoJSONFeature): Promise<Hit[]> {
  const source = map.getSource<GeoJSONSource>(cluster.source);
  const id = Number(cluster.properties.cluster_id);
  const zoom = (await source?.getClusterExpansionZoom(id)) ?? 0;
  if (zoom <= 16 && zoom > map.getZoom() && cluster.geometry.type === 'Point') {
    moveTo(map, { lon: cluster.geometry.coordinates[0] ?? 0, lat: cluster.geometry.coordinates[1] ?? 0, zoom: zoom + 0.3 });
    return [];
  }
  const leaves = (await source?.getClusterLeaves(id, 200, 0)) ?? [];
  return leaves.map((leaf) => ({ layer: cluster.source, id: String(leaf.properties?.id) }));
}

/** Goes there within the 150 ms that motion may take; at once for those who asked for none. */
export function moveTo(map: MapLibre, { lon, lat, zoom }: Camera): void {
  const duration = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150;
  map.easeTo({ center: [lon, lat], zoom, duration });
}

export function cameraOf(map: MapLibre): Camera {
  const { lng, lat } = map.getCenter();
  return { lon: lng, lat, zoom: map.getZoom() };
}

export function boundsOf(map: MapLibre): Bounds {
  const box = map.getBounds();
  return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
}

export function fitTo(map: MapLibre, bounds: Bounds): void {
  map.fitBounds([...bounds] as [number, number, number, number], { padding: 24, duration: 0 });
}
