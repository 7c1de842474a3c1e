import type { ShapeName, Tone } from '../look/shapes.ts';
import type { Hue } from '../look/hues.ts';

/** How a point is drawn: its shape tells the stage or kind, its tone the state. */
export type Look = {
  readonly tone: Tone;
  readonly shape: ShapeName;
  /** A few characters below it, e.g. the age of a position. Drawn from close up only. */
  readonly label?: string;
  /** Degrees clockwise from north, for things that head somewhere. */
  readonly turn?: number;
};
export type PointFeature = { readonly id: string; readonly lon: number; readonly lat: number; readonly look: Look };

/** How an area is filled: by what its state means, or by whose it is. The label, e.g. a countdown, stands in its middle. */
export type AreaLook =
  | { readonly tone: Tone; readonly label?: string }
  | { readonly hue: Hue; readonly hatched: boolean; readonly label?: string };
/** `code` names a shape of the base map, so that live data need not carry geometry; `rings` draws one of its own (polygons of rings). */
export type AreaFeature = { readonly id: string; readonly look: AreaLook } & (
  | { readonly code: string }
  | { readonly rings: readonly (readonly (readonly (readonly [number, number])[])[])[] }
);

/** What a feature of the product puts on the map. Data only: the map draws all layers the same way. */
export type Layer =
  | { readonly id: string; readonly kind: 'points'; readonly features: readonly PointFeature[]; readonly clustered?: boolean }
  | { readonly id: string; readonly kind: 'areas'; readonly features: readonly AreaFeature[] };

/** One line of the legend. The word is handed in; the drawing is the map's own. */
export type LegendLine =
  | { readonly kind: 'point'; readonly tone: Tone; readonly shape: ShapeName; readonly word: string }
  | { readonly kind: 'area'; readonly tone: Tone; readonly word: string }
  | { readonly kind: 'hue'; readonly hue: Hue; readonly hatched: boolean; readonly word: string }
  | { readonly kind: 'cluster'; readonly word: string };

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];

/** What lies under a tap, topmost first. */
export type Hit = { readonly layer: string; readonly id: string };

/** The base map as the server sends it: `properties.layer` says what each feature is. */
export type BaseFeature = {
  readonly type: 'Feature';
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
  readonly properties: {
    readonly layer: string;
    readonly code?: string;
    readonly name?: string;
    readonly name_en?: string;
    readonly class?: string | number;
  };
};
export type BaseMap = { readonly type?: 'FeatureCollection'; readonly features: readonly BaseFeature[] };
