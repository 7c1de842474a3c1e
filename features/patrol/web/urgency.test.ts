import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TargetView } from '../rules/view.ts';
import { labelOf, minutesUntil, mostUrgentFirst } from './urgency.ts';

const target = (id: string, state: TargetView['state'], due: number | null) => ({ id, state, due }) as TargetView;

test('what can still be saved comes first, then what is broken, then what nobody knows', () => {
  const found = mostUrgentFirst([
    target('kept', 'kept', 1),
    target('unknown', 'unknown', 2),
    target('broken', 'broken', 3),
    target('later', 'at_risk', 5),
    target('soon', 'at_risk', 4),
  ]);
  assert.deepEqual(
    found.map(({ id }) => id),
    ['soon', 'later', 'broken', 'unknown', 'kept'],
  );
});

for (const [says, seconds, minutes] of [
  ['five minutes and a second are still six', 301, 6],
  ['five minutes are five', 300, 5],
  ['the last second is one', 1, 1],
  ['the moment itself is none', 0, 0],
  ['a second late is a minute late', -1, -1],
  ['a minute and a second late are two', -61, -2],
] as const)
  test(says, () => assert.equal(minutesUntil(seconds * 1000, 0), minutes));

test('an area nobody knows of bears a question mark; a broken one always counts up', () => {
  const label = (state: TargetView['state'], due: number) => labelOf({ state, due }, 0);
  assert.deepEqual(
    [label('unknown', 0), label('at_risk', 300_000), label('broken', -300_000), label('broken', 20_000)],
    ['?', '5′', '+5′', '+1′'],
  );
});
