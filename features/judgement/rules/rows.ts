import { BUCKETS, countGrams } from './grams.ts';

/** Many texts as sparse rows, one behind the other: the cells of row `i` are those from `starts[i]` to `starts[i + 1]`. */
export type Rows = {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
};

/** How often each feature occurs in each text; the weights that depend on the other texts come later, for folds differ in them. */
export function countRows(texts: readonly string[]): Rows {
  const counted = texts.map(countGrams);
  const starts = new Int32Array(texts.length + 1);
  for (const [i, counts] of counted.entries()) starts[i + 1] = (starts[i] ?? 0) + counts.size;
  const columns = new Int32Array(starts[texts.length] ?? 0);
  const values = new Float32Array(columns.length);
  let cell = 0;
  for (const counts of counted) {
    for (const [column, count] of counts) {
      columns[cell] = column;
      values[cell] = count;
      cell += 1;
    }
  }
  return { starts, columns, values };
}

export function rowCount({ starts }: Rows): number {
  return starts.length - 1;
}

/** How rare each bucket is among the chosen rows, as scikit-learn smooths it: ln((1 + n) / (1 + df)) + 1; 0 for one none of them has. */
export function rarityOf(counts: Rows, chosen: Int32Array): Float32Array {
  const texts = new Float32Array(BUCKETS);
  for (const row of chosen) {
    for (let cell = counts.starts[row] ?? 0; cell < (counts.starts[row + 1] ?? 0); cell += 1) {
      const column = counts.columns[cell] ?? 0;
      texts[column] = (texts[column] ?? 0) + 1;
    }
  }
  return texts.map((df) => (df === 0 ? 0 : Math.log((1 + chosen.length) / (1 + df)) + 1));
}

/** The chosen rows, each of length 1, a word said ten times counting little more than said once; what no rarity is known of is left out. */
export function weigh(counts: Rows, chosen: Int32Array, rarity: Float32Array): Rows {
  const starts = new Int32Array(chosen.length + 1);
  let cells = 0;
  for (const row of chosen) cells += (counts.starts[row + 1] ?? 0) - (counts.starts[row] ?? 0);
  const columns = new Int32Array(cells);
  const values = new Float32Array(cells);
  let to = 0;
  for (const [i, row] of chosen.entries()) {
    const from = to;
    let square = 0;
    for (let cell = counts.starts[row] ?? 0; cell < (counts.starts[row + 1] ?? 0); cell += 1) {
      const column = counts.columns[cell] ?? 0;
      const rare = rarity[column] ?? 0;
      if (rare === 0) continue;
      const value = (1 + Math.log(counts.values[cell] ?? 1)) * rare;
      columns[to] = column;
      values[to] = value;
      square += value * value;
      to += 1;
    }
    const length = Math.sqrt(square) || 1;
    for (let cell = from; cell < to; cell += 1) values[cell] = (values[cell] ?? 0) / length;
    starts[i + 1] = to;
  }
  return { starts, columns: columns.subarray(0, to), values: values.subarray(0, to) };
}
