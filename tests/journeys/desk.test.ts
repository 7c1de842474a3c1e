import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { Declined } from '../../apps/demo/client.ts';
import { type Office, type Told, officeOf } from './crew.ts';
import { type Site, act, closeBrowser, person, picture, signIn, startSite, upload } from './stage.ts';

after(closeBrowser);

const button = (page: Page, name: string | RegExp) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const why = (words: string) => (page: Page) => page.getByLabel('原因').fill(words);

describe('the turns a case takes, by clicking', () => {
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
  const at = async (account: string, { id }: Told, door: 'desk' | 'field' = 'desk') => {
    const who = await person({ width: door === 'desk' ? 1440 : 390, locale: 'zh-CN', map: false });
    await signIn(who, site.base, { path: `/${door}/cases/${id}`, account });
    await who.page.locator('.casepage h1').waitFor();
    return who;
  };

  test('an order comes back with a reason and goes to another party; with two views of whose it is, the leader is asked', async () => {
    const one = await told('绿化带里堆着枯枝');
    await office.walk(one, 'reported', 'sent');
    const crew = await at('li', one, 'field');
    await act(crew.page, /^退单$/, why('是绿化修剪留下的，不归清运'));
    const desk = await at('chen', one);
    await desk.page.getByText('是绿化修剪留下的').first().waitFor();
    await act(desk.page, /^派遣$/, (form) => form.getByLabel('派给哪个单位').selectOption('green'));
    await desk.page.locator('.promise').getByText('绿化养护队').waitFor();
    const second = await at('guo', one, 'field');
    await act(second.page, /^退单$/, async (form) => {
      await why('枯枝是商铺扔的')(form);
      await form.getByLabel(/应该是谁的/).selectOption('order');
    });
    await desk.page.locator('.promise').getByText('争议待裁').waitFor();
    assert.equal(await button(desk.page, '派遣').count(), 0, 'who dispatches does not decide whose duty it is');
    const leader = await at('tian', one);
    await act(leader.page, /^裁定$/, async (form) => {
      await form.locator('form.actform select').first().selectOption('order');
      await why('沿街商铺归市容秩序队')(form);
    });
    const { accountable, status } = await office.view(one);
    assert.deepEqual([accountable.id, status], ['order', 'handling']);
    for (const who of [crew, desk, second, leader]) await who.close();
  });

  test('a check fails, the same crew does it again on the same promise, and the second check passes', async () => {
    const one = await told('垃圾桶边有积水');
    await office.walk(one, 'reported', 'checking');
    const due = (await office.view(one)).handling?.due;
    const checker = await at('sun', one, 'field');
    await act(checker.page, /^提交核查结果$/, async (form) => {
      await button(form, '不通过').click();
      await upload(form, '#804020');
      await form.getByLabel(/说明/).fill('积水还在');
    });
    const crew = await at('li', one, 'field');
    await crew.page.getByText('返工 1 次').waitFor();
    assert.equal((await office.view(one)).handling?.due, due, 'work done badly is not given more time');
    await act(crew.page, /^处置完成$/, (form) => upload(form, '#406080'));
    const desk = await at('wang', one);
    await act(desk.page, /^派人核查$/, (form) => form.getByLabel('请谁去核查').selectOption('p-sun'));
    await checker.page.reload();
    await act(checker.page, /^提交核查结果$/, (form) => upload(form, '#408040'));
    assert.equal((await office.view(one)).status, 'to_close');
    for (const who of [checker, crew, desk]) await who.close();
  });

  test('a suspension is asked for and granted, the clock stands still, and runs on when resumed', async () => {
    const one = await told('沟盖板要等厂家送货');
    await office.walk(one, 'reported', 'underway');
    const crew = await at('zhao', one, 'field');
    const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await act(crew.page, /^申请挂账$/, async (form) => {
      await form.getByLabel('挂账到哪天').fill(soon);
      await why('等厂家送盖板')(form);
    });
    const desk = await at('chen', one);
    await desk.page.getByText(/赵红申请挂账到/).waitFor();
    await act(desk.page, /^同意申请$/);
    await desk.page
      .locator('.promise')
      .getByText(/停表到/)
      .waitFor();
    assert.equal((await office.view(one)).clock?.light, 'paused');
    assert.equal(await desk.page.locator('.promise .used').count(), 0, 'no bar creeps on while the clock stands');
    await act(desk.page, /^恢复处置$/, why('盖板到货了'));
    await desk.page.locator('.promise').getByText(/还剩/).waitFor();
    assert.notEqual((await office.view(one)).clock?.light, 'paused');
    for (const who of [crew, desk]) await who.close();
  });

  test('who did the work, and their team, are not offered its check; the interface refuses them alike', async () => {
    const one = await told('店门口的招牌松了');
    await office.walk(one, 'reported', 'to_check', { unit: 'patrol', handler: 'qiao', checker: 'kong' });
    const desk = await at('wang', one);
    await button(desk.page, '派人核查').click();
    const names = await desk.page.getByLabel('请谁去核查').locator('option').allTextContents();
    assert.ok(names.includes('孔令仪'), names.join());
    assert.ok(!names.some((name) => ['孙强', '马俊', '胡婷', '乔安'].includes(name)), names.join());
    const refused = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        (no: Declined) => `${no.status} ${no.code}`,
      );
    assert.equal(await refused((await office.as('wang')).say(one.id, { type: 'ask_check', checker: 'p-sun' })), '403 own-work');
    await office.walk(one, 'to_check', 'checking', { unit: 'patrol', handler: 'qiao', checker: 'kong' });
    const crew = await at('qiao', one, 'field');
    assert.equal(await button(crew.page, '提交核查结果').count(), 0);
    assert.equal(
      await refused((await office.as('qiao')).say(one.id, { type: 'check', result: 'unclear', note: '', photos: [] })),
      '403 not-allowed',
    );
    for (const who of [desk, crew]) await who.close();
  });
});
