import { type Cells, buildCells, kindAt } from '../../../kernel/place/cells.ts';
import type { Point } from '../../../kernel/place/point.ts';
import { type Area, type Rings, areaOf, holds, sizeOf } from '../../../kernel/place/polygon.ts';
import type { Road } from '../../territory/rules/place.ts';
import type { DutyRow } from './row.ts';

/** Half the width of a road's corridor where a row says none, by class: motorways to lanes. */
const HALF_WIDTH = [0, 40, 30, 25, 20, 15, 12, 8, 8, 8];
const METRES_PER_DEGREE = 111_320;

/** Shapes that only duty rows know: polygons drawn for one row, and road corridors. Several areas may carry one key. */
export type Drawn = {
  readonly keys: readonly string[];
  readonly sizes: readonly number[];
  readonly areas: readonly Area[];
  readonly cells: Cells;
};

export function polygonKey(row: string): string {
  return `polygon:${row}`;
}

export function roadKey(road: string, metres: number | undefined): string {
  return metres === undefined ? `road:${road}` : `road:${road}:${metres}`;
}

/** Undefined when no row draws anything, the usual case. */
export function drawnBy(rows: readonly DutyRow[], roads: ReadonlyMap<string, Road>): Drawn | undefined {
  const shapes = new Map<string, Rings[]>();
  for (const { id, territory } of rows) {
    if (territory === null) continue;
    if ('polygon' in territory) shapes.set(polygonKey(id), [territory.polygon]);
    if ('road' in territory) {
      const road = roads.get(territory.road);
      shapes.set(roadKey(territory.road, territory.metres), road ? corridor(road, territory.metres) : []);
    }
  }
  const pieces = [...shapes].flatMap(([key, parts]) => parts.map((part) => ({ key, area: areaOf(part), size: sizeOf(part) })));
  if (pieces.length === 0) return undefined;
  const areas = pieces.map(({ area }) => area);
  return { keys: pieces.map(({ key }) => key), sizes: pieces.map(({ size }) => size), areas, cells: buildCells(areas) };
}

/** One rectangle for each stretch of the centre line, longer by half the width at both ends so that bends are filled. */
function corridor({ line, class: rank }: Road, metres = HALF_WIDTH[rank] ?? 15): Rings[] {
  return line.slice(1).flatMap((to, i): Rings[] => {
    const from = line[i];
    if (!from) return [];
    const north = metres / METRES_PER_DEGREE;
    const east = north / Math.cos((from[1] * Math.PI) / 180);
    const [dx, dy] = [(to[0] - from[0]) / east, (to[1] - from[1]) / north];
    const length = Math.hypot(dx, dy);
    if (length === 0) return [];
    const [ux, uy] = [dx / length, dy / length];
    const corner = ([lon, lat]: readonly [number, number], along: number, aside: number) =>
      [lon + (ux * along - uy * aside) * east, lat + (uy * along + ux * aside) * north] as const;
    const ring = [corner(from, -1, -1), corner(to, 1, -1), corner(to, 1, 1), corner(from, -1, 1), corner(from, -1, -1)];
    return [[[ring]]];
  });
}

/** Numbers of the drawn areas that hold a point, as one text; the empty text for none. */
export function drawnAt({ areas, cells }: Drawn, { lon, lat }: Point): string {
  const kind = kindAt(cells, lon, lat);
  if (kind === undefined) return '';
  const { whole = [], maybe = [] } = cells.kinds[kind] ?? {};
  return [...whole, ...maybe.filter((number) => holds(areas[number] as Area, lon, lat))].sort((a, b) => a - b).join(' ');
}
