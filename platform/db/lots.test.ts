import assert from 'node:assert/strict';
import test from 'node:test';
import { inLots } from './lots.ts';

/** Work that stays under way until it is let go, and remembers the lots it was given. */
function heldWork({ lanes, most = 100 }: { lanes: number; most?: number }) {
  const lots: (readonly string[])[] = [];
  const held: (() => void)[] = [];
  const put = inLots<string, string>({
    lanes,
    most,
    isOwnFault: (error) => error instanceof RangeError,
    work: async (lot) => {
      lots.push(lot);
      await new Promise<void>((letGo) => held.push(letGo));
      if (lot.includes('bad')) throw new RangeError('bad');
      if (lot.includes('gone')) throw new Error('the database is away');
      return lot.map((one) => one.toUpperCase());
    },
  });
  const settle = async () => {
    // Until nothing more begins: letting one lot go may start the next.
    while (held.length > 0) {
      for (const letGo of held.splice(0)) letGo();
      await new Promise((turn) => setImmediate(turn));
    }
  };
  return { lots, put, settle };
}

test('the first waits for nobody, and what comes while all lanes are busy goes as one lot', async () => {
  const { lots, put, settle } = heldWork({ lanes: 2 });
  const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map(put));
  assert.deepEqual(lots, [['a'], ['b']]);
  await settle();
  assert.deepEqual(lots, [['a'], ['b'], ['c', 'd', 'e']]);
  assert.deepEqual(await answers, ['A', 'B', 'C', 'D', 'E']);
});

test('a lot is never larger than the most, and nothing is left waiting', async () => {
  const { lots, put, settle } = heldWork({ lanes: 1, most: 3 });
  const answers = Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(put));
  await settle();
  assert.deepEqual(
    lots.map(({ length }) => length),
    [1, 3, 3, 1],
  );
  assert.deepEqual(await answers, ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']);
});

test('a fault of one is borne by that one alone', async () => {
  const { lots, put, settle } = heldWork({ lanes: 1 });
  const answers = Promise.allSettled(['a', 'b', 'bad', 'c'].map(put));
  await settle();
  assert.deepEqual(lots, [['a'], ['b', 'bad', 'c'], ['b'], ['bad'], ['c']]);
  assert.deepEqual(
    (await answers).map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as Error).message)),
    ['A', 'B', 'bad', 'C'],
  );
});

test('a fault of nobody in the lot is told to all of them at once, and the lane is free again', async () => {
  const { lots, put, settle } = heldWork({ lanes: 1 });
  const answers = Promise.allSettled(['a', 'b', 'gone'].map(put));
  await settle();
  assert.deepEqual(lots, [['a'], ['b', 'gone']]);
  assert.deepEqual(
    (await answers).map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected'],
  );
  const later = put('d');
  await settle();
  assert.equal(await later, 'D');
});
