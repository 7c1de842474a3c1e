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
});
