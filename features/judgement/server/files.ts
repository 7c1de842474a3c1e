import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import { type LabelledRefusal, type LabelledTable, readLabelled } from '../rules/labelled.ts';

/** Larger files do not fit in one string of Node, and hold more letters than can be taught at once. */
const MOST_BYTES = 256 * 1024 * 1024;

export type FileRefusal =
  | { readonly code: 'file-missing'; readonly file: string }
  | { readonly code: 'file-unreadable'; readonly file: string; readonly why: string }
  | { readonly code: 'file-too-large'; readonly file: string; readonly megabytes: number; readonly most: number }
  | { readonly code: 'file-empty'; readonly file: string }
  | { readonly code: 'file-not-utf8'; readonly file: string; readonly looksLike: 'GBK' | 'UTF-16' | null }
  | (LabelledRefusal & { readonly file: string });

/** The labelled texts of a CSV file in UTF-8. */
export async function readLabelledFile(file: string): Promise<Result<LabelledTable, FileRefusal>> {
  const text = await readText(file);
  if (!text.ok) return text;
  const table = readLabelled(text.value);
  return table.ok ? table : refuse({ ...table.refusal, file });
}

export async function readText(file: string): Promise<Result<string, FileRefusal>> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES)
      return refuse({ code: 'file-too-large', file, megabytes: Math.ceil(size / 1_048_576), most: MOST_BYTES / 1_048_576 });
    const bytes = await readFile(file);
    if (bytes.length === 0) return refuse({ code: 'file-empty', file });
    const text = decode(bytes, 'utf-8');
    return text === undefined || text.includes('\0') ? refuse({ code: 'file-not-utf8', file, looksLike: looksLike(bytes) }) : ok(text);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return code === 'ENOENT' ? refuse({ code: 'file-missing', file }) : refuse({ code: 'file-unreadable', file, why: code ?? message });
  }
}

function decode(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Excel in Chinese saves "CSV" as GBK and "Unicode text" as UTF-16: naming it tells people what to choose instead. */
function looksLike(bytes: Buffer): 'GBK' | 'UTF-16' | null {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes.includes(0)) return 'UTF-16';
  return decode(bytes, 'gb18030') === undefined ? null : 'GBK';
}

/** Says which texts a model was taught on, whatever file they came from. */
export function hashOf(rows: readonly { text: string; label: string }[]): string {
  const hash = createHash('sha256');
  for (const { text, label } of rows) hash.update(`${JSON.stringify([text, label])}\n`);
  return hash.digest('hex');
}

export function writeJson(file: string, value: unknown): Promise<void> {
  return writeFile(file, `${JSON.stringify(value)}\n`);
}
