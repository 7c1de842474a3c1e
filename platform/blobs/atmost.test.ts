import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atMost } from './atmost.ts';

test('never more than two at once, in the order they came, even when one comes just as a place is handed over', async () => {
  const queue = atMost(2);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const work = (n: number) => async () => {
    order.push(n);
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
    return n;
  };
  const all = Array.from({ length: 20 }, (_, n) => queue(work(n)));
  // Newcomers at every moment the first ones finish.
  for (let n = 20; n < 60; n++) {
    all.push(queue(work(n)));
    await Promise.resolve();
  }
  assert.deepEqual(
    await Promise.all(all),
    Array.from({ length: 60 }, (_, n) => n),
  );
  assert.equal(most, 2);
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
});

test('a work that fails gives its place back', async () => {
  const queue = atMost(1);
  await assert.rejects(
    queue(() => Promise.reject(new Error('broken'))),
    /broken/,
  );
  assert.equal(await queue(() => Promise.resolve('next')), 'next');
});
