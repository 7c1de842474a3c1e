import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '../../../kernel/brand.ts';
import { learn } from './learn.ts';
import { answer } from './model.ts';
import type { Confirmed } from './promote.ts';
import { makeLetters } from './testing.ts';

const letters = makeLetters({ seed: 21, letters: 500, sizes: [1, 1, 1], telling: 0.3, words: 30 });
const rows: Confirmed[] = letters.map(({ text, label }, i) => ({ text, label, at: (i * 1000) as Instant, incident: null }));
const learning = {
  seed: 1,
  answerBy:
    ({ model }: { model: Parameters<typeof answer>[0] }) =>
    (text: string) =>
      answer(model, text),
};
const HARDLY = { auto: 0.9, ask: 0.6, least: 5 };

test('the newest fifth tests, the rest teaches, and bands are found', () => {
  const lesson = learn(rows, { ...learning, targets: HARDLY });
  assert.ok(lesson.ok);
  const { taught, taughtUntil, figures, bands, counts } = lesson.value;
  assert.equal(taught, 400);
  assert.equal(taughtUntil, 399_000);
  assert.equal(figures.n, 100);
  assert.ok(figures.macroF1 > 0.9, String(figures.macroF1));
  assert.ok(
    Object.values(bands).some(({ auto }) => auto !== null),
    JSON.stringify(bands),
  );
  assert.equal(
    Object.values(counts).reduce((a, b) => a + b, 0),
    400,
  );
});

test('a model as good as its labels takes the place of one that guesses', () => {
  const guess = { answer: () => ({ label: 'c0', chance: 1 }), taughtUntil: 0 as Instant };
  assert.ok(learn(rows, { ...learning, live: guess }).ok);
});

test('a model taught on nonsense does not take the place of one that knows, and the figures are told', () => {
  const truth = new Map(letters.map(({ text, label }) => [text, label]));
  const knows = { answer: (text: string) => ({ label: truth.get(text) ?? '', chance: 1 }), taughtUntil: 0 as Instant };
  const spoilt = rows.map((row, i) => (i < 400 ? { ...row, label: `c${i % 3}` } : row));
  const lesson = learn(spoilt, { ...learning, live: knows });
  assert.ok(!lesson.ok && lesson.refusal.code === 'model-worse');
  assert.equal(lesson.refusal.macroF1.live, 1);
  assert.ok(lesson.refusal.macroF1.candidate < 0.6);
});

test('without thirty reports that the model in use has not seen nothing is compared', () => {
  const saw = { answer: () => ({ label: 'c0', chance: 1 }), taughtUntil: 480_000 as Instant };
  assert.deepEqual(learn(rows, { ...learning, live: saw }), { ok: false, refusal: { code: 'nothing-new', texts: 19, least: 30 } });
});

test('thirty-nine reports teach nothing', () =>
  assert.deepEqual(learn(rows.slice(0, 39), learning), { ok: false, refusal: { code: 'too-little-to-learn', texts: 39, least: 40 } }));
