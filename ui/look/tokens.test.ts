import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { hues } from './hues.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replaceAll('"', "'");

/** Declarations of every block whose selector list is exactly `selector`, later ones winning. */
function block(selector: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, selectors, body] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (selectors?.trim().replace(/\s+/g, ' ') !== selector) continue;
    for (const [, name, value] of (body ?? '').matchAll(/([\w-]+):\s*([^;]+);/g)) found.set(name ?? '', (value ?? '').trim());
  }
  assert.ok(found.size > 0, `no block ${selector}`);
  return found;
}

const light = block(":root, [data-theme='light'], [data-theme='sun']");
const dark = block("[data-theme='dark']");
const sun = new Map([...light, ...block("[data-theme='sun']")]);

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(theme: Map<string, string>, front: string, back: string): number {
  const [a, b] = [front, back].map((name) => luminance(theme.get(`--${name}`) ?? assert.fail(`no --${name}`)));
  const [high, low] = [Math.max(a ?? 0, b ?? 0), Math.min(a ?? 0, b ?? 0)];
  return (high + 0.05) / (low + 0.05);
}

const meanings = ['red', 'amber', 'green', 'blue', 'grey'];
const grounds = ['paper', 'sheet', 'sunk'];
const words: [string, string][] = [
  ...['ink', 'ink-soft', 'ink-faint', 'accent-strong'].flatMap((front) => grounds.map((back): [string, string] => [front, back])),
  ['accent', 'paper'],
  ['accent', 'sheet'],
  ['on-accent', 'accent'],
  ['accent-strong', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['map-label', 'map-land'],
  ['map-label', 'map-park'],
  ['map-label', 'map-water'],
  ['map-label', 'map-village'],
  ...hues.map((hue): [string, string] => ['ink', `hue-${hue}`]),
  ...meanings.flatMap((m): [string, string][] => [
    [m, 'paper'],
    [m, 'sheet'],
    [m, `${m}-soft`],
    ['ink', `${m}-soft`],
    ['ink-soft', `${m}-soft`],
  ]),
];
const marks: [string, string][] = [
  ...['line-strong', ...meanings.map((m) => `${m}-mark`)].flatMap((front) =>
    ['paper', 'sheet', 'map-land'].map((back): [string, string] => [front, back]),
  ),
  ...meanings.map((m): [string, string] => ['on-mark', `${m}-mark`]),
];

for (const [name, theme] of [
  ['light', light],
  ['dark', dark],
  ['sun', sun],
] as const) {
  test(`${name}: words stand out from their ground at 4.5 to 1`, () => {
    for (const [front, back] of words)
      assert.ok(contrast(theme, front, back) >= 4.5, `${front} on ${back}: ${contrast(theme, front, back).toFixed(2)}`);
  });
  test(`${name}: shapes and edges stand out from their ground at 3 to 1`, () => {
    for (const [front, back] of marks)
      assert.ok(contrast(theme, front, back) >= 3, `${front} on ${back}: ${contrast(theme, front, back).toFixed(2)}`);
  });
}

test('in the sun every word reaches 7 to 1', () => {
  for (const front of ['ink', 'ink-soft', 'ink-faint', 'accent', ...meanings])
    for (const back of ['paper', 'sheet', 'sunk'])
      assert.ok(contrast(sun, front, back) >= 7, `${front} on ${back}: ${contrast(sun, front, back).toFixed(2)}`);
});

test('the system dark theme is the chosen dark theme', () => {
  assert.deepEqual([...block(':root:not([data-theme])')], [...dark]);
});

test('dark gives every colour that light gives', () => {
  assert.deepEqual([...dark.keys()].sort(), [...light.keys()].sort());
});

test('every token that maps and charts read has a value', () => {
  const names = [...readFileSync(new URL('./tokens.ts', import.meta.url), 'utf8').matchAll(/^ {2}'([\w-]+)',$/gm)].map(([, name]) => name);
  assert.ok(names.length > 20);
  const all = new Map([...light, ...block(':root')]);
  for (const name of names) assert.ok(all.has(`--${name}`), `--${name}`);
});
