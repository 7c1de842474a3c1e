import type {
  ExpressionSpecification,
  FilterSpecification,
  GeoJSONSource,
  LayerSpecification,
  Map as MapLibre,
  SourceSpecification,
} from 'maplibre-gl';
import { tones } from '../look/shapes.ts';
import { hues } from '../look/hues.ts';
import type { Palette } from '../look/tokens.ts';
import { FIRST_LABEL } from './basestyle.ts';
import { collectionOf, type Shapes } from './geojson.ts';
import type { Layer } from './layer.ts';

const SELECTED = 'selected';
const isCluster: FilterSpecification = ['has', 'point_count'];
const isPolygon: FilterSpecification = ['!=', ['geometry-type'], 'Point'];
const isPoint: FilterSpecification = ['==', ['geometry-type'], 'Point'];
const empty = { type: 'FeatureCollection' as const, features: [] };

const byTone = (palette: Palette, suffix: '-mark' | ''): ExpressionSpecification =>
  [
    'match',
    ['get', 'tone'],
    ...tones.flatMap((tone) => [tone, palette[`${tone}${suffix}`]]),
    palette.grey,
  ] as unknown as ExpressionSpecification;

/** Clusters keep the true count, and how many in them are red: a cluster must not hide a broken promise. */
function pointsSource(clustered: boolean): SourceSpecification {
  if (!clustered) return { type: 'geojson', data: empty };
  const countOf = (tone: string): [string, ExpressionSpecification] => ['+', ['case', ['==', ['get', 'tone'], tone], 1, 0]];
  return {
    type: 'geojson',
    data: empty,
    cluster: true,
    clusterRadius: 46,
    clusterMaxZoom: 15,
    clusterProperties: { red: countOf('red'), amber: countOf('amber') },
  };
}

function clusterLayers(id: string, palette: Palette): LayerSpecification[] {
  const count: ExpressionSpecification = ['to-string', ['get', 'point_count']];
  return [
    {
      id: `${id}-cluster`,
      type: 'circle',
      source: id,
      filter: isCluster,
      paint: {
        'circle-color': palette.sheet,
        'circle-radius': ['step', ['get', 'point_count'], 15, 10, 18, 50, 22, 200, 27],
        'circle-stroke-width': 3,
        'circle-stroke-color': [
          'case',
          ['>', ['get', 'red'], 0],
          palette['red-mark'],
          ['>', ['get', 'amber'], 0],
          palette['amber-mark'],
          palette['line-strong'],
        ],
      },
    },
    {
      id: `${id}-count`,
      type: 'symbol',
      source: id,
      filter: isCluster,
      layout: {
        'text-field': [
          'case',
          ['>', ['get', 'red'], 0],
          ['format', count, {}, ['concat', '\n!', ['to-string', ['get', 'red']]], { 'font-scale': 0.8, 'text-color': palette.red }],
          ['format', count, {}],
        ],
        'text-size': 13,
        'text-line-height': 1.05,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': palette.ink },
    },
  ];
}

function markLayer(id: string, palette: Palette): LayerSpecification {
  return {
    id: `${id}-mark`,
    type: 'symbol',
    source: id,
    filter: ['!', isCluster] as FilterSpecification,
    layout: {
      'icon-image': ['get', 'image'],
      'icon-size': ['interpolate', ['linear'], ['zoom'], 11, 0.62, 16, 1],
      'icon-rotate': ['get', 'turn'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': ['get', 'depth'],
      'text-field': ['step', ['zoom'], '', 15, ['get', 'label']],
      'text-size': 11,
      'text-offset': [0, 1.2],
      'text-anchor': 'top',
      'text-optional': true,
    },
    paint: { 'text-color': byTone(palette, ''), 'text-halo-color': palette['map-halo'], 'text-halo-width': 1.6 },
  };
}

/** The colour of an area: whose it is, when it says so, else what its state means. */
const byHue = (palette: Palette): ExpressionSpecification =>
  [
    'case',
    ['has', 'hue'],
    ['match', ['get', 'hue'], ...hues.flatMap((hue) => [hue, palette[`hue-${hue}`]]), palette.grey],
    byTone(palette, '-mark'),
  ] as unknown as ExpressionSpecification;

function areaLayers(id: string, palette: Palette): { below: LayerSpecification[]; label: LayerSpecification } {
  return {
    below: [
      {
        id: `${id}-fill`,
        type: 'fill',
        source: id,
        filter: isPolygon,
        paint: { 'fill-color': byHue(palette), 'fill-opacity': ['case', ['has', 'hue'], 0.72, 0.16] },
      },
      {
        id: `${id}-hatch`,
        type: 'fill',
        source: id,
        filter: ['all', isPolygon, ['has', 'hatch']] as FilterSpecification,
        paint: { 'fill-pattern': ['get', 'hatch'], 'fill-opacity': 0.3 },
      },
      {
        id: `${id}-edge`,
        type: 'line',
        source: id,
        filter: isPolygon,
        paint: {
          'line-color': ['case', ['has', 'hue'], palette['line-strong'], byTone(palette, '-mark')],
          'line-width': ['case', ['has', 'hue'], 0.8, 1.6],
        },
      },
    ],
    label: {
      id: `${id}-label`,
      type: 'symbol',
      source: id,
      filter: isPoint,
      layout: { 'text-field': ['get', 'label'], 'text-size': 12.5, 'text-offset': [0, 1.1], 'text-padding': 2 },
      paint: { 'text-color': byTone(palette, ''), 'text-halo-color': palette['map-halo'], 'text-halo-width': 2 },
    },
  };
}

/** The halo around what is chosen; it lies under every mark and over every area. */
export function addSelection(map: MapLibre, palette: Palette): void {
  map.addSource(SELECTED, { type: 'geojson', data: empty });
  map.addLayer({
    id: `${SELECTED}-edge`,
    type: 'line',
    source: SELECTED,
    filter: isPolygon,
    paint: { 'line-color': palette.accent, 'line-width': 4 },
  });
  map.addLayer({
    id: `${SELECTED}-halo`,
    type: 'circle',
    source: SELECTED,
    filter: isPoint,
    paint: {
      'circle-radius': 20,
      'circle-color': palette.accent,
      'circle-opacity': 0.2,
      'circle-stroke-color': palette.accent,
      'circle-stroke-width': 3,
    },
  });
}

function addLayer(map: MapLibre, layer: Layer, palette: Palette): void {
  if (layer.kind === 'points') {
    map.addSource(layer.id, pointsSource(layer.clustered ?? false));
    map.addLayer(markLayer(layer.id, palette));
    if (layer.clustered) for (const each of clusterLayers(layer.id, palette)) map.addLayer(each);
    return;
  }
  map.addSource(layer.id, { type: 'geojson', data: empty });
  const { below, label } = areaLayers(layer.id, palette);
  for (const each of below) map.addLayer(each, FIRST_LABEL);
  map.addLayer(label, `${SELECTED}-halo`);
}

const suffixes = ['mark', 'cluster', 'count', 'fill', 'hatch', 'edge', 'label'];

/** Removes a layer that is no longer given. */
export function dropLayer(map: MapLibre, id: string): void {
  for (const suffix of suffixes) if (map.getLayer(`${id}-${suffix}`)) map.removeLayer(`${id}-${suffix}`);
  if (map.getSource(id)) map.removeSource(id);
}

/** Brings the map to show exactly this layer as it is now. Cheap to call again: only data moves. */
export function showLayer(map: MapLibre, layer: Layer, { palette, shapes }: { palette: Palette; shapes: Shapes }): void {
  if (!map.getSource(layer.id)) addLayer(map, layer, palette);
  map.getSource<GeoJSONSource>(layer.id)?.setData(collectionOf(layer, shapes));
}

/** Marks `selected` where it is now; nothing when it is not among the layers. */
export function showSelection(
  map: MapLibre,
  layers: readonly Layer[],
  { selected, shapes }: { selected: string | null; shapes: Shapes },
): void {
  const found = layers
    .map((layer) =>
      layer.kind === 'points'
        ? collectionOf({ ...layer, features: layer.features.filter(({ id }) => id === selected) }, shapes)
        : collectionOf({ ...layer, features: layer.features.filter(({ id }) => id === selected) }, shapes),
    )
    .find(({ features }) => features.length > 0);
  const shape = found?.features[0];
  map.getSource<GeoJSONSource>(SELECTED)?.setData(shape ? { type: 'FeatureCollection', features: [shape] } : empty);
}
