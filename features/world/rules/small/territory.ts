import type { Day } from '../../../../kernel/brand.ts';
import { seeded } from '../../../../kernel/chance.ts';
import type { Words } from '../../../../kernel/words.ts';
import type { Level, NamedPlace, Place, Road, Shape } from '../../../territory/rules/place.ts';

/** The invented district stands on a lattice of 12 × 9 blocks, bent so that no street is a ruler: two streets of 6 × 9 blocks. */
const COLUMNS = 12;
const ROWS = 9;
const WEST = 114.0402;
const SOUTH = 22.5218;
/** Degrees of a block: some 190 m wide and 165 m high at this latitude. */
const WIDE = 0.00185;
const HIGH = 0.00149;
const FROM = '2024-01-01' as Day;

export type Corner = readonly [number, number];

const bent = (() => {
  const chance = seeded(20_260_701);
  const rows: Corner[][] = [];
  for (let row = 0; row <= ROWS; row++) {
    const line: Corner[] = [];
    for (let column = 0; column <= COLUMNS; column++) {
      const sway = Math.sin(row / 2.7) * 0.00042 + Math.sin(column / 3.1 + row / 5) * 0.0002;
      const rise = Math.sin(column / 2.3) * 0.00034 + Math.cos(row / 1.9) * 0.00012;
      const jitter = () => (chance() - 0.5) * 0.00028;
      const round = (value: number) => Math.round(value * 1e6) / 1e6;
      line.push([round(WEST + column * WIDE + sway + jitter()), round(SOUTH + row * HIGH + rise + jitter())]);
    }
    rows.push(line);
  }
  return rows;
})();

export function corner(column: number, row: number): Corner {
  const found = bent[row]?.[column];
  if (!found) throw new Error(`no corner ${column},${row}`);
  return found;
}

export type Block = { readonly west: number; readonly east: number; readonly south: number; readonly north: number };

/** The outline of a block of cells along the shared corners, so that neighbours fit without gap or overlap. */
export function outline({ west, east, south, north }: Block): Shape {
  const ring: Corner[] = [];
  for (let column = west; column < east; column++) ring.push(corner(column, south));
  for (let row = south; row < north; row++) ring.push(corner(east, row));
  for (let column = east; column > west; column--) ring.push(corner(column, north));
  for (let row = north; row > south; row--) ring.push(corner(west, row));
  ring.push(corner(west, south));
  return [[ring]];
}

export function middle({ west, east, south, north }: Block): { lon: number; lat: number } {
  const corners = [corner(west, south), corner(east, south), corner(east, north), corner(west, north)];
  return { lon: corners.reduce((sum, [lon]) => sum + lon, 0) / 4, lat: corners.reduce((sum, [, lat]) => sum + lat, 0) / 4 };
}

export const streets = [
  {
    code: '440399001',
    name: { zh: '澄湖街道', en: 'Chenghu Street' },
    west: 0,
    communities: ['湖心', '石榴', '锦书'],
    en: ['Huxin', 'Shiliu', 'Jinshu'],
  },
  {
    code: '440399002',
    name: { zh: '望榕街道', en: 'Wangrong Street' },
    west: 6,
    communities: ['水口', '榕荫', '新埠'],
    en: ['Shuikou', 'Rongyin', 'Xinbu'],
  },
] as const;

function place(code: string, level: Level, name: Words, { parent, block }: { parent: string | null; block: Block }): Place {
  return { code, level, name, parent, shape: outline(block), from: FROM, until: null, label: middle(block) };
}

const pad = (n: number) => String(n).padStart(3, '0');

export function smallPlaces(): Place[] {
  const whole: Block = { west: 0, east: COLUMNS, south: 0, north: ROWS };
  const found: Place[] = [place('440399', 'district', { zh: '湖榕区', en: 'Hurong District' }, { parent: null, block: whole })];
  for (const street of streets) {
    found.push(
      place(street.code, 'street', street.name, {
        parent: '440399',
        block: { west: street.west, east: street.west + 6, south: 0, north: ROWS },
      }),
    );
    street.communities.forEach((name, i) => {
      found.push(
        ...communityPlaces(street, {
          name: { zh: `${name}社区`, en: `${street.en[i]} Community` },
          code: `${street.code}${pad(i + 1)}`,
          south: i * 3,
          first: i * 2 + 1,
        }),
      );
    });
  }
  return found;
}

type Community = { name: Words; code: string; south: number; first: number };

/** A community of 6 × 3 blocks: two duty grids of nine unit grids each. */
function communityPlaces(street: (typeof streets)[number], { name, code, south, first }: Community): Place[] {
  const block = { west: street.west, east: street.west + 6, south, north: south + 3 };
  const found = [place(code, 'community', name, { parent: street.code, block })];
  for (const half of [0, 1]) {
    const west = street.west + half * 3;
    const grid = `${code}-G${half + 1}`;
    const number = first + half;
    found.push(
      place(
        grid,
        'duty_grid',
        { zh: `${number}号网格`, en: `Grid ${number}` },
        { parent: code, block: { west, east: west + 3, south, north: south + 3 } },
      ),
    );
    for (let cell = 0; cell < 9; cell++) {
      const at = { west: west + (cell % 3), south: south + Math.floor(cell / 3) };
      const serial = `${code}${pad(half * 9 + cell + 1)}`;
      found.push(
        place(
          serial,
          'unit_grid',
          { zh: serial.slice(-3), en: serial.slice(-3) },
          { parent: grid, block: { ...at, east: at.west + 1, north: at.south + 1 } },
        ),
      );
    }
  }
  return found;
}

export const villages: readonly { code: string; name: Words; block: Block }[] = [
  { code: 'V-SL', name: { zh: '石榴村', en: 'Shiliu Village' }, block: { west: 3, east: 5, south: 3, north: 5 } },
  { code: 'V-SK', name: { zh: '水口村', en: 'Shuikou Village' }, block: { west: 7, east: 9, south: 1, north: 3 } },
];

export function smallNamedPlaces(): NamedPlace[] {
  const park = { west: 1, east: 3, south: 6, north: 8 };
  return [
    ...villages.map(
      ({ code, name, block }): NamedPlace => ({ code, kind: 'urban_village', name, shape: outline(block), at: middle(block) }),
    ),
    { code: 'P-CH', kind: 'park', name: { zh: '澄湖公园', en: 'Chenghu Park' }, shape: outline(park), at: middle(park) },
    {
      code: 'W-CH',
      kind: 'water',
      name: { zh: '澄湖', en: 'Cheng Lake' },
      shape: lake(),
      at: middle({ west: 1, east: 3, south: 6, north: 8 }),
    },
    {
      code: 'W-WR',
      kind: 'water',
      name: { zh: '望榕河', en: 'Wangrong River' },
      shape: river(),
      at: { lon: WEST + WIDE * 6, lat: SOUTH - 0.0009 },
    },
  ];
}

function lake(): Shape {
  const centre = middle({ west: 1, east: 3, south: 6, north: 8 });
  const ring = Array.from({ length: 25 }, (_, i): Corner => {
    const angle = ((i % 24) / 24) * 2 * Math.PI;
    const reach = 1 + 0.16 * Math.sin(angle * 3) + 0.08 * Math.cos(angle * 5);
    return [centre.lon + Math.cos(angle) * 0.00115 * reach, centre.lat + Math.sin(angle) * 0.00082 * reach];
  });
  return [[ring]];
}

/** South of both streets, outside their bounds, as a border should be. */
function river(): Shape {
  const bank = (lift: number) =>
    Array.from({ length: 27 }, (_, i): Corner => [WEST - WIDE / 2 + (i * WIDE) / 2, SOUTH - 0.0012 + lift + Math.sin(i / 3.2) * 0.00025]);
  const south = bank(-0.0006);
  const ring = [...south, ...bank(0.0002).toReversed(), south[0] ?? [WEST, SOUTH]];
  return [[ring]];
}

const acrossNames = ['临河路', '澄湖南路', '采莲街', '石榴路', '百果街', '锦书路', '知秋街', '听雨街', '云栖路', '北环大道'];
const downNames = [
  '西堤路',
  '渔歌巷',
  '灯芯街',
  '澄湖大道',
  '梅影街',
  '半亩街',
  '中轴大道',
  '榕树头街',
  '水车街',
  '望榕大道',
  '新埠街',
  '晒网巷',
  '东港路',
];

/** A lattice line is a road; edges of streets and communities carry the traffic, the lines between them are lanes. */
export function smallRoads(): Road[] {
  const across = acrossNames.flatMap((name, row) =>
    stretches(row === 7 ? [0, 1] : [0, COLUMNS], row === 7 ? [3, COLUMNS] : null).map(
      ([from, to], part): Road => ({
        id: `E${row}${part === 0 ? '' : 'b'}`,
        name,
        class: row === 0 || row === ROWS ? 2 : row % 3 === 0 ? 3 : row % 3 === 1 ? 5 : 6,
        line: Array.from({ length: to - from + 1 }, (_, i) => corner(from + i, row)),
      }),
    ),
  );
  const down = downNames.flatMap((name, column) =>
    stretches(column === 2 ? [0, 6] : [0, ROWS], column === 2 ? [8, ROWS] : null).map(
      ([from, to], part): Road => ({
        id: `S${column}${part === 0 ? '' : 'b'}`,
        name,
        class: column === 6 ? 1 : column % 6 === 0 ? 2 : column % 3 === 0 ? 3 : 5,
        line: Array.from({ length: to - from + 1 }, (_, i) => corner(column, from + i)),
      }),
    ),
  );
  return [...across, ...down, ...villages.flatMap(lanes)];
}

type Stretch = readonly [from: number, to: number];

/** Two roads stop at the park and go on behind it: nobody drives through the lake. */
function stretches(first: Stretch, second: Stretch | null): readonly Stretch[] {
  return second ? [first, second] : [first];
}

/** Numbered lanes inside a village: 石榴一巷, 石榴二巷 … the way such villages count. */
function lanes({ code, name, block }: (typeof villages)[number]): Road[] {
  const count = ['一', '二', '三', '四', '五', '六'];
  return count.map((number, i) => {
    const part = (i + 1) / (count.length + 1);
    const from = between(corner(block.west, block.south), corner(block.west, block.north), part);
    const to = between(corner(block.east, block.south), corner(block.east, block.north), part);
    return { id: `${code}-${i + 1}`, name: `${name.zh.replace('村', '')}${number}巷`, class: 7, line: [from, between(from, to, 0.5), to] };
  });
}

export function between([x1, y1]: Corner, [x2, y2]: Corner, part: number): Corner {
  return [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];
}
