/** One line of the table. `ratio` is value over `against`; `met` is null when nothing was promised. */
export type Metric = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly against: string;
  readonly ratio: number | null;
  readonly goal: string;
  readonly met: boolean | null;
};

export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** A value measured against a promise of its own. */
export function held(name: string, value: number, unit: string, goal: Goal): Metric {
  const least = 'atLeast' in goal;
  const bound = least ? goal.atLeast : goal.atMost;
  const ratio = value / bound;
  return { name, value, unit, against: 'goal', ratio, goal: `${least ? '≥' : '≤'} ${bound} ${unit}`, met: least ? ratio >= 1 : ratio <= 1 };
}

/** A value nobody promised anything about. */
export function seen(name: string, value: number, unit: string): Metric {
  return { name, value, unit, against: '', ratio: null, goal: '', met: null };
}

const rounded = (value: number) => (Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3))));

export function table(metrics: readonly Metric[]): string {
  const cells = [
    ['metric', 'value', 'compared with', 'ratio', 'goal', 'met'],
    ...metrics.map(({ name, value, unit, against, ratio, goal, met }) => [
      name,
      `${rounded(value)} ${unit}`,
      against,
      ratio === null ? '' : ratio.toFixed(2),
      goal,
      met === null ? '' : met ? 'yes' : 'NO',
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
