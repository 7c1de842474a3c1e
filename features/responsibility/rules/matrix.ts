import type { Instant, UnitId } from '../../../kernel/brand.ts';
import { type MatterKey, keyOf } from '../../catalogue/rules/matter.ts';
import { type DutyMap, partyOf, questionOf, rowFor } from './map.ts';
import { type DutyRow, isFallback } from './row.ts';
import { momentOf } from './when.ts';
import { zoneOf } from './zones.ts';

/**
 * What a matter comes to in an area at a moment, over all its filing conditions and all bare ground of the area: who has it,
 * the one with most pieces of ground first, and through which rows. More than one party is no fault: a village company may have the alleys and the
 * butler the street. Things with owners of their own are asked one by one, not here.
 */
export type Outcome = {
  readonly parties: readonly UnitId[];
  readonly rows: readonly DutyRow[];
  /** Somewhere in it nobody holds it, or only the fallback does. */
  readonly gap: 'nobody' | 'fallback' | null;
};

/** Matters by areas. `cells` are row by row numbers into `outcomes`, so that 600 × 1,000 cells travel as small numbers. */
export type Matrix = {
  readonly matters: readonly MatterKey[];
  readonly areas: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly cells: Int32Array;
};

export function matrixOf(map: DutyMap, { areas, at }: { areas: readonly string[]; at: Instant }): Matrix {
  const matters = map.ground.matters.map(keyOf);
  const moment = momentOf(at, map.when, map.ground);
  const questions = map.ground.matters.map(({ conditions }, i) => classesOf(map, matters[i] as MatterKey, conditions));
  const zones = zonesOf(map, areas);
  const outcomes: Outcome[] = [];
  const asked = new Map<string, number>();
  const told = new Map<string, number>();
  const number = (outcome: Outcome) => {
    const key = `${outcome.rows.map(({ id }) => id).join(' ')} ${outcome.gap ?? ''}`;
    const found = told.get(key) ?? outcomes.push(outcome) - 1;
    told.set(key, found);
    return found;
  };
  const cells = new Int32Array(matters.length * areas.length);
  for (const [i, { key, samples }] of questions.entries())
    for (const [j, ground] of zones.entries()) {
      const name = `${key}|${ground.key}`;
      const found = asked.get(name) ?? number(outcomeOf(map, samples, { zones: ground.zones, moment }));
      asked.set(name, found);
      cells[i * areas.length + j] = found;
    }
  return { matters, areas, outcomes, cells };
}

/** One question of each class among a matter's: questions of a class have the same answer everywhere. */
function classesOf(map: DutyMap, matter: MatterKey, conditions: readonly { key: string }[]): { key: string; samples: readonly number[] } {
  const asked = conditions.length > 0 ? conditions.map(({ key }) => questionOf(map, matter, key)) : [questionOf(map, matter, null)];
  const byClass = new Map(asked.map((question) => [map.classOf[question] as number, question]));
  const sorted = [...byClass].sort(([a], [b]) => a - b);
  return { key: sorted.map(([each]) => each).join(' '), samples: sorted.map(([, question]) => question) };
}

/** The zones of the bare ground of each area. */
function zonesOf({ zones, ground }: DutyMap, areas: readonly string[]): { key: string; zones: readonly Patch[] }[] {
  const found = new Map<string, Map<number, number>>(areas.map((code) => [code, new Map()]));
  const count = (zone: number, holders: readonly string[], n: number) => {
    for (const area of holders) {
      const patches = found.get(area);
      if (patches && (n > 0 || !patches.has(zone))) patches.set(zone, (patches.get(zone) ?? 0) + n);
    }
  };
  for (const piece of ground.pieces) if (piece.asset === null) count(zoneOf(zones, { ...piece, point: piece.at }), piece.areas, 1);
  // Drawn shapes cut pieces further; what they cut is known by its sample only, and weighs least.
  for (const [zone, { sample }] of zones.list.entries()) if (sample && sample.asset === null) count(zone, sample.areas, 0);
  return areas.map((code) => {
    const sorted = [...(found.get(code) ?? [])].map(([zone, weight]) => ({ zone, weight })).sort((a, b) => a.zone - b.zone);
    return { key: sorted.map(({ zone, weight }) => `${zone}x${weight}`).join(' '), zones: sorted };
  });
}

/** A zone in an area, and of how many pieces of its ground it is. */
type Patch = { readonly zone: number; readonly weight: number };
type Asking = { zones: readonly Patch[]; moment: { day: number; slot: number } };

function outcomeOf(map: DutyMap, questions: readonly number[], { zones, moment }: Asking): Outcome {
  const counts = new Map<number, number>();
  for (const { zone, weight } of zones)
    for (const question of questions) {
      const won = rowFor(map, question, zone, moment);
      counts.set(won, (counts.get(won) ?? 0) + weight);
    }
  // Of equals the more general row first: it has the rest of the ground.
  const won = [...counts].sort(([a, n], [b, m]) => m - n || b - a).flatMap(([row]) => (row < 0 ? [] : [map.rows[row] as DutyRow]));
  const nobody = counts.has(-1) || counts.size === 0;
  return {
    parties: [...new Set(won.map((row) => partyOf(row, undefined)))],
    rows: won,
    gap: nobody ? 'nobody' : won.some(isFallback) ? 'fallback' : null,
  };
}
