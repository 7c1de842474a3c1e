import type { Page } from './files.ts';

/** The identifier each row of the glossary names, in backticks in its third cell. */
export function termsOf({ text }: Pick<Page, 'text'>): { term: string; identifier: string | undefined }[] {
  const rows = text.split('\n').filter((line) => line.startsWith('|') && !/^\|(-|\s*English)/.test(line));
  return rows.map((row) => {
    const cells = row.split('|').map((cell) => cell.trim());
    return { term: cells[1] ?? '', identifier: /^`([\w-]+)`$/.exec(cells[3] ?? '')?.[1] };
  });
}

/** A word nobody uses in the code is not our word; a word that stands twice has two meanings. */
export function unusedWords(glossary: Page, code: readonly Page[]): string[] {
  const terms = termsOf(glossary);
  const used = new Set(code.flatMap(({ text }) => text.match(/[\p{L}\p{N}_-]+/gu) ?? []));
  const unused = terms.filter(({ identifier }) => !identifier || !used.has(identifier));
  const doubled = terms.filter(({ term }, at) => terms.findIndex((other) => other.term === term) !== at);
  return [
    ...unused.map(
      ({ term, identifier }) => `${glossary.path}: "${term}" names ${identifier ?? 'nothing'}, which does not occur in the code`,
    ),
    ...doubled.map(({ term }) => `${glossary.path}: "${term}" stands twice`),
  ];
}
