import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCatalogue } from '../../features/catalogue/rules/catalogue.ts';
import { isDanger } from '../../features/catalogue/rules/safety.ts';
import { bandOf, blend } from '../../features/judgement/rules/blend.ts';
import { train } from '../../features/judgement/rules/train.ts';
import { pack, unpack } from '../../features/judgement/rules/artefact.ts';
import { smallWorld } from '../../features/world/rules/small.ts';
import { type Report, readReports } from './reports.ts';

const reports = readReports();
const catalogue = buildCatalogue(smallWorld().catalogue);
const marked = (mark: Report['mark']) => reports.filter((each) => each.mark === mark);
const taught = reports.filter((_, i) => i % 2 === 0);
const tested = reports.filter((_, i) => i % 2 === 1);
const kept = unpack(pack(train(taught, { seed: 1 })));
if (!kept.ok) throw new Error(kept.refusal.code);
const counts: Record<string, number> = {};
for (const { label } of taught) counts[label] = (counts[label] ?? 0) + 1;
const judge = { model: kept.value, counts };

/** Of these reports, how many have the right matter among the first `most` proposals. */
function rightWithin(rows: readonly Report[], most: number, by: typeof judge | undefined): number {
  const right = rows.filter(({ text, label }) =>
    blend(catalogue, by, text)
      .slice(0, most)
      .some(({ key }) => key === label),
  );
  return right.length / rows.length;
}

test('there are five hundred, of every matter, a sixth of them English', () => {
  assert.equal(reports.length, 500);
  assert.equal(new Set(reports.map(({ label }) => label)).size, catalogue.matters.length);
  for (const { label } of reports) assert.ok(catalogue.byKey.has(label), label);
  assert.ok(marked('repeat').length >= 40 && marked('false-friend').length >= 20 && marked('injection').length >= 20);
  const english = reports.filter(({ text }) => !/\p{Script=Han}/u.test(text));
  assert.ok(english.length >= 80, String(english.length));
});

test('the lexicon alone finds seven of ten at once, six of seven in three; six labels a matter add a little and take nothing', () => {
  const alone = { first: rightWithin(tested, 1, undefined), three: rightWithin(tested, 3, undefined) };
  const blended = { first: rightWithin(tested, 1, judge), three: rightWithin(tested, 3, judge) };
  const said = JSON.stringify({ alone, blended });
  assert.ok(alone.first >= 0.7 && alone.three >= 0.85, said);
  assert.ok(blended.first > alone.first && blended.three > alone.three, said);
});

test('a repeat was told before at the same place', () => {
  for (const [i, report] of reports.entries()) {
    const earlier = reports.slice(0, i).some(({ incident }) => incident === report.incident);
    assert.equal(earlier, report.mark === 'repeat', report.id);
  }
});

test('a report that commands is judged by its complaint: its right matter is offered as often as of others', () => {
  const commands = rightWithin(marked('injection'), 3, undefined);
  assert.ok(commands >= 0.75, String(commands));
});

test('no report of danger to life is ever dispatched unasked', () => {
  const certain = Object.fromEntries([...catalogue.byKey.keys()].map((key) => [key, { auto: 0, ask: 0 }]));
  const dangers = reports.filter(({ text }) => isDanger(text));
  assert.ok(dangers.length >= 20, String(dangers.length));
  for (const { text } of dangers) assert.equal(bandOf(certain, text, blend(catalogue, judge, text)), 'person');
  for (const { text, label } of reports) if (label === 'matter:L0502') assert.ok(isDanger(text), text);
});
