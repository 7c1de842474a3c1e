import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import sharp from 'sharp';

/** The built product on a port of its own, as `npm start` runs it, with an empty database. */
export type Site = { readonly base: string; readonly stop: () => Promise<void> };

export async function startSite(args: readonly string[] = []): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'guanjia-journey-'));
  const server = spawn(process.execPath, ['dist/server/main.js', '--port', '0', '--quiet', '--data', folder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const base = await address(server);
  return {
    base,
    stop: async () => {
      const gone = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Reads the greeting until it says UP; what the server said instead is the failure's message. */
function address(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const base = /desk\s+(http:\/\/\S+)\/desk/.exec(said)?.[1];
      if (base && /^UP$/m.test(said)) found(base);
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', (code) => failed(new Error(`the server ended with ${code}: ${said}`)));
  });
}

let browser: Promise<Browser> | undefined;

export function openBrowser(): Promise<Browser> {
  browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-quic',
      '--disable-background-networking',
    ],
  });
  return browser;
}

export async function closeBrowser() {
  await (await browser)?.close();
  browser = undefined;
}

export type Look = { readonly width: number; readonly locale: 'zh-CN' | 'en-GB'; readonly theme?: 'light' | 'dark' };
export type Person = { readonly page: Page; readonly errors: string[]; readonly close: () => Promise<void> };

/** A person with a browser of their own. Anything the page complains about or fetches from elsewhere is collected. */
export async function person({ width, locale, theme = 'light' }: Look): Promise<Person> {
  const context: BrowserContext = await (await openBrowser()).newContext({
    viewport: { width, height: width < 600 ? 844 : 1080 },
    locale,
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1|data:|blob:)/.test(request.url())) errors.push(`asked elsewhere: ${request.url()}`);
  });
  return { page, errors, close: () => context.close() };
}

export async function signIn({ page }: Person, base: string, { path, account }: { path: string; account: string }) {
  await page.goto(`${base}${path}`);
  await page.getByLabel(/^(账号|Account)$/).fill(account);
  await page.getByLabel(/^(密码|Password)$/).fill('guanjia-demo');
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
}

/** A picture for an upload. Each colour is another picture, so that the store has something to tell apart. */
export function picture(colour: string): Promise<Buffer> {
  return sharp({ create: { width: 1200, height: 900, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
}

/** Keeps a screenshot when a folder is named: the README's pictures are made this way. */
export async function shoot(page: Page, name: string) {
  const folder = process.env.GUANJIA_PICTURES;
  if (!folder) return;
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
