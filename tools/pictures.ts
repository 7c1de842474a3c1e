// node --import tsx tools/pictures.ts [name …]: draws the pictures of docs/pictures again, from the product as it is built now.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { drawPhoto } from '../apps/demo/photo.ts';
import { seeded } from '../kernel/chance.ts';
import { closeBrowser, person, signIn } from '../tests/journeys/stage.ts';
import { serve } from './bench/serve.ts';

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const futian = fileURLToPath(new URL('../../shared/data/futian', import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Where a picture is drawn from: who looks, at what, how large, and what they do first. */
type Scene = {
  readonly name: string;
  readonly size: readonly [width: number, height: number];
  readonly account: string;
  readonly path: string;
  readonly look?: { readonly locale?: 'zh-CN' | 'en-GB'; readonly theme?: 'light' | 'dark' };
  readonly first?: (page: Page) => Promise<unknown>;
};

const DESK = [1280, 720] as const;
const PHONE = [390, 844] as const;
const openCase = (page: Page) => page.locator('.case').nth(2).click();

const small: readonly Scene[] = [
  { name: 'desk', size: DESK, account: 'chen', path: '/desk' },
  { name: 'desk-case', size: DESK, account: 'chen', path: '/desk', first: openCase },
  { name: 'desk-dark', size: DESK, account: 'chen', path: '/desk', look: { locale: 'en-GB', theme: 'dark' }, first: openCase },
  {
    name: 'duty',
    size: [1440, 810],
    account: 'chen',
    path: '/desk/duty',
    first: async (page) => {
      await page.getByRole('application', { name: /事项/ }).focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
      await page.locator('.why h2').waitFor();
    },
  },
  {
    name: 'disputes',
    size: DESK,
    account: 'tian',
    path: '/desk/disputes',
    first: (page) => page.getByRole('heading', { level: 1 }).nth(1).or(page.getByText('各方怎么说')).first().waitFor(),
  },
  { name: 'patrol', size: DESK, account: 'chen', path: '/desk/patrol', first: (page) => page.getByText('守诺').first().waitFor() },
  { name: 'field', size: PHONE, account: 'luo', path: '/field' },
];
const real: readonly Scene[] = [{ name: 'futian-desk', size: DESK, account: 'chen', path: '/desk' }];

async function until(isSo: () => Promise<unknown>) {
  const end = Date.now() + 30_000;
  while (!(await isSo()) && Date.now() < end) await new Promise((again) => setTimeout(again, 200));
}

/** A hundred colours are enough for screens, and a README is fetched by many. */
async function keep(page: Page, name: string) {
  // The last tiles, photos and words of a page come when nobody asks for anything more.
  await page.waitForLoadState('networkidle').catch(() => undefined);
  if ((await page.locator('section.map').count()) > 0) await until(() => page.evaluate('window.__mapIdle === true'));
  await page.evaluate('document.fonts.ready');
  const drawn = await page.screenshot();
  await sharp(drawn)
    .png({ palette: true, colours: 128, compressionLevel: 9, effort: 10 })
    .toFile(join(folder, `${name}.png`));
  say(name);
}

async function draw(base: string, scenes: readonly Scene[]) {
  for (const { name, size, account, path, look = {}, first } of scenes) {
    const who = await person({ width: size[0], locale: 'zh-CN', ...look });
    await who.page.setViewportSize({ width: size[0], height: size[1] });
    await signIn(who, base, { path, account });
    await who.page.locator('.case, main h1, article').first().waitFor();
    await who.page.waitForLoadState('networkidle').catch(() => undefined);
    await first?.(who.page);
    await keep(who.page, name);
    await who.close();
  }
}

/** A resident's three screens and the page on which the report is followed, as they come one after another. */
async function drawReport(base: string, wanted: (name: string) => boolean) {
  const { page, close } = await person({ width: PHONE[0], locale: 'zh-CN' });
  const shot = async (name: string) => wanted(name) && keep(page, name);
  await page.goto(`${base}/`);
  const buffer = await drawPhoto(seeded(11), 'before');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'bin.jpg', mimeType: 'image/jpeg', buffer });
  await page.locator('.photos img').first().waitFor();
  await page.getByRole('textbox').first().fill('石榴一巷口的垃圾桶满了，昨天就没收');
  await page.getByRole('button', { name: '垃圾桶满了' }).click();
  await shot('report-what');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowUp');
  await shot('report-where');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('1 张照片已上传').waitFor();
  await shot('report-receipt');
  await page.getByRole('link', { name: '查看进度' }).click();
  await page.locator('h1').first().waitFor();
  await shot('follow');
  await close();
}

async function withSite(args: readonly string[], work: (base: string) => Promise<void>) {
  const home = mkdtempSync(join(tmpdir(), 'guanjia-pictures-'));
  const serving = await serve([...args, '--data', home]);
  try {
    await serving.says(/已模拟一个上午/);
    await work(`http://127.0.0.1:${serving.port}`);
  } finally {
    await serving.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

const names = process.argv.slice(2);
const wanted = (name: string) => names.length === 0 || names.includes(name);
const { build } = await import('./build.mjs' as string);
await build();
try {
  await withSite([], async (base) => {
    await draw(
      base,
      small.filter(({ name }) => wanted(name)),
    );
    await drawReport(base, wanted);
  });
  if (existsSync(futian) && real.some(({ name }) => wanted(name)))
    await withSite(['--world', futian], (base) =>
      draw(
        base,
        real.filter(({ name }) => wanted(name)),
      ),
    );
} finally {
  await closeBrowser();
}
