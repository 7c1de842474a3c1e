import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Instant } from '../../../kernel/brand.ts';
import { seeded } from '../../../kernel/chance.ts';
import { keyOf } from '../../catalogue/rules/matter.ts';
import { explain } from './explain.ts';
import { type Asked, compile, decide } from './map.ts';
import { type Moment, momentsIn } from './moments.ts';
import { type Fault, prove } from './prove.ts';
import type { DutyRow } from './row.ts';
import { calendar, matters, randomAsked, randomRows, row, rowsWithDoubles, spotOf, things, toyGround } from './testing.ts';
import { zoneOf } from './zones.ts';

// The reference: slow, plain, sharing nothing with the compiled map but the shape of a row and the published order.

const weekdayOf = (at: Instant) => new Date(at + 480 * 60_000).getUTCDay() || 7;
const dayTextOf = (at: Instant) => new Date(at + 480 * 60_000).toISOString().slice(0, 10);

function restsOn(at: Instant): 'work' | 'rest' | 'holiday' {
  const special = calendar.specialDays.get(dayTextOf(at) as never);
  if (special) return special === 'work' ? 'work' : 'holiday';
  return weekdayOf(at) > 5 ? 'rest' : 'work';
}

function isOpen(each: DutyRow, at: Instant): boolean {
  const day = dayTextOf(at);
  if (day < each.from || (each.until !== null && day >= each.until)) return false;
  const minute = Math.floor((at + 480 * 60_000) / 60_000) % 1440;
  const rests = restsOn(at);
  return (
    each.hours.length === 0 ||
    each.hours.some(({ on, from, to }) => {
      if (minute < from || minute >= to) return false;
      if (on === 'every') return true;
      if (on === 'workdays') return rests === 'work';
      if (on === 'restdays') return rests !== 'work';
      if (on === 'holidays') return rests === 'holiday';
      return on.includes(weekdayOf(at));
    })
  );
}

function speaks({ matter: said }: DutyRow, { matter, condition }: Pick<Asked, 'matter' | 'condition'>): boolean {
  const found = matters.find((each) => keyOf(each) === matter);
  if (!found) return Object.values(said).every((value) => value === undefined || value.length === 0);
  if (said.kind && said.kind !== found.kind) return false;
  if (said.major && said.major !== found.code.slice(0, 2)) return false;
  if (said.code && said.code !== found.code) return false;
  if (said.condition && said.condition !== condition) return false;
  for (const tag of said.tags ?? []) if (!(found.tags ?? []).includes(tag)) return false;
  return true;
}

function lies({ territory, party }: DutyRow, { areas, asset }: { areas: readonly string[]; asset: string | null }): boolean {
  const thing = things.get(asset ?? '');
  if (typeof party !== 'string' && !thing?.[party.of]) return false;
  if (territory === null) return true;
  if ('place' in territory) return areas.includes(territory.place);
  if ('asset' in territory) return territory.asset === asset;
  return 'owner' in territory && thing?.owner === territory.owner;
}

const depth: Record<string, number> = { C: 1, D: 2, S: 3, K: 4, G: 5, U: 6, V: 7 };

/** One number for the whole order: each step is worth more than everything after it can be. */
function worth(each: DutyRow): number {
  const { kind, major, code, condition, tags = [] } = each.matter;
  const matter = (condition ? 80 : 0) + (code ? 40 : 0) + tags.length * 8 + (code ? 0 : (major ? 2 : 0) + (kind ? 1 : 0));
  const { territory } = each;
  const onThing = territory && 'asset' in territory ? 2 : (territory && 'owner' in territory) || typeof each.party !== 'string' ? 1 : 0;
  const onGround = territory && 'place' in territory ? (depth[territory.place.slice(0, 1)] ?? 0) : 0;
  const time =
    (each.until ? 4 : 0) +
    (each.hours.some(({ on }) => on !== 'every') ? 2 : 0) +
    (each.hours.some(({ from, to }) => to - from < 1440) ? 1 : 0);
  return ((each.priority + 5) * 1000 + matter) * 1000 + (onThing * 10 + onGround) * 10 + time;
}

function holding(rows: readonly DutyRow[], asked: Asked): DutyRow[] {
  return rows.filter((each) => speaks(each, asked) && lies(each, asked.spot) && isOpen(each, asked.at));
}

function winner(rows: readonly DutyRow[], asked: Asked): DutyRow | undefined {
  let best: DutyRow | undefined;
  for (const each of holding(rows, asked))
    if (!best || worth(each) > worth(best) || (worth(each) === worth(best) && each.id < best.id)) best = each;
  return best;
}

const ground = toyGround();
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

test('100,000 random questions to random lists get the answer of the naive reference: never none where a row holds, never another', () => {
  let asked = 0;
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 30 }), (seed, count) => {
      const chance = seeded(seed);
      const rows = randomRows(chance, count);
      const map = compile(rows, ground);
      for (let i = 0; i < 250; i += 1) {
        const question = randomAsked(chance, ground.pieces);
        const [expected, found] = [winner(rows, question), decide(map, question)];
        assert.equal(found?.row.id, expected?.id);
        if (expected) {
          const party = typeof expected.party === 'string' ? expected.party : things.get(question.spot.asset ?? '')?.[expected.party.of];
          assert.equal(found?.party, party);
          assert.ok(found?.party);
        }
        asked += 1;
      }
    }),
    { numRuns: 420 },
  );
  assert.ok(asked >= 100_000, String(asked));
});

test('an explanation names the winner and exactly the rows that also held, best first, with the step each lost at', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const chance = seeded(seed);
      const rows = randomRows(chance, 20);
      const map = compile(rows, ground);
      for (let i = 0; i < 40; i += 1) {
        const question = randomAsked(chance, ground.pieces);
        const told = explain(map, question);
        const won = winner(rows, question);
        assert.equal(told?.row.id, won?.id);
        if (!told || !won) continue;
        const others = holding(rows, question).filter(({ id }) => id !== won.id);
        others.sort((a, b) => worth(b) - worth(a) || (a.id < b.id ? -1 : 1));
        assert.deepEqual(
          told.beaten.map(({ row: { id } }) => id),
          others.map(({ id }) => id),
        );
        for (const { row: lost, by } of told.beaten) assert.equal(by === 'id', worth(lost) === worth(won));
      }
    }),
    { numRuns: 100 },
  );
});

type Cell = { asked: Asked; question: number; zone: number; moment: number; size: number };

/** What the reference says is wrong with one cell, as texts. */
function wrongWith(rows: readonly DutyRow[], asked: Asked): string[] {
  const held = holding(rows, asked);
  const most = Math.max(...held.map(worth));
  const best = held
    .filter((each) => worth(each) === most)
    .map(({ id }) => id)
    .sort();
  const won = winner(rows, asked);
  const found = best.flatMap((a, i) => best.slice(i + 1).map((b) => `overlap ${a} ${b}`));
  if (!won) found.push('nobody');
  else if (Object.keys(won.matter).length === 0) found.push(`fallback ${won.id}`);
  return found.sort();
}

const span = { from: '2026-09-26', until: '2026-10-12' } as never;
const textOf = ({ kind, rows }: Fault) => [kind, ...rows.map(({ id }) => id).sort()].join(' ');

/** Every question, zone and moment of a fault. */
function keysOf({ questions, zones, moments }: Fault): string[] {
  return questions.flatMap((question) => zones.flatMap((zone) => moments.map((moment) => `${question} ${zone} ${moment}`)));
}

function cellsOf(rows: readonly DutyRow[], moments: readonly Moment[]): Cell[] {
  const map = compile(rows, ground);
  return map.questions.flatMap(({ matter, condition }, question) =>
    matter && condition !== null
      ? ground.pieces.flatMap((piece) =>
          moments.map(({ at }, moment): Cell => {
            const spot = spotOf(piece);
            return {
              asked: { matter: keyOf(matter), condition, spot, at },
              question,
              zone: zoneOf(map.zones, spot),
              moment,
              size: piece.size,
            };
          }),
        )
      : [],
  );
}

test('the proof lists exactly the faults the reference finds in every matter × place × moment, each with its smallest example', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 16 }), (seed, count) => {
      const rows = rowsWithDoubles(seeded(seed), count);
      const { faults, moments, complete, sound } = prove(rows, ground, span);
      const told = new Map<string, string[]>();
      for (const fault of faults) for (const key of keysOf(fault)) told.set(key, [...(told.get(key) ?? []), textOf(fault)]);
      const cells = cellsOf(rows, moments);
      const seen = new Map<string, Cell[]>();
      for (const cell of cells) {
        const wrong = wrongWith(rows, cell.asked);
        assert.deepEqual((told.get(`${cell.question} ${cell.zone} ${cell.moment}`) ?? []).sort(), wrong);
        for (const text of wrong) seen.set(text, [...(seen.get(text) ?? []), cell]);
      }
      assert.equal(complete, ![...seen.keys()].some((text) => !text.startsWith('overlap')));
      assert.equal(sound, seen.size === 0);
      for (const fault of faults) exampleIsSmallest(fault, seen.get(textOf(fault)) ?? []);
    }),
    { numRuns: 40 },
  );
});

function exampleIsSmallest(fault: Fault, cells: readonly Cell[]) {
  const { example } = fault;
  const same = cells.filter(
    ({ question, zone, moment }) => fault.questions.includes(question) && fault.zones.includes(zone) && fault.moments.includes(moment),
  );
  assert.ok(same.some(({ asked, size }) => asked.at === example.at && asked.matter === example.matter && size === example.place.size));
  assert.equal(example.place.size, Math.min(...same.map(({ size }) => size)));
  assert.equal(example.at, Math.min(...same.map(({ asked }) => asked.at)));
}

test('no moment of a span differs from all of its atoms: every minute finds an atom at which the same rows hold', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const chance = seeded(seed);
      const rows = randomRows(chance, 12);
      const at = (moment: Instant) =>
        rows
          .filter((each) => isOpen(each, moment))
          .map(({ id }) => id)
          .join();
      const atoms = new Set(momentsIn(compile(rows, ground), span).map((moment) => at(moment.at)));
      for (let i = 0; i < 300; i += 1) {
        const moment = randomAsked(chance, ground.pieces).at;
        assert.ok(atoms.has(at(moment)), new Date(moment).toISOString());
      }
    }),
    { numRuns: 60 },
  );
});

test('taking away either row of an overlap makes that overlap vanish', () => {
  let met = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const rows = rowsWithDoubles(seeded(seed), 12);
      for (const fault of prove(rows, ground, span).faults) {
        if (fault.kind !== 'overlap') continue;
        met += 1;
        for (const blamed of fault.rows) {
          const rest = rows.filter(({ id }) => id !== blamed.id);
          const { example } = fault;
          const asked = { matter: example.matter, condition: example.condition, spot: spotOf(example.place), at: example.at };
          assert.ok(!wrongWith(rest, asked).includes(textOf(fault)));
          assert.ok(!prove(rest, ground, span).faults.some((each) => textOf(each) === textOf(fault)));
        }
      }
    }),
    { numRuns: 40 },
  );
  assert.ok(met > 20, `${met} overlaps`);
});

/** Every class to a party of its own in each street, and a fallback: nothing is wrong with it. */
const whole: readonly DutyRow[] = [
  ...['S1', 'S2'].flatMap((place) =>
    matters.map(({ kind, code }, i) => row(`${place}-${i}`, { matter: { kind, code }, territory: { place } })),
  ),
  row('Z1', { territory: { place: 'S1' } }),
  row('Z2', { territory: { place: 'S2' } }),
];

test('a whole list is complete and sound', () => {
  const proof = prove(whole, ground, span);
  assert.deepEqual([proof.complete, proof.sound, proof.faults.length], [true, true, 0]);
});

test('planted faults are the faults found, and no others', () => {
  fc.assert(
    fc.property(fc.nat({ max: 11 }), fc.nat({ max: 11 }), (gone, twice) => {
      const taken = whole[gone] as DutyRow;
      const copied = whole[twice] as DutyRow;
      const planted = [...whole.filter((each) => each !== taken), ...(copied === taken ? [] : [{ ...copied, id: `X-${copied.id}` }])];
      const expected = [
        `fallback ${taken.id.startsWith('S1') ? 'Z1' : 'Z2'}`,
        ...(copied === taken ? [] : [`overlap ${copied.id} X-${copied.id}`]),
      ];
      const proof = prove(planted, ground, span);
      assert.deepEqual(
        [...new Set(proof.faults.map(textOf))].sort(),
        expected
          .map((text) => text.split(' '))
          .map(([kind, ...ids]) => [kind, ...ids.sort()].join(' '))
          .sort(),
      );
      assert.equal(proof.complete, false);
      const gap = proof.faults.find(({ kind }) => kind === 'fallback');
      assert.equal(gap?.example.matter, `${taken.matter.kind}:${taken.matter.code}`);
    }),
  );
});

test('a street without its fallback has nobody for what nobody was given', () => {
  const proof = prove(
    whole.filter(({ id }) => id !== 'Z2' && id !== 'S2-5'),
    ground,
    span,
  );
  assert.deepEqual(
    proof.faults.map(({ kind, example }) => [kind, example.matter, example.place.areas.includes('S2')]),
    [['nobody', 'matter:09005', true]],
  );
});
