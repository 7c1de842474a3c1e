import type { ShapeName, Tone } from '../look/shapes.ts';

/** The names under which the map asks for its pictures; images.ts draws them. */
export const markId = (shape: ShapeName, tone: Tone): string => `mark/${shape}/${tone}`;
export const hatchId = (tone: Tone): string => `hatch/${tone}`;
