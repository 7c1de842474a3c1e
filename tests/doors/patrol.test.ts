import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Instant, Metres, PersonId, StreetId } from '../../kernel/brand.ts';
import { type Chance, seeded } from '../../kernel/chance.ts';
import { patrolIo } from '../../apps/server/patrol.ts';
import { dutyOf } from '../../features/patrol/rules/duty.ts';
import type { Interval } from '../../features/patrol/rules/interval.ts';
import { holdsMoment } from '../../features/patrol/rules/interval.ts';
import { follow, judge } from '../../features/patrol/rules/judge.ts';
import { toldBySeconds } from '../../features/patrol/rules/rehearsal/reference.ts';
import { rehearse } from '../../features/patrol/rules/rehearsal/shift.ts';
import { type Trouble, trouble } from '../../features/patrol/rules/rehearsal/walk.ts';
import type { Held } from '../../features/patrol/rules/saved.ts';
import { startPatrolWatch } from '../../features/patrol/server/command.ts';
import { heldNow } from '../../features/patrol/server/book.ts';
import { lookAt } from '../../features/patrol/server/look.ts';
import { type Position, positionOf } from '../../features/telemetry/rules/position.ts';
import { smallWorld } from '../../features/world/rules/small.ts';
import { importWorld } from '../../features/world/server/command.ts';
import { insideOf } from '../../kernel/place/polygon.ts';
import { type Site, openSite, password } from './site.ts';

/** Eight in the morning in Shenzhen, when the rehearsal begins and a shift of the small world too. */
const EIGHT = Date.parse('2026-11-25T08:00:00+08:00') as Instant;
const DAY = 86_400_000;
const HOUR = 3_600_000;
const STREET = '440399001' as StreetId;
const people = ['sun', 'ma', 'hu'] as const;

let site: Site;
let held: Held;
type Phone = { id: string; identity: string; key: string; person: PersonId };
let phones: Phone[];

before(async () => {
  site = await openSite();
  site.clock.at = EIGHT;
  const book = await patrolIo(site.ground, () => site.clock.at).promises();
  held = heldNow(book.find(STREET, 'ch-half-hour') ?? assert.fail(), EIGHT, 480) ?? assert.fail();
  const admin = await site.as('admin');
  phones = await Promise.all(
    people.map(async (account) => {
      const person = `p-${account}` as PersonId;
      const body = { door: 'own', name: account, street: STREET, person };
      return { ...(await admin.ask<Phone>('POST', '/api/devices', { body })), person };
    }),
  );
});
after(() => site.close());

const watching = () =>
  startPatrolWatch({
    ...patrolIo(site.ground, () => site.clock.at),
    streets: () => [STREET],
    everyMs: Infinity,
    log: (line) => assert.fail(line),
  });

async function send({ identity, key }: Phone, positions: readonly Position[]) {
  const answer = await fetch(`${site.base}/telemetry/positions`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${identity}:${key}`).toString('base64')}`, 'content-type': 'application/json' },
    body: JSON.stringify(
      positions.map(({ at, lat, lon, accuracy, isMock }) => ({
        t: at,
        lat,
        lon,
        crs: 'wgs84',
        acc: accuracy,
        ...(isMock ? { mock: true } : {}),
      })),
    ),
  });
  assert.equal(answer.status, 200);
}

function shuffled<T>(things: readonly T[], chance: Chance): T[] {
  return things
    .map((thing) => ({ thing, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ thing }) => thing);
}

type Shift = { window: Interval; now: Instant; heard: Position[][] };

/** Two hours of invented people on the grids of the small world, on a day of their own. */
function shiftOn(day: number, wrong: Trouble, seed: number): Shift {
  const { actors } = rehearse({ targets: held.areas, people: people.length, mover: 'walker', hours: 2 }, wrong, seed);
  const from = (EIGHT + day * DAY) as Instant;
  const now = (from + 2 * HOUR) as Instant;
  const heard = actors.map((one) =>
    one.heard.map((each) => ({ ...each, at: (each.at + day * DAY) as Instant, heardAt: now, isCatchUp: false })),
  );
  return { window: { from, to: (from + 8 * HOUR) as Instant }, now, heard };
}

/** What the rules say of the same positions, without any server. */
function expectedOf({ window, now, heard }: Shift) {
  const followed = heard.flatMap((positions, n) => {
    const { id, person } = phones[n] ?? assert.fail();
    const duty = dutyOf(positions, 'walker', window);
    return duty ? [follow({ device: id, bearer: person, mover: 'walker', duty }, positions)] : [];
  });
  const first = Math.min(...followed.map(({ watch }) => watch.duty.from)) as Instant;
  const unheard = { device: 'x', bearer: 'x', mover: 'walker' as const, duty: { from: window.from, to: first } };
  const all = first - window.from > 50_000 ? [...followed, { watch: unheard, trail: [] }] : followed;
  return { all, standings: judge(held, held.areas, all, { window, now }) };
}

const standingsNow = async (window: Interval) => (await lookAt(site.database, held, window, site.clock.at)).standings;
const ledgers = (standings: Awaited<ReturnType<typeof standingsNow>>) =>
  standings.map(({ target, ledger, due, visits }) => ({ target, ledger, due, visits: visits.map(({ from, to }) => [from, to]) }));

describe('what is judged from positions sent through the door', () => {
  for (const [day, wrong] of trouble.entries()) {
    test(`is what the rules and the plain reference say, in whatever order they come: ${wrong}`, async () => {
      const shift = shiftOn(day, wrong, day + 11);
      const chance = seeded(day + 40);
      const batches = shift.heard.flatMap((positions, n) =>
        Array.from({ length: Math.ceil(positions.length / 60) }, (_, at) => [n, positions.slice(at * 60, at * 60 + 60)] as const),
      );
      site.clock.at = shift.now;
      let watch = watching();
      for (const [turn, [n, batch]] of shuffled(batches, chance).entries()) {
        await send(phones[n] ?? assert.fail(), shuffled(batch, chance));
        if (turn % 3 === 0) await watch.turn();
        // A worker that starts anew in the middle finds everything in the database.
        if (turn % 5 === 4) watch = watching();
      }
      await watch.turn();
      const { all, standings } = expectedOf(shift);
      const told = await standingsNow(shift.window);
      assert.deepEqual(ledgers(told), ledgers(standings));
      const until = { from: shift.window.from, to: shift.now };
      for (const [n, target] of held.areas.entries()) {
        const reference = toldBySeconds(
          held,
          target,
          all.map((one) => ({
            ...one,
            watch: { ...one.watch, duty: { ...one.watch.duty, to: Math.min(one.watch.duty.to, shift.now) as Instant } },
          })),
          until,
        );
        const ledger = told[n]?.ledger ?? assert.fail();
        const wrongSeconds = reference.filter((_, second) => {
          const at = (until.from + second * 1000 + 500) as Instant;
          const said = holdsMoment(ledger.broken, at) ? 'broken' : holdsMoment(ledger.unknown, at) ? 'unknown' : 'kept';
          return ![reference[second - 1], reference[second], reference[second + 1]].includes(said);
        });
        assert.equal(wrongSeconds.length, 0, `${wrong} ${target.id}`);
      }
    });
  }
});

/** A fix every 20 s at one place. */
function stands(place: { lon: number; lat: number }, from: number, to: number): Position[] {
  const found: Position[] = [];
  for (let at = from; at <= to; at += 20_000)
    found.push(positionOf({ ...place, at: at as Instant, heardAt: at as Instant, door: 'own', accuracy: 8 as Metres }));
  return found;
}

const MINUTE = 60_000;
/** So far west of everything that nobody gets in on foot within the hour. */
const away = { lon: 114.0, lat: 22.53 };
const breaches = (from: number) =>
  site.database.many<{ target: string; from_at: number; cause: string; version: number; noted_at: number; cleared_at: number | null }>(
    'select target, from_at, cause, version, noted_at, cleared_at from patrol_breach where promise = $2 and window_from = to_timestamp($1 / 1000.0) order by target, from_at',
    [from, held.id],
  );
const told = (types: string[], from: number) =>
  site.database.many<{ type: string; target: string }>(
    'select type, target from patrol_event where promise = $3 and type = any($1) and at >= to_timestamp($2 / 1000.0) order by log_no',
    [types, from, held.id],
  );

describe('a breach', () => {
  const start = (EIGHT + 10 * DAY) as Instant;
  const window = { from: start, to: (start + 8 * HOUR) as Instant };
  const at = (minutes: number) => start + minutes * MINUTE;
  test('goes on record two minutes after it began, with its cause and the version of the promise', async () => {
    const watch = watching();
    site.clock.at = at(31) as Instant;
    await send(phones[0] ?? assert.fail(), stands(away, at(0), at(31)));
    await watch.turn();
    assert.deepEqual(await breaches(start), []);
    assert.ok((await standingsNow(window)).every(({ ledger }) => holdsMoment(ledger.broken, site.clock.at)));
    site.clock.at = at(33) as Instant;
    await send(phones[0] ?? assert.fail(), stands(away, at(31), at(33)));
    await watch.turn();
    const found = await breaches(start);
    assert.deepEqual(
      found.map(({ from_at, cause, version, noted_at, cleared_at }) => [from_at, cause, version, noted_at, cleared_at]),
      held.targets.map(() => [at(30), 'not_asked', 1, at(33), null]),
    );
  });
  test('that late news disproves is cleared, and keeps both its times; the news is told once', async () => {
    const [grid] = held.areas;
    assert.ok(grid?.shape.kind === 'grid');
    const inside = insideOf(grid.shape.rings) ?? assert.fail();
    site.clock.at = at(40) as Instant;
    for (let round = 0; round < 2; round += 1) {
      await send(phones[1] ?? assert.fail(), stands(inside, at(20), at(40)));
      await watching().turn();
    }
    const found = await breaches(start);
    assert.deepEqual(
      found
        .filter(({ cleared_at }) => cleared_at !== null)
        .map(({ target, from_at, noted_at, cleared_at }) => [target, from_at, noted_at, cleared_at]),
      [[grid.id, at(30), at(33), at(40)]],
    );
    assert.deepEqual(await told(['cleared'], start), [{ type: 'cleared', target: grid.id }]);
    assert.deepEqual(await told(['visited'], start), [{ type: 'visited', target: grid.id }]);
  });
  test('stands in the verdict of the window, which late news revises and never rewrites', async () => {
    const verdicts = () =>
      site.database.many<{ target: string; revision: number; version: number; kept_ms: number; visits: number }>(
        'select target, revision, version, kept_ms, visits from patrol_verdict where promise = $2 and window_from = to_timestamp($1 / 1000.0) order by target, revision',
        [start, held.id],
      );
    site.clock.at = (window.to + 9 * MINUTE) as Instant;
    await watching().turn();
    assert.deepEqual(await verdicts(), []);
    site.clock.at = (window.to + 11 * MINUTE) as Instant;
    await watching().turn();
    const first = await verdicts();
    assert.deepEqual(
      first.map(({ revision, version }) => [revision, version]),
      held.targets.map(() => [1, 1]),
    );
    const [grid] = held.areas;
    assert.ok(grid?.shape.kind === 'grid');
    site.clock.at = (window.to + 2 * DAY) as Instant;
    await send(phones[1] ?? assert.fail(), stands(insideOf(grid.shape.rings) ?? assert.fail(), at(100), at(110)));
    await watching().turn();
    const second = await verdicts();
    assert.deepEqual(
      second.filter(({ revision }) => revision === 1),
      first,
    );
    const revised = second.filter(({ target, revision }) => target === grid.id && revision === 2);
    assert.deepEqual(
      revised.map(({ visits }) => visits),
      [2],
    );
  });
});

describe('a worker that has just started', () => {
  test('warns nobody for a minute, and then of what is still so', async () => {
    const start = EIGHT + 20 * DAY;
    const warnings = () => told(['warned'], start);
    site.clock.at = (start + 22 * MINUTE) as Instant;
    await send(phones[0] ?? assert.fail(), stands(away, start, site.clock.at));
    const watch = watching();
    await watch.turn();
    site.clock.at = (start + 22.9 * MINUTE) as Instant;
    await watch.turn();
    assert.deepEqual(await warnings(), []);
    site.clock.at = (start + 23.5 * MINUTE) as Instant;
    await watch.turn();
    assert.equal((await warnings()).length, held.targets.length);
    await watch.turn();
    await watching().turn();
    assert.equal((await warnings()).length, held.targets.length);
  });
});

test('a changed promise holds from the next midnight, an unchanged one makes no version', async () => {
  const world = smallWorld();
  const versions = () =>
    site.database.many<{ version: number }>('select version from patrol_promise where id = $1 order by version', ['ch-half-hour']);
  await importWorld(site.database, world, password);
  assert.deepEqual(await versions(), [{ version: 1 }]);
  const [first, ...rest] = world.promises;
  assert.ok(first);
  await importWorld(site.database, { ...world, promises: [{ ...first, askedSeconds: 30 }, ...rest] }, password);
  assert.deepEqual(await versions(), [{ version: 1 }, { version: 2 }]);
  await site.ground.look();
  const book = await patrolIo(site.ground, () => site.clock.at).promises();
  const kept = book.find(STREET, 'ch-half-hour') ?? assert.fail();
  const changedAt = kept.versions[1]?.from ?? assert.fail();
  assert.equal((changedAt + 8 * HOUR) % DAY, 0);
  assert.deepEqual([heldNow(kept, (changedAt - 1) as Instant, 480)?.version, heldNow(kept, changedAt, 480)?.version], [1, 2]);
});
