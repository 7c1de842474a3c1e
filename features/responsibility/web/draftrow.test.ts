import assert from 'node:assert/strict';
import test from 'node:test';
import type { Day, UnitId } from '../../../kernel/brand.ts';
import type { DutyRow } from '../rules/row.ts';
import { blank, draftOf, nextId, rowOf } from './draftrow.ts';

const full: DutyRow = {
  id: 'D007',
  version: 3,
  matter: { kind: 'matter', code: '06010', condition: 'seen', tags: ['safety'] },
  territory: { place: '440399001-G1' },
  from: '2026-01-01' as Day,
  until: '2027-01-01' as Day,
  hours: [
    { on: 'every', from: 1320, to: 1440 },
    { on: 'every', from: 0, to: 360 },
  ],
  party: 'sweep' as UnitId,
  coHandlers: ['village' as UnitId],
  limit: { value: 2, unit: 'work_hour' },
  powers: ['service'],
  basis: { zh: '管家合同', en: 'Butler contract' },
  clause: { contract: 'C1', clause: '3.2' },
  priority: 1,
};

for (const [says, row] of [
  ['a full one', full],
  [
    'a whole family, everywhere, always',
    { ...full, matter: { kind: 'part', major: '01' }, territory: null, hours: [], until: null, limit: null },
  ],
  ['a fallback', { ...full, matter: {}, hours: [] }],
  ['one thing', { ...full, territory: { asset: 'B-001' } }],
  ['a party read off the thing', { ...full, party: { of: 'maintainer' } }],
  ['Mondays, which the form cannot show', { ...full, hours: [{ on: [1], from: 480, to: 600 }] }],
] as [string, DutyRow][]) {
  test(`a row opened and saved unchanged is the same row: ${says}`, () => assert.deepEqual(rowOf(draftOf(row)), row));
}

const ready = { ...blank('D001', '2026-11-25'), party: 'sweep', basis: '合同' };
for (const [says, draft] of [
  ['no party', { ...ready, party: '' }],
  ['no reason', { ...ready, basis: ' ' }],
  ['no first day', { ...ready, from: '' }],
  ['a limit that is none', { ...ready, limit: '-1' }],
  ['a priority between numbers', { ...ready, priority: '1.5' }],
] as const) {
  test(`nothing is sent with ${says}`, () => assert.equal(rowOf(draft), undefined));
}

test('a night is two stretches, a day one, and midnight ends a day', () => {
  const hours = (fromHour: string, toHour: string) => rowOf({ ...ready, on: 'every', fromHour, toHour })?.hours;
  assert.deepEqual(hours('22:00', '06:00'), [
    { on: 'every', from: 1320, to: 1440 },
    { on: 'every', from: 0, to: 360 },
  ]);
  assert.deepEqual(hours('08:00', '18:00'), [{ on: 'every', from: 480, to: 1080 }]);
  assert.deepEqual(hours('18:00', '00:00'), [{ on: 'every', from: 1080, to: 1440 }]);
});

test('a new row takes the next number', () => assert.equal(nextId(['D001', 'D035', 'X9']), 'D036'));
