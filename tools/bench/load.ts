import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Ends, type Load, type Round, type Spot, reportsByHttp, reportsBySql } from './intakeload.ts';
import { type LiveLoad, type LiveRound, reportsHeard } from './liveload.ts';

/** What a process of its own is asked to do, so that no load shares the bench's event loop. */
type Order = { readonly ends: Ends; readonly spots: readonly Spot[] };
type IntakeOrder = Order & { readonly by: 'http' | 'sql'; readonly load: Load };
type LiveOrder = Order & { readonly by: 'live'; readonly load: LiveLoad };

const bench = fileURLToPath(new URL('../bench.ts', import.meta.url));

export const round = (order: IntakeOrder) => inOwnProcess<Round>(order);
export const liveRound = (order: LiveOrder) => inOwnProcess<LiveRound>(order);

async function inOwnProcess<Answer>(order: IntakeOrder | LiveOrder): Promise<Answer> {
  const child = spawn(process.execPath, ['--import', 'tsx', bench, 'load'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(order));
  const [said, code] = await Promise.all([text(child.stdout), new Promise((ended) => child.once('close', ended))]);
  if (code !== 0) throw new Error(`a load ended with ${String(code)}`);
  return JSON.parse(said) as Answer;
}

/** The other end: reads its order from stdin and writes what it achieved to stdout. */
export async function carryOut(): Promise<void> {
  const order = JSON.parse(await text(process.stdin)) as IntakeOrder | LiveOrder;
  const { ends, spots } = order;
  const achieved =
    order.by === 'live'
      ? await reportsHeard(ends.port, spots, order.load)
      : await (order.by === 'http' ? reportsByHttp(ends, spots, order.load) : reportsBySql(ends, order.load));
  process.stdout.write(JSON.stringify(achieved));
}
