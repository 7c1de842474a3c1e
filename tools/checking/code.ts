import type { Page } from './files.ts';

// Put together from pieces so that this file does not find itself.
const silenced = new RegExp(`(?:oxlint|eslint)-${'disable'}|biome-${'ignore'}|@ts-(?:${'ignore'}|${'nocheck'})`);
const expected = new RegExp(`@ts-${'expect'}-error`);

/** No finding is silenced. Only a test may say that something must not compile. */
export function suppressions({ path, text }: Page, isTest: boolean): string[] {
  return text
    .split('\n')
    .flatMap((line, at) =>
      silenced.test(line) || (!isTest && expected.test(line)) ? [`${path}:${at + 1}: a check is silenced; mend what it found instead`] : [],
    );
}

export const LONGEST = 300;
export const MOST_ARE_WITHIN = 200;

/** Sizes a reader can hold: nothing above 300 lines, and nine files of ten within 200. */
export function tooLong(sizes: readonly { readonly path: string; readonly lines: number }[]): string[] {
  const sorted = [...sizes].sort((a, b) => a.lines - b.lines);
  const ninth = sorted[Math.ceil(sorted.length * 0.9) - 1];
  const giants = sorted.filter(({ lines }) => lines > LONGEST).map(({ path, lines }) => `${path}: ${lines} lines, more than ${LONGEST}`);
  return ninth && ninth.lines > MOST_ARE_WITHIN
    ? [...giants, `nine files of ten are to be within ${MOST_ARE_WITHIN} lines; the ninth tenth ends at ${ninth.path} with ${ninth.lines}`]
    : giants;
}
