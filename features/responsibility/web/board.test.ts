import assert from 'node:assert/strict';
import test from 'node:test';
import type { MatrixView } from '../rules/view.ts';
import { boardOf } from './board.ts';
import { shortNames } from './shortname.ts';

const words = (zh: string) => ({ zh, en: zh });
const named = (id: string) => ({ id, name: words(id) });
const bare = (id: string) => ({ ...named(id), conditions: [] });
const view: MatrixView = {
  at: 0,
  families: [
    { id: 'part:01', name: words('设施'), matters: [bare('part:01001'), bare('part:01002')] },
    { id: 'matter:06', name: words('市容'), matters: [bare('matter:06010')] },
  ],
  areas: [
    { id: 'G1', name: words('一'), within: words('社区') },
    { id: 'G2', name: words('二'), within: words('社区') },
  ],
  parties: [named('water'), named('road'), named('sweep')],
  places: [],
  outcomes: [
    { parties: ['water'], rows: ['a'], gap: null },
    { parties: ['road', 'sweep'], rows: ['b', 'c'], gap: 'fallback' },
    { parties: [], rows: [], gap: 'nobody' },
  ],
  // part:01001, part:01002, matter:06010 by G1, G2
  cells: [0, 0, 0, 1, 1, 2],
};

test('closed families are one line each; an open one unfolds its matters below it', () => {
  assert.deepEqual(
    boardOf(view, new Set()).lines.map(({ id }) => id),
    ['part:01', 'matter:06'],
  );
  assert.deepEqual(
    boardOf(view, new Set(['part:01'])).lines.map(({ id }) => id),
    ['part:01', 'part:01001', 'part:01002', 'matter:06'],
  );
});

test('a family shows who leads most of its matters, how many share it, and any hole', () => {
  const { squareAt } = boardOf(view, new Set());
  assert.deepEqual(squareAt(0, 0), { party: 'water', others: 0, gap: null });
  assert.deepEqual(squareAt(0, 1), { party: 'road', others: 2, gap: 'fallback' });
  assert.deepEqual(squareAt(1, 1), { party: null, others: 0, gap: 'nobody' });
});

test('a matter shows its own cell', () => {
  const { squareAt } = boardOf(view, new Set(['part:01']));
  assert.deepEqual(squareAt(2, 1), { party: 'road', others: 1, gap: 'fallback' });
  assert.deepEqual(squareAt(1, 1), { party: 'water', others: 0, gap: null });
});

test('who has most gets a hue first, and keeps it whatever an edit does', () => {
  const { hueOf } = boardOf(view, new Set());
  assert.deepEqual(
    [...hueOf],
    [
      ['water', 1],
      ['road', 2],
      ['sweep', 3],
    ],
  );
  assert.deepEqual(boardOf({ ...view, cells: [1, 1, 1, 1, 1, 1] }, new Set(), hueOf).hueOf, hueOf);
});

for (const [says, names, locale, short] of [
  ['a shared beginning says nothing', ['福保环卫清运队', '福保绿化养护队', '福保市容巡查队'], 'zh', ['环卫', '绿化', '市容']],
  ['a prefix of one character too, when several have it', ['区水务局', '区交通局', '区城管局'], 'zh', ['水务', '交通', '城管']],
  ['what is left must still say something', ['城管局', '城管中心'], 'zh', ['城管', '中心']],
  ['different ones keep theirs', ['水务局', '交通局', '城管局'], 'zh', ['水务', '交通', '城管']],
  ['English by initials', ['Sweeping and Removal Team', 'Water Bureau', 'Centre'], 'en', ['SRT', 'WB', 'Cen']],
] as const) {
  test(`short names: ${says}`, () => assert.deepEqual(shortNames(names, locale), short));
}
