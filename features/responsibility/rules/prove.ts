import type { Instant } from '../../../kernel/brand.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import { keyOf } from '../../catalogue/rules/matter.ts';
import { type Bits, and, bitsOf, isEmpty, membersOf, without } from './bits.ts';
import type { Ground, Piece } from './ground.ts';
import { type DutyMap, columnOf, compile } from './map.ts';
import { type Moment, type Span, momentsIn } from './moments.ts';
import { type DutyRow, isFallback } from './row.ts';
import type { Question } from './selectors.ts';
import { holdsAt } from './when.ts';

/**
 * WHAT IS A FAULT. The questions are every class of the catalogue under each of its filing conditions; the places every piece
 * of ground in a street and every thing rows tell apart; the moments those of the span.
 *
 *   gap, `nobody`     no row holds
 *   gap, `fallback`   a fallback row wins: it names no matter, so nobody was ever given this one
 *   overlap           two rows of equal rank hold and none beats them
 *
 * Reports nobody has named yet, and classes before a condition is chosen, are no questions here: they go to the centre to be
 * named. The list is complete for the span when there is no gap, and sound when there is no overlap either.
 */
export type FaultKind = 'nobody' | 'fallback' | 'overlap';
/** The first question of the catalogue, in the smallest place, at the earliest moment. */
export type Example = { readonly matter: MatterKey; readonly condition: string | null; readonly place: Piece; readonly at: Instant };

/** One fault: every question × zone × moment in it fails in the same way, through the same rows. */
export type Fault = {
  readonly kind: FaultKind;
  /** An overlap's two rows; the fallback that caught a gap; none where there is nobody. */
  readonly rows: readonly DutyRow[];
  readonly questions: readonly number[];
  readonly zones: readonly number[];
  readonly moments: readonly number[];
  readonly example: Example;
};

export type Proof = {
  readonly span: Span;
  readonly faults: readonly Fault[];
  readonly complete: boolean;
  readonly sound: boolean;
  readonly moments: readonly Moment[];
};

export function prove(rows: readonly DutyRow[], ground: Ground, span: Span): Proof {
  return proveMap(compile(rows, ground), span);
}

/** The same for a map already compiled. Works on classes × zones × atoms of time; each node of the table is looked at once. */
export function proveMap(map: DutyMap, span: Span): Proof {
  const moments = momentsIn(map, span);
  const look = lens(map, moments);
  const members = filedBy(map);
  const blocks = new Map<string, Block>();
  // Zones first met while deciding lie in no piece of the ground; what they hold, their neighbours were asked about.
  const zones = map.zones.list.flatMap(({ sample }, zone) => (sample ? [zone] : []));
  for (const zone of zones) {
    const column = columnOf(map, zone);
    for (const [each, questions] of members.entries()) {
      if (questions.length === 0) continue;
      for (const flaw of look(column[each] as number)) collect(blocks, flaw, { zone, each, questions });
    }
  }
  const faults = [...blocks.values()].map((block) => faultOf(map, block, moments)).sort(byWeight);
  const complete = faults.every(({ kind }) => kind === 'overlap');
  return { span, faults, complete, sound: complete && faults.length === 0, moments };
}

/** By class, the questions a proof asks. */
function filedBy({ questions, classOf, classes }: DutyMap): number[][] {
  const members: number[][] = Array.from({ length: classes }, () => []);
  for (const [i, { matter, condition }] of questions.entries())
    if (matter && (condition !== null || matter.conditions.length === 0)) members[classOf[i] as number]?.push(i);
  return members;
}

/** What is wrong behind one node, and at which moments. */
type Flaw = { readonly kind: FaultKind; readonly rows: readonly number[]; readonly moments: Bits; readonly key: string };
type Block = { readonly flaw: Flaw; readonly zones: number[]; readonly each: number; readonly questions: readonly number[] };

function lens(map: DutyMap, moments: readonly Moment[]): (node: number) => readonly Flaw[] {
  const known = new Map<number, readonly Flaw[]>();
  const held = new Map<number, Bits>();
  const all = bitsOf(moments.length, () => true);
  const heldBy = (row: number) => {
    const bits =
      held.get(row) ?? bitsOf(moments.length, (i) => holdsAt(map.when, row, (moments[i] as Moment).day, (moments[i] as Moment).slot));
    held.set(row, bits);
    return bits;
  };
  return (node) => {
    const found = known.get(node) ?? flawsOf(map, node, all, heldBy);
    known.set(node, found);
    return found;
  };
}

/** Walks a node's rows best first, a group of equals at a time, with the moments nobody better has taken. */
function flawsOf({ nodes, ties, rows }: DutyMap, node: number, all: Bits, heldBy: (row: number) => Bits): Flaw[] {
  const flaws: Flaw[] = [];
  const tell = (kind: FaultKind, at: readonly number[], moments: Bits) => {
    if (!isEmpty(moments)) flaws.push({ kind, rows: at, moments, key: `${kind} ${at.join(' ')} ${moments.join(' ')}` });
  };
  let left = all;
  let at = node;
  while (at >= 0 && !isEmpty(left)) {
    const open = left;
    const tie = ties[nodes.row[at] as number];
    const equals: number[] = [];
    for (; at >= 0 && ties[nodes.row[at] as number] === tie; at = nodes.next[at] as number) {
      const row = nodes.row[at] as number;
      const mine = and(open, heldBy(row));
      for (const other of equals) tell('overlap', [other, row], and(mine, heldBy(other)));
      if (isFallback(rows[row] as DutyRow)) tell('fallback', [row], and(left, mine));
      left = without(left, mine);
      equals.push(row);
    }
  }
  tell('nobody', [], left);
  return flaws;
}

function collect(
  blocks: Map<string, Block>,
  flaw: Flaw,
  { zone, each, questions }: { zone: number; each: number; questions: readonly number[] },
) {
  const key = `${each} ${flaw.key}`;
  const block = blocks.get(key);
  if (block) block.zones.push(zone);
  else blocks.set(key, { flaw, zones: [zone], each, questions });
}

function faultOf(map: DutyMap, { flaw, zones, questions }: Block, moments: readonly Moment[]): Fault {
  const at = membersOf(flaw.moments);
  const smallest = zones
    .map((zone) => map.zones.list[zone]?.sample as Piece)
    .reduce((best, piece) => (piece.size < best.size || (piece.size === best.size && piece.code < best.code) ? piece : best));
  const earliest = at.map((i) => (moments[i] as Moment).at).reduce((best, each) => (each < best ? each : best));
  const { matter, condition } = map.questions[questions[0] as number] as Question & { matter: NonNullable<Question['matter']> };
  return {
    kind: flaw.kind,
    rows: flaw.rows.map((row) => map.rows[row] as DutyRow),
    questions,
    zones,
    moments: at,
    example: { matter: keyOf(matter), condition, place: smallest, at: earliest },
  };
}

const weight: Record<FaultKind, number> = { nobody: 0, overlap: 1, fallback: 2 };

/** Nobody first, then overlaps, then gaps the fallback catches; within a kind as the catalogue stands. */
function byWeight(a: Fault, b: Fault): number {
  return weight[a.kind] - weight[b.kind] || (a.questions[0] ?? 0) - (b.questions[0] ?? 0) || a.example.at - b.example.at;
}
