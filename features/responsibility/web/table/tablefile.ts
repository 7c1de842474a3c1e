/** Larger ones the server would not take. */
const MOST_BYTES = 8 * 1024 * 1024;

export type TableFile = { readonly name: string; readonly text: string };
export type Unreadable = 'tooBig' | 'notText';

/** The text of a file somebody saved in a spreadsheet: UTF-8, else the GB 18030 that a Chinese Excel writes by itself. */
export async function readTableFile(file: File): Promise<TableFile | Unreadable> {
  if (file.size > MOST_BYTES) return 'tooBig';
  const text = textOf(await file.arrayBuffer());
  // A workbook is a zip with the name of a table: no line of it is text.
  if (text === null || text.includes('\0')) return 'notText';
  return { name: file.name.replace(/\.[^.]*$/, ''), text };
}

export function textOf(bytes: ArrayBuffer): string | null {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not written in this one.
    }
  return null;
}
