import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '../../../kernel/brand.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { freshDatabase } from '../../../platform/db/testing.ts';
import { readAfter, settledEnd } from '../../../platform/live/relay.ts';
import { listed, numbered } from '../../exchange/server/store.ts';
import type { Case } from '../rules/case.ts';
import type { Scope } from '../rules/sees.ts';
import { type Filter, countByStatus, nearby, page, points, where } from './list.ts';
import { casesNow } from './queries.ts';
import { caseById, caseByNumber, casesWithPhoto, contactOf, historyOf } from './store.ts';
import { NOW, district, fillWithCases, oneStreet, streets } from '../../../tools/bench/playedcases.ts';

const CASES = 50_000;
const DAY = 86_400_000;
const crew: Scope = { by: 'own', streets, unit: 'sweep' as never, person: 'p-1' as never };

/** The plans of everything that `work` asks. */
async function plansOf(database: Database, work: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  const plans: string[] = [];
  const explain = async (sql: string, params: readonly unknown[] = []) => {
    const lines = await database.many<{ 'QUERY PLAN': string }>(`explain ${sql}`, params);
    plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
  };
  await work({
    many: (sql, params) => explain(sql, params).then(() => database.many(sql, params)),
    maybe: (sql, params) => explain(sql, params).then(() => database.maybe(sql, params)),
    one: (sql, params) => explain(sql, params).then(() => database.one(sql, params)),
    run: () => Promise.reject(new Error('a list only reads')),
  });
  return plans;
}

const list = (scope: Scope, filter: Partial<Filter>, sort: 'due' | 'reported', after?: { value: number | null; id: string }) => (tx: Tx) =>
  page(tx, where(scope, { statuses: [], ...filter }, NOW), { sort, limit: 51, after });
const counted = (scope: Scope) => (tx: Tx) => countByStatus(tx, where(scope, { statuses: [] }, NOW), NOW);
const pins = (filter: Partial<Filter>) => (tx: Tx) => points(tx, where(district, { statuses: [], ...filter }, NOW));
const quarter: Parameters<typeof listed>[1] = {
  ...{ numbers: null, matters: null, from: (NOW - 90 * DAY) as Instant, to: NOW, closed: null, updatedAfter: null },
  most: 100,
  skip: 1000,
};
const open311 = (more: object) => (tx: Tx) => listed(tx, { ...quarter, ...more });

/** Everything a screen or a public door asks about more than it holds in its hand. */
function questions(one: Case): Record<string, (tx: Tx) => Promise<unknown>> {
  const month = (NOW - 30 * DAY) as Instant;
  const deep = { value: one.reportedAt, id: one.id };
  return {
    'the list of a district': list(district, {}, 'due'),
    'a page deep in it': list(district, {}, 'due', deep),
    'its last page, of cases without a promise': list(district, {}, 'due', { value: null, id: one.id }),
    'the list of a district, newest first': list(district, {}, 'reported'),
    'a page deep in that': list(district, {}, 'reported', deep),
    'the list of a street': list(oneStreet, {}, 'due'),
    'one queue': list(district, { statuses: ['to_check'] }, 'due'),
    'what is late': list(district, { light: 'red' }, 'due'),
    'what is nearly late': list(district, { light: 'yellow' }, 'due'),
    'finished cases, newest first': list(district, { statuses: ['closed'] }, 'reported'),
    'finished cases, a page deep': list(district, { statuses: ['closed'] }, 'reported', deep),
    'finished cases in the order of promises': list(district, { statuses: ['closed'] }, 'due'),
    'what a crew has in hand': list(crew, {}, 'due'),
    'what one unit has in hand': list(district, { unit: 'water' }, 'due'),
    'what one person was asked to look at': list(district, { assignee: 'patroller' }, 'due'),
    'a search for words': list(district, { words: '垃圾' }, 'due'),
    'a search that finds nothing': list(district, { words: 'zzz' }, 'due'),
    'the counts of a district': counted(district),
    'the counts of a street': counted(oneStreet),
    'the counts of a crew': counted(crew),
    'all pins of a district': pins({}),
    'the pins of a window': pins({ box: [114, 22.49, 114.005, 22.51] }),
    'what may be the same incident': (tx) => nearby(tx, one.street, { asset: 'A1', box: [114, 22.499, 114.004, 22.503], since: month }),
    'the same, told in words alone': (tx) => nearby(tx, one.street, { asset: null, box: null, since: month }),
    'a case': (tx) => caseById(tx, one.id),
    'its history': (tx) => historyOf(tx, one),
    'its reporter': (tx) => contactOf(tx, one),
    'the cases of a picture': (tx) => casesWithPhoto(tx, 'ab'.repeat(32) as never),
    'a case by its number': (tx) => caseByNumber(tx, one.number),
    'Open311: the newest': open311({}),
    'Open311: the open ones': open311({ closed: false }),
    'Open311: one service': open311({ matters: ['matter:06001'] }),
    'Open311: what changed': open311({ updatedAfter: (NOW - 60_000) as Instant }),
    'Open311: a number': (tx) => numbered(tx, streets, [one.number]),
    'the live feed': async (tx) => readAfter(tx, await settledEnd(tx), 1000),
    'the cases of some news': (tx) => casesNow(tx, [{ street_id: one.street, case_id: one.id }]),
  };
}

test(`no question reads a whole table at ${CASES} cases`, async (t) => {
  const { database, drop } = await freshDatabase();
  await fillWithCases(database, CASES);
  const { state: one } = await database.one<{ state: Case }>(
    "select state from casefile where status = 'handling' order by id limit 1 offset 100",
  );
  for (const [name, ask] of Object.entries(questions(one))) {
    await t.test(name, async () => {
      const plans = await plansOf(database, ask);
      assert.ok(plans.length > 0);
      for (const plan of plans) assert.doesNotMatch(plan, /Seq Scan on (casefile|case_event|report|work_order|photo)\b/, plan);
    });
  }
  await drop();
});
