import { posix } from 'node:path';
import type { Page, Project } from './files.ts';

/** Every relative link and every path in backticks leads somewhere: a stale tour is worse than none. */
export function brokenPaths(page: Page, { has }: Pick<Project, 'has'>): string[] {
  const prose = withoutBlocks(page.text);
  const here = posix.dirname(page.path) === '.' ? '' : posix.dirname(page.path);
  const leads = (target: string, from: string) => has(posix.normalize(posix.join(from, target)).replace(/^\.$|\/$/, ''));
  const links = linksOf(prose).filter((target) => !leads(target, here));
  const names = [...new Set(pathsNamed(prose))].filter((target) => !leads(target, here) && !leads(target, ''));
  return [
    ...links.map((target) => `${page.path}: the link ${target} leads nowhere`),
    ...names.map((target) => `${page.path}: \`${target}\` does not exist`),
  ];
}

/** Targets of Markdown links and pictures, HTML ones too; addresses with a scheme and places within the page are not ours to check. */
export function linksOf(text: string): string[] {
  const found = [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target = '']) => target);
  return found.filter((target) => !/^([a-z][a-z0-9+.-]*:|#|\/)/i.test(target)).map((target) => decodeURI(target.replace(/#.*$/, '')));
}

/** What reads as a path of this project: `features/case/rules/life.ts`, `rules/may.ts`, `docs/decisions/`. Patterns and what a build makes are not. */
export function pathsNamed(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)]
    .map(([, span = '']) => span)
    .filter(
      (span) =>
        /^(\.\.?\/)?[\w.-]+(\/[\w.-]+)*\/?$/.test(span) &&
        (tops.test(span) || /\/[\w.-]+\.(ts|tsx|mjs|cjs|sql|md|json|png|css)$/.test(span)),
    )
    .filter((span) => !/^(dist|node_modules|\.data|\.\.\/shared)(\/|$)/.test(span));
}

const tops = /^(apps|features|kernel|platform|ui|tools|tests|migrations|docs|worlds|rules|server|web|field|words)\/[\w.-]/;

export function withoutBlocks(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '');
}

/** A comment that sends the reader to a paper must send them to one that exists. */
export function brokenReferences(page: Page, { has }: Pick<Project, 'has'>): string[] {
  return [...page.text.matchAll(/\bdocs\/[\w./-]+\.md\b/g)]
    .map(([path]) => path)
    .filter((path) => !has(path))
    .map((path) => `${page.path}: refers to ${path}, which does not exist`);
}
