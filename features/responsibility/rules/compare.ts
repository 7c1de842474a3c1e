import type { Day, UnitId } from '../../../kernel/brand.ts';
import { numberOfDay } from '../../../kernel/time/calendar.ts';
import type { Limit } from '../../../kernel/time/limit.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import { type DutyMap, partyOf, questionOf, rowFor } from './map.ts';
import { kindAt } from './when.ts';
import type { DutyRow } from './row.ts';
import { type Spot, zoneAt, zoneOf } from './zones.ts';

/**
 * Past cases in columns, one entry a case: numbers into the lists of questions and spots, and when it was reported. A million
 * cases have few of either, so the work is on numbers.
 */
export type PastCases = {
  readonly questions: readonly { readonly matter: MatterKey | null; readonly condition: string | null }[];
  readonly spots: readonly Spot[];
  readonly question: Int32Array;
  readonly spot: Int32Array;
  /** Milliseconds since 1970. */
  readonly at: Float64Array;
};

/** Cases of one kind of question that would have gone from one party to another, or kept their party under another promise. */
export type Shift = {
  readonly matter: MatterKey | null;
  readonly from: UnitId | null;
  readonly to: UnitId | null;
  readonly count: number;
  /** Numbers of cases, for a person to open. */
  readonly samples: readonly number[];
};
export type PromiseShift = Omit<Shift, 'from' | 'to'> & {
  readonly party: UnitId | null;
  readonly before: Limit | null;
  readonly after: Limit | null;
};
export type Preview = {
  readonly cases: number;
  readonly moved: number;
  readonly shifts: readonly Shift[];
  readonly promises: readonly PromiseShift[];
  /** By spot, how many cases would have moved: what a map draws. */
  readonly movedBySpot: Int32Array;
};

const SAMPLES = 5;
/** More outcomes (party and promise) than this do not fit a tally's key; a list has a few hundred. */
const MOST_OUTCOMES = 2 ** 16;

/**
 * What another list would have done with the cases of the past. A new row begins tomorrow and would never meet them, so both
 * lists are asked as they stand on the day given, at each case's own kind of day and hour.
 */
export function compare(before: DutyMap, after: DutyMap, past: PastCases, onDay: Day): Preview {
  const outcomes = numberOutcomes();
  const [was, becomes] = [asking(before, { past, onDay, outcomes }), asking(after, { past, onDay, outcomes })];
  const movedBySpot = new Int32Array(past.spots.length);
  const tallies = new Map<number, Tally>();
  let moved = 0;
  for (let i = 0; i < past.at.length; i += 1) {
    const [old, fresh] = [was(i), becomes(i)];
    if (old === fresh) continue;
    if (outcomes.list[old]?.party !== outcomes.list[fresh]?.party) {
      moved += 1;
      const spot = past.spot[i] as number;
      movedBySpot[spot] = (movedBySpot[spot] as number) + 1;
    }
    const key = ((past.question[i] as number) * MOST_OUTCOMES + old) * MOST_OUTCOMES + fresh;
    const tally = tallies.get(key);
    if (!tally) tallies.set(key, { question: past.question[i] as number, old, fresh, count: 1, samples: [i] });
    else if (tally.count++ < SAMPLES) tally.samples.push(i);
  }
  return { cases: past.at.length, moved, movedBySpot, ...told([...tallies.values()], outcomes.list, past) };
}

type Outcome = { readonly party: UnitId | null; readonly limit: Limit | null };
type Tally = { readonly question: number; readonly old: number; readonly fresh: number; count: number; readonly samples: number[] };

type Outcomes = { readonly list: readonly Outcome[]; readonly numberOf: (outcome: Outcome) => number };

/** Numbers for what can come of a case, the same for both lists. */
function numberOutcomes(): Outcomes {
  const list: Outcome[] = [];
  const known = new Map<string, number>();
  const numberOf = (outcome: Outcome) => {
    const key = `${outcome.party ?? ''} ${limitText(outcome.limit) ?? ''}`;
    const number = known.get(key) ?? list.push(outcome) - 1;
    known.set(key, number);
    return number;
  };
  return { list, numberOf };
}

function asking(map: DutyMap, { past, onDay, outcomes }: { past: PastCases; onDay: Day; outcomes: Outcomes }): (i: number) => number {
  const { ground, when } = map;
  const questions = Int32Array.from(past.questions, ({ matter, condition }) => questionOf(map, matter, condition));
  const zones = Int32Array.from(past.spots, (spot) =>
    spot.asset === null && spot.point ? zoneAt(map.zones, spot.point) : zoneOf(map.zones, spot),
  );
  const nobody = outcomes.numberOf({ party: null, limit: null });
  const byRow = map.rows.map((row) => (typeof row.party === 'string' ? outcomes.numberOf({ party: row.party, limit: row.limit }) : -1));
  const moment = { day: numberOfDay(onDay), slot: 0 };
  const offset = ground.calendar.utcOffsetMinutes * 60_000;
  return (i) => {
    const local = (past.at[i] as number) + offset;
    const day = Math.floor(local / DAY);
    moment.slot = kindAt(day, ground) * when.starts.length + (when.segmentOf[Math.floor((local - day * DAY) / 60_000)] as number);
    const spot = past.spot[i] as number;
    const won = rowFor(map, questions[past.question[i] as number] as number, zones[spot] as number, moment);
    if (won < 0) return nobody;
    const known = byRow[won] as number;
    if (known >= 0) return known;
    const row = map.rows[won] as DutyRow;
    const asset = past.spots[spot]?.asset ?? null;
    return outcomes.numberOf({ party: partyOf(row, asset === null ? undefined : ground.things.get(asset)), limit: row.limit });
  };
}

const DAY = 86_400_000;

function told(tallies: readonly Tally[], outcomes: readonly Outcome[], { questions }: PastCases): Pick<Preview, 'shifts' | 'promises'> {
  const shifts: Shift[] = [];
  const promises: PromiseShift[] = [];
  for (const { question, old, fresh, count, samples } of tallies.toSorted((a, b) => b.count - a.count)) {
    const [was, becomes] = [outcomes[old] as Outcome, outcomes[fresh] as Outcome];
    const matter = questions[question]?.matter ?? null;
    if (was.party !== becomes.party) shifts.push({ matter, from: was.party, to: becomes.party, count, samples });
    if (limitText(was.limit) !== limitText(becomes.limit))
      promises.push({ matter, party: becomes.party, before: was.limit, after: becomes.limit, count, samples });
  }
  return { shifts, promises };
}

const limitText = (limit: Limit | null) => limit && `${limit.value} ${limit.unit}`;
