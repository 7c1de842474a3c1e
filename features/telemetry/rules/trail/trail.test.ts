import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Instant, Metres } from '../../../../kernel/brand.ts';
import { type Position, positionOf } from '../position.ts';
import { type Doubt, doubtsAlone } from './doubt.ts';
import { clockOff } from './health.ts';
import { judgeTrail } from './trail.ts';

const NOON = Date.parse('2026-11-25T12:00:00+08:00');
/** A position some metres north of a corner of Futian. */
const at = (seconds: number, metresNorth: number, more: Partial<Position> = {}): Position =>
  positionOf({
    at: (NOON + seconds * 1000) as Instant,
    heardAt: (NOON + seconds * 1000) as Instant,
    door: 'own',
    lon: 114.05,
    lat: 22.54 + metresNorth / 111_195,
    ...more,
  });
const doubts = (trail: readonly Position[]) => judgeTrail(trail, 'walker').map((each) => each.doubts.join());

describe('what is doubted of a position alone', () => {
  const rows: readonly (readonly [string, Partial<Position>, Doubt | ''])[] = [
    ['a good fix is not', {}, ''],
    ['a latitude of 116 is', { lat: 116.307_629 }, 'out-of-range'],
    ['0,0 is', { lat: 0, lon: 0 }, 'null-island'],
    ['a repeated last place is', { isFix: false }, 'no-fix'],
    ['five minutes ahead of us is not', { at: (NOON + 300_000) as Instant, heardAt: NOON as Instant }, ''],
    ['a millisecond more is', { at: (NOON + 300_001) as Instant, heardAt: NOON as Instant }, 'future'],
    ['seven days late is not', { heardAt: (NOON + 7 * 86_400_000) as Instant }, ''],
    ['a millisecond more is too old', { heardAt: (NOON + 7 * 86_400_000 + 1) as Instant }, 'too-old'],
    ['50 m of accuracy are not', { accuracy: 50 as Metres }, ''],
    ['51 m are', { accuracy: 51 as Metres }, 'imprecise'],
    ['a place that an app invented is', { isMock: true }, 'mock'],
  ];
  for (const [says, more, doubt] of rows) test(says, () => assert.equal(doubtsAlone(at(0, 0, more)).join(), doubt));
});

describe('jumps', () => {
  test('one fix three kilometres away is dropped, both neighbours stay', () => {
    assert.deepEqual(doubts([at(0, 0), at(20, 20), at(40, 3000), at(60, 60), at(80, 80)]), ['', '', 'jump', '', '']);
  });
  test('a wrong first place does not cost the rest of the day', () => {
    assert.deepEqual(doubts([at(0, 5000), at(20, 20), at(40, 40), at(60, 60)]), ['jump', '', '', '']);
  });
  test('a visit elsewhere that nobody could have walked to counts nowhere, however calm it looks', () => {
    const home = Array.from({ length: 10 }, (_, n) => at(n * 20, n * 20));
    const elsewhere = Array.from({ length: 8 }, (_, n) => at(200 + n * 20, 4000 + n * 20));
    const back = Array.from({ length: 5 }, (_, n) => at(360 + n * 20, 200 + n * 20));
    const muchLater = at(360 + 1800, 300);
    assert.deepEqual(doubts([...home, ...elsewhere, ...back, muchLater]), [
      ...home.map(() => ''),
      ...elsewhere.map(() => 'jump'),
      // While a device tells two stories, and for half an hour after, neither counts.
      ...back.map(() => 'contested'),
      '',
    ]);
  });
  test('the longer side is believed, so late news may turn the verdict', () => {
    const home = [at(0, 0), at(20, 20), at(40, 40)];
    const far = Array.from({ length: 4 }, (_, n) => at(400 + n * 20, 2700));
    assert.deepEqual(doubts([...home, ...far.slice(0, 2)]), ['', '', '', 'jump', 'jump']);
    assert.deepEqual(doubts([...home, ...far]), ['jump', 'jump', 'jump', ...far.map(() => 'contested')]);
  });
  test('a place that could have been walked to in the time is no jump', () => {
    assert.deepEqual(doubts([at(0, 0), at(20, 20), at(420, 2700)]), ['', '', '']);
  });
  test('a receiver that wanders within its own accuracy does not jump', () => {
    assert.deepEqual(doubts([at(0, 0, { accuracy: 40 as Metres }), at(1, 60, { accuracy: 40 as Metres })]), ['', '']);
  });
});

test('of two reports of one moment the first one heard stands', () => {
  const judged = judgeTrail([at(0, 30, { heardAt: (NOON + 9000) as Instant }), at(0, 0)], 'walker');
  assert.deepEqual([judged.length, judged[0]?.position.lat], [1, 22.54]);
});

describe('a wrong clock', () => {
  const off = (seconds: number, more: Partial<Position> = {}) =>
    clockOff(Array.from({ length: 6 }, (_, n) => at(n * 20, 0, { heardAt: (NOON + (n * 20 + seconds) * 1000) as Instant, ...more })));
  for (const [seconds, found] of [
    [120, undefined],
    [121, 121_000],
    [-130, -130_000],
    [28_800, 28_800_000],
  ] as const)
    test(`${seconds} s behind is ${found ? 'found' : 'a slow line'}`, () => assert.equal(off(seconds), found));
  test('positions kept for later say nothing about it', () => assert.equal(off(7200, { isCatchUp: true }), undefined));
});
