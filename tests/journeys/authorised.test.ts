import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { type Office, officeOf } from './crew.ts';
import { type Site, act, closeBrowser, person, picture, signIn, startSite, upload } from './stage.ts';

after(closeBrowser);

describe('what a company may do under which paper', () => {
  let site: Site;
  let office: Office;
  before(async () => {
    site = await startSite(['--empty']);
    office = officeOf(site.base);
  });
  after(() => site.stop());

  test('an act under an expired paper is refused with its reason, handed over, and answered by an officer', async () => {
    const told = await office.report('占道经营，桌椅摆上了人行道');
    await office.anyone.reportPhoto(told.token, await picture('#7a3b2e'));
    await office.walk(told, 'reported', 'underway');
    const crewman = await person({ width: 390, locale: 'zh-CN', map: false });
    await signIn(crewman, site.base, { path: `/field/cases/${told.id}`, account: 'li' });
    const { page } = crewman;
    await page.getByRole('button', { name: '处置完成' }).click();
    await upload(page, '#336699');
    await page.getByLabel('按哪份授权做的').selectOption('SQ-CH-2024');
    await page.getByText('授权已经到期，这样做会被拒绝').waitFor();
    await page.locator('form.actform button[type=submit]').click();
    const refusal = page.getByRole('alert').filter({ hasText: '授权不允许' });
    await refusal.filter({ hasText: '授权已经到期' }).waitFor();
    assert.equal((await office.view(told)).status, 'handling', 'a refused act changes nothing');

    await refusal.getByRole('button', { name: '移送执法' }).click();
    const units = await page.getByLabel('派给哪个单位').locator('option').allTextContents();
    assert.ok(!units.includes('环卫清运队'), 'enforcement is offered to no company');
    await page.getByLabel('派给哪个单位').selectOption('urban');
    await page.getByLabel('原因').fill('需要暂扣占道物品');
    await page.locator('form.actform button[type=submit]').click();
    await page.getByText('移送执法，由区城管执法队查处').waitFor();
    // The form is as it was left, and the paper that does not hold is taken out of it.
    await act(page, /^处置完成$/, async (form) => {
      await upload(form, '#449966');
      await form.getByLabel('按哪份授权做的').selectOption('');
    });
    assert.equal((await office.view(told)).status, 'handling', 'not checked before the officer has answered');

    const officer = await person({ width: 390, locale: 'zh-CN', map: false });
    await signIn(officer, site.base, { path: `/field/cases/${told.id}`, account: 'xie' });
    await act(officer.page, /^接单$/);
    await act(officer.page, /^处置完成$/, (form) => upload(form, '#885522'));
    assert.equal((await office.view(told)).status, 'to_check');
    for (const who of [crewman, officer]) {
      assert.deepEqual(who.errors, []);
      await who.close();
    }
  });

  test('at the desk a leader sees every paper, suspends one, and the act it allowed is refused until it is restored', async () => {
    const told = await office.report('门口堆物，劝导后自行清走');
    await office.anyone.reportPhoto(told.token, await picture('#7a3b2e'));
    await office.walk(told, 'reported', 'underway');
    const leader = await person({ width: 1920, locale: 'zh-CN' });
    await signIn(leader, site.base, { path: '/desk/duty', account: 'tian' });
    const { page } = leader;
    await page.getByRole('tab', { name: '授权登记' }).click();
    const list = page.getByRole('region', { name: '授权登记' });
    await list
      .getByRole('button', { name: /SQ|澄湖街道出租屋授权巡查/ })
      .filter({ hasText: '已到期' })
      .waitFor();
    await list.getByRole('button', { name: /澄湖街道七类安全隐患授权巡查/ }).click();
    const paper = page.getByRole('article', { name: /澄湖街道七类安全隐患授权巡查/ });
    await paper.getByText('安全巡查员培训合格证').waitFor();
    const turn = async (button: string, reason: string) => {
      await paper.getByRole('button', { name: button, exact: true }).click();
      await paper.getByLabel('原因').fill(reason);
      await paper.getByRole('button', { name: `确认${button}` }).click();
    };
    await turn('暂停', '培训没有完成');
    await paper.getByText('已暂停').waitFor();
    await paper.getByText('培训没有完成').waitFor();

    const crewman = await person({ width: 390, locale: 'en-GB', map: false });
    await signIn(crewman, site.base, { path: `/field/cases/${told.id}`, account: 'li' });
    const finish = crewman.page.locator('form.actform');
    await crewman.page.getByRole('button', { name: 'Finished' }).click();
    await upload(crewman.page, '#663399');
    await crewman.page.getByLabel('Under which authorisation').selectOption('SQ-CH-2026');
    await finish.locator('button[type=submit]').click();
    await crewman.page.getByRole('alert').filter({ hasText: 'suspended' }).waitFor();
    await turn('恢复', '补训完成');
    await paper.getByText('补训完成').waitFor();
    await finish.locator('button[type=submit]').click();
    await finish.waitFor({ state: 'detached' });
    assert.equal((await office.view(told)).status, 'to_check');
    for (const who of [crewman, leader]) {
      assert.deepEqual(who.errors, []);
      await who.close();
    }
  });

  for (const theme of ['light', 'dark'] as const)
    test(`the register can be used by everybody, ${theme}`, async () => {
      const who = await person({ width: 1920, locale: 'zh-CN', theme });
      await signIn(who, site.base, { path: '/desk/duty', account: 'chen' });
      await who.page.getByRole('tab', { name: '授权登记' }).click();
      await who.page.getByRole('button', { name: '登记一份授权' }).click();
      await who.page.getByRole('form', { name: '登记授权' }).waitFor();
      const { violations } = await new AxeBuilder({ page: who.page as never })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
        [],
      );
      await who.close();
    });
});
