import type { Instant, UnitId } from '../../../kernel/brand.ts';
import type { Level } from '../../territory/rules/place.ts';
import { type DutyMap, partyOf, rowFor } from './map.ts';
import type { DutyRow } from './row.ts';
import type { Question } from './selectors.ts';
import { momentOf } from './when.ts';
import type { Piece } from './ground.ts';
import { zoneOf } from './zones.ts';

/** A family of matters: one kind and major class. */
export type Family = { readonly kind: 'part' | 'matter'; readonly major: string };
export const familyKey = ({ kind, major }: Family) => `${kind}:${major}`;

/** The families of a catalogue, in its order. */
export function familiesOf({ questions }: DutyMap): Family[] {
  const found = new Map<string, Family>();
  for (const { matter } of questions) {
    if (!matter) continue;
    const family = { kind: matter.kind, major: matter.major.code };
    if (!found.has(familyKey(family))) found.set(familyKey(family), family);
  }
  return [...found.values()];
}

/** Whether a proof, and so a map for people, asks this question: a class under one of its conditions. */
export function isFiled({ matter, condition }: Question): boolean {
  return matter !== null && (condition !== null || matter.conditions.length === 0);
}

/** The pieces of ground under each place of a level. A piece without that level hangs under nothing and is left out. */
export function groundUnder({ ground }: DutyMap, level: Level): Map<string, Piece[]> {
  const under = new Map<string, Piece[]>();
  for (const piece of ground.pieces) {
    if (piece.asset !== null) continue;
    const code = piece.areas.find((area) => ground.levels.get(area) === level);
    if (code === undefined) continue;
    const list = under.get(code);
    if (list) list.push(piece);
    else under.set(code, [piece]);
  }
  return under;
}

export type Owner = { readonly party: UnitId | null; readonly row: DutyRow | null };

/** Who has one question in each place: several owners where a village or a road cuts through. */
export function ownersOf(map: DutyMap, question: number, places: ReadonlyMap<string, readonly Piece[]>, at: Instant): Map<string, Owner[]> {
  const moment = momentOf(at, map.when, map.ground);
  return new Map(
    [...places].map(([code, pieces]) => {
      const rows = new Set(
        pieces.map(({ areas, at: point }) => rowFor(map, question, zoneOf(map.zones, { areas, asset: null, point }), moment)),
      );
      return [code, [...rows].map((won): Owner => ownerOf(map, won, null))];
    }),
  );
}

/** Who has what at one spot: every filed question with its owner. */
export function ownedAt(map: DutyMap, zone: number, asset: string | null, at: Instant): { question: Question; owner: Owner }[] {
  const moment = momentOf(at, map.when, map.ground);
  return map.questions.flatMap((question, i) =>
    isFiled(question) ? [{ question, owner: ownerOf(map, rowFor(map, i, zone, moment), asset) }] : [],
  );
}

function ownerOf({ rows, ground }: DutyMap, won: number, asset: string | null): Owner {
  const row = rows[won];
  return row ? { party: partyOf(row, asset === null ? undefined : ground.things.get(asset)), row } : { party: null, row: null };
}
