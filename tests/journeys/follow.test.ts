import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before, describe } from 'node:test';
import { type Office, type Told, officeOf } from './crew.ts';
import { type Look, type Person, type Site, closeBrowser, person, picture, signIn, startSite } from './stage.ts';

const zh: Look = { width: 390, locale: 'zh-CN' };
const en: Look = { width: 390, locale: 'en-GB' };
/** The page asks again by itself after this many milliseconds. */
const ROUND = 20_000;

after(closeBrowser);

describe('a resident follows a report by its link', () => {
  let site: Site;
  let office: Office;
  before(async () => {
    site = await startSite(['--empty']);
    office = officeOf(site.base);
  });
  after(() => site.stop());

  const opened = async (look: Look, { token }: Pick<Told, 'token'>, ready: (who: Person) => Promise<unknown> = async () => undefined) => {
    const who = await person(look);
    await ready(who);
    await who.page.goto(`${site.base}/f/${token}`);
    await who.page.getByRole('heading', { level: 1 }).waitFor();
    return who;
  };
  const reported = async (words: string) => {
    const told = await office.report(words);
    await office.anyone.reportPhoto(told.token, await picture('#7a5c3a'));
    return told;
  };
  const closedCase = async (words: string) => {
    const told = await reported(words);
    await office.walk(told, 'reported', 'closed');
    return told;
  };
  const leave = async (who: Person) => {
    assert.deepEqual(who.errors, []);
    assert.ok(await who.page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth'), 'nothing sticks out to the right');
    await who.close();
  };

  for (const [look, lines] of [
    [zh, ['办结了', '检查合格', '等待检查', '处理完了，拍了照片', '已有人接手', /^交给.+处理$/, '已经立案', '我们收到了您的上报']],
    [
      en,
      [
        'Closed',
        'Checked and good',
        'Waiting to be checked',
        'Done, with a photo',
        'Somebody took it on',
        /^Given to .+$/,
        'Registered as a case',
        'We have your report',
      ],
    ],
  ] as const)
    test(`in ${look.locale}: what happened grows by itself, newest first, and nothing is reloaded`, async () => {
      const told = await reported('树下的垃圾没人收');
      const who = await opened(look, told, ({ page }) => page.clock.install());
      const { page } = who;
      const shown = page.locator('.timeline li > div');
      await page.evaluate('globalThis.neverReloaded = true');
      assert.deepEqual(await shown.allTextContents(), [lines.at(-1)]);
      await office.walk(told, 'reported', 'underway');
      await page.clock.fastForward(ROUND);
      await shown.nth(3).waitFor();
      await office.walk(told, 'underway', 'closed');
      await page.clock.fastForward(ROUND);
      await shown.nth(lines.length - 1).waitFor();
      const texts = await shown.allTextContents();
      assert.equal(texts.length, lines.length, texts.join(' | '));
      for (const [i, line] of lines.entries())
        assert.ok(typeof line === 'string' ? texts[i] === line : line.test(texts[i] ?? ''), texts[i]);
      assert.equal(await page.evaluate('globalThis.neverReloaded'), true);
      await page.getByRole('heading', { level: 1, name: look === zh ? '已办结' : 'Done' }).waitFor();
      assert.equal(await page.locator('.photos img').count(), 3, 'the pictures of the report, of the work and of the check are there');
      await leave(who);
    });

  test('few stars ask what went wrong and offer to reopen; the desk reads why, and the case is in the loop again', async () => {
    const told = await closedCase('巷口的沙发没搬走');
    const who = await opened(zh, told);
    const { page } = who;
    await page.getByRole('radio', { name: '4 星' }).click();
    assert.equal(await page.getByText('还没弄好？可以让我们重新处理').count(), 0, 'four stars are not asked about');
    await page.getByRole('radio', { name: '2 星' }).click();
    await page.getByText('还没弄好？可以让我们重新处理').waitFor();
    await page.getByPlaceholder('哪里没做好（可以不写）').waitFor();
    await page.locator('.ratebox .banner').getByRole('button', { name: '重新处理' }).click();
    const again = page.getByRole('button', { name: '重新处理' });
    assert.equal(await again.isDisabled(), true, 'without a reason nobody knows what to do');
    await page.getByLabel('哪里还没弄好？').fill('只搬走了一半');
    await again.click();
    await page.getByText('重新处理：只搬走了一半').waitFor();
    await page.getByRole('heading', { level: 1, name: '已办结' }).waitFor({ state: 'detached' });
    assert.equal(await page.locator('.ratebox').count(), 0, 'what is not done is not rated');
    assert.equal((await office.view(told)).status, 'to_dispatch');

    const desk = await person({ width: 1280, locale: 'zh-CN', map: false });
    await signIn(desk, site.base, { path: `/desk/cases/${told.id}`, account: 'chen' });
    await desk.page.getByText('重新打开：只搬走了一半').first().waitFor();
    await desk.close();
    await office.walk({ ...told, order: randomUUID() }, 'to_dispatch', 'sent');
    assert.equal((await office.view(told)).status, 'handling');
    await leave(who);
  });

  test('in English: few stars may be given all the same, with words, and the other way out is named', async () => {
    const who = await opened(en, await closedCase('长椅断了一条腿'));
    const { page } = who;
    await page.getByRole('heading', { name: 'How was it handled?' }).waitFor();
    await page.getByRole('radio', { name: '1 of 5' }).click();
    await page.getByText('Not solved? We can do it again').waitFor();
    await page.getByPlaceholder('What went wrong (optional)').fill('It took two weeks');
    await page.getByRole('button', { name: 'Send rating' }).click();
    await page.getByText('You gave 1 of 5. Thank you').waitFor();
    await page.getByRole('button', { name: 'Not solved yet' }).waitFor();
    await leave(who);
  });

  test('what was rated once is not asked again, on this phone or on another', async () => {
    const told = await closedCase('路灯又亮了');
    const who = await opened(zh, told);
    await who.page.getByRole('radio', { name: '5 星' }).click();
    await who.page.getByRole('button', { name: '提交评价' }).click();
    await who.page.getByText('您打了 5 星，谢谢').waitFor();
    assert.equal(await who.page.getByRole('radiogroup').count(), 0);
    const other = await opened(zh, told);
    await other.page.getByText('您打了 5 星，谢谢').waitFor();
    assert.equal(await other.page.getByRole('radiogroup').count(), 0);
    for (const each of [who, other]) await leave(each);
  });

  for (const [look, says, next] of [
    [zh, '这个链接打不开', '请从收据里重新打开，或在首页用编号查进度。'],
    [en, 'This link does not open', 'Open it again from your receipt, or look up the number on the start page.'],
  ] as const)
    test(`in ${look.locale}: a wrong or altered link says what to do and shows nothing of any case`, async () => {
      const told = await office.report('楼道口的秘密');
      const other = await office.report('别人的事');
      const altered = `${told.token.slice(0, 30)}${told.token[30] === 'A' ? 'B' : 'A'}${told.token.slice(31)}`;
      const who = await opened(look, { token: altered });
      const { page } = who;
      for (const token of [altered, told.token.slice(0, 20), told.token.slice(0, 21) + other.token.slice(21), told.number, 'x']) {
        await page.goto(`${site.base}/f/${token}`);
        await page.getByRole('heading', { level: 1, name: says }).waitFor();
        await page.getByText(next).waitFor();
        const all = (await page.locator('body').textContent()) ?? '';
        for (const secret of ['秘密', '别人', told.number, other.number]) assert.ok(!all.includes(secret), `${token} shows ${secret}`);
      }
      await page.getByRole('link', { name: look === zh ? '返回首页' : 'Back to start' }).click();
      await page.locator('.kinds .chip').first().waitFor();
      await leave(who);
    });
});
