import assert from 'node:assert/strict';
import test from 'node:test';
import type { ToldRow } from '../rules/wire.ts';
import { blank, draftOf, nextId, rowOf } from './draftrow.ts';

const full: ToldRow = {
  id: 'D007',
  version: 3,
  matter: { kind: 'matter', code: '06010', condition: 'seen', tags: ['safety'] },
  territory: '440399001-G1',
  from: '2026-01-01',
  until: '2027-01-01',
  hours: [{ on: 'workdays', from: '08:00', to: '18:00' }],
  party: 'sweep',
  coHandlers: ['village'],
  limit: { value: 2, unit: 'work_hour' },
  powers: ['service'],
  basis: { zh: '管家合同', en: 'Butler contract' },
  clause: { contract: 'C1', clause: '3.2' },
  priority: 1,
};
const rows: [string, ToldRow][] = [
  ['a full one', full],
  [
    'a whole family, everywhere, always',
    { ...full, matter: { kind: 'part', major: '01' }, territory: null, hours: [], until: null, limit: null },
  ],
  ['a fallback', { ...full, matter: {}, hours: [] }],
  ['one thing', { ...full, territory: { asset: 'B-001' } }],
  ['a party read off the thing', { ...full, party: { of: 'maintainer' } }],
  ['Mondays, which the form cannot show', { ...full, hours: [{ on: [1], from: '08:00', to: '10:00' }] }],
];
for (const [says, row] of rows)
  test(`a row opened and saved unchanged is the same row: ${says}`, () => assert.deepEqual(rowOf(draftOf(row)), row));

test('a night told in two parts is one stretch in the form', () => {
  const night: ToldRow = {
    ...full,
    hours: [
      { on: 'every', from: '00:00', to: '06:00' },
      { on: 'every', from: '22:00', to: '24:00' },
    ],
  };
  assert.deepEqual(rowOf(draftOf(night))?.hours, [{ on: 'every', from: '22:00', to: '06:00' }]);
});

test('English of a ground is kept only while the Chinese stands', () => {
  assert.deepEqual(rowOf({ ...draftOf(full), basis: '新合同' })?.basis, { zh: '新合同', en: '新合同' });
});

const ready = { ...blank('D001', '2026-11-25'), party: 'sweep', basis: '合同' };
for (const [says, draft] of [
  ['no party', { ...ready, party: '' }],
  ['no ground', { ...ready, basis: ' ' }],
  ['no first day', { ...ready, from: '' }],
  ['a limit that is none', { ...ready, limit: '-1' }],
  ['a priority between numbers', { ...ready, priority: '1.5' }],
] as const) {
  test(`nothing is sent with ${says}`, () => assert.equal(rowOf(draft), undefined));
}

test('a new row takes the next number', () => assert.equal(nextId(['D001', 'D035', 'X9']), 'D036'));
