import type { Instant } from '../../kernel/brand.ts';
import { castOf } from '../demo/cast.ts';
import { playMorning } from '../demo/day.ts';
import { namedIn } from '../demo/named.ts';
import type { Person } from '../../features/people/rules/person.ts';
import { DEMO_PASSWORD, type Ground } from './ground.ts';

type Filling = { port: number; now: () => Instant; log: (line: string) => void };

/** A first start has life in it: a seeded morning in the home street, told through our own public API like anybody's. */
export async function fillWithMorning(ground: Ground, { port, now, log }: Filling) {
  const { stored, world } = ground.living();
  const street = stored.frame.homeStreet;
  const accounts = await ground.database.many<{ account: string; body: Person }>(
    'select account, body from person order by length(account), account',
  );
  const cast = castOf(
    accounts.map(({ account, body }) => ({ ...body, account })),
    street,
  );
  if (!cast) return log('这个世界的人手不全，没有模拟数据 · this world lacks some posts, so no morning is simulated');
  const named = namedIn({ roads: stored.roads, isHere: (lon, lat) => world.streetAt({ lon, lat }) === street });
  if (!named) return log('这个世界的街道没有路名，没有模拟数据 · no road of this street has a name, so no morning is simulated');
  const spots = stored.assets.filter((asset) => asset.street === street).map(({ at }) => at);
  const name = stored.places.find(({ code }) => code === street)?.name.zh ?? '';
  try {
    const made = await playMorning({
      base: `http://127.0.0.1:${port}`,
      password: DEMO_PASSWORD,
      now,
      seed: 7,
      cast,
      spots,
      streetName: name,
      named,
    });
    log(`已模拟一个上午：${made} 个案卷 · a simulated morning of ${made} cases is in place`);
  } catch (error) {
    log(`模拟数据没有做完，系统照常可用 · the simulated morning stopped early, the system works: ${String(error)}`);
  }
}
