import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { type Office, officeOf } from './crew.ts';
import { type Site, act, closeBrowser, person, picture, signIn, startSite, upload } from './stage.ts';

after(closeBrowser);

describe('a contract goes from one operator to another', () => {
  let site: Site;
  let office: Office;
  before(async () => {
    site = await startSite(['--empty']);
    office = officeOf(site.base);
  });
  after(() => site.stop());

  test('a leader sees what it would do and carries it out; the case goes on with the new crew, under the same promise', async () => {
    const told = await office.report('采莲街的垃圾桶满了');
    await office.anyone.reportPhoto(told.token, await picture('#7a3b2e'));
    await office.walk(told, 'reported', 'underway');
    const before = await office.view(told);
    const leader = await person({ width: 1920, locale: 'zh-CN' });
    await signIn(leader, site.base, { path: '/desk/duty', account: 'tian' });
    const { page } = leader;
    await page.getByRole('tab', { name: '合同交接' }).click();
    await page
      .getByRole('region', { name: '合同', exact: true })
      .getByRole('button', { name: /澄湖街道城市管家服务/ })
      .click();
    await page.getByLabel('交给谁').selectOption({ label: '榕荫城市运营公司' });
    await page.getByRole('button', { name: '先看清后果' }).click();
    await page.getByText(/行权责易手，1 件在办案卷一起移交/).waitFor();
    await page.getByText('澄湖街道七类安全隐患授权巡查').waitFor();
    const { violations } = await new AxeBuilder({ page: page as never }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
      [],
    );
    await page.getByLabel('为什么交接').fill('合同到期，换标');
    await page.getByRole('button', { name: '确认交接' }).click();
    const done = page.getByRole('article', { name: /已交接/ });
    await done.getByText('移交 1 件').waitFor();
    await done.getByRole('button', { name: '看移交了哪些' }).click();
    await done.getByRole('link', { name: told.number }).waitFor();

    const after = await office.view(told);
    assert.equal(after.accountable.id, 'banyan-field');
    assert.deepEqual([after.handling?.due, after.due], [before.handling?.due, before.due], 'the promise runs on');
    const old = await person({ width: 390, locale: 'zh-CN', map: false });
    await signIn(old, site.base, { path: `/field/cases/${told.id}`, account: 'li' });
    await old.page.getByText(/合同交接（C-CH）：由环卫清运队移交榕荫综合作业队/).waitFor();
    assert.equal(await old.page.getByRole('button', { name: '处置完成' }).count(), 0);
    const fresh = await person({ width: 390, locale: 'zh-CN', map: false });
    await signIn(fresh, site.base, { path: '/field', account: 'yu' });
    await fresh.page.locator('.case').first().click();
    await act(fresh.page, /^接单$/);
    await act(fresh.page, /^处置完成$/, (form) => upload(form, '#449966'));
    assert.equal((await office.view(told)).status, 'to_check');

    const next = await office.report('采莲街又有垃圾');
    assert.equal(
      (await office.view(next)).proposal.unit.id.startsWith('sweep'),
      false,
      'what is reported from now on is not the old crew’s',
    );
    for (const who of [leader, old, fresh]) {
      assert.deepEqual(who.errors, []);
      await who.close();
    }
  });

  test('one that waits for its day is taken back, and a dispatcher may only look', async () => {
    const admin = await person({ width: 1920, locale: 'en-GB', map: false });
    await signIn(admin, site.base, { path: '/desk/duty', account: 'admin' });
    const { page } = admin;
    await page.getByRole('tab', { name: 'Contract handover' }).click();
    await page
      .getByRole('region', { name: 'Contracts' })
      .getByRole('button', { name: /Chenghu butler services/ })
      .click();
    await page.getByLabel('To whom').selectOption({ label: 'Anju City Services' });
    await page.getByLabel(/From midnight of/).fill('2031-01-01');
    const teams: Record<string, string> = { 'Banyan Field Team': 'Sweeping and Removal Team' };
    for (const [from, to] of Object.entries(teams)) await page.getByLabel(`Who follows ${from}`).selectOption({ label: to });
    await page.getByRole('button', { name: 'See what it does' }).click();
    await page.getByLabel('Why it is handed over').fill('to try');
    await page.getByRole('button', { name: 'Hand over', exact: true }).click();
    await page
      .getByRole('article', { name: /Waiting/ })
      .getByRole('button', { name: 'Take it back' })
      .click();
    await page.getByRole('article', { name: /Taken back/ }).waitFor();
    const reader = await person({ width: 1920, locale: 'en-GB', map: false });
    await signIn(reader, site.base, { path: '/desk/duty', account: 'chen' });
    await reader.page.getByRole('tab', { name: 'Contract handover' }).click();
    await reader.page
      .getByRole('region', { name: 'Contracts' })
      .getByRole('button', { name: /Chenghu butler services/ })
      .click();
    assert.equal(await reader.page.getByLabel('To whom').count(), 0);
    for (const who of [admin, reader]) {
      assert.deepEqual(who.errors, []);
      await who.close();
    }
  });
});
