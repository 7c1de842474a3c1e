import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type Listener, createHub } from './stream.ts';

/** A hub whose clock is turned by hand: `tick` is its quarter of a second, `beat` its fifteen. */
function hub() {
  const works = new Map<number, () => void>();
  const made = createHub({
    now: () => 7,
    every: (ms, work) => {
      works.set(ms, work);
      return () => works.delete(ms);
    },
  });
  return { ...made, tick: () => works.get(250)?.(), beat: () => works.get(15_000)?.() };
}

function desk(...hears: string[]) {
  const said: string[] = [];
  const state = { buffered: 0, gone: false, stays: true, ended: 0 };
  const listener: Listener = {
    hears,
    send: (chunk) => !state.gone && said.push(chunk) > 0,
    bufferedBytes: () => state.buffered,
    mayStay: async () => state.stays,
    end: () => {
      state.ended++;
    },
  };
  const frames = () => said.filter((chunk) => chunk.includes('event: cases'));
  return {
    listener,
    state,
    said,
    heard: () => frames().flatMap((frame) => JSON.parse(/data: (.*)/.exec(frame)?.[1] ?? '[]') as number[]),
    lastId: () => /id: (.*)/.exec(frames().at(-1) ?? '')?.[1],
    refetches: () => said.filter((chunk) => chunk.startsWith('event: refetch')).length,
  };
}

const piece = (n: number, ...to: string[]) => ({ id: `1.${n}`, to: to.length > 0 ? to : ['west'], data: n });

test('what happens in one quarter of a second comes as one frame, in order, to those whose street it is', () => {
  const at = hub();
  const [west, east, both] = [desk('west'), desk('east'), desk('west', 'east')];
  for (const each of [west, east, both]) at.join(each.listener, undefined);
  at.publish([piece(1), piece(2, 'east')]);
  at.publish([piece(3)]);
  at.tick();
  assert.deepEqual([west.heard(), east.heard(), both.heard()], [[1, 3], [2], [1, 2, 3]]);
  assert.equal(both.said.length, 2);
  at.tick();
  assert.equal(both.said.length, 2);
});

test('who answers to two of a piece’s names hears it once', () => {
  const at = hub();
  const crew = desk('west unit sweep', 'west person p-li');
  at.join(crew.listener, undefined);
  at.publish([piece(1, 'west', 'west unit sweep', 'west person p-li'), piece(2, 'west', 'west unit green')]);
  at.tick();
  assert.deepEqual(crew.heard(), [1]);
});

test('who comes back hears what was missed once, and what was about to be sent once', () => {
  const at = hub();
  const first = desk('west unit sweep');
  const leave = at.join(first.listener, undefined);
  at.publish([piece(1, 'west', 'west unit sweep')]);
  at.tick();
  leave();
  at.publish([piece(2, 'west', 'west unit sweep'), piece(3)]);
  at.tick();
  at.publish([piece(4, 'west', 'west unit sweep')]);
  const again = desk('west unit sweep');
  at.join(again.listener, first.lastId());
  at.tick();
  assert.deepEqual([...first.heard(), ...again.heard()], [1, 2, 4]);
  assert.equal(again.refetches(), 0);
});

test('who comes back when something passed that nobody was told must fetch again', () => {
  const at = hub();
  const first = desk('west');
  const leave = at.join(first.listener, undefined);
  at.publish([piece(1)]);
  at.tick();
  leave();
  at.forget();
  const again = desk('west');
  at.join(again.listener, first.lastId());
  assert.equal(again.refetches(), 1);
});

test('who was away for more than is remembered, or speaks of an unknown moment, must fetch again', () => {
  const at = hub();
  at.publish(Array.from({ length: 5_001 }, (_, n) => piece(n)));
  at.tick();
  const [oldest, unknown, kept] = [desk('west'), desk('west'), desk('west')];
  at.join(oldest.listener, '1.0');
  at.join(unknown.listener, "' or 1=1 --");
  at.join(kept.listener, '1.1');
  assert.deepEqual([oldest.refetches(), unknown.refetches(), kept.refetches()], [1, 1, 0]);
  assert.equal(kept.heard().length, 4_999);
});

test('who cannot keep up is told to fetch again instead of being sent more, and goes on when the line is free', () => {
  const at = hub();
  const slow = desk('west');
  at.join(slow.listener, undefined);
  slow.state.buffered = 300 * 1024;
  at.publish([piece(1)]);
  at.tick();
  slow.state.buffered = 0;
  at.publish([piece(2)]);
  at.tick();
  assert.deepEqual([slow.refetches(), slow.heard()], [1, [2]]);
});

test('a line that is gone is forgotten', () => {
  const at = hub();
  const gone = desk('west');
  at.join(gone.listener, undefined);
  gone.state.gone = true;
  at.beat();
  assert.equal(at.count(), 0);
});

test('who signed out meanwhile is sent away at the next beat; a database that is away sends nobody away', async () => {
  const at = hub();
  const [stays, out, unsure] = [desk('west'), desk('west'), desk('west')];
  for (const each of [stays, out]) at.join(each.listener, undefined);
  at.join({ ...unsure.listener, mayStay: () => Promise.reject(new Error('away')) }, undefined);
  out.state.stays = false;
  at.beat();
  await new Promise(setImmediate);
  assert.deepEqual([stays.state.ended, out.state.ended, unsure.state.ended, at.count()], [0, 1, 0, 2]);
});

test('however often a desk loses its line, it hears everything of its street once and in order, or is told to fetch', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('west', 'east').map((street) => ({ do: 'publish' as const, street })) },
    { weight: 3, arbitrary: fc.constant({ do: 'tick' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'leave' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'return' as const }) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const at = hub();
      let n = 0;
      let here = desk('west');
      let lastId: string | undefined;
      let leave: (() => void) | undefined = at.join(here.listener, undefined);
      const [wanted, heard]: [number[], number[]] = [[], []];
      const collect = () => {
        heard.push(...here.heard());
        lastId = here.lastId() ?? lastId;
      };
      const back = () => {
        if (leave) return;
        here = desk('west');
        // A desk that never heard anything has nothing to resume from; it fetches on opening.
        if (lastId === undefined) wanted.length = 0;
        leave = at.join(here.listener, lastId);
      };
      for (const each of steps) {
        if (each.do === 'publish') {
          if (each.street === 'west') wanted.push(++n);
          at.publish([piece(each.street === 'west' ? n : 10_000 + n, each.street)]);
        } else if (each.do === 'tick') at.tick();
        else if (each.do === 'leave' && leave) {
          collect();
          leave();
          leave = undefined;
        } else if (each.do === 'return') back();
      }
      back();
      at.tick();
      collect();
      assert.deepEqual(heard.slice(-wanted.length || heard.length), wanted);
      assert.equal(new Set(heard).size, heard.length);
    }),
  );
});
