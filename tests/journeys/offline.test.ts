import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { type Office, type Told, officeOf } from './crew.ts';
import { type Person, type Site, act, closeBrowser, person, picture, signIn, startSite, upload } from './stage.ts';

let site: Site;
let office: Office;
before(async () => {
  site = await startSite(['--empty']);
  office = officeOf(site.base);
});
after(async () => {
  await closeBrowser();
  await site.stop();
});

const looks = [
  { locale: 'zh-CN', lost: /没有网络，照常做/, waiting: '待发', stored: '已入库', outbox: /^待发箱/ },
  { locale: 'en-GB', lost: /No network since/, waiting: 'Waiting', stored: 'Stored', outbox: /^Outbox/ },
] as const;

async function aJob(words: string): Promise<Told> {
  const told = await office.report(words);
  await office.anyone.reportPhoto(told.token, await picture('#7a5c3a'));
  await office.walk(told, 'reported', 'sent');
  return told;
}

/** The page is held by its worker: from here on it opens without a network. */
async function held({ page }: Person) {
  await page.waitForFunction("navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated')");
}

for (const { locale, lost, waiting, stored, outbox } of looks) {
  test(`a job is taken and finished with a photo where there is no network, survives a restart, and arrives once, in ${locale}`, async () => {
    const told = await aJob(`垃圾桶满了 ${locale}`);
    const crew = await person({ width: 390, locale });
    const { page } = crew;
    await signIn(crew, site.base, { path: '/field', account: 'li' });
    await page.locator('.case').first().waitFor();
    await held(crew);
    await page.reload();
    await page.locator('.case').first().waitFor();

    await page.context().setOffline(true);
    await page.getByText(lost).waitFor();
    await page.locator('.case', { hasText: `垃圾桶满了 ${locale}` }).click();
    await act(page, /^(接单|Accept)$/);
    await page.getByRole('button', { name: /^(处置完成|Finished)$/ }).click();
    await page.locator('form.actform textarea').fill('已清运');
    await upload(page, '#4a7a4a');

    // The phone is switched off in the middle of the form, and on again, still without a network.
    await page.reload();
    await page.getByText(lost).waitFor();
    await page.getByRole('button', { name: /^(处置完成|Finished)$/ }).click();
    await page.locator('form.actform .photos img').first().waitFor();
    assert.equal(await page.locator('form.actform textarea').inputValue(), '已清运');
    await page.locator('form.actform button[type=submit]').click();
    await page.locator('form.actform').waitFor({ state: 'detached' });
    await page.goto(`${site.base}/field`);
    await page.getByRole('button', { name: outbox }).click();
    await page.locator('.entry[data-state=waiting]').nth(1).waitFor();
    assert.equal(await page.locator('.entry').getByText(waiting, { exact: true }).count(), 2);

    await page.context().setOffline(false);
    await page.locator('.entry[data-state=stored]').nth(1).waitFor();
    assert.equal(await page.locator('.entry').getByText(stored, { exact: true }).count(), 2);
    const view = await office.view(told);
    assert.equal(view.status, 'to_check');
    for (const type of ['order_accepted', 'order_finished']) assert.equal(view.history.filter((entry) => entry.type === type).length, 1);
    assert.equal(view.photos.filter(({ kind }) => kind === 'after').length, 1);
    assert.deepEqual(crew.errors, []);
    await crew.close();
  });
}

test('what one person left on a phone is not sent by the next, and goes out when the first is back', async () => {
  const told = await aJob('换人也不串');
  const crew = await person({ width: 390, locale: 'zh-CN' });
  const { page } = crew;
  await signIn(crew, site.base, { path: '/field', account: 'li' });
  await page.locator('.case', { hasText: '换人也不串' }).click();
  await page.context().setOffline(true);
  await act(page, /^接单$/);
  // Somebody else's session, as after a shift change on a shared phone.
  await page.context().clearCookies();
  await page.context().setOffline(false);
  await page.getByText(/登录过期了/).waitFor();
  assert.equal((await office.view(told)).orders[0]?.status, 'sent');
  await page.getByRole('button', { name: '重新登录' }).click();
  await page.getByText(/有 1 条没送出，是李大力录入的/).waitFor();
  const as = async (account: string) => {
    await page.getByLabel('账号').fill(account);
    await page.getByLabel('密码').fill('guanjia-demo');
    await page.getByRole('button', { name: '登录' }).click();
  };
  await as('sun');
  // The case that stood open is not shown to whoever comes next.
  await page.getByText('打不开这件案卷').waitFor();
  await page.getByRole('button', { name: '返回列表' }).first().click();
  await page.getByRole('button', { name: /^待发箱/ }).click();
  await page.getByText(/还有 1 条是李大力录入的/).waitFor();
  assert.equal((await office.view(told)).orders[0]?.status, 'sent');
  await page.getByRole('button', { name: '返回' }).click();
  await page.locator('summary').click();
  await page.getByRole('button', { name: '退出' }).click();
  await as('li');
  await page.getByRole('button', { name: /^待发箱/ }).click();
  await page.locator('.entry[data-state=stored]').first().waitFor();
  const view = await office.view(told);
  assert.equal(view.history.find(({ type }) => type === 'order_accepted')?.actor.id, view.orders[0]?.handler?.id);
  assert.equal(view.orders[0]?.handler?.name, '李大力');
  await crew.close();
});

test('a finding with a photo made without a network survives a restart and is on the desk once', async () => {
  const crew = await person({ width: 390, locale: 'zh-CN' });
  const { page } = crew;
  await signIn(crew, site.base, { path: '/field', account: 'sun' });
  await page.getByRole('button', { name: '发现问题，上报' }).waitFor();
  await held(crew);
  await page.reload();
  await page.getByRole('button', { name: '发现问题，上报' }).waitFor();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '发现问题，上报' }).click();
  await page.locator('.finding textarea').fill('井盖松动，一踩就响');
  await page
    .locator('.finding input[type=file]')
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await picture('#3a4a5a') });
  await page.locator('.finding img').waitFor();
  await page.reload();
  await page.locator('.finding img').waitFor();
  assert.equal(await page.locator('.finding textarea').inputValue(), '井盖松动，一踩就响');
  await page.locator('.finding').getByRole('button', { name: '上报' }).click();
  await page.locator('.entry[data-state=waiting]').waitFor();
  await page.context().setOffline(false);
  await page.locator('.entry[data-state=stored]').waitFor();
  const { cases } = await (await office.as('wang')).cases('?q=' + encodeURIComponent('井盖松动'));
  assert.equal(cases.length, 1);
  const view = await (await office.as('wang')).view(cases[0]?.id ?? '');
  assert.equal(view.channel, 'patrol');
  assert.equal(view.photos.filter(({ kind }) => kind === 'report').length, 1);
  assert.deepEqual(crew.errors, []);
  await crew.close();
});
