import type { Bands } from './blend.ts';

/** An answer to a text that was kept out of teaching, and whether it was right. */
export type Tried = { readonly label: string; readonly chance: number; readonly right: boolean };
export type Targets = {
  /** Of what is dispatched unasked, this share at least must be right. */
  readonly auto: number;
  /** Of what the reporter is asked about, this share at least should be. */
  readonly ask: number;
  /** Fewer answers than this prove nothing about a matter. */
  readonly least: number;
};
export const usualTargets: Targets = { auto: 0.97, ask: 0.7, least: 20 };

/** The bands of each matter, chosen on answers to texts kept out of teaching; a matter with too few of them is never done unasked. */
export function chooseBands(tried: readonly Tried[], { auto, ask, least }: Targets): Bands {
  const labels = [...new Set(tried.map(({ label }) => label))].sort();
  return Object.fromEntries(
    labels.map((label) => {
      const ours = tried.filter((each) => each.label === label).sort((a, b) => b.chance - a.chance);
      return [label, { auto: lowestAt(ours, auto, least), ask: lowestAt(ours, ask, Math.min(least, 5)) }];
    }),
  );
}

/** The lowest chance from which on the share that is right is at least `precision`, told by at least so many answers. */
function lowestAt(sorted: readonly Tried[], precision: number, least: number): number | null {
  let right = 0;
  let found: number | null = null;
  for (const [i, each] of sorted.entries()) {
    right += each.right ? 1 : 0;
    // Equal chances stand or fall together: a threshold between them does not exist.
    const isLastOfItsChance = sorted[i + 1]?.chance !== each.chance;
    if (isLastOfItsChance && i + 1 >= least && right / (i + 1) >= precision) found = each.chance;
  }
  return found;
}
