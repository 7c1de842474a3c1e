import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
/** Longer than any first start we would accept. */
const PATIENCE = 120_000;

export type Serving = {
  readonly port: number;
  readonly pid: number;
  /** From the start of the process to its line `UP`. */
  readonly upAfter: number;
  readonly stop: () => Promise<void>;
};

/** Runs the built server until `stop`. Throws with its last words when it ends before it is up. */
export async function serve(args: readonly string[], env: Record<string, string> = {}): Promise<Serving> {
  const began = performance.now();
  const flags = process.env.BENCH_NODE_FLAGS?.split(' ') ?? [];
  const child = spawn(process.execPath, [...flags, 'dist/server/main.js', '--port', '0', '--quiet', ...args], {
    cwd: project,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const port = await new Promise<number>((up, failed) => {
    const late = setTimeout(() => failed(new Error(`the server is not up after ${PATIENCE} ms: ${said}`)), PATIENCE);
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (!/^UP$/m.test(said)) return;
      clearTimeout(late);
      up(Number(/:(\d+)\/desk/.exec(said)?.[1]));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => failed(new Error(`the server ended before it was up: ${said.slice(-800)}`)));
  });
  return {
    port,
    pid: child.pid ?? 0,
    upAfter: performance.now() - began,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
