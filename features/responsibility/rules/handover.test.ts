import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UnitId } from '../../../kernel/brand.ts';
import type { Unit } from '../../people/rules/person.ts';
import { type AskedHandover, planHandover } from './handover.ts';
import { row } from './testing.ts';

const unit = (id: string, parent: string | null, kind: Unit['kind'] = 'team'): Unit => ({
  id: id as UnitId,
  name: { zh: id, en: id },
  sector: 'enterprise',
  kind,
  parent: parent as UnitId | null,
});
const u = (id: string) => id as UnitId;
const units = [
  unit('old', null, 'butler'),
  unit('sweep', 'old'),
  unit('sweep-night', 'sweep'),
  unit('new', null, 'butler'),
  unit('new-sweep', 'new'),
  unit('watch', null, 'supervisor'),
  unit('village', null, 'village_company'),
];
const contracts = [{ id: 'C', name: { zh: '合同', en: 'C' }, party: 'old', streets: [], from: '2026-01-01', until: '2028-01-01' }] as never;
const under = (contract: string, clause: string) => ({ clause: { contract, clause } });
const rows = [
  row('A', { ...under('C', '3.1'), party: u('sweep'), coHandlers: [u('sweep-night'), u('village')] }),
  row('B', { ...under('C', '3.2'), party: u('old') }),
  row('C', { ...under('D', '3.1'), party: u('sweep') }),
  row('D', { party: u('sweep') }),
  row('E', { ...under('C', '3.1'), party: u('village') }),
];
const asked: AskedHandover = { contract: 'C', clauses: null, to: u('new'), heirs: [{ from: u('sweep'), to: u('new-sweep') }] };
const plan = (change: Partial<AskedHandover> = {}) => planHandover({ ...asked, ...change }, rows, { units, contracts, operator: u('old') });

test('the operator’s rows under the contract go over, team by team; all others stay', () => {
  const planned = plan();
  assert.ok(planned.ok);
  assert.deepEqual(
    planned.value.put.map(({ id, party, coHandlers }) => [id, party, coHandlers]),
    [
      ['A', 'new-sweep', ['new', 'village']],
      ['B', 'new', []],
    ],
  );
  assert.deepEqual(planned.value.heirs, [
    { from: 'old', to: 'new' },
    { from: 'sweep', to: 'new-sweep' },
    { from: 'sweep-night', to: 'new' },
  ]);
});

test('one package may go alone', () => {
  const planned = plan({ clauses: ['3.2'] });
  assert.deepEqual(planned.ok && planned.value.put.map(({ id }) => id), ['B']);
});

for (const [says, change, code] of [
  ['a contract nobody knows', { contract: 'X' }, 'no-such-contract'],
  ['a unit nobody knows', { to: u('gone') }, 'heir-unknown'],
  ['a team nobody knows', { heirs: [{ from: u('sweep'), to: u('gone') }] }, 'heir-unknown'],
  ['whoever supervises', { to: u('watch') }, 'heir-supervises'],
  ['a team of somebody else', { heirs: [{ from: u('sweep'), to: u('village') }] }, 'heir-of-another'],
  ['whoever has it', { to: u('old') }, 'heir-is-the-same'],
  ['a package without rows', { clauses: ['9'] }, 'nothing-goes-over'],
] as const)
  test(`it cannot go to ${says}`, () => {
    const planned = plan(change);
    assert.equal(planned.ok ? 'ok' : planned.refusal.code, code);
  });
