import type { Instant } from '../../../kernel/brand.ts';
import { dayNumber } from '../../../kernel/time/calendar.ts';
import { type News, RETENTION_DAYS, deviceById, newsIn, newsRead } from '../../telemetry/server/queries.ts';
import type { Person } from '../../people/rules/person.ts';
import type { Interval } from '../rules/interval.ts';
import { type Held, windowsTouching } from '../rules/saved.ts';
import type { State } from '../rules/warning.ts';
import type { PromiseBook } from './book.ts';
import { followAnew } from './follow.ts';
import type { PatrolIo } from './look.ts';
import { settle } from './settle.ts';
import { forgetFollows } from './store.ts';

export type PatrolWatch = { readonly turn: () => Promise<void>; readonly stop: () => Promise<void> };
type Work = PatrolIo & { readonly streets: () => readonly string[]; readonly everyMs: number; readonly log: (line: string) => void };

/** A promise in a window that is being looked after: when it must be looked at next, and how it stood last time. */
type Charge = { readonly held: Held; readonly window: Interval; due: number; states: ReadonlyMap<string, State> | undefined };

const DAY = 86_400_000;
/** So long after a start nobody is warned: first everything is read that came meanwhile. */
const QUIET = 60_000;
const NEWS_AT_ONCE = 200;

/**
 * Judges what is heard, as it is heard: news of a device → its visits in the windows it touches → the promises there. Between news a
 * promise is looked at when its next moment comes. Nothing is held here that is not worked out again from the database at a start.
 */
export function startPatrolWatch(work: Work): PatrolWatch {
  const startedAt = work.now();
  const charges = new Map<string, Charge>();
  let planned: { book: PromiseBook; day: number } | undefined;
  const charge = (held: Held, window: Interval, due: number) => {
    const key = `${held.street} ${held.id} ${window.from}`;
    const old = charges.get(key);
    if (old?.held === held) old.due = Math.min(old.due, due);
    else charges.set(key, { held, window, due, states: undefined });
  };
  const plan = async (now: Instant) => {
    const [book, offset] = [await work.promises(), work.utcOffsetMinutes()];
    const day = dayNumber(now, { utcOffsetMinutes: offset });
    if (planned?.book === book && planned.day === day) return book;
    const around = { from: (now - DAY) as Instant, to: (now + DAY) as Instant };
    for (const { versions } of book.all)
      for (const { held, window } of windowsTouching(versions, around, offset)) charge(held, window, Math.max(now, window.from));
    await forgetFollows(work.database, (now - RETENTION_DAYS * DAY) as Instant);
    planned = { book, day };
    return book;
  };
  const turn = async () => {
    const book = await plan(work.now());
    for (const news of await newsIn(work.database, work.streets(), NEWS_AT_ONCE)) {
      try {
        await hear(work, book, news, charge);
      } catch (error) {
        work.log(`patrol: news of ${news.device} waits: ${String(error)}`);
      }
    }
    for (const [key, one] of charges) {
      if (one.due > work.now()) continue;
      const { next, states } = await settle(work, one.held, one.window, { quiet: work.now() < startedAt + QUIET, before: one.states });
      one.states = states;
      one.due = next ?? Infinity;
      if (next === null) charges.delete(key);
    }
  };
  return { turn, stop: looping(turn, work.everyMs, work.log) };
}

type Found = { readonly held: Held; readonly window: Interval };

/** Reads one device's news into every window it touches; what was read is struck off in the same transaction. */
async function hear(work: Work, book: PromiseBook, news: News, charge: (held: Held, window: Interval, due: number) => void) {
  const found = await work.database.transaction(async (tx) => {
    const device = await deviceById(tx, news.device);
    const bearer = device?.person ? work.person(device.person) : undefined;
    const touched = device && bearer ? promisesFor(work, book, { street: device.street, bearer, news }) : [];
    if (device && bearer) for (const { held, window } of touched) await followAnew(tx, held, { device, bearer, window }, work.now());
    await newsRead(tx, news);
    return touched;
  });
  for (const { held, window } of found) charge(held, window, work.now());
}

/** The promises of the device's street whose team its bearer belongs to, in the windows that the news touches. */
function promisesFor(work: Work, book: PromiseBook, { street, bearer, news }: { street: string; bearer: Person; news: News }): Found[] {
  const line = work.line(bearer.unit);
  return book.all
    .filter((kept) => kept.street === street)
    .flatMap(({ versions }) => windowsTouching(versions, { from: news.since, to: news.until }, work.utcOffsetMinutes()))
    .filter(({ held }) => line.includes(held.team));
}

function looping(turn: () => Promise<void>, everyMs: number, log: (line: string) => void): () => Promise<void> {
  let stopped = false;
  let handle: NodeJS.Timeout | undefined;
  let going: Promise<unknown> = Promise.resolve();
  const loop = () => {
    handle = setTimeout(() => {
      // The database may be away for a moment; whatever was not read is still there.
      going = turn().catch((error: unknown) => log(`patrol: ${String(error)}`));
      void going.then(() => {
        if (!stopped) loop();
      });
    }, everyMs);
  };
  if (Number.isFinite(everyMs)) loop();
  return async () => {
    stopped = true;
    clearTimeout(handle);
    await going;
  };
}
