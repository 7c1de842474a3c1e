import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '../../../kernel/brand.ts';
import { type Known, SAME_FOR, likeliestSame } from './sameness.ts';

const lamp = {
  text: '三巷路灯不亮',
  matter: 'part:01037',
  point: { lon: 114.05, lat: 22.53 },
  asset: null,
  at: SAME_FOR as Instant,
} as const;
const known = (part: Partial<Known> & { metres?: number; asset?: string }): Known => ({
  text: '路灯坏了',
  matter: 'part:01037',
  reportedAt: lamp.at,
  ...part,
  place: {
    point: { lon: lamp.point.lon, lat: lamp.point.lat + (part.metres ?? 10) / 111_195 },
    asset: part.asset ?? null,
  } as Known['place'],
});
for (const [says, it, offered] of [
  ['the same matter 190 m away is offered', known({ metres: 190 }), true],
  ['the same matter 210 m away is not', known({ metres: 210 }), false],
  ['thirty days old is offered', known({ reportedAt: 0 as Instant }), true],
  ['a moment older is not', known({ reportedAt: -1 as Instant }), false],
  ['another matter with other words is not', known({ matter: 'matter:06010', text: '垃圾没人收' }), false],
  ['next to it and of unknown matter is offered', known({ matter: null, text: '你好', metres: 20 }), true],
  ['further off and of unknown matter is not', known({ matter: null, text: '你好', metres: 30 }), false],
] as const) {
  test(says, () => assert.equal(likeliestSame(lamp, [it], 3).length > 0, offered));
}
test('the same thing is offered first, wherever the pin is', () =>
  assert.equal(
    likeliestSame({ ...lamp, asset: '00001S' }, [known({}), known({ asset: '00001S', metres: 900 })], 3)[0]?.place.asset,
    '00001S',
  ));
test('without a position, words that say the same are offered, and others are not', () => {
  const offered = likeliestSame(
    { ...lamp, point: null },
    [known({ text: '三巷的路灯不亮了' }), known({ matter: 'matter:06010', text: '垃圾满地' })],
    3,
  );
  assert.deepEqual(
    offered.map(({ text }) => text),
    ['三巷的路灯不亮了'],
  );
});
