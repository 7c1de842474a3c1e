import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Instant } from '../../kernel/brand.ts';
import { StartRefused } from '../../platform/db/refused.ts';
import { type Options, readOptions } from './options.ts';
import { fillWithMorning } from './morning.ts';
import { goOnWithMorning } from './morningmark.ts';
import { startWalking } from './patrolmorning.ts';
import { greet } from './greet.ts';
import { openGround } from './ground.ts';
import { startSite } from './site.ts';
import { sayStartRefusal } from './startwords.ts';
import { startWork } from './work.ts';

const log = (line: string) => process.stdout.write(`${line}\n`);
/** What has been opened, to be closed the other way round. */
const stops: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

/** One process of Guanjia: database, world, routes, live feed and timers, wired by hand. */
async function main(options: Options) {
  const now = () => Date.now() as Instant;
  const ground = await openGround(options, { now, log });
  stops.push(ground.close);
  if (options.role !== 'web') stops.push((await startWork(ground, { now, log })).stop);
  if (options.role === 'worker') {
    log('后台进程已就绪 · worker ready');
    return;
  }
  const site = await startSite(ground, { options, now, chance: randomBytes, photoFolder: join(options.dataFolder, 'photos') });
  stops.push(site.close);
  await greet(ground, { options, port: site.port, log });
  if (options.empty) return;
  const walking = await startWalking(ground, { port: site.port, now, log });
  if (walking) stops.push(async () => walking.stop());
  await goOnWithMorning(ground.database, (part) => fillWithMorning(ground, { port: site.port, now, log, part }));
}

function stop(): Promise<void> {
  return (stopping ??= (async () => {
    for (const close of stops.toReversed()) await close();
  })());
}

function stopInOrder() {
  if (stopping) return;
  log('正在停止 · stopping');
  stop().then(
    () => process.exit(0),
    (error: unknown) => fail(error),
  );
}

function fail(error: unknown): never {
  if (error instanceof StartRefused) {
    const { zh, en } = sayStartRefusal(error.refusal);
    process.stderr.write(`\n无法启动：${zh}\nCannot start: ${en}\n`);
  } else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopInOrder);
// `npm start` holds the other end: when it was killed outright, nobody is left to stop us.
process.on('disconnect', stopInOrder);
process.on('unhandledRejection', fail);
try {
  await main(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  // Stopped while starting: what fails then is only what was taken from under it.
  if (!stopping) await stop().catch(() => undefined);
  else await new Promise(() => undefined);
  fail(error);
}
