import type { Instant, Metres } from '../../../../kernel/brand.ts';
import { type Chance, pick } from '../../../../kernel/chance.ts';
import { metresBetween } from '../../../../kernel/place/distance.ts';
import type { Point } from '../../../../kernel/place/point.ts';
import { type Position, positionOf } from '../../../telemetry/rules/position.ts';
import type { Mover } from '../../../telemetry/rules/trail/pace.ts';
import type { Target } from '../target.ts';
import { depthIn } from '../target.ts';

/** Where a person really is, second by second. */
export type Path = readonly Point[];

/** A place well inside a grid, by trying. */
export function somewhereIn(target: Target, chance: Chance): Point {
  const { west, south, east, north } = target.box;
  for (let tries = 0; tries < 10_000; tries += 1) {
    const place = { lon: west + chance() * (east - west), lat: south + chance() * (north - south) };
    if (depthIn(target, place) > 25) return place;
  }
  throw new Error(`nowhere inside ${target.id}`);
}

/** A round without end: from grid to grid in order, two places in each, now and then a long rest. */
export function walkRounds(route: readonly Target[], seconds: number, metresPerSecond: number, chance: Chance): Point[] {
  const path: Point[] = [];
  let place = somewhereIn(route[0] as Target, chance);
  for (let stop = 0; path.length < seconds; stop += 1) {
    const grid = route[Math.floor(stop / 2) % route.length] as Target;
    const next = somewhereIn(grid, chance);
    const steps = Math.max(1, Math.round(metresBetween(place, next) / (metresPerSecond * (0.85 + chance() * 0.3))));
    for (let step = 1; step <= steps; step += 1) path.push(between(place, next, step / steps));
    const rest = chance() < 0.06 ? 600 + chance() * 900 : 20 + chance() * 60;
    for (let second = 0; second < rest; second += 1) path.push({ ...next });
    place = next;
  }
  return path.slice(0, seconds);
}

function between(from: Point, to: Point, share: number): Point {
  return { lon: from.lon + (to.lon - from.lon) * share, lat: from.lat + (to.lat - from.lat) * share };
}

/** Metres of error as receivers make it: a bell curve (Box and Muller). */
function error(chance: Chance, sigma: number): number {
  return sigma * Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

const DEGREE = 111_195;

export function moved({ lon, lat }: Point, east: number, north: number): Point {
  return { lon: lon + east / (DEGREE * Math.cos((lat * Math.PI) / 180)), lat: lat + north / DEGREE };
}

/** What a phone reports of a path: about every `every` seconds, some metres off, one in fifty lost, one in a thousand far away. */
export function reportsOf(path: Path, start: Instant, every: number, chance: Chance): Position[] {
  const found: Position[] = [];
  for (let second = Math.floor(chance() * every); second < path.length; second += every - 1 + Math.floor(chance() * 3)) {
    if (chance() < 0.02) continue;
    const sigma = 3 + chance() * 3;
    const far = chance() < 0.001 ? 2500 : 0;
    const at = (start + second * 1000) as Instant;
    const place = moved(path[second] as Point, error(chance, sigma) + far, error(chance, sigma));
    found.push(
      positionOf({
        ...place,
        at,
        heardAt: (at + 500 + Math.floor(chance() * 4000)) as Instant,
        door: 'own',
        accuracy: Math.round(sigma * 2.5) as Metres,
      }),
    );
  }
  return found;
}

export const trouble = ['normal', 'phone dies', 'tunnel', 'late batch', 'spoofed', 'one sick'] as const;
export type Trouble = (typeof trouble)[number];

export type Actor = {
  readonly device: string;
  readonly mover: Mover;
  readonly route: readonly Target[];
  readonly path: Path;
  readonly dutySeconds: number;
  readonly heard: readonly Position[];
};

/** One person's shift with what goes wrong in it, if this is the person to whom it happens. */
export function actor(
  {
    device,
    mover,
    route,
    seconds,
    start,
    every,
  }: { device: string; mover: Mover; route: readonly Target[]; seconds: number; start: Instant; every: number },
  wrong: Trouble,
  chance: Chance,
): Actor {
  const path = walkRounds(route, seconds, mover === 'walker' ? 1.3 : 4, chance);
  const heard = reportsOf(path, start, every, chance);
  const whole = { device, mover, route, path, dutySeconds: seconds, heard };
  const moment = (share: number) => start + seconds * share * 1000;
  const [from, until] = [moment(0.25 + chance() * 0.3), moment(0.6 + chance() * 0.3)];
  switch (wrong) {
    case 'normal':
      return whole;
    case 'phone dies':
      return { ...whole, heard: heard.filter(({ at }) => at < from) };
    case 'tunnel': {
      const holes = [moment(chance() * 0.4), moment(0.5 + chance() * 0.4)].map(
        (hole) => [hole, hole + (240 + chance() * 480) * 1000] as const,
      );
      return { ...whole, heard: heard.filter(({ at }) => !holes.some(([a, b]) => a <= at && at <= b)) };
    }
    case 'late batch':
      return {
        ...whole,
        heard: heard.map((each) =>
          each.at >= from && each.at <= until ? { ...each, heardAt: (until + 5000) as Instant, isCatchUp: true } : each,
        ),
      };
    case 'spoofed':
      return spoofed(whole, { from, start, every }, chance);
    case 'one sick':
      return { ...whole, dutySeconds: Math.floor((from - start) / 1000), heard: heard.filter(({ at }) => at < from) };
  }
}

/** Sits down where they are and lets the phone visit the grids: minutes in each, there in no time, half of them with the mock flag. */
function spoofed(whole: Actor, { from, start, every }: { from: number; start: Instant; every: number }, chance: Chance): Actor {
  const second = Math.floor((from - start) / 1000);
  const seat = whole.path[second] as Point;
  const path = whole.path.map((place, at) => (at < second ? place : { ...seat }));
  const isFlagged = chance() < 0.5;
  const honest = reportsOf(path, start, every, chance);
  const stints: { from: number; to: number; place: Point }[] = [];
  for (let at = from + 300_000; at < start + path.length * 1000; at += (600 + chance() * 600) * 1000)
    stints.push({ from: at, to: at + (120 + chance() * 360) * 1000, place: somewhereIn(pick(whole.route, chance), chance) });
  const heard = honest.map((each) => {
    const stint = stints.find((one) => one.from <= each.at && each.at <= one.to);
    if (!stint) return each;
    return { ...each, ...moved(stint.place, error(chance, 5), error(chance, 5)), isMock: isFlagged };
  });
  return { ...whole, path, heard };
}
