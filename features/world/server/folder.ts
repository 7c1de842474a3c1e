import { existsSync } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Read, assemble, filesOf } from '../rules/assemble.ts';
import { type WorldIssue, issue } from '../rules/issue.ts';
import { MANIFEST, type Manifest, manifestShape, pointerShape } from '../rules/manifest.ts';
import { parse } from '../rules/reading/geojson.ts';
import { one } from '../rules/reading/shaped.ts';

/** The project's own folder, from the sources and from `dist/server` alike. */
const project = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
})();

/** A manifest, the folder it stands in (for names that begin with `./`) and the folder its other names are relative to. */
type Found = { readonly manifest: Manifest; readonly home: string; readonly base: string };
type Sought = { readonly found: Found } | { readonly issues: WorldIssue[] };

/** A manifest may point to a folder that points on; more than this is a circle. */
const MOST_POINTERS = 4;

/**
 * Reads a world folder: one with a `world.json`, one whose `world.json` points elsewhere, or one without, whose files a manifest
 * under `worlds/` recognises. Answers a checked world or everything that is wrong with it; throws only when a disk does.
 */
export async function readWorld(folder: string): Promise<Read> {
  const sought = await seek(resolve(folder), MOST_POINTERS);
  if ('issues' in sought) return { ok: false, issues: sought.issues };
  const { manifest, home, base } = sought.found;
  const issues: WorldIssue[] = [];
  const texts = new Map<string, string>();
  for (const name of filesOf(manifest)) {
    const text = await textOf(name.startsWith('./') ? join(home, name) : join(base, name), { name, issues });
    if (text !== undefined) texts.set(name, text);
  }
  return assemble(manifest, texts, issues);
}

async function seek(folder: string, pointers: number): Promise<Sought> {
  const is = await stat(folder).catch(() => undefined);
  if (!is?.isDirectory() || pointers === 0) return { issues: [issue('folder-missing', { file: folder })] };
  if (existsSync(join(folder, MANIFEST))) return open(folder, pointers);
  const known = await recognise(folder);
  return known ? { found: known } : { issues: [issue('manifest-missing', { file: MANIFEST }, { found: folder })] };
}

async function open(folder: string, pointers: number): Promise<Sought> {
  const issues: WorldIssue[] = [];
  const text = await textOf(join(folder, MANIFEST), { name: MANIFEST, issues });
  const content = text === undefined ? undefined : parse(text, { file: MANIFEST, issues });
  const pointer = pointerShape.safeParse(content);
  if (pointer.success) return seek(resolve(folder, pointer.data.base), pointers - 1);
  const manifest = content === undefined ? undefined : one(manifestShape, { content, file: MANIFEST, issues });
  return manifest ? { found: { manifest, home: folder, base: resolve(folder, manifest.base ?? '.') } } : { issues };
}

/** The first manifest of ours, by name, that knows this folder by the files in it. */
async function recognise(folder: string): Promise<Found | undefined> {
  const worlds = join(project, 'worlds');
  const names = await readdir(worlds).catch(() => []);
  for (const name of names.toSorted()) {
    const home = join(worlds, name);
    if (!existsSync(join(home, MANIFEST))) continue;
    const opened = await open(home, 1);
    // A broken manifest of our own would otherwise look like a folder nobody knows.
    if ('issues' in opened) throw new Error(`${home}: ${JSON.stringify(opened.issues[0])}`);
    const marks = opened.found.manifest.recognise ?? [];
    if (marks.length > 0 && marks.every((mark) => existsSync(join(folder, mark)))) return { ...opened.found, base: folder };
  }
  return undefined;
}

/** The text of a file, or undefined after complaining. A GBK file read as UTF-8 would turn every name into boxes, so it is refused. */
async function textOf(path: string, { name, issues }: { name: string; issues: WorldIssue[] }): Promise<string | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EIO' || error.code === 'EMFILE') throw error;
    return undefined;
  });
  if (!bytes) {
    issues.push(issue('file-missing', { file: name }));
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    issues.push(issue('file-not-text', { file: name }));
    return undefined;
  }
}
