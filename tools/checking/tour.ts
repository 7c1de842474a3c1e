import { posix } from 'node:path';
import type { Page, Project } from './files.ts';
import { linksOf } from './paths.ts';

export const MOST_FILES = 9;
export const MOST_LINES = 700;

/** The tour stays what it says: a few whole files that can be read in ten minutes. */
export function longTour(page: Page, heading: string, { has, read }: Pick<Project, 'has' | 'read'>): string[] {
  const from = page.text.indexOf(heading);
  if (from < 0) return [`${page.path}: there is no "${heading}"`];
  const until = page.text.indexOf('\n## ', from + heading.length);
  const part = page.text.slice(from, until < 0 ? undefined : until);
  const files = [...new Set(linksOf(part))].filter((path) => /\.tsx?$/.test(path)).map((path) => posix.normalize(path));
  const lines = files.filter(has).reduce((sum, path) => sum + read(path).trimEnd().split('\n').length, 0);
  return [
    ...(files.length === 0 ? [`${page.path}: the tour leads through no file`] : []),
    ...(files.length > MOST_FILES ? [`${page.path}: the tour leads through ${files.length} files, at most ${MOST_FILES}`] : []),
    ...(lines > MOST_LINES ? [`${page.path}: the tour is ${lines} lines to read, at most ${MOST_LINES}`] : []),
  ];
}
