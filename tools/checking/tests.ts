import type { Page } from './files.ts';

// Put together from pieces so that this file does not find itself.
const resting = new RegExp(
  `\\b(?:test|it|describe|suite)\\.(?:${['skip', 'only', 'todo'].join('|')})\\b|\\{[^}\\n]*\\b(?:skip|only|todo): `,
);

/** A test that does not run is decoration, and one that runs alone hides the others. */
export function restingTests({ path, text }: Page): string[] {
  return text.split('\n').flatMap((line, at) => (resting.test(line) ? [`${path}:${at + 1}: a test that is skipped or runs alone`] : []));
}

/** Two tests of one file, or of one `describe` in it, with one name: one of them was copied and never made its own. */
export function doubledTests({ path, text }: Page): string[] {
  const said = /^(\s*)(describe|suite|test|it)\((['"`])(.+?)\3,/gm;
  let within = '';
  const names: string[] = [];
  for (const [, indent = '', what = '', , name = ''] of text.matchAll(said)) {
    if (what === 'describe' || what === 'suite') within = name;
    else if (!name.includes('${')) names.push(indent ? `${within} ${name}`.trim() : name);
  }
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].map((name) => `${path}: two tests are called "${name}"`);
}

export function emptyTests({ path, text }: Page): string[] {
  return /\b(?:test|it)\(/.test(text) ? [] : [`${path}: a test file without a test`];
}
