import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseId, Instant } from '../../../kernel/brand.ts';
import { freshDatabase } from '../../../platform/db/testing.ts';
import { type Case, finished, statuses } from '../rules/case.ts';
import { type Scope, sees } from '../rules/sees.ts';
import { type After, type Filter, type Order, countByStatus, page, points, where } from './list.ts';
import { NOW, district, fillWithCases, oneStreet, streets } from '../../../tools/bench/playedcases.ts';

type Row = { state: Case; due: number | null; yellow: number | null };
type Asked = { scope: Scope; filter: Filter };

const own = (unit: string, person: string): Scope => ({ by: 'own', streets, unit: unit as never, person: person as never });
const askings: Record<string, Asked> = {
  'a district': { scope: district, filter: { statuses: [] } },
  'a street': { scope: oneStreet, filter: { statuses: [] } },
  'a street out of a district': { scope: district, filter: { statuses: [], street: streets[3] } },
  'a street that is not mine': { scope: oneStreet, filter: { statuses: [], street: streets[3] } },
  'finished cases': { scope: district, filter: { statuses: ['closed', 'merged'] } },
  'two queues': { scope: district, filter: { statuses: ['to_check', 'suspended'] } },
  'a crew': { scope: own('sweep', 'nobody'), filter: { statuses: [] } },
  'a crew, what is over': { scope: own('sweep', 'nobody'), filter: { statuses: ['closed'] } },
  'a patroller': { scope: own('patrol', 'patroller'), filter: { statuses: [] } },
  'one unit of a district': { scope: district, filter: { statuses: [], unit: 'sweep' } },
  'asked by name': { scope: district, filter: { statuses: [], assignee: 'patroller' } },
  late: { scope: district, filter: { statuses: [], light: 'red' } },
  'nearly late': { scope: district, filter: { statuses: [], light: 'yellow' } },
  'words in other characters': { scope: district, filter: { statuses: [], words: '垃圾沒人收' } },
  'words with a sign of SQL': { scope: district, filter: { statuses: [], words: '采_街' } },
};

const isAsked = (it: Case, person: string) => ('verifier' in it && it.verifier === person) || ('checker' in it && it.checker === person);
const works = (it: Case, unit: string) => it.accountable === unit || it.orders.some((order) => order.unit === unit);

const isMine = (scope: Scope, it: Case) =>
  scope.by === 'street' || works(it, scope.unit) || isAsked(it, scope.person) || it.reportedBy === scope.person;
const isLit = ({ due, yellow }: Row, light: 'yellow' | 'red') =>
  due !== null && (light === 'red' ? due <= NOW : due > NOW && yellow !== null && yellow <= NOW);

/** Whether a case belongs in a list, said once more in plain words and asked of every case there is. */
function belongs({ scope, filter }: Asked, row: Row): boolean {
  const { state: it } = row;
  const { statuses: stages, street, unit, assignee, light, words } = filter;
  return (
    scope.streets.includes(it.street) &&
    isMine(scope, it) &&
    (stages.length > 0 ? stages.includes(it.status) : !finished.includes(it.status)) &&
    (!street || it.street === street) &&
    (!unit || works(it, unit)) &&
    (!assignee || isAsked(it, assignee)) &&
    (!light || isLit(row, light)) &&
    (!words || `${it.text} ${it.place.address}`.includes(words.replace('沒', '没')))
  );
}

// Infinity less infinity is no number, which is false: two without a promise are told apart by their ids.
const inOrder: Record<Order, (a: Row, b: Row) => number> = {
  due: (a, b) => (a.due ?? Infinity) - (b.due ?? Infinity) || (a.state.id < b.state.id ? -1 : 1),
  reported: (a, b) => b.state.reportedAt - a.state.reportedAt || (a.state.id < b.state.id ? -1 : 1),
};

test('a list, page by page, is what the rules say, in order, without a gap or a double', async (t) => {
  const { database, drop } = await freshDatabase();
  await fillWithCases(database, 4_000);
  const all = await database.many<Row>('select state, due_at as due, yellow_at as yellow from casefile');
  for (const [name, asked] of Object.entries(askings)) {
    const inScope = (row: Row) => belongs({ scope: asked.scope, filter: { statuses } }, row);
    await t.test(`${name}, case by case`, () => {
      assert.deepEqual(
        all.filter(({ state }) => sees(asked.scope, state)),
        all.filter(inScope),
      );
    });
    const expected = all.filter((row) => belongs(asked, row));
    const conditions = where(asked.scope, asked.filter, NOW);
    for (const sort of ['due', 'reported'] as const) {
      await t.test(`${name}, by ${sort}`, async () => {
        const wanted = expected.toSorted(inOrder[sort]).map(({ state }) => state.id);
        const found: CaseId[] = [];
        for (let after: After | undefined; ; ) {
          const rows = await page(database, conditions, { sort, limit: 40, after });
          found.push(...rows.map(({ state }) => state.id));
          const last = rows.at(-1);
          if (!last || rows.length < 40 || found.length > all.length) break;
          after = { value: last.value, id: last.state.id };
        }
        assert.deepEqual(found, wanted);
      });
    }
    await t.test(`${name}, counted and on the map`, async () => {
      const counts = await countByStatus(database, conditions, NOW as Instant);
      assert.equal(
        counts.reduce((sum, { count }) => sum + count, 0),
        expected.length,
      );
      const pins = await points(database, conditions);
      assert.deepEqual(pins.map(({ id }) => id).toSorted(), expected.map(({ state }) => state.id).toSorted());
    });
  }
  assert.ok(all.some((row) => belongs(askings['nearly late'] as Asked, row)) && all.some((row) => belongs(askings.late as Asked, row)));
  await drop();
});
