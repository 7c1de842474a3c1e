import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after, before, describe } from 'node:test';
import { dropFile } from './inpage.ts';
import { type Site, closeBrowser, person, signIn, startSite } from './stage.ts';

after(closeBrowser);

describe('the duty list as a table', () => {
  let site: Site;
  before(async () => {
    site = await startSite(['--empty']);
  });
  after(() => site.stop());

  test('it is exported, comes back with its faults marked, and is saved once they are mended', async () => {
    const who = await person({ width: 1920, locale: 'zh-CN', map: false });
    const { page } = who;
    await signIn(who, site.base, { path: '/desk/duty', account: 'chen' });
    await page.getByRole('tab', { name: '清单进出' }).click();
    const saved = async (press: () => Promise<unknown>) => {
      const [file] = await Promise.all([page.waitForEvent('download'), press()]);
      return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
    };
    const list = await saved(() => page.getByRole('link', { name: '导出清单' }).click());
    assert.equal(list.text.charCodeAt(0), 0xfeff, 'a spreadsheet takes it for UTF-8');
    const drop = (name: string, text: string) => dropFile(page, '.dropzone', { name, text });

    await drop('改派.csv', list.text.replace(/^(D003,.*?),water,/m, '$1,nobody,').replace(/^(D004,.*?),water,/m, '$1,=cmd,'));
    await page.getByText('2 处要先改好').waitFor();
    const marked = await saved(() => page.getByRole('button', { name: '下载标好错误的文件' }).click());
    assert.equal(marked.name, '改派-标错.csv');
    const line = (id: string) => marked.text.split('\r\n').find((each) => each.startsWith(`${id},`)) ?? '';
    assert.match(line('D003'), /找不到这个编码（nobody）/);
    assert.match(line('D004'), /,'=cmd,.*找不到这个编码/);
    assert.equal(await page.getByRole('button', { name: '存为新版本' }).count(), 0, 'a faulty list is not offered for saving');

    await drop('改派.csv', marked.text.replace(/^(D003,.*?),nobody,/m, '$1,traffic,').replace(/^(D004,.*?),'=cmd,/m, '$1,water,'));
    await page.getByText('新增或改动 1 行，去掉 0 行').waitFor();
    await page.getByLabel('为什么改').fill('排水移交交通分局');
    await page.getByRole('button', { name: '存为新版本' }).click();
    await page.getByText('已存为新版本').waitFor();
    const again = await saved(() => page.getByRole('link', { name: '导出清单' }).click());
    assert.match(again.text, /^D003,.*,traffic,/m);
    assert.deepEqual(who.errors, []);
    await who.close();
  });

  test('a workbook under a table’s name is told apart, and who may not change the list is only given the export', async () => {
    const keeper = await person({ width: 1920, locale: 'en-GB', map: false });
    await signIn(keeper, site.base, { path: '/desk/duty', account: 'tian' });
    await keeper.page.getByRole('tab', { name: 'Export and import' }).click();
    const zip = Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]);
    await keeper.page.locator('.dropzone input').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: zip });
    await keeper.page.getByRole('alert').filter({ hasText: 'CSV UTF-8' }).waitFor();
    const reader = await person({ width: 1920, locale: 'en-GB', map: false });
    await signIn(reader, site.base, { path: '/desk/duty', account: 'wang' });
    await reader.page.getByRole('tab', { name: 'Export and import' }).click();
    await reader.page.getByRole('link', { name: 'Export the list' }).waitFor();
    assert.equal(await reader.page.locator('.dropzone').count(), 0);
    for (const who of [keeper, reader]) {
      assert.deepEqual(who.errors, []);
      await who.close();
    }
  });
});
