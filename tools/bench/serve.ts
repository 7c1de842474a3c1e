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
  /** Settles when the server has said this. */
  readonly says: (pattern: RegExp) => Promise<void>;
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
  const waits: { pattern: RegExp; settle: () => void }[] = [];
  const hear = (chunk: Buffer) => {
    said += chunk.toString('utf8');
    for (const { pattern, settle } of waits) if (pattern.test(said)) settle();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const says = (pattern: RegExp) =>
    new Promise<void>((heard, failed) => {
      if (pattern.test(said)) return heard();
      const late = setTimeout(() => failed(new Error(`the server did not say ${pattern} in ${PATIENCE} ms: ${said}`)), PATIENCE);
      const settle = () => {
        clearTimeout(late);
        heard();
      };
      waits.push({ pattern, settle });
      void ended.then(() => failed(new Error(`the server ended before it said ${pattern}: ${said.slice(-800)}`)));
    });
  await says(/^UP$/m);
  return {
    port: Number(/:(\d+)\/desk/.exec(said)?.[1]),
    pid: child.pid ?? 0,
    upAfter: performance.now() - began,
    says,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
