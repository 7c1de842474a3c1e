import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before, describe } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { seeded } from '../../kernel/chance.ts';
import { connect } from '../../apps/demo/client.ts';
import { type Site, closeBrowser, person, signIn, startSite } from './stage.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const looks = (['zh-CN', 'en-GB'] as const).flatMap((locale) => (['light', 'dark'] as const).map((theme) => ({ locale, theme })));

type Frame = { homeStreet: string; streets: { code: string; label: [number, number] }[] };

after(closeBrowser);

describe('every page can be used by everybody', () => {
  let site: Site;
  let follow = '';
  before(async () => {
    site = await startSite(['--empty']);
    const anyone = connect(site.base, seeded(5));
    // A point and not an address: words may be found in the other street, and the desk below sees only its own.
    const { homeStreet, streets } = await anyone.ask<Frame>('GET', '/geo/world.json');
    const [lon = 0, lat = 0] = streets.find(({ code }) => code === homeStreet)?.label ?? [];
    const receipt = await anyone.report({ text: '路灯不亮', place: { point: { lon, lat } } });
    follow = receipt.token;
  });
  after(() => site.stop());

  for (const look of looks) {
    const pages = [
      { name: 'report', path: () => '/', account: null, width: 390 },
      { name: 'follow', path: () => `/f/${follow}`, account: null, width: 390 },
      { name: 'desk', path: () => '/desk', account: 'zhou', width: 1920 },
      { name: 'phone', path: () => '/field', account: 'sun', width: 390 },
    ];
    for (const { name, path, account, width } of pages) {
      test(`${name} in ${look.locale}, ${look.theme}: no violation`, async () => {
        const who = await person({ ...look, width });
        if (account) await signIn(who, site.base, { path: path(), account });
        else await who.page.goto(`${site.base}${path()}`);
        await who.page.locator('h1, .bar').first().waitFor();
        if (name === 'desk') await who.page.locator('.case').first().click();
        if (name === 'desk') await who.page.locator('.casepage h1').waitFor();
        const { violations } = await new AxeBuilder({ page: who.page as never }).withTags(rules).analyze();
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
          [],
        );
        await who.close();
      });
    }
  }

  test('the resident page asks for at most 170 kB of script', () => {
    const html = readFileSync('dist/web/apps/resident/index.html', 'utf8');
    const scripts = [...html.matchAll(/\/assets\/([\w.-]+\.js)/g)].map(([, name]) => name ?? '');
    const size = [...new Set(scripts)].reduce((sum, name) => sum + gzipSync(readFileSync(join('dist/web/assets', name))).length, 0);
    assert.ok(scripts.length > 0 && readdirSync('dist/web/assets').length > 0);
    assert.ok(size <= 170_000, `${size} bytes`);
  });
});
