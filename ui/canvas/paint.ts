import { shapeOf, shapes, signs, type ShapeName, type Tone } from '../look/shapes.ts';
import type { Palette } from '../look/tokens.ts';
import type { Locale } from '../../kernel/words.ts';
import type { Point } from '../../kernel/place/point.ts';
import { type Drawable, inView, type Size, type Spot, spotOf, type View } from './ground.ts';

export type Pin = { readonly point: Point; readonly tone: Tone; readonly shape?: ShapeName };
export type Scene = {
  readonly drawables: readonly Drawable[];
  readonly pins: readonly Pin[];
  readonly palette: Palette;
  readonly locale: Locale;
  /** True when a pin stands in the middle: no name is written under it. */
  readonly hasMiddle?: boolean;
};
type Pen = CanvasRenderingContext2D;
type At = (lon: number, lat: number) => Spot;

const grounds = [
  ['district', 'map-land'],
  ['street', 'map-land'],
  ['village', 'map-village'],
  ['park', 'map-park'],
  ['water', 'map-water'],
] as const;

/** Metres from kerb to kerb by road class. */
const wide = [0, 30, 24, 18, 13, 9, 6, 5, 3];
/** Footpaths and lanes would be a blot from far away. */
const farthest = [0, 99, 99, 99, 14, 9, 4, 3, 2];

/** Draws the window anew. A frame of a few hundred roads costs some milliseconds, so nothing is kept between frames. */
export function paint(canvas: HTMLCanvasElement, view: View, { drawables, pins, palette, locale, hasMiddle = false }: Scene): void {
  const size = fit(canvas);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const middle: Spot = [size.width / 2, size.height / 2];
  const at: At = (lon, lat) => {
    const [x, y] = spotOf(view, lon, lat);
    return [x + middle[0], y + middle[1]];
  };
  const seen = inView(drawables, view, size);
  pen.fillStyle = palette[drawables.length > 0 ? 'map-outside' : 'map-land'];
  pen.fillRect(0, 0, size.width, size.height);
  for (const [layer, token] of grounds) fillAreas(pen, seen, { layer, colour: palette[token], at });
  const roads = seen
    .filter(({ layer, rank }) => layer === 'road' && view.metresPerPixel <= (farthest[rank] ?? 0))
    .sort((a, b) => b.rank - a.rank);
  drawRoads(pen, roads, { palette, at, metresPerPixel: view.metresPerPixel });
  drawEdges(pen, seen, { palette, at });
  drawNames(pen, seen, { palette, locale, at, size, roads, hasMiddle });
  for (const pin of pins) drawPin(pen, pin, { palette, at });
}

/** Makes the canvas as fine as the screen and answers its size in CSS pixels. */
function fit(canvas: HTMLCanvasElement): Size {
  const dense = Math.min(3, devicePixelRatio || 1);
  const { clientWidth: width, clientHeight: height } = canvas;
  if (canvas.width !== Math.round(width * dense)) canvas.width = Math.round(width * dense);
  if (canvas.height !== Math.round(height * dense)) canvas.height = Math.round(height * dense);
  canvas.getContext('2d')?.setTransform(dense, 0, 0, dense, 0, 0);
  return { width, height };
}

function trace(pen: Pen, rings: Drawable['rings'], at: At) {
  for (const ring of rings)
    for (const [index, [lon, lat]] of ring.entries()) {
      if (index === 0) pen.moveTo(...at(lon, lat));
      else pen.lineTo(...at(lon, lat));
    }
}

function fillAreas(pen: Pen, seen: readonly Drawable[], { layer, colour, at }: { layer: string; colour: string; at: At }) {
  pen.fillStyle = colour;
  for (const drawable of seen) {
    if (drawable.layer !== layer) continue;
    pen.beginPath();
    trace(pen, drawable.rings, at);
    pen.fill('evenodd');
  }
}

type Laying = { palette: Palette; at: At; metresPerPixel: number };

function drawRoads(pen: Pen, roads: readonly Drawable[], { palette, at, metresPerPixel }: Laying) {
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  const lay = (more: number, colourOf: (rank: number) => string) => {
    for (const { rings, rank } of roads) {
      pen.strokeStyle = colourOf(rank);
      pen.lineWidth = Math.max(rank <= 3 ? 2 : 1, (wide[rank] ?? 3) / metresPerPixel) + more;
      pen.beginPath();
      trace(pen, rings, at);
      pen.stroke();
    }
  };
  lay(2.5, () => palette['map-casing']);
  lay(0, (rank) => palette[rank <= 3 ? 'map-road' : 'map-lane']);
}

function drawEdges(pen: Pen, seen: readonly Drawable[], { palette, at }: { palette: Palette; at: At }) {
  pen.strokeStyle = palette['map-boundary'];
  pen.lineWidth = 1.2;
  pen.setLineDash([7, 3, 2, 3]);
  for (const { layer, rings } of seen) {
    if (layer !== 'street') continue;
    pen.beginPath();
    trace(pen, rings, at);
    pen.stroke();
  }
  pen.setLineDash([]);
}

type Naming = { palette: Palette; locale: Locale; at: At; size: Size; roads: readonly Drawable[]; hasMiddle: boolean };
type Name = { text: string; spot: Spot; turn: number };

/** Names of places, then of roads once each along their longest piece in view; a name that would touch another is left out. */
function drawNames(pen: Pen, seen: readonly Drawable[], naming: Naming) {
  const { palette, locale, at, roads, size, hasMiddle } = naming;
  pen.font = `12px ${palette.font}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  pen.strokeStyle = palette['map-halo'];
  pen.fillStyle = palette['map-label'];
  pen.lineWidth = 3;
  const places = seen
    .filter(({ layer, kind }) => layer === 'label' && kind !== 'duty_grid')
    .map((each): Name => {
      const [lon, lat] = each.rings[0]?.[0] ?? [0, 0];
      return { text: each[locale], spot: at(lon, lat), turn: 0 };
    });
  // `roads` lies widest last: the widest are named first.
  const along = [...roads].reverse().flatMap((road): Name[] => {
    const piece = road[locale] ? longestPiece(road, at, size) : undefined;
    return piece ? [{ text: road[locale], ...piece }] : [];
  });
  const pin = { x: size.width / 2, y: size.height / 2 - 12, reach: 14 };
  const taken: { x: number; y: number; reach: number }[] = hasMiddle ? [pin, { ...pin, y: pin.y - 24 }] : [];
  const said = new Set<string>();
  for (const { text, spot, turn } of [...places, ...along]) {
    const reach = pen.measureText(text).width / 2 + 6;
    const half = reach * Math.cos(turn);
    const isCut = spot[0] - half < 0 || spot[0] + half > size.width;
    const touches = taken.some((other) => Math.abs(other.x - spot[0]) < other.reach + reach && Math.abs(other.y - spot[1]) < 20);
    if (!text || said.has(text) || touches || isCut) continue;
    said.add(text);
    taken.push({ x: spot[0], y: spot[1], reach });
    write(pen, { text, spot, turn });
  }
}

const isHan = /^[\u3400-\u9fff]+$/;

/** Chinese down a steep road stands upright, sign below sign, as on a street plate; anything else follows the slope. */
function write(pen: Pen, { text, spot: [x, y], turn }: Name) {
  const isSteep = Math.abs(turn) > Math.PI / 4 && isHan.test(text);
  const signsOf = isSteep ? [...text] : [text];
  const step = 14;
  pen.save();
  pen.translate(x, y);
  if (!isSteep) pen.rotate(turn);
  for (const put of [pen.strokeText.bind(pen), pen.fillText.bind(pen)])
    for (const [index, sign] of signsOf.entries()) {
      const down = (index - (signsOf.length - 1) / 2) * step;
      // Down a slanting road each sign keeps to the middle of it.
      put(sign, isSteep ? down / Math.tan(turn) : 0, down);
    }
  pen.restore();
}

/** The longest straight piece whose middle is in the window, and its slope kept readable; undefined when none is 40 px long. */
function longestPiece({ rings }: Drawable, at: At, { width, height }: Size): { spot: Spot; turn: number } | undefined {
  let best: { spot: Spot; turn: number } | undefined;
  let longest = 40;
  for (const ring of rings)
    for (const [index, end] of ring.entries()) {
      const start = ring[index - 1];
      if (!start) continue;
      const [ax, ay] = at(...start);
      const [bx, by] = at(...end);
      const spot: Spot = [(ax + bx) / 2, (ay + by) / 2];
      const length = Math.hypot(bx - ax, by - ay);
      const isInside = spot[0] > 20 && spot[0] < width - 20 && spot[1] > 12 && spot[1] < height - 12;
      if (!isInside || length <= longest) continue;
      longest = length;
      const slope = Math.atan2(by - ay, bx - ax);
      best = { spot, turn: Math.abs(slope) > Math.PI / 2 ? slope + Math.PI : slope };
    }
  return best;
}

function drawPin(pen: Pen, { point, tone, shape = shapeOf[tone] }: Pin, { palette, at }: { palette: Palette; at: At }) {
  const outline = new Path2D(shapes[shape]);
  const sign = signs[tone];
  pen.save();
  pen.translate(...at(point.lon, point.lat));
  pen.translate(-12, -12);
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  pen.strokeStyle = palette.sheet;
  pen.lineWidth = 4;
  pen.stroke(outline);
  pen.fillStyle = palette[`${tone}-mark`];
  pen.fill(outline);
  pen.strokeStyle = palette['on-mark'];
  pen.lineWidth = 2.8;
  if (sign) pen.stroke(new Path2D(sign));
  pen.restore();
}
