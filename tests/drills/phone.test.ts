import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storm } from './phone/storm.ts';

const seed = Number(process.env.DRILL_SEED ?? Date.now() % 1_000_000);

test('phones that die while somebody enters, photographs or sends lose and double nothing', async (context) => {
  const outcome = await storm({ arm: 'whole', kills: 20, seed });
  context.diagnostic(
    `seed ${seed}, ${outcome.said} said, ${outcome.pictures} pictures, died ${JSON.stringify(outcome.died)}, ${outcome.seconds.toFixed(0)} s`,
  );
  assert.deepEqual({ lost: outcome.lost, doubled: outcome.doubled }, { lost: [], doubled: [] });
  assert.ok(outcome.said > 8, 'too little was said to prove anything');
});

test('the drill goes red when the phone sends again without its keys', async () => {
  const outcome = await storm({ arm: 'nokey', kills: 10, seed });
  assert.ok(outcome.doubled.length > 0, `seed ${seed}: nothing was doubled`);
});
