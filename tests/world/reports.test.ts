import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCatalogue } from '../../features/catalogue/rules/catalogue.ts';
import { isDanger } from '../../features/catalogue/rules/safety.ts';
import { type Taught, bandOf, blend } from '../../features/judgement/rules/blend.ts';
import { train } from '../../features/judgement/rules/train.ts';
import { pack, unpack } from '../../features/judgement/rules/artefact.ts';
import { smallWorld } from '../../features/world/rules/small.ts';
import { type Report, readReports } from './reports.ts';

const reports = readReports();
const catalogue = buildCatalogue(smallWorld().catalogue);
const marked = (mark: Report['mark']) => reports.filter((each) => each.mark === mark);

/** Taught on every report but one fifth. */
function taughtWithout(fifth: number): Taught {
  const taught = reports.filter((_, i) => i % 5 !== fifth);
  const kept = unpack(pack(train(taught, { seed: 1 })));
  if (!kept.ok) throw new Error(kept.refusal.code);
  const counts: Record<string, number> = {};
  for (const { label } of taught) counts[label] = (counts[label] ?? 0) + 1;
  return { model: kept.value, counts };
}
const fifths = [0, 1, 2, 3, 4].map((fifth) => ({ tested: reports.filter((_, i) => i % 5 === fifth), judge: taughtWithout(fifth) }));

/** Of these reports, how many have the right matter among the first `most` proposals. */
function rightWithin(rows: readonly Report[], most: number, by: Taught | undefined): number {
  return rows.filter(({ text, label }) =>
    blend(catalogue, by, text)
      .slice(0, most)
      .some(({ key }) => key === label),
  ).length;
}

test('there are five hundred, of more than forty matters, many of them English', () => {
  assert.equal(reports.length, 500);
  assert.ok(new Set(reports.map(({ label }) => label)).size >= 40);
  for (const { label } of reports) assert.ok(catalogue.byKey.has(label), label);
  assert.ok(marked('repeat').length >= 40 && marked('false-friend').length >= 20 && marked('injection').length >= 20);
  const english = reports.filter(({ text }) => !/\p{Script=Han}/u.test(text));
  assert.ok(english.length >= 80, String(english.length));
});

test('the lexicon alone finds seven of ten at once, six of seven in three; eight labels a matter add to both', () => {
  const alone = [1, 3].map((most) => rightWithin(reports, most, undefined) / reports.length);
  const blended = [1, 3].map(
    (most) => fifths.reduce((sum, { tested, judge }) => sum + rightWithin(tested, most, judge), 0) / reports.length,
  );
  const said = JSON.stringify({ alone, blended });
  const [[one = 0, three = 0], [oneMore = 0, threeMore = 0]] = [alone, blended];
  assert.ok(one >= 0.7 && three >= 0.85, said);
  assert.ok(oneMore > one && threeMore > three, said);
});

test('a repeat was told before at the same place', () => {
  for (const [i, report] of reports.entries()) {
    const earlier = reports.slice(0, i).some(({ incident }) => incident === report.incident);
    assert.equal(earlier, report.mark === 'repeat', report.id);
  }
});

test('a report that commands is judged by its complaint: its right matter is offered as often as of others', () => {
  const commands = rightWithin(marked('injection'), 3, undefined) / marked('injection').length;
  assert.ok(commands >= 0.75, String(commands));
});

test('no report of danger to life is ever dispatched unasked', () => {
  const certain = Object.fromEntries([...catalogue.byKey.keys()].map((key) => [key, { auto: 0, ask: 0 }]));
  const dangers = reports.filter(({ text }) => isDanger(text));
  assert.ok(dangers.length >= 20, String(dangers.length));
  for (const { text } of dangers) assert.equal(bandOf(certain, text, blend(catalogue, fifths[0]?.judge, text)), 'person');
  for (const { text, label } of reports) if (label === 'matter:L0502') assert.ok(isDanger(text), text);
});
