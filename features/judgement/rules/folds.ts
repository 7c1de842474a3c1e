import type { Chance } from '../../../kernel/chance.ts';

/**
 * The fold of each row: every label spread evenly over the folds, rows of one group (near-duplicates, one incident) kept together.
 * Without groups each row stands for itself. Rare labels come first, so that their few rows do not end in one fold.
 */
export function foldsOf(truth: Int32Array, { folds, chance, groups }: { folds: number; chance: Chance; groups?: Int32Array }): Int32Array {
  const members = new Map<number, number[]>();
  for (let row = 0; row < truth.length; row += 1) {
    const group = groups?.[row] ?? row;
    members.set(group, [...(members.get(group) ?? []), row]);
  }
  const sets = shuffled([...members.values()], chance);
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
    let best = 0;
    for (let at = 1; at < folds; at += 1) {
      const fewer = (here[at] ?? 0) - (here[best] ?? 0) || (filled[at] ?? 0) - (filled[best] ?? 0);
      if (fewer < 0) best = at;
    }
    for (const row of rows) fold[row] = best;
    here[best] = (here[best] ?? 0) + rows.length;
    filled[best] = (filled[best] ?? 0) + rows.length;
  }
  return fold;
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
