import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import jsqr from 'jsqr';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { type Office, officeOf } from './crew.ts';
import { hasSeenFocus, sizesOf } from './inpage.ts';
import { type Look, type Person, type Site, closeBrowser, person, picture, startSite } from './stage.ts';

const phone: Look = { width: 390, locale: 'zh-CN' };
const wechat =
  'Mozilla/5.0 (Linux; Android 13; V2244A Build/TP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20240301 MicroMessenger/8.0.48.2580(0x28003036) WeChat/arm64 Weixin NetType/4G Language/zh_CN';

after(closeBrowser);

const next = (page: Page) => page.getByRole('button', { name: '下一步' });
const send = (page: Page) => page.getByRole('button', { name: /提交$/ });
const receipt = (page: Page) => page.locator('.receipt strong');

/** Taps, and counts the taps and the screens they led to. */
function counted({ page }: Person) {
  const seen = { taps: 0, screens: new Set<string>() };
  const look = async () => seen.screens.add((await page.getByRole('heading', { level: 1 }).textContent()) ?? '');
  return {
    seen,
    look,
    tap: async (what: ReturnType<Page['getByRole']>) => {
      await what.click();
      seen.taps++;
      await look();
    },
  };
}

/** What a reader of another maker sees in a picture of the screen. */
async function readCode(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsqr(new Uint8ClampedArray(data), info.width, info.height)?.data ?? '';
}

describe('a resident reports', () => {
  let site: Site;
  let office: Office;
  let codes: string[] = [];
  before(async () => {
    site = await startSite(['--empty']);
    office = officeOf(site.base);
    const { homeStreet } = await office.anyone.ask<{ homeStreet: string }>('GET', '/geo/world.json');
    const things = await office.anyone.ask<{ features: { properties: { code: string } }[] }>(
      'GET',
      `/geo/assets.geojson?street=${homeStreet}`,
    );
    codes = things.features.map(({ properties }) => properties.code);
  });
  after(() => site.stop());

  for (const [says, userAgent, at] of [
    ['in a browser', undefined, 0],
    ['inside WeChat', wechat, 1],
  ] as const)
    test(`from the plate on a thing, ${says}: three screens, at most six taps, no word typed, location refused`, async () => {
      const who = await person({ ...phone, ...(userAgent ? { userAgent } : {}) });
      const { page } = who;
      await page.goto(`${site.base}/q/${codes[at]}`);
      const { seen, look, tap } = counted(who);
      await page.getByText(`牌号 ${codes[at]}`).waitFor();
      await look();
      await tap(page.locator('.kinds .chip').first());
      await tap(next(page));
      await tap(send(page));
      await receipt(page).waitFor();
      await look();
      assert.match((await receipt(page).textContent()) ?? '', /^\d{3}-\d{6}-\d{4}-\d$/);
      assert.ok(seen.taps <= 6, `${seen.taps} taps`);
      assert.equal(seen.screens.size, 3, [...seen.screens].join(' | '));
      const { cases } = await (await office.as('wang')).cases('?sort=reported');
      assert.ok(cases[0]?.point, 'the plate told the place');
      assert.deepEqual(who.errors, []);
      await who.close();
    });

  test('who comes second to the same thing is offered the first report, and joins it', async () => {
    const [first, second] = [await person(phone), await person(phone)];
    for (const [i, { page }] of [first, second].entries()) {
      await page.goto(`${site.base}/q/${codes[2]}`);
      await page.locator('.kinds .chip').first().click();
      await next(page).click();
      if (i === 1) await page.getByRole('button', { name: /我也遇到/ }).click();
      await send(page).click();
      await receipt(page).waitFor();
    }
    const number = (await receipt(first.page).textContent()) ?? '';
    await second.page.getByRole('heading', { name: '收到了，和前面那件一起办' }).waitFor();
    await second.page.getByRole('link', { name: '查看进度' }).click();
    await second.page.getByText(`和 ${number} 是同一件事`).waitFor();
    await first.page.getByRole('link', { name: '查看进度' }).click();
    await first.page.getByText('另有 1 人也遇到').waitFor();
    const { cases } = await (await office.as('wang')).cases(`?q=${number}`);
    assert.deepEqual(
      cases.map(({ joined }) => joined),
      [1],
    );
    for (const who of [first, second]) await who.close();
  });

  test('without a mouse, and one always sees where the focus is', async () => {
    const who = await person({ ...phone, width: 1280 });
    const { page } = who;
    await page.goto(`${site.base}/`);
    const reach = async (what: Locator) => {
      await what.waitFor();
      for (let i = 0; i < 40 && (await what.and(page.locator(':focus')).count()) === 0; i++) await page.keyboard.press('Tab');
      assert.ok(await hasSeenFocus(page, what), `${what} is reached and seen to be`);
    };
    await reach(page.locator('.kinds .chip').first());
    await page.keyboard.press('Space');
    await reach(next(page));
    await page.keyboard.press('Enter');
    await reach(page.getByRole('application'));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    await reach(send(page));
    await page.keyboard.press('Enter');
    await receipt(page).waitFor();
    assert.equal(await page.locator('h1:focus').count(), 1, 'the receipt is read out first');
    await who.close();
  });

  test('with large text: words of 18 px and more, lines apart, main targets of 60 px, nothing cut off at 360 px', async () => {
    const who = await person({ ...phone, width: 360 });
    const { page } = who;
    await page.goto(`${site.base}/`);
    await page.getByRole('button', { name: '长辈版' }).click();
    await page.reload();
    const hold = async (screen: string) => {
      const found = await sizesOf(page);
      assert.ok(found.body >= 18 && found.smallest >= 18, `${screen}: ${JSON.stringify(found)}`);
      assert.ok(found.line >= 1.3 && found.main >= 60 && found.other >= 44 && found.over <= 0, `${screen}: ${JSON.stringify(found)}`);
    };
    await page.locator('.kinds .chip').first().waitFor();
    await hold('what');
    await page.locator('.kinds .chip').first().click();
    await next(page).click();
    await page.getByRole('application').waitFor();
    await hold('where');
    await send(page).click();
    await receipt(page).waitFor();
    await hold('receipt');
    await who.close();
  });

  for (const [says, look, elder] of [
    ['in the light theme', phone, false],
    ['in the dark theme', { ...phone, theme: 'dark' }, false],
    ['with large text at 360 px', { ...phone, width: 360 }, true],
  ] as const)
    test(`${says}: the code on the receipt is read by another phone, and opens the progress`, async () => {
      const who = await person(look);
      const { page } = who;
      await page.goto(`${site.base}/`);
      if (elder) await page.getByRole('button', { name: '长辈版' }).click();
      await page.locator('.kinds .chip').first().click();
      await next(page).click();
      await send(page).click();
      const code = page.getByRole('img', { name: '二维码：打开这次上报的进度' });
      const read = await readCode(await code.screenshot());
      const link = await page.getByRole('link', { name: '查看进度' }).getAttribute('href');
      assert.equal(read, `${site.base}${link}`);
      const other = await person(phone);
      await other.page.goto(read);
      await other.page.getByText((await receipt(page).textContent()) ?? 'no number').waitFor();
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.dock, .keep').filter({ visible: true }).count(), 0, 'paper has nothing to press');
      assert.equal(await readCode(await code.screenshot()), read, 'nor is it lost on paper');
      for (const each of [who, other]) {
        assert.deepEqual(each.errors, []);
        await each.close();
      }
    });

  test('without a network: kept through a reload, sent by itself afterwards, and once', async () => {
    const who = await person(phone);
    const { page } = who;
    await page.goto(`${site.base}/`);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'bin.jpg', mimeType: 'image/jpeg', buffer: await picture('#445566') });
    await page.locator('.photos img').first().waitFor();
    await page.getByRole('textbox').first().fill('断网时写下的井盖');
    await page.reload();
    await page.getByText('上次没提交的还在').waitFor();
    await page.locator('.photos img').first().waitFor();
    assert.equal(await page.getByRole('textbox').first().inputValue(), '断网时写下的井盖');
    await next(page).click();
    await page.getByRole('application').waitFor();
    await page.context().setOffline(true);
    await send(page).click();
    await page.getByText('没有网络。内容已保存在这台手机上').waitFor();
    await page.context().setOffline(false);
    await page.getByText('1 张照片已上传').waitFor();
    const { cases } = await (await office.as('wang')).cases(`?q=${encodeURIComponent('断网时写下')}`);
    assert.equal(cases.length, 1);
    await who.close();
  });

  test('a plate that is no longer known still opens a form that can be sent', async () => {
    const who = await person(phone);
    await who.page.goto(`${site.base}/q/GONE00`);
    await who.page.getByText('这块牌子可能旧了').waitFor();
    await who.page.locator('.kinds .chip').first().click();
    await next(who.page).click();
    await send(who.page).click();
    await receipt(who.page).waitFor();
    await who.close();
  });
});
