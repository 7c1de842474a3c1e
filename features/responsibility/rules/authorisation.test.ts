import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Day, UnitId } from '../../../kernel/brand.ts';
import {
  type Authorisation,
  type ClaimedAct,
  delegableActs,
  daysLeft,
  hasExpired,
  mayActUnder,
  reservedActs,
  standingOf,
} from './authorisation.ts';

const paper: Authorisation = {
  id: 'A1',
  version: 1,
  name: { zh: '安全隐患授权巡查', en: 'Delegated safety inspection' },
  document: '湖榕府办〔2026〕5 号',
  body: 'office' as UnitId,
  company: 'butler' as UnitId,
  areas: ['S1', 'K2'],
  from: '2026-01-01' as Day,
  until: '2027-01-01' as Day,
  permitted: ['look', 'photograph', 'persuade', 'report'],
  forbidden: ['guard'],
  checklist: { name: 'seven-items', version: 1 },
  certificate: null,
  status: 'active',
};
const within = ['G1', 'K1', 'S1'];

for (const [says, change, act, areas, on, code] of [
  ['a permitted act in its area on its first day', {}, 'look', within, '2026-01-01', undefined],
  ['the last day still holds', {}, 'report', within, '2026-12-31', undefined],
  ['a part of its area is enough', {}, 'look', ['K2', 'S2'], '2026-06-01', undefined],
  ['the day before', {}, 'look', within, '2025-12-31', 'authorisation-not-begun'],
  ['the day it ends', {}, 'look', within, '2027-01-01', 'authorisation-expired'],
  ['another street', {}, 'look', ['K3', 'S2'], '2026-06-01', 'authorisation-elsewhere'],
  ['suspended', { status: 'suspended' }, 'look', within, '2026-06-01', 'authorisation-not-active'],
  ['revoked', { status: 'revoked' }, 'look', within, '2026-06-01', 'authorisation-not-active'],
  ['a draft', { status: 'draft' }, 'look', within, '2026-06-01', 'authorisation-not-active'],
  ['an act it does not name', {}, 'repair', within, '2026-06-01', 'act-not-permitted'],
  ['an act it forbids', {}, 'guard', within, '2026-06-01', 'act-forbidden'],
  ['forbidden beats permitted', { permitted: ['guard'] }, 'guard', within, '2026-06-01', 'act-forbidden'],
] as const) {
  test(`authorisation: ${says}`, () => {
    const found = mayActUnder({ ...paper, ...change } as Authorisation, act, areas, on as Day);
    assert.equal(found.ok ? undefined : found.refusal.code, code);
  });
}

test('no document delegates what only government may do, whatever its state, day and words', () => {
  for (const act of reservedActs)
    for (const status of ['draft', 'active', 'suspended', 'revoked'] as const) {
      const generous = { ...paper, status, permitted: [...delegableActs, ...reservedActs] as never };
      const found = mayActUnder(generous, act as ClaimedAct, within, '2026-06-01' as Day);
      assert.equal(found.ok ? '' : found.refusal.code, 'never-delegable');
    }
});

test('an expired paper is told from an active one by its day alone', () => {
  assert.deepEqual([hasExpired(paper, '2026-12-31' as Day), hasExpired(paper, '2027-01-01' as Day)], [false, true]);
  assert.equal(hasExpired({ ...paper, status: 'revoked' }, '2028-01-01' as Day), false);
});

for (const [says, change, on, standing, left] of [
  ['on its first day it holds', {}, '2026-01-01', 'in_force', 365],
  ['the day before it begins it waits', {}, '2025-12-31', 'waiting', null],
  ['on its last day one day is left', {}, '2026-12-31', 'in_force', 1],
  ['the day it ends it has expired', {}, '2027-01-01', 'expired', null],
  ['suspended counts no days', { status: 'suspended' }, '2026-06-01', 'suspended', null],
  ['suspended stays so after its end', { status: 'suspended' }, '2028-06-01', 'suspended', null],
] as const)
  test(`an entry stands as people would say: ${says}`, () => {
    const entry: Authorisation = { ...paper, ...change };
    assert.deepEqual([standingOf(entry, on as Day), daysLeft(entry, on as Day)], [standing, left]);
  });
