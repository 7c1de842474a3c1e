import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { type Site, openSite } from './site.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Beside 澄湖南路路灯 1 号, whose plate is 00001S, and a kilometre north of it. */
const plate = '00001S';
const lamp = () => {
  const found = site.world.assets.find(({ code }) => code === plate);
  assert.ok(found);
  return found;
};
const north = () => ({ lon: lamp().at.lon, lat: lamp().at.lat + 0.009 });
const reported = async (place: Record<string, unknown>) =>
  (await site.as('wang')).view((await site.anyone.report({ text: `${plate} 不亮`, place })).id);

for (const [says, place, flagged] of [
  ['who stands by a pin that is not where the words are is shown to have done so', () => ({ point: north(), insists: plate }), true],
  ['a pin that was moved to the place after all is nothing to show', () => ({ point: lamp().at, insists: plate }), false],
  ['who was not asked has not insisted', () => ({ point: north() }), false],
  ['a name that this world does not have is not repeated', () => ({ point: north(), insists: '没有这个地方' }), false],
  ['without a pin there is nothing to insist on', () => ({ address: '澄湖街道采莲街中段', insists: plate }), false],
] as const)
  test(says, async () => {
    const { insistedAgainst } = await reported(place());
    assert.equal(insistedAgainst, flagged ? lamp().name.zh : null);
  });

test('once the desk corrects the place the flag is gone, and the history keeps what was said', async () => {
  const { id } = await reported({ point: north(), insists: plate });
  const after_ = await (await site.as('wang')).say(id, {
    type: 'correct',
    matter: null,
    text: null,
    place: { point: lamp().at, address: '', asset: null },
  });
  assert.equal(after_.insistedAgainst, null);
  const said = after_.history.find(({ type }) => type === 'reported')?.facts.place as { insistedAgainst?: string };
  assert.equal(said.insistedAgainst, lamp().name.zh);
});
