import type { Instant, StreetId } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { type Held, heldOf, heldOn } from '../rules/saved.ts';
import { allVersions } from './store.ts';

type Version = { readonly version: number; readonly from: Instant; readonly held: Held | undefined };
export type Kept = { readonly street: StreetId; readonly id: string; readonly versions: readonly Version[] };

/** Every promise with all its versions, made ready for questions. */
export type PromiseBook = { readonly all: readonly Kept[]; readonly find: (street: string, id: string) => Kept | undefined };

export async function readBook(tx: Tx): Promise<PromiseBook> {
  const kept = new Map<string, { street: StreetId; id: string; versions: Version[] }>();
  for (const row of await allVersions(tx)) {
    const key = `${row.street} ${row.id}`;
    const one = kept.get(key) ?? { street: row.street, id: row.id, versions: [] };
    one.versions.push({ version: row.version, from: row.from, held: heldOf(row) });
    kept.set(key, one);
  }
  return { all: [...kept.values()], find: (street, id) => kept.get(`${street} ${id}`) };
}

/** Reads the book again when the world it came with has another version. */
export function promiseBook(database: Tx, worldVersion: () => number): () => Promise<PromiseBook> {
  let read: { of: number; book: Promise<PromiseBook> } | undefined;
  return () => {
    const of = worldVersion();
    if (read?.of !== of) {
      const book = readBook(database);
      read = { of, book };
      // A database that was away is asked again next time.
      book.catch(() => {
        read = undefined;
      });
    }
    return read.book;
  };
}

/** What a promise says today; undefined when it was withdrawn or has not begun. */
export function heldNow({ versions }: Kept, at: Instant, utcOffsetMinutes: number): Held | undefined {
  return heldOn(versions, at, utcOffsetMinutes)?.held;
}
