import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Instant } from '../../../../kernel/brand.ts';
import { seeded } from '../../../../kernel/chance.ts';
import type { Position } from '../position.ts';
import { type Health, healthOf, otherUnit, truthOfSpeed } from './health.ts';
import { kmh, stepBetween } from './step.ts';
import { rowsOf, throughOwnDoor } from './testing.ts';
import { judgeTrail } from './trail.ts';

const tracks = new URL('../../../../../shared/data/telemetry/tracks/', import.meta.url);

function buses(name: string): Position[][] {
  const fleet = new Map<string, Position[]>();
  for (const row of rowsOf(gunzipSync(readFileSync(new URL(name, tracks))).toString('utf8'))) {
    const id = row.device_id ?? '';
    const trail = fleet.get(id) ?? [];
    trail.push(throughOwnDoor(row, Date.parse(row.ts ?? '')));
    fleet.set(id, trail);
  }
  return [...fleet.values()];
}

const total = (fleet: readonly (readonly Position[])[]): Health =>
  fleet
    .map((trail) => healthOf(trail, 120))
    .reduce(
      (sum, one) => Object.fromEntries(Object.entries(sum).map(([name, value]) => [name, value + one[name as keyof Health]])) as Health,
    );

const doubted = (fleet: readonly (readonly Position[])[]) => {
  const counts: Record<string, number> = {};
  for (const { doubts } of fleet.flatMap((trail) => judgeTrail(trail, 'bus')))
    for (const doubt of doubts) counts[doubt] = (counts[doubt] ?? 0) + 1;
  return counts;
};

describe('a day of real buses in 2015', () => {
  const fleet = buses('austin-bus-2015-09-06.csv.gz');
  test('holds the counts its README states', () => {
    assert.equal(fleet.length, 146);
    assert.deepEqual(total(fleet), {
      steps: 53_423,
      repeated: 0,
      standing: 3416,
      faster: 3,
      gapsOver10: 185,
      gapsOver30: 127,
      outOfOrder: 0,
    });
  });
  test('speaks miles an hour, whatever was declared', () => {
    const ratio = truthOfSpeed(fleet) ?? 0;
    assert.ok(Math.abs(ratio - 0.447) < 0.03, String(ratio));
    assert.equal(otherUnit(fleet, 'm/s')?.unit, 'mph');
    assert.equal(
      otherUnit(
        fleet.map((trail) => trail.map((each) => ({ ...each, speed: (each.speed ?? 0) * 0.447 }))),
        'mph',
      ),
      undefined,
    );
  });
  test('has two devices that jumped farther than a bus can go; the shorter side of each jump does not count', () => {
    const jumpers = fleet.filter((trail) => judgeTrail(trail, 'bus').some(({ doubts }) => doubts.includes('jump')));
    assert.equal(jumpers.length, 2);
    for (const trail of jumpers) {
      const lost = judgeTrail(trail, 'bus').filter(({ doubts }) => doubts.includes('jump')).length;
      assert.ok(lost < trail.length / 2);
    }
  });
});

describe('a morning of real buses in 2017', () => {
  const fleet = buses('austin-bus-2017-03-21.csv.gz');
  test('holds the counts its README states', () => {
    assert.equal(fleet.length, 329);
    assert.deepEqual(total(fleet), {
      steps: 45_056,
      repeated: 1,
      standing: 2743,
      faster: 5,
      gapsOver10: 89,
      gapsOver30: 75,
      outOfOrder: 0,
    });
    assert.deepEqual(doubted(fleet), { 'null-island': 3 });
  });
  test('speaks metres per second, so that declaring miles an hour is found out', () => {
    assert.equal(otherUnit(fleet, 'm/s'), undefined);
    const asMiles = fleet.map((trail) => trail.map((each) => ({ ...each, speed: (each.speed ?? 0) * 0.447_04 })));
    assert.equal(otherUnit(asMiles, 'mph')?.unit, 'm/s');
  });
  test('is judged the same in whatever order it arrives, twice or once', () => {
    const chance = seeded(7);
    for (const trail of fleet.slice(0, 40)) {
      const shuffled = [...trail, ...trail.slice(0, 20)].map((each) => ({ each, rank: chance() })).sort((a, b) => a.rank - b.rank);
      assert.deepEqual(
        judgeTrail(
          shuffled.map(({ each }) => each),
          'bus',
        ),
        judgeTrail(trail, 'bus'),
      );
    }
  });
});

describe('recordings of people on foot', () => {
  const walk = (name: string) =>
    rowsOf(readFileSync(new URL(name, tracks), 'utf8')).map((row) => ({
      ...throughOwnDoor(row, Date.parse(row.ts ?? '')),
      segment: row.segment,
    }));
  const doubtsBy = (trail: readonly Position[]) => judgeTrail(trail, 'walker').map(({ doubts }) => doubts.join());

  test('a walk of 6.26 km and 3.6 h is a walk from end to end', () => {
    const trail = walk('walk-korita-zbevnica.csv');
    const inside = trail.slice(1).flatMap((to, at) => (to.segment === trail[at]?.segment ? [stepBetween(trail[at] as Position, to)] : []));
    const metres = inside.reduce((sum, step) => sum + step.metres, 0);
    assert.ok(Math.abs(metres - 6260) < 30, String(metres));
    assert.deepEqual([...new Set(doubtsBy(trail))], ['']);
  });
  test('a walk that ends in a car: the step of 331 km/h is found, and almost nothing of the ride counts as walking', () => {
    const trail = walk('walk-cerknicko-jezero.csv');
    const steps = trail.slice(1).map((to, at) => kmh(stepBetween(trail[at] as Position, to)));
    assert.equal(Math.round(Math.max(...steps)), 331);
    const doubts = doubtsBy(trail);
    assert.equal(doubts.slice(0, 170).filter((each) => each !== '').length, 0);
    const ridden = doubts.slice(176);
    const counted = ridden.filter((each) => each === '').length;
    assert.ok(counted / ridden.length < 0.15, `${counted} of ${ridden.length}`);
  });
  test('of a drive only its standing start and its slow corners could be walking', () => {
    const doubts = doubtsBy(walk('car-visnjan.csv'));
    assert.ok(doubts.filter((each) => each === '').length / doubts.length < 0.2);
  });
});

test('the Futian points load through the same door; their local time without a zone is read as Shenzhen time', () => {
  const rows = rowsOf(readFileSync(new URL('futian-traj2.csv', tracks), 'utf8'));
  const trail = rows.map((row) => throughOwnDoor(row, Date.parse(`${(row.time ?? '').replace(' ', 'T')}+08:00`)));
  assert.equal(trail.length, 14);
  assert.equal(new Date(trail[0]?.at as Instant).toISOString().slice(0, 13), '2014-10-22T15');
  assert.deepEqual([...new Set(judgeTrail(trail, 'car').flatMap(({ doubts }) => doubts))], []);
});
