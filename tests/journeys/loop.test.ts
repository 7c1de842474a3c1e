import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import { type Look, type Site, act, closeBrowser, person, picture, signIn, startSite, upload } from './stage.ts';

type World = {
  readonly name: string;
  readonly args: readonly string[];
  readonly words: string;
  readonly cast: Record<'shift' | 'dispatcher' | 'handler' | 'operator' | 'checker', string>;
};

const small: World = {
  name: 'the small world',
  args: ['--empty'],
  words: '采莲街的垃圾桶满了',
  cast: { shift: 'zhou', dispatcher: 'chen', handler: 'li', operator: 'wang', checker: 'sun' },
};
const futian: World = { ...small, name: 'real Futian', args: ['--empty', '--world', '../shared/data/futian'], words: '福民路的垃圾桶满了' };
/** EVERY_LOOK=1 walks each width in each language; a push walks each width and each language once in each world. */
const looks: readonly Look[] = [
  { width: 390, locale: 'zh-CN' },
  { width: 1920, locale: 'en-GB' },
  ...(process.env.EVERY_LOOK
    ? ([
        { width: 390, locale: 'en-GB' },
        { width: 1920, locale: 'zh-CN' },
      ] as const)
    : []),
];

after(closeBrowser);

for (const [look, world] of looks.flatMap((look) => [[look, small] as const, [look, futian] as const])) {
  describe(`a bag of rubbish walks the loop at ${look.width} px in ${look.locale} in ${world.name}`, () => {
    let site: Site;
    before(async () => {
      site = await startSite(world.args);
    });
    after(() => site.stop());

    test('reported, filed, dispatched, handled, checked, closed and rated', async () => {
      const { cast } = world;
      const resident = await person({ ...look, width: 390 });
      const { page } = resident;
      await page.goto(`${site.base}/`);
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'bin.jpg', mimeType: 'image/jpeg', buffer: await picture('#7a5c3a') });
      await page.locator('.photos img').first().waitFor();
      await page.getByRole('textbox').first().fill(world.words);
      await page.getByRole('button', { name: /^(垃圾桶满了|Bin is full)$/ }).click();
      await page.getByRole('button', { name: /^(下一步|Next)$/ }).click();
      await page.getByRole('application').focus();
      await page.keyboard.press('ArrowUp');
      await page.getByRole('button', { name: /^(提交|Send)$/ }).click();
      await page.getByText(/1 张照片已上传|1 photo uploaded/).waitFor();
      const number = (await page.locator('.receipt strong').textContent()) ?? '';
      assert.match(number, /^\d{3}-\d{6}-\d{4}-\d$/);
      await page.getByRole('link', { name: /^(查看进度|Follow it)$/ }).click();

      const open = async (account: string, path: string, width: number) => {
        const who = await person({ ...look, width, map: width > 1100 && account === cast.dispatcher });
        await signIn(who, site.base, { path, account });
        await who.page.locator('.case').first().click();
        return who;
      };
      const shift = await open(cast.shift, '/desk', look.width);
      await act(shift.page, /^(立案|File)$/, async (form) => {
        await form.locator('form.actform .chip').first().click();
        await form.locator('form.actform fieldset').last().locator('.chip').first().click();
      });
      const dispatcher = await open(cast.dispatcher, '/desk', look.width);
      await act(dispatcher.page, /^(派遣|Dispatch)$/);
      await dispatcher.page
        .getByText(/还剩 [34] 工作时|working h .*left/)
        .filter({ visible: true })
        .first()
        .waitFor();

      const handler = await open(cast.handler, '/field', 390);
      await act(handler.page, /^(接单|Accept)$/);
      await act(handler.page, /^(处置完成|Finished)$/, (form) => upload(form, '#4a7a4a'));

      const operator = await open(cast.operator, '/desk', look.width);
      await act(operator.page, /^(派人核查|Send to check)$/, async (form) => {
        await form.locator('form.actform select').selectOption(`p-${cast.checker}`);
      });
      const checker = await open(cast.checker, '/field', 390);
      await act(checker.page, /^(提交核查结果|Say what you found)$/, (form) => upload(form, '#5a8a5a'));
      await act(shift.page, /^(结案|Close)$/);

      await page.reload();
      await page.getByRole('heading', { name: /^(已办结|Done)$/ }).waitFor();
      await page.getByRole('radio', { name: /^(5 星|5 of 5)$/ }).click();
      await page.getByRole('button', { name: /^(提交评价|Send rating)$/ }).click();
      await page
        .getByText(/您打了 5 星|You gave 5 of 5/)
        .first()
        .waitFor();
      for (const who of [resident, shift, dispatcher, handler, operator, checker]) {
        assert.deepEqual(who.errors, []);
        await who.close();
      }
    });
  });
}
