import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import sharp from 'sharp';

/** The built product on a port of its own, as `npm start` runs it, with an empty database. */
export type Site = {
  readonly base: string;
  readonly stop: () => Promise<void>;
  /** Ends the server and keeps its data; `start` brings it back at the same address. */
  readonly pause: () => Promise<{ start: () => Promise<void> }>;
};

export async function startSite(args: readonly string[] = []): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'guanjia-journey-'));
  const launch = (port: string) =>
    spawn(process.execPath, ['dist/server/main.js', '--port', port, '--quiet', '--data', folder, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  let server = launch('0');
  const base = await address(server);
  const end = async () => {
    const gone = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await gone;
  };
  return {
    base,
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
    pause: async () => {
      await end();
      return {
        start: async () => {
          server = launch(new URL(base).port);
          await address(server);
        },
      };
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

export type Look = {
  readonly width: number;
  readonly locale: 'zh-CN' | 'en-GB';
  readonly theme?: 'light' | 'dark';
  /** Drawing the desk's map without a graphics card is most of a desk's time here; stories that do not look at it leave it out. */
  readonly map?: boolean;
  readonly userAgent?: string;
};
export type Person = { readonly page: Page; readonly errors: string[]; readonly close: () => Promise<void> };

/** A person with a browser of their own. Anything the page complains about or fetches from elsewhere is collected. */
export async function person({ width, locale, theme = 'light', map = true, userAgent }: Look): Promise<Person> {
  const context: BrowserContext = await (await openBrowser()).newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    locale,
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...(userAgent ? { userAgent } : {}),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  if (!map) await page.route(/\/assets\/openmap/, (route) => route.abort());
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

/** Says a command through its button and form, as a person does. */
export async function act(page: Page, button: RegExp, fill: (page: Page) => Promise<unknown> = async () => undefined) {
  await page.getByRole('button', { name: button }).first().click();
  const form = page.locator('form.actform');
  await form.waitFor();
  await fill(page);
  await form.locator('button[type=submit]').click();
  await form.waitFor({ state: 'detached' });
}

export async function upload(page: Page, colour: string) {
  // A phone in the field keeps the picture first and sends it with the form.
  const isField = new URL(page.url()).pathname.startsWith('/field');
  const arrived = isField
    ? undefined
    : page.waitForResponse((answer) => answer.url().endsWith('/photos') && answer.request().method() === 'POST');
  await page
    .locator('form.actform input[type=file]')
    .first()
    .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await picture(colour) });
  if (arrived) assert.equal((await arrived).status(), 201);
  await page.locator('form.actform .photos img').first().waitFor();
}

/** A picture for an upload. Each colour is another picture, so that the store has something to tell apart. */
export function picture(colour: string): Promise<Buffer> {
  return sharp({ create: { width: 1200, height: 900, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
}
