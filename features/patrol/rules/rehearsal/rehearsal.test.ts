import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Instant } from '../../../../kernel/brand.ts';
import type { Rings } from '../../../../kernel/place/polygon.ts';
import { holdsMoment } from '../interval.ts';
import { targetOf } from '../target.ts';
import { toldBySeconds } from './reference.ts';
import { type Rehearsal, judgedAt, rehearse } from './shift.ts';
import { scoreOf } from './score.ts';
import { trouble } from './walk.ts';

/** Six grids of some 500 × 500 m side by side. */
const grids = Array.from({ length: 6 }, (_, n) => {
  const [west, south] = [114.05 + (n % 3) * 0.005, 22.54 + Math.floor(n / 3) * 0.0045];
  const rings: Rings = [
    [
      [
        [west, south],
        [west + 0.005, south],
        [west + 0.005, south + 0.0045],
        [west, south + 0.0045],
        [west, south],
      ],
    ],
  ];
  return targetOf(`grid ${n + 1}`, { kind: 'grid', rings });
});
const scene = { targets: grids, people: 3, mover: 'walker', hours: 2 } as const;

/** Whole seconds in which the product and the reference disagree, apart from the second in which a state changes. */
function disagreements(rehearsal: Rehearsal): number {
  const { promise, targets, window } = rehearsal;
  const { followed, standings } = judgedAt(rehearsal, (window.to + 3_600_000) as Instant);
  let count = 0;
  for (const [n, target] of targets.entries()) {
    const told = toldBySeconds(promise, target, followed, window);
    const ledger = standings[n]?.ledger ?? assert.fail();
    const said = told.map((_, second) => {
      const at = (window.from + second * 1000 + 500) as Instant;
      return holdsMoment(ledger.broken, at) ? 'broken' : holdsMoment(ledger.unknown, at) ? 'unknown' : 'kept';
    });
    count += said.filter((each, at) => ![told[at - 1], told[at], told[at + 1]].includes(each)).length;
  }
  return count;
}

for (const wrong of trouble) {
  describe(`an invented shift of two hours: ${wrong}`, () => {
    test('every second is told as the slow reference tells it', () => {
      for (const seed of [1, 2, 3]) assert.equal(disagreements(rehearse(scene, wrong, seed)), 0);
    });
    test('nothing is called kept that was broken, not at the end and not while it lasted; broken is wrong by no more than two reports', () => {
      const score = scoreOf(rehearse(scene, wrong, 4));
      assert.equal(score.falseKept, 0);
      assert.equal(score.liveFalseKept, 0);
      assert.ok(score.falseBroken <= 45_000, String(score.falseBroken));
    });
  });
}

test('positions that come late change the verdict to what it would have been', () => {
  for (const seed of [5, 6]) {
    const [late, prompt] = [rehearse(scene, 'late batch', seed), rehearse(scene, 'normal', seed)];
    const end = (late.window.to + 3_600_000) as Instant;
    const ledgers = (rehearsal: Rehearsal) => judgedAt(rehearsal, end).standings.map(({ ledger }) => ledger);
    assert.deepEqual(ledgers(late), ledgers(prompt));
    // Before the batch came, nothing was called broken that was not.
    const during = (late.window.from + (late.window.to - late.window.from) * 0.58) as Instant;
    const [then, known] = [late, prompt].map((rehearsal) => judgedAt(rehearsal, during).standings);
    for (const [n, { ledger }] of (then ?? []).entries()) assert.ok(ledger.broken.length <= (known?.[n]?.ledger.broken.length ?? 0));
  }
});
