/** What a classifier answered for one text: the label it finds likeliest and how likely. */
export type Answer = { readonly label: string; readonly chance: number };
export type ClassFigures = { readonly precision: number; readonly recall: number; readonly f1: number; readonly n: number };
export type Figures = {
  readonly n: number;
  readonly classes: number;
  readonly accuracy: number;
  /** Unweighted mean of F1 over every label that was true or answered. */
  readonly macroF1: number;
  readonly perClass: Readonly<Record<string, ClassFigures>>;
  /** Expected calibration error over ten bins of equal width. */
  readonly ece: number;
  /** Of all texts, how many were answered with a chance of .9 or more, and how many of those answers were right (1 when none). */
  readonly coverageAt90: number;
  readonly precisionAt90: number;
};

export const ECE_BINS = 10;

export function measure(truth: readonly string[], answers: readonly Answer[]): Figures {
  const right = truth.filter((label, i) => answers[i]?.label === label).length;
  const labels = [...new Set([...truth, ...answers.map(({ label }) => label)])].sort();
  const perClass = Object.fromEntries(labels.map((label) => [label, classFigures(label, truth, answers)]));
  const sure = answers.flatMap(({ chance, label }, i) => (chance >= 0.9 ? [label === truth[i]] : []));
  return {
    n: truth.length,
    classes: labels.length,
    accuracy: share(right, truth.length),
    macroF1: share(
      labels.reduce((sum, label) => sum + (perClass[label]?.f1 ?? 0), 0),
      labels.length,
    ),
    perClass,
    ece: calibrationError(truth, answers, ECE_BINS),
    coverageAt90: share(sure.length, truth.length),
    precisionAt90: sure.length === 0 ? 1 : share(sure.filter(Boolean).length, sure.length),
  };
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

function classFigures(label: string, truth: readonly string[], answers: readonly Answer[]): ClassFigures {
  let hits = 0;
  let answered = 0;
  let n = 0;
  for (const [i, true_] of truth.entries()) {
    const said = answers[i]?.label === label;
    answered += said ? 1 : 0;
    n += true_ === label ? 1 : 0;
    hits += said && true_ === label ? 1 : 0;
  }
  return { precision: share(hits, answered), recall: share(hits, n), f1: share(2 * hits, answered + n), n };
}

/** How far, on average, the said chance lies from how often it came true: mean over bins of |right − chance|, by their size. */
export function calibrationError(truth: readonly string[], answers: readonly Answer[], bins: number): number {
  const off = new Float64Array(bins);
  for (const [i, { label, chance }] of answers.entries()) {
    const bin = Math.min(bins - 1, Math.floor(chance * bins));
    off[bin] = (off[bin] ?? 0) + (label === truth[i] ? 1 : 0) - chance;
  }
  return share(
    off.reduce((sum, each) => sum + Math.abs(each), 0),
    truth.length,
  );
}
