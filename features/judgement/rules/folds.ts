import type { Chance } from '../../../kernel/chance.ts';

/**
 * The fold of each row: every label spread evenly over the folds, rows of one group (near-duplicates, one incident) kept together.
 * Without groups each row stands for itself. Rare labels come first, so that their few rows do not end in one fold.
 */
export function foldsOf(truth: Int32Array, { folds, chance, groups }: { folds: number; chance: Chance; groups?: Int32Array }): Int32Array {
  const sets = shuffled(setsOf(truth.length, groups), chance);
  const sizes = new Map<number, number>();
  for (const label of truth) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const rank = (rows: readonly number[]) => sizes.get(truth[rows[0] ?? 0] ?? 0) ?? 0;
  // Sorting is stable: within one label the shuffled order holds, the largest groups first so that the folds can level out.
  sets.sort((a, b) => rank(a) - rank(b) || (truth[a[0] ?? 0] ?? 0) - (truth[b[0] ?? 0] ?? 0) || b.length - a.length);
  const fold = new Int32Array(truth.length);
  const filled = new Float64Array(folds);
  const ofLabel = new Map<number, Float64Array>();
  for (const rows of sets) {
    const label = truth[rows[0] ?? 0] ?? 0;
    const here = ofLabel.get(label) ?? new Float64Array(folds);
    ofLabel.set(label, here);
    const best = emptiest(here, filled);
    for (const row of rows) fold[row] = best;
    here[best] = (here[best] ?? 0) + rows.length;
    filled[best] = (filled[best] ?? 0) + rows.length;
  }
  return fold;
}

function setsOf(size: number, groups: Int32Array | undefined): number[][] {
  const members = new Map<number, number[]>();
  for (let row = 0; row < size; row += 1) {
    const group = groups?.[row] ?? row;
    const rows = members.get(group) ?? [];
    rows.push(row);
    members.set(group, rows);
  }
  return [...members.values()];
}

/** The fold with fewest of this label; among equals the one with fewest of all. */
function emptiest(ofLabel: Float64Array, ofAll: Float64Array): number {
  let best = 0;
  for (const at of ofLabel.keys()) {
    const fewer = (ofLabel[at] ?? 0) - (ofLabel[best] ?? 0) || (ofAll[at] ?? 0) - (ofAll[best] ?? 0);
    if (fewer < 0) best = at;
  }
  return best;
}

export function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    const kept = order[at] as T;
    order[at] = order[other] as T;
    order[other] = kept;
  }
  return order;
}
