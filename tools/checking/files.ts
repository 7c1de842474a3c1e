import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the project as the checks see it: its path from the root, with forward slashes, and its text. */
export type Page = { readonly path: string; readonly text: string };
/** Everything the checks look at, read once. `has` answers for files and folders. */
export type Project = {
  readonly paths: readonly string[];
  readonly has: (path: string) => boolean;
  readonly read: (path: string) => string;
};

const made = new Set(['.git', 'node_modules', 'dist', '.data', '.working']);

/** The folder itself is walked, not git's list: a copy without git, or one that belongs to somebody else, is checked as well. */
export function openProject(root: string): Project {
  const found: string[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (made.has(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else found.push(path);
    }
  };
  walk('');
  return project(found.sort(), (path) => readFileSync(join(root, path), 'utf8'));
}

export function project(paths: readonly string[], read: (path: string) => string): Project {
  const known = new Set(paths);
  for (const path of paths) for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) known.add(path.slice(0, at));
  return { paths, has: (path) => path === '' || known.has(path.replace(/\/$/, '')), read };
}

const code = /\.(ts|tsx|mjs)$/;
const folders = /^(apps|features|kernel|platform|ui|tools|tests|migrations)\//;
export const isCode = (path: string) => folders.test(path) && code.test(path);
export const isStyle = (path: string) => folders.test(path) && path.endsWith('.css');
export const isTest = (path: string) => /\.test\.tsx?$/.test(path);
export const isPaper = (path: string) => path.endsWith('.md');
