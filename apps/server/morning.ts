import type { Instant } from '../../kernel/brand.ts';
import { castOf } from '../demo/cast.ts';
import { playMorning } from '../demo/day.ts';
import { namedIn } from '../demo/named.ts';
import type { Person } from '../../features/people/rules/person.ts';
import { DEMO_PASSWORD, type Ground } from './ground.ts';
import type { Part } from './morningmark.ts';

type Filling = { port: number; now: () => Instant; log: (line: string) => void; part?: Part };
const whole: Part = { from: 0, seed: 7, told: async () => undefined };

/** Answers whether nothing is left to tell. A first start has life in it: a seeded morning in the home street, told through our own public API like anybody's. */
export async function fillWithMorning(ground: Ground, { port, now, log, part = whole }: Filling): Promise<boolean> {
  const { stored, world } = ground.living();
  const street = stored.frame.homeStreet;
  const accounts = await ground.database.many<{ account: string; body: Person }>(
    'select account, body from person order by length(account), account',
  );
  const cast = castOf(
    accounts.map(({ account, body }) => ({ ...body, account })),
    street,
  );
  if (!cast) {
    log('这个世界的人手不全，没有模拟数据 · this world lacks some posts, so no morning is simulated');
    return true;
  }
  const named = namedIn({ roads: stored.roads, isHere: (lon, lat) => world.streetAt({ lon, lat }) === street });
  if (!named) {
    log('这个世界的街道没有路名，没有模拟数据 · no road of this street has a name, so no morning is simulated');
    return true;
  }
  const spots = stored.assets.filter((asset) => asset.street === street).map(({ at }) => at);
  const name = stored.places.find(({ code }) => code === street)?.name.zh ?? '';
  try {
    const stage = {
      base: `http://127.0.0.1:${port}`,
      password: DEMO_PASSWORD,
      now,
      seed: part.seed,
      cast,
      spots,
      streetName: name,
      named,
    };
    const made = await playMorning(stage, part);
    log(`已模拟一个上午：${made} 个案卷 · a simulated morning of ${made} cases is in place`);
    return true;
  } catch (error) {
    log(`模拟数据没有做完，系统照常可用 · the simulated morning stopped early, the system works: ${String(error)}`);
    return false;
  }
}
