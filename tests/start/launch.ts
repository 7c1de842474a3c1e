import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
const PATIENCE = 90_000;

export type Launched = {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Waits until it has said this; fails with what it said instead. */
  readonly says: (what: RegExp) => Promise<string>;
  readonly ended: Promise<number | string | null>;
};

/** The built product, or with `through: 'npm'` the whole of `npm start` in a process group of its own, as a terminal has it. */
export function launch(
  args: readonly string[],
  env: Record<string, string> = {},
  { through = 'node' }: { through?: 'node' | 'npm' } = {},
): Launched {
  const [command, ...first] = through === 'npm' ? ['npm', 'start', '--silent', '--'] : [process.execPath, 'dist/server/main.js'];
  const child = spawn(command ?? '', [...first, ...args], {
    cwd: project,
    env: { ...without('DATABASE_URL', 'PORT', 'GUANJIA_DATA'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: through === 'npm',
  });
  let said = '';
  let wake = () => undefined as void;
  const hear = (chunk: Buffer) => {
    said += chunk.toString('utf8');
    wake();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = new Promise<number | string | null>((done) => child.once('close', (code, signal) => done(code ?? signal)));
  return {
    child,
    said: () => said,
    ended,
    says: (what) =>
      new Promise((found, failed) => {
        const late = setTimeout(() => failed(new Error(`not said: ${String(what)}; but: ${said}`)), PATIENCE);
        wake = () => {
          if (!what.test(said)) return;
          clearTimeout(late);
          found(said);
        };
        wake();
        void ended.then((code) => {
          clearTimeout(late);
          failed(new Error(`ended with ${code} before it said ${String(what)}: ${said}`));
        });
      }),
  };
}

function without(...names: string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.includes(name)));
}

/** Every process that has this text in its command line: what was left running. */
export function processesWith(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return command.includes(text) ? [`${pid} ${command}`] : [];
      } catch {
        return [];
      }
    });
}

/** Looks again until it holds; what is waited for happens by itself within moments or never. */
export async function eventually(holds: () => boolean | Promise<boolean>, says: string) {
  const until = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error(`never: ${says}`);
    await new Promise((again) => setTimeout(again, 50));
  }
}
