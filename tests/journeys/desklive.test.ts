import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { type Office, type Told, officeOf } from './crew.ts';
import { type Person, type Site, closeBrowser, person, picture, signIn, startSite } from './stage.ts';

after(closeBrowser);

const rows = (page: Page) => page.locator('.list .case');
const openCase = (page: Page) => page.locator('.casepage h1');

describe('a desk that stays open', () => {
  let site: Site;
  let office: Office;
  before(async () => {
    site = await startSite(['--empty']);
    office = officeOf(site.base);
  });
  after(() => site.stop());

  const told = async (words: string): Promise<Told> => {
    const one = await office.report(words);
    await office.anyone.reportPhoto(one.token, await picture('#7a5c3a'));
    return one;
  };
  const desk = async (account: string, path = '/desk'): Promise<Person> => {
    const who = await person({ width: 1440, locale: 'zh-CN', map: false });
    await signIn(who, site.base, { path, account });
    await who.page.locator('.list h1').waitFor();
    return who;
  };

  test('what happens between the first reading and the opening of the feed is not missed', async () => {
    const who = await person({ width: 1440, locale: 'zh-CN', map: false });
    const { page } = who;
    let letThrough: () => void = () => undefined;
    const gate = new Promise<void>((open) => (letThrough = open));
    await page.route('**/api/live', async (route) => {
      await gate;
      await route.continue();
    });
    await signIn(who, site.base, { path: '/desk', account: 'wang' });
    await page.getByText('现在没有在办的案卷').waitFor();
    await told('读完列表之后才报上来的');
    letThrough();
    await page.getByText('读完列表之后才报上来的').first().waitFor();
    await who.close();
  });

  test('a second desk follows by itself: the list after a report, the open case after a command', async () => {
    const first = await told('路面有一个坑');
    const { page, errors, close } = await desk('wang', `/desk/cases/${first.id}`);
    await openCase(page).waitFor();
    await page.getByText('实时').waitFor();
    await page.evaluate("document.body.dataset.loaded = 'once'");
    await told('后来报上来的');
    await page.getByRole('button', { name: /1 条新案件/ }).click();
    await rows(page).filter({ hasText: '后来报上来的' }).waitFor();
    await office.walk(first, 'reported', 'to_dispatch');
    await page.locator('.promise').getByText('待派遣').waitFor();
    await office.walk(first, 'to_dispatch', 'underway');
    await page.locator('.promise').getByText('李大力').waitFor();
    assert.equal(await page.evaluate('document.body.dataset.loaded'), 'once', 'nobody reloaded the page');
    assert.deepEqual(errors, []);
    await close();
  });

  test('what was filled in looking at an older version is not written over the newer one, and says so', async () => {
    const one = await told('灯杆倾斜');
    const { page, close } = await desk('wang', `/desk/cases/${one.id}`);
    await page.getByRole('button', { name: '并案' }).waitFor();
    await page.getByRole('button', { name: '备注' }).click();
    await page.getByLabel('内容').fill('我先看到的');
    await (await office.as('chen')).say(one.id, { type: 'note', text: '别人先写的' });
    // The page behind the form has moved on before the form is sent.
    await page.getByText('别人先写的').waitFor();
    const send = page.locator('form.actform button[type=submit]');
    await send.click();
    await page.getByRole('alert').filter({ hasText: '有人刚改过这个案卷' }).waitFor();
    assert.equal(await page.getByLabel('内容').inputValue(), '我先看到的', 'what was typed is still there');
    assert.ok(!JSON.stringify(await office.view(one)).includes('我先看到的'), 'nothing was written');
    await send.click();
    await page.locator('form.actform').waitFor({ state: 'detached' });
    const said = JSON.stringify((await office.view(one)).history);
    assert.ok(said.includes('别人先写的') && said.includes('我先看到的'), 'both notes stand');
    await close();
  });

  test('the keys do what their sheet says', async () => {
    await Promise.all(['第一件', '第二件'].map(told));
    const { page, errors, close } = await desk('wang');
    await rows(page).nth(1).waitFor();
    const focused = (n: number) => rows(page).nth(n).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog');
    const listed = await sheet.locator('kbd').allTextContents();
    assert.deepEqual(listed, ['j', 'k', 'Enter', 'Esc', '1–9', 'n', '/', '?']);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });

    await page.keyboard.press('j');
    await focused(0);
    await page.keyboard.press('?');
    await sheet.getByRole('button', { name: '知道了' }).click();
    await focused(0);
    await page.keyboard.press('j');
    await focused(1);
    await page.keyboard.press('k');
    await focused(0);
    await page.keyboard.press('Enter');
    await openCase(page).waitFor();
    const number = page.locator('.casepage .number');
    const before = await number.textContent();
    await page.keyboard.press('j');
    await number.filter({ hasNotText: before ?? '' }).waitFor();
    await page.keyboard.press('1');
    await page.locator('form.actform').waitFor();
    await page.locator('form.actform').getByRole('button', { name: '取消' }).click();
    await page.keyboard.press('Escape');
    await page.locator('.casepage').waitFor({ state: 'detached' });

    await page.keyboard.press('n');
    await page.getByRole('dialog').getByLabel('对方怎么说').fill('njk/?1');
    assert.equal(await page.getByRole('dialog').count(), 1, 'single keys are dead while somebody types');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.keyboard.type('jn');
    assert.equal(await page.getByRole('searchbox').inputValue(), 'jn');
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.deepEqual(errors, []);
    await close();
  });

  test('a wrong place is put right on screen by keys alone, and the grid follows the pin', async () => {
    const one = await told('井盖翘起来了');
    const { page, errors, close } = await desk('wang', `/desk/cases/${one.id}`);
    await page.locator('.facts').getByText('5号网格').waitFor();
    await page.getByRole('button', { name: '更正' }).click();
    const form = page.locator('form.actform');
    const send = form.locator('button[type=submit]');
    assert.ok(await send.isDisabled(), 'nothing is corrected yet');
    await form.getByRole('application').focus();
    for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowRight');
    await form.getByLabel('地址').fill('锦书路东口');
    await send.click();
    await form.waitFor({ state: 'detached' });
    await page.locator('.facts').getByText('6号网格').waitFor();
    const { text, matter, address, history } = await office.view(one);
    assert.deepEqual([text, matter, address], ['井盖翘起来了', null, '锦书路东口']);
    const said = history.find(({ type }) => type === 'corrected')?.facts;
    assert.deepEqual([said?.text, said?.matter], [null, null], 'what was right is not said again');
    assert.deepEqual(errors, []);
    await close();
  });

  test('a registration over an ended session keeps what was typed, and goes through once signed in again elsewhere', async () => {
    const { page, close } = await desk('wang');
    await page.getByRole('button', { name: '登记' }).click();
    await page.getByLabel('对方怎么说').fill('电话里说楼道灯不亮');
    await page.getByLabel('称呼').fill('何先生');
    await page.context().clearCookies();
    const keys: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/reports')) keys.push(request.headers()['idempotency-key']);
    });
    const send = page.getByRole('dialog').getByRole('button', { name: '登记' });
    await send.click();
    await page.getByRole('alert').filter({ hasText: '登录已经失效' }).waitFor();
    assert.equal(await page.getByLabel('对方怎么说').inputValue(), '电话里说楼道灯不亮');
    assert.equal(await page.getByLabel('称呼').inputValue(), '何先生');
    const again = await page.context().newPage();
    await signIn({ page: again, errors: [], close }, site.base, { path: '/desk', account: 'wang' });
    await again.locator('.list h1').waitFor();
    await again.close();
    await send.click();
    await page.locator('.casepage .said').getByText('电话里说楼道灯不亮').waitFor();
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1], 'the same report under the same key');
    await close();
  });
});
