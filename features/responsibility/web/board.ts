import { type Hue, hues } from '../../../ui/look/hues.ts';
import type { MatrixView } from '../rules/view.ts';

export type Gap = 'nobody' | 'fallback';
/** One cell as a person reads it: the party with most of it, how many others share it, and whether it has a hole. */
export type Square = { readonly party: string | null; readonly others: number; readonly gap: Gap | null };
/** A row of the board: a family (大类), or one of its matters when the family is open. */
export type Line = { readonly id: string; readonly family: string; readonly matter: string | null };
export type Board = {
  readonly lines: readonly Line[];
  readonly squareAt: (line: number, area: number) => Square;
  /** A colour for each party, the same on matrix, map and list. */
  readonly hueOf: ReadonlyMap<string, Hue>;
};

/** Lays the matrix out in rows, with only the open families unfolded. */
export function boardOf(view: MatrixView, open: ReadonlySet<string>, kept: ReadonlyMap<string, Hue> = new Map()): Board {
  const width = view.areas.length;
  const spans = familySpans(view);
  const lines: Line[] = [];
  const rows: { from: number; to: number }[] = [];
  for (const { id, from, to, matters } of spans) {
    lines.push({ id, family: id, matter: null });
    rows.push({ from, to });
    if (!open.has(id)) continue;
    for (const [i, matter] of matters.entries()) {
      lines.push({ id: matter, family: id, matter });
      rows.push({ from: from + i, to: from + i + 1 });
    }
  }
  return {
    lines,
    squareAt: (line, area) => squareOf(view, rows[line] ?? { from: 0, to: 0 }, { area, width }),
    hueOf: huesOf(view, kept),
  };
}

function familySpans({ families }: MatrixView) {
  let from = 0;
  return families.map(({ id, matters }) => {
    const span = { id, from, to: from + matters.length, matters: matters.map((matter) => matter.id) };
    from = span.to;
    return span;
  });
}

/** The party that leads most of the matters in the span; any gap in it shows. */
function squareOf(view: MatrixView, { from, to }: { from: number; to: number }, { area, width }: { area: number; width: number }): Square {
  const counts = new Map<string, number>();
  let gap: Gap | null = null;
  for (let matter = from; matter < to; matter += 1) {
    const outcome = view.outcomes[view.cells[matter * width + area] ?? -1];
    if (!outcome) continue;
    for (const [i, party] of outcome.parties.entries()) counts.set(party, (counts.get(party) ?? 0) + (i === 0 ? 1 : 0));
    if (outcome.gap === 'nobody' || (outcome.gap === 'fallback' && gap === null)) gap = outcome.gap;
  }
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return { party: first?.[0] ?? null, others: Math.max(0, counts.size - 1), gap };
}

/**
 * Who has most of the board gets a hue first, so that the large ones are told apart; with more parties than hues the small
 * ones share, and their short names tell them apart. Hues once given are kept, so that an edit repaints only what it changes.
 */
function huesOf({ cells, outcomes, parties }: MatrixView, kept: ReadonlyMap<string, Hue>): Map<string, Hue> {
  const counts = new Map<string, number>(parties.map(({ id }) => [id, 0]));
  for (const cell of cells) {
    const [party] = outcomes[cell]?.parties ?? [];
    if (party !== undefined) counts.set(party, (counts.get(party) ?? 0) + 1);
  }
  const found = new Map(kept);
  for (const [party] of [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)))
    if (!found.has(party)) found.set(party, hues[found.size % hues.length] as Hue);
  return found;
}
