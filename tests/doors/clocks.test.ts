import assert from 'node:assert/strict';
import test, { after, before, beforeEach } from 'node:test';
import type { Instant } from '../../kernel/brand.ts';
import { startWork } from '../../apps/server/work.ts';
import { crew } from './crew.ts';
import { type Site, TEN, openSite } from './site.ts';
import { caseAt } from './story.ts';

const HOUR = 3_600_000;

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());
beforeEach(async () => {
  site.clock.at = TEN;
  await site.database.run('delete from timer');
});

/** One life of the product's own worker, on the clock of the test. */
async function worker(work: (turn: () => Promise<number>) => Promise<void>) {
  const { turn, stop } = await startWork(site.ground, { now: () => site.clock.at, log: () => undefined });
  try {
    await work(turn);
  } finally {
    await stop();
  }
}

const timers = (id: string) =>
  site.database.many<{ kind: string; due_at: Instant }>('select kind, due_at from timer where subject = $1 order by due_at', [id]);

/** What the case's own history says of its promise. */
async function told(id: string): Promise<string[]> {
  const rows = await site.database.many<{ type: string; light: string | null; role: string }>(
    "select type, body->>'light' as light, role from case_event where case_id = $1 and type in ('escalated', 'suspended', 'resumed') order by seq",
    [id],
  );
  return rows.map(({ type, light, role }) => `${type} ${light ?? ''} by ${role}`);
}

const yellow = 'escalated yellow by system';
const red = 'escalated red by system';

test('a case turns yellow and then red at its moments and not before, once each, whoever else looks', async () => {
  const { id } = await caseAt(site, 'underway');
  const [first, second] = await timers(id);
  assert.deepEqual([first?.kind, second?.kind], ['yellow', 'red']);
  await worker((turn) =>
    worker(async (other) => {
      const both = () => Promise.all([turn(), other()]);
      site.clock.at = ((first?.due_at ?? 0) - 1) as Instant;
      await both();
      assert.deepEqual(await told(id), []);
      site.clock.at = first?.due_at ?? TEN;
      await both();
      await both();
      assert.deepEqual(await told(id), [yellow]);
      site.clock.at = second?.due_at ?? TEN;
      await both();
      await both();
    }),
  );
  assert.deepEqual(await told(id), [yellow, red]);
  assert.deepEqual(await timers(id), []);
});

test('what falls due while no worker runs is said by the next one, once, and what was said is not said again', async () => {
  const { id } = await caseAt(site, 'underway');
  const [first, second] = await timers(id);
  site.clock.at = first?.due_at ?? TEN;
  await worker(async (turn) => void (await turn()));
  site.clock.at = ((second?.due_at ?? TEN) + HOUR) as Instant;
  assert.deepEqual(await told(id), [yellow]);
  await worker(async (turn) => void (await turn()));
  await worker(async (turn) => void (await turn()));
  assert.deepEqual(await told(id), [yellow, red]);
});

test('a case that goes on in time is never called late for the stage it has left', async () => {
  const { id } = await caseAt(site, 'closed');
  site.clock.at = (TEN + 1_000 * HOUR) as Instant;
  await worker(async (turn) => void (await turn()));
  assert.deepEqual(await told(id), []);
});

test('a suspended case is called neither yellow nor red, and is taken up again when its day comes', async () => {
  const { id } = await caseAt(site, 'underway');
  const until = TEN + 240 * HOUR;
  await (await site.as('west-unit_manager')).say(id, { type: 'request_suspension', reason: '雨季', until });
  await (await site.as('west-dispatcher')).say(id, { type: 'grant_request' });
  assert.deepEqual(await timers(id), [{ kind: 'resume', due_at: until }]);
  await worker(async (turn) => {
    site.clock.at = (until - 1) as Instant;
    await turn();
    assert.deepEqual(await told(id), ['suspended  by dispatcher']);
    site.clock.at = until as Instant;
    await turn();
    await turn();
  });
  assert.deepEqual(await told(id), ['suspended  by dispatcher', 'resumed  by system']);
  assert.deepEqual(
    (await timers(id)).map(({ kind, due_at }) => [kind, due_at > until]),
    [
      ['yellow', true],
      ['red', true],
    ],
  );
});
