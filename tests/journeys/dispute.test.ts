import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { officeOf } from './crew.ts';
import { type Site, act, closeBrowser, person, picture, signIn, startSite } from './stage.ts';

after(closeBrowser);

describe('whose it is, argued once', () => {
  let site: Site;
  before(async () => {
    site = await startSite(['--empty']);
  });
  after(() => site.stop());

  test('a crew sends it back with another name, the leader rules, the ruling becomes a row, and the next report goes there by itself', async () => {
    const office = officeOf(site.base);
    const told = await office.report('下水道口堆着清出来的淤泥');
    await office.anyone.reportPhoto(told.token, await picture('#7a5c3a'));
    await office.walk(told, 'reported', 'underway');

    const crew = await person({ width: 390, locale: 'zh-CN' });
    await signIn(crew, site.base, { path: '/field', account: 'li' });
    await crew.page.locator('.case').first().click();
    await act(crew.page, /^退单$/, async (page) => {
      await page.getByLabel('原因').fill('淤泥是水务清管道挖出来的');
      await page.getByLabel(/应该是谁的/).selectOption('water');
    });
    await crew.page.getByText(/先办后议：环卫清运队看护现场/).waitFor();
    assert.equal(await crew.page.getByRole('button', { name: '退单' }).count(), 0, 'who guards the site does not leave it');

    const leader = await person({ width: 1920, locale: 'zh-CN' });
    const { page } = leader;
    await signIn(leader, site.base, { path: '/desk/disputes', account: 'tian' });
    await page.getByRole('heading', { name: '待裁 1 件' }).waitFor();
    await page.getByText('请田主任在').waitFor();
    await page.getByText('淤泥是水务清管道挖出来的').waitFor();
    const form = page.locator('form.actform');
    await form.getByLabel('派给哪个单位').selectOption('water');
    await form.getByLabel('原因').fill('谁清的管道谁清运');
    await form.getByRole('button', { name: '裁定', exact: true }).click();

    await page.getByRole('button', { name: '写入权责清单' }).click();
    const editor = page.locator('.editor');
    await editor.waitFor();
    assert.equal(await editor.getByLabel('归谁').inputValue(), 'water');
    assert.equal(await editor.getByLabel('依据').inputValue(), `裁定 ${told.number}：谁清的管道谁清运`);
    assert.notEqual(await editor.getByLabel('在哪里').inputValue(), '', 'the narrowest area of the board, not the whole city');
    await editor.getByText(/过去一年的/).waitFor();
    await editor.getByRole('button', { name: '存为新版本' }).click();
    await editor.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: '争议待裁', exact: true }).click();
    await page
      .getByText(/已成为清单 D\d+ 行/)
      .first()
      .waitFor();
    await page.getByRole('heading', { name: '没有等您裁定的争议' }).waitFor();

    const next = await office.report('又有一堆淤泥');
    await office.anyone.reportPhoto(next.token, await picture('#5c4a3a'));
    await office.walk(next, 'reported', 'to_dispatch');
    const { proposal } = await office.view(next);
    assert.equal(proposal.unit.id, 'water');
    assert.match(proposal.basis.zh, new RegExp(told.number));

    await page.getByRole('button', { name: '责任地图' }).click();
    await page.getByRole('tab', { name: '常争的' }).click();
    await page
      .getByText(/退单 1 次，换手 1 次/)
      .first()
      .waitFor();
    for (const who of [crew, leader]) {
      assert.deepEqual(who.errors, []);
      await who.close();
    }
  });

  test('who rules nothing is told so, in English as in Chinese', async () => {
    const who = await person({ width: 1280, locale: 'en-GB', map: false });
    await signIn(who, site.base, { path: '/desk/disputes', account: 'chen' });
    await who.page.getByRole('alert').waitFor();
    assert.equal(await who.page.getByRole('button', { name: 'Disputes' }).count(), 0);
    await who.close();
  });

  for (const [theme, width] of [
    ['light', 1920],
    ['dark', 1280],
    ['light', 390],
  ] as const) {
    test(`the inbox can be used by everybody, ${theme}, ${width} px`, async () => {
      const office = officeOf(site.base);
      const told = await office.report('楼下堆着拆下来的门窗');
      await office.anyone.reportPhoto(told.token, await picture('#6a5c4a'));
      await office.walk(told, 'reported', 'underway');
      const back = { type: 'return_order', order: told.order, reason: '是工地扔的', counter: 'housing' };
      await (await office.as('li')).say(told.id, back);
      const who = await person({ width, locale: 'en-GB', theme });
      await signIn(who, site.base, { path: `/desk/disputes/${told.id}`, account: 'tian' });
      await who.page.getByRole('button', { name: 'Rule', exact: true }).waitFor();
      const { violations } = await new AxeBuilder({ page: who.page as never })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
        [],
      );
      assert.ok(await who.page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth'), 'nothing sticks out to the right');
      assert.deepEqual(who.errors, []);
      await who.close();
    });
  }
});
