import assert from 'node:assert/strict';
import test from 'node:test';
import { compareRanks, rankOf } from '../rules/rank.ts';
import { type ToldRow, readRow } from '../rules/wire.ts';
import { rowOf } from './draftrow.ts';
import { type Ruled, ruledDraft } from './ruledrow.ts';

const ruled: Ruled = {
  id: '01910000-0000-7000-8000-000000000001',
  number: '001-260302-0001-0',
  matter: 'matter:06013',
  areas: ['U1', 'G2', 'C1', 'S'],
  unit: 'water',
  reason: '管道塌陷',
  row: 'D007',
};
const was: ToldRow = {
  id: 'D007',
  version: 1,
  matter: { kind: 'matter', major: '06' },
  territory: null,
  from: '2026-01-01',
  until: null,
  hours: [],
  party: 'repair',
  coHandlers: [],
  limit: null,
  powers: ['service'],
  basis: { zh: '合同', en: 'contract' },
  clause: null,
  priority: 0,
};
const beside = { id: 'D034', today: '2026-03-02', level: 'duty_grid' as const, areas: ['G1', 'G2'], ground: '裁定 001：管道塌陷' };
const levelOf = (code: string) => (code.startsWith('G') ? ('duty_grid' as const) : ('named' as const));

const rows: [string, Partial<ToldRow>, string][] = [
  ['a family everywhere', {}, '0'],
  ['the same class everywhere', { matter: { kind: 'matter', code: '06013' } }, '0'],
  ['the same class in the same grid', { matter: { kind: 'matter', code: '06013' }, territory: 'G2' }, '1'],
  ['a village, which is narrower than a grid', { matter: { kind: 'matter', code: '06013' }, territory: 'V1' }, '1'],
  ['one thing', { matter: { kind: 'matter', code: '06013' }, territory: { asset: 'A1' } }, '1'],
  ['an earlier ruling', { priority: 3 }, '4'],
  ['one filing condition', { matter: { kind: 'matter', code: '06013', condition: 'damaged' } }, '0'],
  ['a party read off the thing', { party: { of: 'maintainer' }, matter: { kind: 'matter', code: '06013' } }, '1'],
];

for (const [says, part, priority] of rows) {
  test(`a ruling against ${says} becomes a row that beats it, by priority only where it must`, () => {
    const old = { ...was, ...part };
    const draft = ruledDraft(ruled, { ...beside, rows: [old] });
    const row = rowOf(draft);
    assert.ok(row);
    assert.equal(draft.priority, priority);
    assert.ok(compareRanks(rankOf(readRow(row), levelOf), rankOf(readRow(old), levelOf)) < 0);
    assert.deepEqual([row.territory, row.party, row.from], ['G2', 'water', '2026-03-02']);
    assert.match(row.basis.zh, /裁定 001/);
    assert.equal(draft.ruling?.id, ruled.id);
  });
}

test('a place that is on no board is left to the editor, never guessed', () => {
  assert.equal(ruledDraft({ ...ruled, areas: ['X'] }, { ...beside, rows: [was] }).area, '');
});
