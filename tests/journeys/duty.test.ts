import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { type Site, closeBrowser, person, signIn, startSite } from './stage.ts';

after(closeBrowser);

describe('whose job it is, at the desk', () => {
  let site: Site;
  before(async () => {
    site = await startSite(['--empty']);
  });
  after(() => site.stop());

  test('a dispatcher tears a hole into the list, is told before and after, finds it by its example, and closes it', async () => {
    const who = await person({ width: 1920, locale: 'zh-CN' });
    const { page } = who;
    await signIn(who, site.base, { path: '/desk/duty', account: 'chen' });
    const verdict = page.getByRole('heading', { level: 1 });
    await verdict.filter({ hasText: '完整' }).waitFor();

    await page.getByRole('searchbox', { name: '找一行' }).fill('清扫清运包');
    await page.locator('.fault').filter({ hasText: '市容环境' }).first().click();
    await page.getByLabel('在哪里').selectOption({ index: 1 });
    await page.getByText(/新出 \d+ 处问题/).waitFor();
    await page.getByLabel('为什么改').fill('合同只剩一个网格');
    await page.getByRole('button', { name: '存为新版本' }).click();
    await verdict.filter({ hasText: '没有写明谁负责' }).waitFor();
    assert.equal(await page.getByText('完整').count(), 0, 'complete cannot be shown while one gap exists');

    await page.getByRole('tab', { name: /问题/ }).click();
    await page.locator('.fault').filter({ hasText: '暴露垃圾' }).first().click();
    await page.locator('.why h2').filter({ hasText: '兜底' }).waitFor();

    await page.getByRole('tab', { name: /^清单 \d+ 行/ }).click();
    await page.getByRole('searchbox', { name: '找一行' }).fill('清扫清运包');
    await page.locator('.fault').filter({ hasText: '市容环境' }).first().click();
    await page.getByLabel('在哪里').selectOption('');
    await page.getByText(/补上 \d+ 处问题/).waitFor();
    await page.getByLabel('为什么改').fill('合同恢复全域');
    await page.getByRole('button', { name: '存为新版本' }).click();
    await verdict.filter({ hasText: '完整' }).waitFor();
    assert.deepEqual(who.errors, []);
    await who.close();
  });

  test('by keyboard alone: a cell of the matrix says whose it is and why', async () => {
    const who = await person({ width: 1920, locale: 'en-GB' });
    const { page } = who;
    await signIn(who, site.base, { path: '/desk/duty', account: 'wang' });
    const matrix = page.getByRole('application', { name: /family of matters/ });
    await matrix.focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await page.locator('.why h2').waitFor();
    assert.match((await page.locator('.heat-said').textContent()) ?? '', /: /);
    assert.equal(await page.getByRole('button', { name: 'Add a row' }).count(), 0, 'who may not change the list is offered no change');
    await who.close();
  });

  for (const theme of ['light', 'dark'] as const) {
    test(`the page can be used by everybody, ${theme}`, async () => {
      const who = await person({ width: 1920, locale: 'zh-CN', theme });
      await signIn(who, site.base, { path: '/desk/duty', account: 'chen' });
      await who.page.locator('.heat-pane').waitFor();
      const { violations } = await new AxeBuilder({ page: who.page as never })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
        [],
      );
      await who.close();
    });
  }
});
