import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Instant } from '../../kernel/brand.ts';
import { StartRefused } from '../../platform/db/embedded.ts';
import { BadOption, type Options, readOptions } from './options.ts';
import { fillWithMorning } from './morning.ts';
import { greet } from './greet.ts';
import { openGround } from './ground.ts';
import { startSite } from './site.ts';
import { startWork } from './work.ts';

/** One process of Guanjia: database, world, routes, live feed and timers, wired by hand. */
async function main(options: Options) {
  const now = () => Date.now() as Instant;
  const log = (line: string) => process.stdout.write(`${line}\n`);
  const ground = await openGround(options, { now, log });
  const stops: (() => Promise<void>)[] = [ground.close];
  const stop = once(async () => {
    for (const close of stops.toReversed()) await close();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      log('正在停止 · stopping');
      stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
  if (options.role !== 'web') stops.push((await startWork(ground, { now })).stop);
  if (options.role === 'worker') {
    log('后台进程已就绪 · worker ready');
    return;
  }
  const site = await startSite(ground, { options, now, chance: randomBytes, photoFolder: join(options.dataFolder, 'photos') });
  stops.push(site.close);
  await greet(ground, { options, port: site.port, log });
  if (ground.fresh && !options.empty) await fillWithMorning(ground, { port: site.port, now, log });
}

function once(work: () => Promise<void>) {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}

function fail(error: unknown): never {
  if (error instanceof StartRefused || error instanceof BadOption) process.stderr.write(`\n无法启动 · cannot start: ${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

process.on('unhandledRejection', fail);
try {
  await main(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  fail(error);
}
