import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Instant, Metres, Minutes, StreetId } from '../../../kernel/brand.ts';
import { positionOf } from '../../telemetry/rules/position.ts';
import { findingsOf, follow, standingsOf } from './judge.ts';
import { type PatrolPromise, windowsOf } from './promise.ts';
import { targetOf } from './target.ts';
import { lookAhead, staffing } from './warning.ts';
import { staysIn } from './visit.ts';

const START = Date.parse('2026-11-25T08:00:00+08:00');
const minute = (n: number) => (START + n * 60_000) as Instant;
const METRE = 1 / 111_195;
const grid = targetOf('7', {
  kind: 'grid',
  rings: [
    [
      [
        [114.05, 22.54],
        [114.054, 22.54],
        [114.054, 22.544],
        [114.05, 22.544],
        [114.05, 22.54],
      ],
    ],
  ],
});
const promise: PatrolPromise = {
  id: 'p',
  version: 1,
  street: '440304010' as StreetId,
  form: { kind: 'gap', every: 30 as Minutes, grace: 0 as Minutes },
  hours: [{ from: 480, to: 720 }],
  targets: ['7'],
  visit: { dwellSeconds: 60, fixes: 2, walked: null as Metres | null },
  askedSeconds: 20,
};
const [window] = windowsOf(promise, minute(5), 480);
assert.ok(window);

/** A fix every 20 s at so many metres south of the grid's southern border (negative: inside). */
function stands(from: number, to: number, metresSouth: number) {
  const found = [];
  for (let at = minute(from); at <= minute(to); at = (at + 20_000) as Instant)
    found.push(positionOf({ at, heardAt: at, door: 'own', lon: 114.052, lat: 22.54 - metresSouth * METRE, accuracy: 8 as Metres }));
  return found;
}
const duty = window ?? assert.fail();
const chen = (positions: ReturnType<typeof stands>) => follow({ device: 'chen', bearer: 'Chen', mover: 'walker', duty }, positions);
function look(positions: ReturnType<typeof stands>, now: number, plan = new Map<string, string[]>()) {
  const findings = [findingsOf(promise, [grid], chen(positions), minute(now))];
  const standings = standingsOf(promise, [grid], findings, { window: duty, now: minute(now) });
  return lookAhead(promise, { targets: [grid], standings, findings }, plan, minute(now))[0] ?? assert.fail();
}

describe('grid 7 with Chen 250 m south of it', () => {
  const waiting = stands(0, 40, 250);
  test('the hours of the day make the window', () => assert.deepEqual(window, { from: minute(0), to: minute(240) }));
  for (const [now, state] of [
    [15, 'kept'],
    [20, 'at_risk'],
    [30, 'at_risk'],
    [31, 'broken'],
  ] as const) {
    test(`is ${state} after ${now} minutes`, () => assert.equal(look(waiting, now).state, state));
  }
  test('says when it breaks, who is near and how long they need', () => {
    const { due, candidates, slack } = look(waiting, 24);
    assert.deepEqual([due, candidates[0]?.bearer, Math.round(candidates[0]?.metres ?? 0)], [minute(30), 'Chen', 250]);
    // 250 m × 1.3 at 1.25 m/s are 260 s; with a minute inside, 40 s of six minutes are left.
    assert.equal(Math.round(slack ?? 0), 40);
  });
  test('is no risk while it comes next in a round and there is time', () => {
    assert.equal(look(waiting, 15, new Map([['chen', ['7']]])).state, 'kept');
    assert.equal(look(waiting, 22, new Map([['chen', ['7']]])).state, 'at_risk');
  });
  test('is visited when Chen stays a minute inside, and not before', () => {
    assert.deepEqual(look([...stands(0, 26, 250), ...stands(28, 28.4, -50)], 28.5).state, 'at_risk');
    const after = look([...stands(0, 26, 250), ...stands(28, 29, -50)], 29);
    assert.deepEqual([after.state, after.due], ['kept', minute(59)]);
  });
  test('is unknown, not broken, when Chen fell silent with time enough to have been there', () => {
    const lost = look(stands(0, 10, 250), 40);
    assert.deepEqual([lost.state, lost.isBlind], ['unknown', true]);
  });
  test('is broken all the same when the silence was too short to get there', () => {
    assert.equal(look([...stands(0, 20, 3000), ...stands(24, 40, 3000)], 31).state, 'broken');
  });
});

describe('stays', () => {
  const stays = (positions: ReturnType<typeof stands>) =>
    staysIn(grid, chen(positions).trail, promise.visit, 50).map(({ from, to, counts }) => [
      (from - START) / 1000,
      (to - START) / 1000,
      counts,
    ]);
  test('standing on the border for an hour, now in and now out, is at most one', () => {
    const wobbling = stands(0, 60, 0).map((each, n) => ({ ...each, lat: 22.54 + (n % 3 === 0 ? -6 : 5) * METRE }));
    assert.equal(stays(wobbling).length, 1);
  });
  test('59 seconds are a crossing, 60 a visit', () => {
    const inside = stands(2, 3, -50);
    assert.deepEqual(stays(inside), [[120, 180, true]]);
    assert.deepEqual(stays(inside.map((each, n) => (n === 3 ? { ...each, at: (each.at - 1000) as Instant } : each))), [[120, 179, false]]);
  });
  test('between fixes too far apart nothing is claimed', () => {
    assert.deepEqual(stays([...stands(0, 1, -50), ...stands(1.9, 2.9, -50)]), [[0, 174, true]]);
    assert.equal(stays([...stands(0, 1, -50), ...stands(2, 3, -50)]).length, 2);
    assert.deepEqual(stays([...stands(0, 0.7, -50), ...stands(2, 2.7, -50)]).filter(([, , counts]) => counts).length, 0);
  });
  test('a fix that is doubted is as if it were not there', () => {
    assert.deepEqual(stays(stands(2, 4, -50).map((each) => ({ ...each, isMock: true }))), []);
  });
});

test('twelve grids in half an hour on foot need five, on e-bikes two', () => {
  assert.deepEqual(staffing(12, 30, { dwellMinutes: 2, metresApart: 700, metresPerMinute: 75 }), { minutes: 136, least: 5 });
  assert.equal(staffing(12, 30, { dwellMinutes: 2, metresApart: 700, metresPerMinute: 250 }).least, 2);
});
