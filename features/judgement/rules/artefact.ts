import { z } from 'zod';
import { fromBase64, toBase64 } from '../../../kernel/base64.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import { BUCKETS, FEATURE_VERSION } from './grams.ts';
import { type Model, emptyWeights } from './model.ts';

/** How an artefact is laid out; another number is another layout, and is refused. */
const SCHEMA = 1;
/** Bytes of weights at most, so that with base64 and heading a model stays under 2 MB. */
const MOST_BYTES = 1_350_000;
/** The largest rarity there can be is ln of the most texts ever taught, plus 1. */
const MOST_RARITY = 20;

export const artefact = z.strictObject({
  schema: z.literal(SCHEMA),
  featureVersion: z.number().int(),
  labels: z.array(z.string()).min(2),
  /** Weight of each label's strongest bucket; the others are written as shares of it. */
  scales: z.array(z.number()),
  biases: z.array(z.number()),
  calibration: z.strictObject({ temperature: z.number().positive(), cooling: z.number(), stray: z.number().min(0).max(1) }),
  /** Which buckets were seen and how rare they are, gap by gap. */
  rarity: z.string(),
  /** Each label's buckets and weights, gap by gap over the seen ones. */
  weights: z.array(z.string()),
});
export type Artefact = z.output<typeof artefact>;

// One signed byte a weight, as the square root of its share: most weights are a hundredth of the strongest, and a straight scale
// would round them all to nothing.
const toByte = (weight: number, scale: number) => Math.sign(weight) * Math.round(127 * Math.sqrt(Math.abs(weight) / scale));
const fromByte = (byte: number, scale: number) => Math.sign(byte) * (byte / 127) ** 2 * scale;

/** A model as plain JSON. What is packed is what should be measured: rounding is part of the model. */
export function pack({ labels, rarity, weights, biases, calibration }: Model): Artefact {
  const seen = [...rarity.keys()].filter((bucket) => rarity[bucket]);
  const scales = labels.map(
    (_, label) => seen.reduce((most, bucket) => Math.max(most, Math.abs(weights[bucket * labels.length + label] ?? 0)), 0) || 1,
  );
  const bytesOf = (label: number) =>
    Int8Array.from(seen, (bucket) => toByte(weights[bucket * labels.length + label] ?? 0, scales[label] ?? 1));
  const bytes = labels.map((_, label) => bytesOf(label));
  const least = weakestKept(bytes, MOST_BYTES - seen.length * 3);
  return {
    schema: SCHEMA,
    featureVersion: FEATURE_VERSION,
    labels: [...labels],
    scales,
    biases: [...biases],
    calibration,
    rarity: toBase64(writeGaps(seen.map((bucket) => [bucket, rarityByte(rarity[bucket] ?? 0)]))),
    weights: bytes.map((ours) =>
      toBase64(writeGaps([...ours].flatMap((byte, at) => (Math.abs(byte) >= least ? [[at, byte & 0xff]] : [])))),
    ),
  };
}

const rarityByte = (rarity: number) => Math.max(1, Math.round((rarity / MOST_RARITY) * 255));

/** The smallest size of byte that may stay when all weights together must fit: a kept weight takes two bytes, three when gaps are wide. */
function weakestKept(bytes: readonly Int8Array[], room: number): number {
  const counts = new Array<number>(128).fill(0);
  for (const ours of bytes) for (const byte of ours) counts[Math.abs(byte)] = (counts[Math.abs(byte)] ?? 0) + 1;
  let least = 127;
  let kept = counts[127] ?? 0;
  while (least > 1 && (kept + (counts[least - 1] ?? 0)) * 2.2 <= room) {
    least -= 1;
    kept += counts[least] ?? 0;
  }
  return least;
}

/** Pairs of rising place and byte, the place as the gap to the one before in seven-bit groups. */
function writeGaps(pairs: readonly (readonly number[])[]): Uint8Array {
  const out: number[] = [];
  let last = -1;
  for (const [place = 0, byte = 0] of pairs) {
    let gap = place - last;
    last = place;
    for (; gap > 127; gap >>>= 7) out.push((gap & 127) | 128);
    out.push(gap, byte);
  }
  return Uint8Array.from(out);
}

function readGaps(text: string, visit: (place: number, byte: number) => void): boolean {
  const bytes = fromBase64(text);
  if (!bytes) return false;
  let place = -1;
  for (let at = 0; at < bytes.length; at += 1) {
    let gap = 0;
    for (let shift = 0; ; shift += 7, at += 1) {
      gap |= ((bytes[at] ?? 0) & 127) << shift;
      if (((bytes[at] ?? 0) & 128) === 0) break;
    }
    at += 1;
    place += gap;
    if (at >= bytes.length || gap === 0) return false;
    visit(place, bytes[at] ?? 0);
  }
  return true;
}

type LoadRefusal =
  | { readonly code: 'artefact-broken' }
  | { readonly code: 'artefact-other-version'; readonly found: number; readonly expected: number };

/** The model again, from JSON of unknown origin. One taught on texts cut otherwise is refused: it would answer, and wrongly. */
export function unpack(json: unknown): Result<Model, LoadRefusal> {
  const read = artefact.safeParse(json);
  if (!read.success) return refuse({ code: 'artefact-broken' });
  const { labels, scales, biases, calibration, featureVersion } = read.data;
  if (featureVersion !== FEATURE_VERSION)
    return refuse({ code: 'artefact-other-version', found: featureVersion, expected: FEATURE_VERSION });
  const size = labels.length;
  if (scales.length !== size || biases.length !== size || read.data.weights.length !== size) return refuse({ code: 'artefact-broken' });
  const rarity = new Float32Array(BUCKETS);
  const seen: number[] = [];
  const whole = readGaps(read.data.rarity, (bucket, byte) => {
    rarity[bucket] = (byte / 255) * MOST_RARITY;
    seen.push(bucket);
  });
  if (!whole || (seen.at(-1) ?? 0) >= BUCKETS) return refuse({ code: 'artefact-broken' });
  const weights = emptyWeights(size);
  for (const [label, text] of read.data.weights.entries()) {
    let last = -1;
    const fits = readGaps(text, (place, byte) => {
      last = place;
      weights[(seen[place] ?? 0) * size + label] = fromByte((byte << 24) >> 24, scales[label] ?? 0);
    });
    if (!fits || last >= seen.length) return refuse({ code: 'artefact-broken' });
  }
  return ok({ labels, rarity, weights, biases: Float64Array.from(biases), calibration });
}
