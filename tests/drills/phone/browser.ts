import { type ChildProcess, spawn } from 'node:child_process';
import { type Page, chromium } from 'playwright-core';

/** A browser of one phone, in a process group of its own so that it can be killed whole, as when a battery dies. */
export type Running = { readonly page: Page; readonly kill: () => Promise<void> };

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--no-first-run',
  '--disable-gpu',
  '--disable-extensions',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-features=Translate,OptimizationHints,MediaRouter',
  '--remote-debugging-port=0',
  '--window-size=390,844',
  '--lang=zh-CN',
  '--accept-lang=zh-CN',
];

/** What the drill takes away from the page or puts before it, run before the page's own scripts. */
export async function openBrowser(
  profile: string,
  { base, token, before }: { base: string; token: string; before: string },
): Promise<Running> {
  const child = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium', [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const kill = async () => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // It is gone already.
    }
    await gone;
  };
  try {
    const browser = await chromium.connectOverCDP(await address(child));
    const [context] = browser.contexts();
    if (!context) throw new Error('the browser has no context');
    context.setDefaultTimeout(15_000);
    await context.addCookies([{ name: 'guanjia', value: token, url: base, httpOnly: true, sameSite: 'Lax' }]);
    await context.addInitScript(before);
    const page = context.pages()[0] ?? (await context.newPage());
    return { page, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

function address(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const at = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (at) found(at);
    });
    child.once('exit', () => failed(new Error(`the browser did not start: ${said.slice(-500)}`)));
  });
}
