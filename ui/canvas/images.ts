import { hatchId, markId } from './imageids.ts';
import { type ShapeName, shapes, signs, type Tone, tones } from '../look/shapes.ts';
import type { Palette } from '../look/tokens.ts';

/** Marks are drawn at twice their size, for dense screens. */
export const DENSITY = 2;
const FIELD = 24;
/** Room around the 24-unit field for the halo. */
const MARGIN = 2;

function pen(side: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser has no 2D canvas');
  return context;
}

function drawMark(shape: ShapeName, tone: Tone, palette: Palette): ImageData {
  const side = (FIELD + 2 * MARGIN) * DENSITY;
  const at = pen(side);
  at.scale(DENSITY, DENSITY);
  at.translate(MARGIN, MARGIN);
  at.lineJoin = 'round';
  at.lineCap = 'round';
  const outline = new Path2D(shapes[shape]);
  const sign = signs[tone];
  const colour = palette[`${tone}-mark`];
  at.strokeStyle = palette.sheet;
  at.lineWidth = 4;
  at.stroke(outline);
  at.fillStyle = sign ? colour : palette.sheet;
  at.fill(outline);
  if (!sign) {
    at.strokeStyle = colour;
    at.lineWidth = 2.5;
    at.setLineDash([4, 3]);
    at.stroke(outline);
  } else if (shape !== 'arrow') {
    at.strokeStyle = palette['on-mark'];
    at.lineWidth = 2.8;
    at.stroke(new Path2D(sign));
  }
  return at.getImageData(0, 0, side, side);
}

/** Line directions by tone, so that areas differ in print and to colour-blind eyes: red falls, amber rises, blue stands, grey is bare. */
const hatches: Record<Tone, string> = {
  red: 'M-4-4L20 20M-4 4L12 20M4-4L20 12',
  amber: 'M-4 20L20-4',
  green: '',
  blue: 'M8-4V20',
  grey: '',
};

function drawHatch(tone: Tone, palette: Palette): ImageData {
  const side = 16 * DENSITY;
  const at = pen(side);
  at.scale(DENSITY, DENSITY);
  at.strokeStyle = palette[`${tone}-mark`];
  at.lineWidth = 1.4;
  at.stroke(new Path2D(hatches[tone]));
  return at.getImageData(0, 0, side, side);
}

/** Every picture a layer can name: some forty small ones, a few milliseconds in all. */
export function drawImages(palette: Palette): { id: string; image: ImageData }[] {
  const names = Object.keys(shapes) as ShapeName[];
  return tones.flatMap((tone) => [
    { id: hatchId(tone), image: drawHatch(tone, palette) },
    ...names.map((shape) => ({ id: markId(shape, tone), image: drawMark(shape, tone, palette) })),
  ]);
}
