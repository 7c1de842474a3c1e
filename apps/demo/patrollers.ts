import { type Chance, seeded } from '../../kernel/chance.ts';
import type { Point } from '../../kernel/place/point.ts';
import type { Mover } from '../../features/telemetry/rules/trail/pace.ts';
import { moved, somewhereIn } from '../../features/patrol/rules/rehearsal/walk.ts';
import type { Target } from '../../features/patrol/rules/target.ts';
import { type Client, connect } from './client.ts';

/** One patroller with the two targets of their round, and how their morning goes. */
export type Patroller = {
  readonly person: string;
  readonly name: string;
  readonly street: string;
  readonly mover: Mover;
  readonly round: readonly [Target, Target];
  readonly morning: keyof typeof mornings;
};

type Stop = readonly [target: 0 | 1, from: number, to: number];

/**
 * Minutes before and after the beginning in which somebody is in the one or the other of two targets. With half an hour promised:
 * all well; the second target left since half past the hour and broken for eight minutes; about to break in seven; a phone that died.
 */
const mornings = {
  steady: [
    [0, -80, -72],
    [1, -66, -58],
    [0, -52, -44],
    [1, -38, -30],
    [0, -24, -16],
    [1, -10, -2],
  ],
  lingers: [
    [1, -80, -72],
    [0, -66, -58],
    [1, -52, -38],
    [0, -32, 6],
    [1, 12, 20],
  ],
  late: [
    [0, -80, -72],
    [1, -66, -58],
    [0, -52, -44],
    [1, -38, -23],
    [0, -17, 9],
    [1, 15, 23],
  ],
  dies: [
    [0, -80, -66],
    [1, -58, -38],
  ],
} as const satisfies Record<string, readonly Stop[]>;

const MINUTE = 60_000;
const EVERY = 20_000;
/** A phone reports from so long before the beginning, as one does that comes back on line. */
const BEFORE = 80 * MINUTE;
/** The round goes on so long: a demonstration seldom lasts a day. */
const AFTER_MINUTES = 24 * 60;

type Leg = { readonly at: number; readonly place: Point };

/** Where somebody is, minute by minute: walking about in a target, then over to the next. The same for the same seed. */
function legsOf({ round, morning }: Patroller, chance: Chance): Leg[] {
  const stops: Stop[] = [...mornings[morning]];
  if (morning !== 'dies')
    for (let [last, at] = [stops.at(-1)?.[0] ?? 0, (stops.at(-1)?.[2] ?? 0) + 6]; at < AFTER_MINUTES; at += 14) {
      last = last === 0 ? 1 : 0;
      stops.push([last, at, at + 8]);
    }
  return stops.flatMap(([target, from, to]) => {
    const turns = Math.max(1, Math.round((to - from) / 5));
    return Array.from({ length: turns + 1 }, (_, n) => ({
      at: from + ((to - from) * n) / turns,
      place: somewhereIn(round[target], chance),
    }));
  });
}

function placeAt(legs: readonly Leg[], minute: number): Point | undefined {
  const next = legs.findIndex(({ at }) => at > minute);
  const [a, b] = [legs[next - 1], legs[next]];
  if (!a || !b) return undefined;
  const share = (minute - a.at) / (b.at - a.at);
  return { lon: a.place.lon + (b.place.lon - a.place.lon) * share, lat: a.place.lat + (b.place.lat - a.place.lat) * share };
}

export type Walking = {
  readonly base: string;
  readonly admin: Client;
  readonly now: () => number;
  readonly seed: number;
  readonly patrollers: readonly Patroller[];
};

/** Gives everybody a phone and lets them walk: what was before the beginning at once, then every twenty seconds what is new. */
export async function startPatrollers({ base, admin, now, seed, patrollers }: Walking): Promise<{ stop: () => void }> {
  const start = Math.floor(now() / EVERY) * EVERY;
  const phones: Phone[] = [];
  for (const [n, one] of patrollers.entries()) phones.push(await phoneOf({ base, admin }, one, { seed: seed + n, start }));
  const turn = async () => {
    // A server that is going down is not told any more; nobody waits for these.
    for (const tell of phones) await tell(now()).catch(() => undefined);
  };
  await turn();
  const handle = setInterval(() => void turn(), EVERY);
  handle.unref();
  return { stop: () => clearInterval(handle) };
}

type Phone = (until: number) => Promise<void>;

async function phoneOf(
  { base, admin }: Pick<Walking, 'base' | 'admin'>,
  one: Patroller,
  { seed, start }: { seed: number; start: number },
): Promise<Phone> {
  const chance = seeded(seed);
  const legs = legsOf(one, chance);
  const { person, name, street, mover } = one;
  const enrolled = await admin.ask<{ identity: string; key: string }>('POST', '/api/devices', {
    body: { door: 'own', name, street, person, mover, askedSeconds: EVERY / 1000 },
  });
  const authorization = `Basic ${Buffer.from(`${enrolled.identity}:${enrolled.key}`).toString('base64')}`;
  const anyone = connect(base, chance);
  let told = start - BEFORE - EVERY;
  return async (until) => {
    const batch = [];
    for (let t = told + EVERY; t <= until; t += EVERY) {
      const place = placeAt(legs, (t - start) / MINUTE);
      if (place) batch.push({ t, ...moved(place, (chance() - 0.5) * 6, (chance() - 0.5) * 6), crs: 'wgs84', acc: 8, late: t < start });
    }
    if (batch.length > 0) await anyone.ask('POST', '/telemetry/positions', { body: batch, more: { authorization } });
    told = Math.max(told, told + EVERY * Math.floor((until - told) / EVERY));
  };
}
