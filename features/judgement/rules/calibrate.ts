/** Scores of one text, one for each label, in the order of the labels, and how many different features it has. */
export type Scored = { readonly scores: Float64Array; readonly size: number };
/** A scored text whose true label is known, by number; some count less than others. */
export type Evidence = Scored & { readonly truth: number; readonly weight: number };
/**
 * How scores become chances. The hotter, the less sure. A title of ten words scores as high as a letter of three hundred and is right
 * less often, so heat grows as texts shrink, by `cooling`. `stray` is the share of texts whose label nobody could have told from the
 * words: people file the same complaint under two classes, so no chance comes nearer to 1 than that.
 */
export type Calibration = { readonly temperature: number; readonly cooling: number; readonly stray: number };

/** Features of a usual letter: a text of this size is judged at just the temperature. */
const USUAL = 200;
const heatOf = ({ temperature, cooling }: Omit<Calibration, 'stray'>, size: number) => temperature * (USUAL / Math.max(1, size)) ** cooling;

/** Chances that sum to 1. */
export function chancesOf({ scores, size }: Scored, calibration: Calibration): Float64Array {
  const heat = heatOf(calibration, size);
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = scores.map((score) => Math.exp((score - most) / heat));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => ((1 - calibration.stray) * power) / sum + calibration.stray / scores.length);
}

/** Mean surprise of the true labels, in nats: what the right calibration makes smallest. */
export function surprise(evidence: readonly Evidence[], calibration: Calibration): number {
  return strayedSurprise(evidence, suresOf(evidence, calibration), calibration.stray);
}

/** The chance of each true label were there no strays. */
function suresOf(evidence: readonly Evidence[], calibration: Omit<Calibration, 'stray'>): Float64Array {
  return Float64Array.from(evidence, ({ scores, size, truth }) => {
    const heat = heatOf(calibration, size);
    const own = scores[truth] ?? 0;
    let all = 0;
    for (const score of scores) all += Math.exp((score - own) / heat);
    return 1 / all;
  });
}

function strayedSurprise(evidence: readonly Evidence[], sures: Float64Array, stray: number): number {
  let sum = 0;
  let weights = 0;
  for (const [i, { scores, weight }] of evidence.entries()) {
    sum -= weight * Math.log((1 - stray) * (sures[i] ?? 0) + stray / scores.length);
    weights += weight;
  }
  return sum / (weights || 1);
}

/** Colder than the first or hotter than the last no text of ours is judged; a perfect classifier would ask for zero. */
const TEMPERATURES = [0.02, 20] as const;
const COOLINGS = [0, 1] as const;
const STRAYS = [0, 0.4] as const;
/** The three depend on each other little, so that a few rounds of one after the other settle. */
const ROUNDS = 5;

/** The calibration that surprises least on scores of texts the planes were not taught by. */
export function calibrate(evidence: readonly Evidence[]): Calibration {
  let calibration: Calibration = { temperature: 0.25, cooling: 0.3, stray: 0.02 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { cooling, stray } = calibration;
    const [coldest, hottest] = TEMPERATURES;
    const log = lowest([Math.log(coldest), Math.log(hottest)], (each) =>
      surprise(evidence, { temperature: Math.exp(each), cooling, stray }),
    );
    const temperature = Math.exp(log);
    const cooled = lowest(COOLINGS, (each) => surprise(evidence, { temperature, cooling: each, stray }));
    const sures = suresOf(evidence, { temperature, cooling: cooled });
    calibration = { temperature, cooling: cooled, stray: lowest(STRAYS, (each) => strayedSurprise(evidence, sures, each)) };
  }
  return calibration;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Where a function with one valley is lowest, by golden section, to a five-hundredth of the range. */
function lowest([from, to]: readonly [number, number], of: (at: number) => number): number {
  let [low, high] = [from, to];
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let [atLeft, atRight] = [of(left), of(right)];
  while (high - low > (to - from) / 500) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = of(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = of(right);
    }
  }
  return (low + high) / 2;
}
