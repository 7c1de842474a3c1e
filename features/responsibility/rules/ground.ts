import type { UnitId } from '../../../kernel/brand.ts';
import type { Point } from '../../../kernel/place/point.ts';
import { type Calendar, isWorkday, numberOfDay } from '../../../kernel/time/calendar.ts';
import type { Matter } from '../../catalogue/rules/matter.ts';
import { type Atlas, containing, locate } from '../../territory/rules/atlas.ts';
import type { Asset, Level, NamedPlace, Road } from '../../territory/rules/place.ts';
import { insideOf } from '../../../kernel/place/polygon.ts';
import { type AssetRole, assetRoles } from './row.ts';

/** The parties known of a thing. */
export type Thing = { readonly [R in AssetRole]?: UnitId };

/** A piece of ground no territory of the tree or of a name cuts through, or one thing standing on it. */
export type Piece = {
  /** What to call it: the code of its innermost area, or of the thing. */
  readonly code: string;
  /** Codes of everything that holds it. */
  readonly areas: readonly string[];
  readonly asset: string | null;
  readonly at: Point | null;
  /** For "the smallest of several": square degrees of the innermost area, 0 for a thing. */
  readonly size: number;
};

/** What duty rows are laid over: all matters, all pieces of ground, all things, and the calendar. */
export type Ground = {
  readonly matters: readonly Matter[];
  readonly pieces: readonly Piece[];
  readonly things: ReadonlyMap<string, Thing>;
  readonly levels: ReadonlyMap<string, Level | 'named'>;
  readonly roads: ReadonlyMap<string, Road>;
  readonly atlas: Atlas;
  readonly calendar: Calendar;
  readonly dayKinds: DayKinds;
};

/** Kinds of day a row can tell apart: the weekday, and whether people work, rest, or rest by statute. */
export const DAY_KINDS = 21;
export type DayKinds = { readonly first: number; readonly kinds: Uint8Array };
const FIRST_DAY = numberOfDay('2000-01-01' as never);
const DAYS = 36_525;

/** weekday (0 is Monday) × 3 + (0 works, 1 rests, 2 a statutory holiday). */
export function kindOfDay(day: number, calendar: Calendar, holidays: ReadonlySet<number>): number {
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday * 3 + (isWorkday(day, calendar).work ? 0 : holidays.has(day) ? 2 : 1);
}

function holidaysOf({ specialDays }: Calendar): Set<number> {
  return new Set([...specialDays].filter(([, kind]) => kind === 'rest').map(([day]) => numberOfDay(day)));
}

/** A century of days by kind, so that a decision looks up instead of working out. */
export function dayKindsOf(calendar: Calendar): DayKinds {
  const kinds = new Uint8Array(DAYS);
  for (let i = 0; i < DAYS; i += 1) kinds[i] = ((FIRST_DAY + i + 3) % 7) * 3 + ((FIRST_DAY + i + 3) % 7 < 5 ? 0 : 1);
  const holidays = holidaysOf(calendar);
  for (const day of calendar.specialDays.keys()) {
    const at = numberOfDay(day) - FIRST_DAY;
    if (at >= 0 && at < DAYS) kinds[at] = kindOfDay(at + FIRST_DAY, calendar, holidays);
  }
  return { first: FIRST_DAY, kinds };
}

type Drawn = {
  readonly atlas: Atlas;
  readonly named: readonly NamedPlace[];
  readonly roads: readonly Road[];
  readonly assets: readonly Asset[];
  readonly matters: readonly Matter[];
  readonly calendar: Calendar;
};

/** The ground of a world on the day of its atlas. */
export function groundOf({ atlas, named, roads, assets, matters, calendar }: Drawn): Ground {
  const levels = new Map<string, Level | 'named'>();
  for (const { code } of named) levels.set(code, 'named');
  for (const { code, level } of atlas.places.values()) levels.set(code, level);
  return {
    matters,
    pieces: [...pieces(atlas), ...assets.map((asset) => pieceOf(asset, atlas))],
    things: new Map(assets.map((asset) => [asset.code, partiesOf(asset)])),
    levels,
    roads: new Map(roads.map((road) => [road.id, road])),
    atlas,
    calendar,
    dayKinds: dayKindsOf(calendar),
  };
}

function partiesOf(asset: Asset): Thing {
  return Object.fromEntries(assetRoles.flatMap((role) => (asset[role] ? [[role, asset[role]]] : [])));
}

function pieceOf({ code, at, street }: Asset, atlas: Atlas): Piece {
  return { code, areas: [street, ...containing(atlas, at)], asset: code, at, size: 0 };
}

/**
 * Every combination of areas that occurs on the ground, found at the middle of each cell of the atlas and inside each place, so
 * a sliver thinner than a cell may be missed. That cannot hide a gap of a tree place: whoever answers for the bare street
 * answers for its slivers too.
 */
function pieces(atlas: Atlas): Piece[] {
  const found = new Map<readonly string[], Piece>();
  const seen = new Map<string, Piece>();
  const sizes = new Map(atlas.entries.map(({ code, size }) => [code, size]));
  const look = (at: Point) => {
    const areas = containing(atlas, at);
    if (found.has(areas)) return;
    const street = locate(atlas, at)?.street;
    if (street === undefined) return;
    const key = areas.join(' ');
    const piece = seen.get(key) ?? { code: areas[0] ?? street, areas, asset: null, at, size: sizes.get(areas[0] ?? street) ?? 0 };
    seen.set(key, piece);
    found.set(areas, piece);
  };
  for (const { shape } of atlas.places.values()) {
    const at = insideOf(shape);
    if (at) look(at);
  }
  const { box, columns, rows } = atlas.cells;
  const [wide, high] = [(box.east - box.west) / columns, (box.north - box.south) / rows];
  for (let y = 0; y < rows; y += 1)
    for (let x = 0; x < columns; x += 1) look({ lon: box.west + (x + 0.5) * wide, lat: box.south + (y + 0.5) * high });
  return [...seen.values()];
}
