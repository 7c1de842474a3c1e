import { seeded } from '../../kernel/chance.ts';
import type { Instant, PersonId } from '../../kernel/brand.ts';
import { signedIn } from '../demo/client.ts';
import { type Patroller, startPatrollers } from '../demo/patrollers.ts';
import { heldNow } from '../../features/patrol/server/queries.ts';
import { DEMO_PASSWORD, type Ground } from './ground.ts';
import { patrolIo } from './patrol.ts';

type Walking = { port: number; now: () => Instant; log: (line: string) => void };

/** The first rounds of a promise are walked so, one after the other. */
const mornings = ['steady', 'lingers', 'late'] as const;

/** Patrollers of the home street walk their rounds, their phones speaking at the public door like anybody's. */
export async function startWalking(ground: Ground, { port, now, log }: Walking): Promise<{ stop: () => void } | undefined> {
  const { frame, people } = ground.living().stored;
  // Only where a first start wanted a morning, and nobody's phone is there yet beside which an invented one would walk.
  const wanted = await ground.database.maybe('select 1 from morning where not done and not exists (select from device)');
  if (!wanted) return undefined;
  const admin = await ground.database.maybe<{ account: string }>(
    "select account from person where body -> 'roles' ? 'administrator' and body -> 'streets' ? $1 order by length(account), account limit 1",
    [frame.homeStreet],
  );
  const patrollers = await patrollersOf(ground, now);
  if (!admin || patrollers.length === 0) return undefined;
  const base = `http://127.0.0.1:${port}`;
  try {
    const walking = await startPatrollers({
      base,
      now,
      seed: 11,
      admin: await signedIn(base, seeded(3), admin.account, DEMO_PASSWORD),
      patrollers: patrollers.map((one) => ({ ...one, name: people.find(({ id }) => id === one.person)?.name ?? one.name })),
    });
    log(`${patrollers.length} 名巡查员正在走动 · ${patrollers.length} patrollers are walking`);
    return walking;
  } catch (error) {
    log(`模拟巡查没有走起来，系统照常可用 · the simulated patrol did not start, the system works: ${String(error)}`);
    return undefined;
  }
}

async function patrollersOf(ground: Ground, now: () => Instant): Promise<Patroller[]> {
  const { homeStreet, utcOffsetMinutes } = ground.living().stored.frame;
  const book = await patrolIo(ground, now).promises();
  const taken = new Set<PersonId>();
  return book.all
    .filter(({ street }) => street === homeStreet)
    .flatMap((kept, n) => {
      const held = heldNow(kept, now(), utcOffsetMinutes);
      return (held?.rounds ?? []).flatMap(({ person, targets: [first, second] }, at): Patroller[] => {
        const [a, b] = [first, second].map((id) => held?.areas.find((area) => area.id === id));
        // The phone of whoever walks a second promise has died.
        const morning = n === 0 ? mornings[at] : at === 0 ? 'dies' : undefined;
        if (!a || !b || !morning || taken.has(person)) return [];
        taken.add(person);
        return [{ person, name: person, street: homeStreet, mover: isWide(a.box) ? 'ebike' : 'walker', round: [a, b], morning }];
      });
    });
}

/** Grids of a kilometre and more are not patrolled on foot. */
function isWide({ west, east }: { west: number; east: number }): boolean {
  return (east - west) * 103_000 > 1_100;
}
