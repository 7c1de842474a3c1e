import type { Words } from '../../../kernel/words.ts';
import type { Bounds } from '../../../ui/canvas/layer.ts';

/** What the page is told of the world around the map. */
export type Frame = { readonly bounds: Bounds; readonly attribution: string[]; readonly boundaryNotice: Words | null };
