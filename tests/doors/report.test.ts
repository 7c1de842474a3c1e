import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import { crew } from './crew.ts';
import { fingerprint, refuses } from './hostile.ts';
import { reportRows, reportWith } from './reportrows.ts';
import { problemOf, say } from './say.ts';
import { type Site, openSite } from './site.ts';
import { report } from './story.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());

const resident = { labels: () => ({}) };
const said = (more: object, key?: string) => reportWith(resident, more, key);

refuses('report', () => site, reportRows(resident));

test('a report joined to a case that is over, or in another street, is refused and not taken', async () => {
  const told = await report(site);
  const over = await report(site, '同一处的另一件');
  await (await site.as('west-shift_leader')).say(over.id, { type: 'void', reason: '重复上报' });
  const held = await fingerprint(site);
  const closed = await say(site.port, said({ joins: over.number }));
  assert.deepEqual([closed.status, problemOf(closed).code], [409, 'target-not-open']);
  const far = await say(site.port, said({ joins: told.number, place: { crs: 'WGS84', point: { lon: 114.056702, lat: 22.528518 } } }));
  assert.deepEqual([far.status, problemOf(far).code], [422, 'other-street']);
  assert.equal(await fingerprint(site), held);
});

test('one key, two contents: the second is refused, and both texts are kept', async () => {
  const key = randomUUID();
  assert.equal((await say(site.port, said({ text: '第一次说的' }, key))).status, 201);
  const held = await fingerprint(site, ['key_conflict']);
  const second = await say(site.port, said({ text: '第二次说的' }, key));
  assert.deepEqual([second.status, problemOf(second).code], [422, 'key-used-for-something-else']);
  assert.equal(await fingerprint(site, ['key_conflict']), held);
  const kept = await site.database.many<{ body: { text: string } }>('select body from key_conflict where key = $1', [key]);
  assert.deepEqual(
    kept.map(({ body }) => body.text),
    ['第二次说的'],
  );
});
