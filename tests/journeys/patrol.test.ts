import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { seeded } from '../../kernel/chance.ts';
import type { Point } from '../../kernel/place/point.ts';
import { signedIn } from '../../apps/demo/client.ts';
import { middleOf } from '../../features/patrol/server/board.ts';
import { depthIn, targetOf } from '../../features/patrol/rules/target.ts';
import { smallWorld } from '../../features/world/rules/small.ts';
import { folderOf } from '../../features/world/server/testing.ts';
import { type Site, closeBrowser, person, signIn, startSite } from './stage.ts';

const STREET = '440399001';
const GRID = `${STREET}001-G1`;
const SECOND = 1_000;

let site: Site;
let folder: string;
let phone: { identity: string; key: string };

/** It is always ten in the morning here, and a few seconds inside are a visit: a journey cannot wait for either. */
before(async () => {
  const world = smallWorld();
  const minutes = Math.floor(Date.now() / 60_000) % 1440;
  const utcOffsetMinutes = ((600 - minutes + 720 + 1440) % 1440) - 720;
  const promises = world.promises.map((each) => ({ ...each, visit: { ...each.visit, dwellSeconds: 4 } }));
  folder = mkdtempSync(join(tmpdir(), 'guanjia-patrol-'));
  for (const [name, content] of Object.entries(folderOf({ ...world, utcOffsetMinutes, promises })))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  site = await startSite(['--empty', '--world', folder]);
  const admin = await signedIn(site.base, seeded(1), 'admin', 'guanjia-demo');
  phone = await admin.ask('POST', '/api/devices', { body: { door: 'own', name: '孙强的手机', street: STREET, person: 'p-sun' } });
});
after(async () => {
  await closeBrowser();
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

const grid = (code: string) =>
  targetOf(code, { kind: 'grid', rings: smallWorld().places.find((each) => each.code === code)?.shape ?? assert.fail() });
/** A place so many metres inside (or, negative, outside) the grid, on the way to its neighbour. */
function inside(metres: number): Point {
  const [here, from, to] = [grid(GRID), middleOf(grid(GRID)), middleOf(grid(`${STREET}001-G2`))];
  for (let share = 0; share <= 1; share += 0.005) {
    const place = { lon: from.lon + (to.lon - from.lon) * share, lat: from.lat + (to.lat - from.lat) * share };
    if (depthIn(here, place) <= metres) return place;
  }
  return assert.fail('the grid has no such place');
}

/** The phone tells where it was, every twenty seconds or closer, through the door for phones. */
async function tell(place: Point, from: number, to: number, every = 20 * SECOND) {
  const body = [];
  for (let t = from; t <= to; t += every) body.push({ t, ...place, crs: 'wgs84', acc: 8 });
  const authorization = `Basic ${Buffer.from(`${phone.identity}:${phone.key}`).toString('base64')}`;
  const answer = await fetch(`${site.base}/telemetry/positions`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization },
  });
  assert.equal(answer.status, 200);
}

test('a grid about to break is seen at the desk, one tap asks who is near, they say yes, and their visit turns it kept', async () => {
  const start = Date.now();
  await tell(inside(40), start - 28 * 60_000, start - 24 * 60_000);
  await tell(inside(-20), start - 23 * 60_000, start - SECOND);

  const desk = await person({ width: 1920, locale: 'zh-CN', map: false });
  await signIn(desk, site.base, { path: '/desk/patrol', account: 'chen' });
  const row = desk.page.locator(`[data-target="${GRID}"]`);
  await desk.page.locator(`[data-target="${GRID}"][data-state="at_risk"]`).waitFor();
  assert.match((await row.textContent()) ?? '', /[567] 分钟后破诺孙强距 \d+ 米/);
  assert.equal(await desk.page.locator('.patrol-row').first().getAttribute('data-state'), 'at_risk', 'the most urgent stands first');
  await row.getByRole('button', { name: '请孙强去' }).click();
  await row.getByText('已请孙强，等答复').waitFor();

  const field = await person({ width: 390, locale: 'zh-CN' });
  await signIn(field, site.base, { path: '/field', account: 'sun' });
  await field.page.getByRole('heading', { name: '请您去巡一趟' }).waitFor();
  await field.page.getByRole('button', { name: '我去' }).click();
  await field.page.getByText('您已答应').waitFor();
  await row.getByText('孙强答应去').waitFor();

  // Forty metres further on, and a few seconds there.
  const there = Math.max(Date.now(), start + 12 * SECOND);
  while (Date.now() < there + 6 * SECOND) await new Promise((on) => setTimeout(on, 200));
  await tell(inside(25), there, there + 6 * SECOND, 2 * SECOND);
  await desk.page.locator(`[data-target="${GRID}"][data-state="kept"]`).waitFor();
  assert.match((await row.textContent()) ?? '', /已巡 2 次/);
  await field.page.getByRole('heading', { name: '请您去巡一趟' }).waitFor({ state: 'detached' });
  assert.deepEqual([desk.errors, field.errors], [[], []]);
  await desk.close();
  await field.close();
});
