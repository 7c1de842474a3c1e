import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '../../../kernel/brand.ts';
import { metresBetween } from '../../../kernel/place/distance.ts';
import { buildCatalogue } from '../../catalogue/rules/catalogue.ts';
import { propose } from '../../catalogue/rules/propose.ts';
import { smallWorld } from '../../world/rules/small.ts';
import { type Report, readReports } from '../../../tests/world/reports.ts';
import { type Known, type Likeness, SAME_FOR, SAME_WITHIN, likeliestSame } from './sameness.ts';

const catalogue = buildCatalogue(smallWorld().catalogue);
const reports = readReports();
type Told = Known & { readonly of: Report };
const caseOf = (of: Report): Told =>
  ({
    of,
    text: of.text,
    matter: of.label,
    reportedAt: of.at,
    place: { point: of.point, address: '', asset: null, community: null, dutyGrid: null, unitGrid: null },
  }) as Told;

/** Of the planted repeats, how many find an earlier report of their incident in the first three, and how many at the top. */
function found(asked: (report: Report) => Likeness) {
  const repeats = reports.filter(({ mark }) => mark === 'repeat');
  const offers = repeats.map((report) => ({
    report,
    offered: likeliestSame(asked(report), reports.slice(0, reports.indexOf(report)).map(caseOf), 3),
  }));
  const missed = offers
    .filter(({ report, offered }) => !offered.some(({ of }) => of.incident === report.incident))
    .map(({ report }) => report.text);
  return { all: repeats.length, first: offers.filter(({ report, offered }) => offered[0]?.of.incident === report.incident).length, missed };
}

const likeness = (report: Report): Likeness => ({
  text: report.text,
  matter: report.label,
  point: report.point,
  asset: null,
  at: report.at,
});
const guessed = (report: Report): Likeness => ({
  ...likeness(report),
  matter: null,
  guesses: propose(catalogue, report.text, { limit: 3 }).map(({ key }) => key),
});

test('every planted repeat is found in the first three once its matter is chosen, nearly all at the top', () => {
  const { all, first, missed } = found(likeness);
  assert.deepEqual(missed, []);
  assert.ok(first >= all - 1, `${first} of ${all}`);
});

test('and before it is chosen, from what its words may mean', () => {
  const { all, missed } = found(guessed);
  assert.ok(missed.length <= 1, `${missed.length} of ${all}: ${missed.join(' | ')}`);
});

test('the same words at another place are never offered', () => {
  for (const report of reports.filter(({ mark }) => mark === 'false-friend')) {
    for (const { of } of likeliestSame(likeness(report), reports.filter((each) => each !== report).map(caseOf), 3))
      assert.ok(metresBetween(of.point, report.point) <= SAME_WITHIN, `${report.text} / ${of.text}`);
  }
});

const lamp = {
  text: '三巷路灯不亮',
  matter: 'part:01037',
  point: { lon: 114.05, lat: 22.53 },
  asset: null,
  at: SAME_FOR as Instant,
} as const;
const known = (part: Partial<Known> & { metres?: number; asset?: string }): Known => ({
  text: '路灯坏了',
  matter: 'part:01037',
  reportedAt: lamp.at,
  ...part,
  place: {
    point: { lon: lamp.point.lon, lat: lamp.point.lat + (part.metres ?? 10) / 111_195 },
    asset: part.asset ?? null,
  } as Known['place'],
});
for (const [says, it, offered] of [
  ['the same matter 190 m away is offered', known({ metres: 190 }), true],
  ['the same matter 210 m away is not', known({ metres: 210 }), false],
  ['thirty days old is offered', known({ reportedAt: 0 as Instant }), true],
  ['a moment older is not', known({ reportedAt: -1 as Instant }), false],
  ['another matter with other words is not', known({ matter: 'matter:06010', text: '垃圾没人收' }), false],
  ['next to it and of unknown matter is offered', known({ matter: null, text: '你好', metres: 20 }), true],
  ['further off and of unknown matter is not', known({ matter: null, text: '你好', metres: 30 }), false],
] as const) {
  test(says, () => assert.equal(likeliestSame(lamp, [it], 3).length > 0, offered));
}
test('the same thing is offered first, wherever the pin is', () =>
  assert.equal(
    likeliestSame({ ...lamp, asset: '00001S' }, [known({}), known({ asset: '00001S', metres: 900 })], 3)[0]?.place.asset,
    '00001S',
  ));
test('without a position, words that say the same are offered, and others are not', () => {
  const offered = likeliestSame(
    { ...lamp, point: null },
    [known({ text: '三巷的路灯不亮了' }), known({ matter: 'matter:06010', text: '垃圾满地' })],
    3,
  );
  assert.deepEqual(
    offered.map(({ text }) => text),
    ['三巷的路灯不亮了'],
  );
});
