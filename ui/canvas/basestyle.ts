import type { ExpressionSpecification as Expression, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Locale } from '../../kernel/words.ts';
import type { Palette } from '../look/tokens.ts';

/** Live areas go in below this layer, so that names stay readable above them. */
export const FIRST_LABEL = 'label-road';

const is = (layer: string): Expression => ['==', ['get', 'layer'], layer];
const isLabelOf = (...classes: string[]): Expression => ['all', is('label'), ['in', ['get', 'class'], ['literal', classes]]];

/** Pixel widths at zoom 11 and 18 by road class (1 motorway … 5 residential … 8 footpath). Rail is not drawn. */
const widths: readonly (readonly [rank: number, at11: number, at18: number])[] = [
  [1, 2.2, 30],
  [2, 1.9, 26],
  [3, 1.4, 20],
  [4, 0.9, 15],
  [5, 0.5, 10],
  [6, 0.2, 7],
  [7, 0.2, 5],
  [8, 0.1, 3],
];

function roadWidth(more: number): Expression {
  const by = (at: 1 | 2) => ['match', ['get', 'class'], ...widths.flatMap((row) => [row[0], row[at] + more * (at === 1 ? 0.6 : 1)]), 1];
  // A match of computed length cannot be spelt in the tuple types of the style specification.
  return ['interpolate', ['exponential', 1.6], ['zoom'], 11, by(1), 18, by(2)] as unknown as Expression;
}

/** Lanes appear as there is room for them, else a district is a grey blot. */
const roadsFrom: readonly (readonly [name: string, ranks: readonly number[], minzoom: number])[] = [
  ['lane', [6, 7, 8], 14.5],
  ['street', [4, 5], 12.5],
  ['main', [1, 2, 3], 0],
];

function areaLayers(palette: Palette): LayerSpecification[] {
  const fill = (id: string, colour: string): LayerSpecification => ({
    id,
    type: 'fill',
    source: 'base',
    filter: is(id),
    paint: { 'fill-color': colour, 'fill-antialias': true },
  });
  return [
    { id: 'outside', type: 'background', paint: { 'background-color': palette['map-outside'] } },
    { ...fill('district', palette['map-land']) },
    { ...fill('street', palette['map-land']) },
    fill('village', palette['map-village']),
    fill('park', palette['map-park']),
    fill('water', palette['map-water']),
  ];
}

function roadLayers(palette: Palette): LayerSpecification[] {
  const line = (id: string, ranks: readonly number[], minzoom: number) => ({
    id,
    type: 'line' as const,
    source: 'base',
    minzoom,
    filter: ['all', is('road'), ['in', ['get', 'class'], ['literal', [...ranks]]]] as Expression,
    layout: { 'line-cap': 'round' as const, 'line-join': 'round' as const },
  });
  return [
    ...roadsFrom.map(([name, ranks, minzoom]) => ({
      ...line(`road-${name}-casing`, ranks, minzoom),
      paint: { 'line-color': palette['map-casing'], 'line-width': roadWidth(2.6) },
    })),
    ...roadsFrom.map(([name, ranks, minzoom]) => ({
      ...line(`road-${name}`, ranks, minzoom),
      paint: { 'line-color': palette[name === 'main' ? 'map-road' : 'map-lane'], 'line-width': roadWidth(0) },
    })),
  ];
}

function boundaryLayers(palette: Palette): LayerSpecification[] {
  const edge = (layer: string, minzoom: number, width: number, dashes: number[]): LayerSpecification => ({
    id: `edge-${layer}`,
    type: 'line',
    source: 'base',
    minzoom,
    filter: is(layer),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': palette['map-boundary'], 'line-width': width, 'line-opacity': 0.75, 'line-dasharray': dashes },
  });
  return [edge('duty_grid', 13.5, 0.8, [1, 3]), edge('community', 13, 1, [4, 3]), edge('street', 0, 1.4, [6, 2, 1, 2])];
}

function labelLayers(palette: Palette, locale: Locale): LayerSpecification[] {
  const name: Expression = locale === 'zh' ? ['get', 'name'] : ['coalesce', ['get', 'name_en'], ['get', 'name']];
  const paint = { 'text-color': palette['map-label'], 'text-halo-color': palette['map-halo'], 'text-halo-width': 1.6 };
  const place = (id: string, filter: Expression, [minzoom, maxzoom]: [number, number], size: number): LayerSpecification => ({
    id,
    type: 'symbol',
    source: 'base',
    minzoom,
    maxzoom,
    filter,
    layout: { 'text-field': name, 'text-size': size, 'text-max-width': 8, 'text-padding': 6 },
    paint,
  });
  return [
    {
      id: FIRST_LABEL,
      type: 'symbol',
      source: 'base',
      minzoom: 12.5,
      filter: ['all', is('road'), ['has', 'name'], ['<=', ['get', 'class'], 8]],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 320,
        'text-field': name,
        'text-size': ['interpolate', ['linear'], ['zoom'], 12, 10.5, 17, 13],
        'text-letter-spacing': 0.08,
        'text-padding': 12,
        'symbol-sort-key': ['get', 'class'],
      },
      paint,
    },
    place('label-named', isLabelOf('village', 'park', 'water'), [13, 24], 12),
    place('label-grid', isLabelOf('duty_grid'), [15, 24], 11.5),
    place('label-community', isLabelOf('community'), [13.5, 16], 12.5),
    { ...place('label-street', isLabelOf('street'), [0, 15], 15), paint: { ...paint, 'text-color': palette.ink } } as LayerSpecification,
  ];
}

/**
 * The base map of a world, offline: no tiles, no sprite and no `glyphs`, so all names are drawn with the reader's own fonts.
 * The source `base` starts empty; its data is set when it has been fetched.
 */
export function baseStyle(palette: Palette, locale: Locale): StyleSpecification {
  return {
    version: 8,
    sources: { base: { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, tolerance: 0.3 } },
    layers: [...areaLayers(palette), ...roadLayers(palette), ...boundaryLayers(palette), ...labelLayers(palette, locale)],
  };
}
