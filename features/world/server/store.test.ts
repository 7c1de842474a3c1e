import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf } from '../../catalogue/rules/matter.ts';
import { freshDatabase } from '../../../platform/db/testing.ts';
import { smallWorld } from '../rules/small.ts';
import { importWorld } from './command.ts';
import { loadWorld } from './queries.ts';

const byText = <T>(list: readonly T[]) => list.map((each) => JSON.stringify(each, Object.keys(each as object).toSorted())).toSorted();

// One database for all of it, and one test around: the server of a lone run ends with the test that asked for it.
test('worlds in the database', async (t) => {
  const { database, drop } = await freshDatabase();
  await t.test('a stored world is loaded as it was', async () => {
    assert.equal(await loadWorld(database), undefined);
    const world = smallWorld();
    await importWorld(database, world, 'guanjia-demo');
    const stored = await loadWorld(database);
    assert.ok(stored);
    assert.equal(stored.version, 1);
    for (const section of ['places', 'namedPlaces', 'roads', 'assets', 'units', 'contracts'] as const) {
      assert.deepEqual(byText<object>(stored[section]), byText<object>(world[section]), section);
    }
    assert.deepEqual(stored.catalogue.map(keyOf).toSorted(), world.catalogue.map(keyOf).toSorted());
    assert.deepEqual(stored.frame.calendar, world.calendar);
    assert.equal(stored.people.length, world.people.length);
  });

  await t.test('a changed world replaces the ground, and people keep the passwords they have', async () => {
    const world = smallWorld();
    await importWorld(database, world, 'guanjia-demo');
    const hash = () => database.one<{ password_hash: string }>("select password_hash from person where account = 'chen'");
    const before = await hash();
    const earlier = (await loadWorld(database))?.version ?? 0;
    await importWorld(database, { ...world, assets: world.assets.slice(0, 10), contracts: [] }, 'another');
    const stored = await loadWorld(database);
    assert.equal(stored?.version, earlier + 1);
    assert.equal(stored?.assets.length, 10);
    assert.deepEqual(await hash(), before);
  });

  await drop();
});
