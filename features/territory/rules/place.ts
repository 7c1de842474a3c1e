import type { Day, StreetId, UnitId } from '../../../kernel/brand.ts';
import type { Crs, Point } from '../../../kernel/place/point.ts';
import type { Words } from '../../../kernel/words.ts';

/** The territory tree, outermost first: 市, 区, 街道, 社区, 责任网格, 单元网格. */
export const levels = ['city', 'district', 'street', 'community', 'duty_grid', 'unit_grid'] as const;
export type Level = (typeof levels)[number];

/** Rings as in GeoJSON: `[lon, lat]` pairs in WGS-84, the first ring outer, the others holes; several polygons for islands. */
export type Shape = readonly (readonly (readonly (readonly [number, number])[])[])[];

/** What a source said, word for word, where it spoke another coordinate system and was converted. */
export type Original<T> = { readonly crs: Crs; readonly said: T };

/** One area of the territory tree as it was on some days. A boundary change ends one row and begins another; the past keeps its own. */
export type Place = {
  readonly code: string;
  readonly level: Level;
  readonly name: Words;
  readonly parent: string | null;
  readonly shape: Shape;
  readonly from: Day;
  /** The first day on which this shape no longer holds; null while it does. */
  readonly until: Day | null;
  /** Where the label stands, when the source says so. */
  readonly label?: Point;
  /** Said on screens when the boundary is not an official one. */
  readonly accuracy?: string;
  readonly original?: Original<Shape>;
};

/** An area with a name people use that is not a level of the tree: an urban village, a park, a market. */
export type NamedPlace = {
  readonly code: string;
  readonly kind: 'urban_village' | 'park' | 'water' | 'other';
  readonly name: Words;
  readonly shape: Shape;
  readonly at: Point;
  readonly original?: Original<Shape>;
};

/** A road's centre line with its class (1 motorway to 9 rail), for the base map and for place words. */
export type Road = {
  readonly id: string;
  readonly name: string | null;
  readonly class: number;
  readonly line: readonly (readonly [number, number])[];
};

/** A managed thing (部件) with a QR code on it: a bin, a lamppost, a manhole. `part` is its five-digit class in the catalogue. */
export type Asset = {
  readonly code: string;
  readonly part: string;
  readonly name: Words;
  readonly at: Point;
  readonly street: StreetId;
  readonly synthetic: boolean;
  /** 主管部门, 权属单位, 养护单位: three different parties (GB/T 47678.5, domain handbook 2.3); absent where nobody has said. */
  readonly supervisor?: UnitId;
  readonly owner?: UnitId;
  readonly maintainer?: UnitId;
  readonly original?: Original<Point>;
};

/** Where a point lies. Only the street is certain for every point of a world; finer levels may be absent from the source. */
export type Located = {
  readonly street: StreetId;
  readonly community: string | null;
  readonly dutyGrid: string | null;
  readonly unitGrid: string | null;
};
