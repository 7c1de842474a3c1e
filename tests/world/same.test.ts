import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metresBetween } from '../../kernel/place/distance.ts';
import { type Known, type Likeness, SAME_WITHIN, likeliestSame } from '../../features/case/rules/sameness.ts';
import { buildCatalogue } from '../../features/catalogue/rules/catalogue.ts';
import { propose } from '../../features/catalogue/rules/propose.ts';
import { smallWorld } from '../../features/world/rules/small.ts';
import { type Report, readReports } from './reports.ts';

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
