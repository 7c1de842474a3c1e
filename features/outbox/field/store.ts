import type { Entry } from '../rules/entry.ts';

/** What lies on this phone: entries, the files of their pictures, and what was fetched for a day without a network. */
const NAME = 'guanjia-field';

/** Why the phone did not keep it: no room left, or a browser that keeps nothing (a private tab, storage switched off). */
export type NotKept = 'full' | 'refused';
export type Kept<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly because: NotKept };

/** A picture's bytes. Not a Blob: those lie in files beside the database, which a crash can leave without their record. */
export type KeptFile = { readonly id: string; readonly bytes: ArrayBuffer };

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, failed) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => {
      const database = opening.result;
      database.createObjectStore('entries', { keyPath: 'key' }).createIndex('seq', 'seq');
      database.createObjectStore('files', { keyPath: 'id' });
      database.createObjectStore('fetched');
    };
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      // Another tab brings a newer shape: it must not wait for us, and we open anew when next asked.
      const letGo = () => {
        database.close();
        opened = undefined;
      };
      database.onversionchange = letGo;
      database.onclose = letGo;
      done(database);
    };
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

type Stores = { entries: IDBObjectStore; files: IDBObjectStore; fetched: IDBObjectStore };

/** One transaction over everything: a record and its pictures are there together or not at all. */
async function change<T>(mode: IDBTransactionMode, work: (stores: Stores) => Promise<T> | T): Promise<T> {
  const database = await open();
  return new Promise<T>((done, failed) => {
    // Chrome's default since 121 is to call a write done before it is on disk.
    const transaction = database.transaction(['entries', 'files', 'fetched'], mode, { durability: 'strict' });
    const store = (name: keyof Stores) => transaction.objectStore(name);
    let made: Promise<T>;
    transaction.oncomplete = () => void made.then(done, failed);
    // A commit that fails, for want of room for instance, tells of itself only here.
    transaction.onabort = () => failed(transaction.error ?? new DOMException('', 'AbortError'));
    made = Promise.resolve(work({ entries: store('entries'), files: store('files'), fetched: store('fetched') }));
    made.catch((error: unknown) => {
      failed(error);
      transaction.abort();
    });
  });
}

const answer = <T>(request: IDBRequest<T>) =>
  new Promise<T>((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

async function kept<T>(work: () => Promise<T>): Promise<Kept<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, because: (error as DOMException).name === 'QuotaExceededError' ? 'full' : 'refused' };
  }
}

/** What is new gets its place in the order in which things were said on this phone. */
export type Unordered = Omit<Entry, 'seq'> & { readonly seq?: number };

/** Entries with new files, all or none. An entry that is here already keeps its place; one that was said already is never unsaid. */
export function keepEntries(entries: readonly Unordered[], files: readonly KeptFile[] = []): Promise<Kept<Entry[]>> {
  return kept(() =>
    change('readwrite', async (stores) => {
      const last = await answer(stores.entries.index('seq').openCursor(null, 'prev'));
      let next = ((last?.value as Entry | undefined)?.seq ?? 0) + 1;
      const said: Entry[] = [];
      for (const file of files) stores.files.put(file);
      for (const entry of entries) {
        const before = (await answer(stores.entries.get(entry.key))) as Entry | undefined;
        if (before && before.state.status !== 'draft') {
          said.push(before);
          continue;
        }
        const whole = { ...entry, seq: before?.seq ?? next++ };
        stores.entries.put(whole);
        said.push(whole);
      }
      return said;
    }),
  );
}

/** Changes one entry as it stands now, and adds what follows from it, in one transaction. */
export function changeEntry(key: string, to: (entry: Entry) => readonly Unordered[]): Promise<Kept<void>> {
  return kept(() =>
    change('readwrite', async ({ entries }) => {
      const entry = (await answer(entries.get(key))) as Entry | undefined;
      if (!entry) return;
      const last = await answer(entries.index('seq').openCursor(null, 'prev'));
      let next = ((last?.value as Entry | undefined)?.seq ?? 0) + 1;
      for (const each of to(entry)) entries.put(each.key === key ? each : { ...each, seq: next++ });
    }),
  );
}

export function allEntries(): Promise<Entry[]> {
  return change('readonly', ({ entries }) => answer(entries.index('seq').getAll() as IDBRequest<Entry[]>));
}

/** Takes entries off the phone, with the files that no other entry shows. */
export function dropEntries(keys: readonly string[]): Promise<Kept<void>> {
  return kept(() =>
    change('readwrite', async ({ entries, files }) => {
      for (const key of keys) entries.delete(key);
      const left = await answer(entries.getAll() as IDBRequest<Entry[]>);
      const shown = new Set(left.flatMap(({ pictures }) => pictures.map(({ file }) => file)));
      for (const file of await answer(files.getAllKeys())) if (!shown.has(String(file))) files.delete(file);
    }),
  );
}

export async function fileOf(id: string): Promise<ArrayBuffer | undefined> {
  const file = await change('readonly', ({ files }) => answer(files.get(id) as IDBRequest<KeptFile | undefined>));
  return file?.bytes;
}

/** Something fetched, for when there is no network. It can be fetched again, so nobody minds when it was not kept. */
export async function keepFetched(name: string, value: unknown): Promise<void> {
  await kept(() => change('readwrite', ({ fetched }) => void fetched.put(value, name)));
}

export async function fetchedBefore<T>(name: string): Promise<T | undefined> {
  const found = await kept(() => change('readonly', ({ fetched }) => answer(fetched.get(name) as IDBRequest<T | undefined>)));
  return found.ok ? found.value : undefined;
}

export async function forgetFetched(): Promise<void> {
  await kept(() => change('readwrite', ({ fetched }) => void fetched.clear()));
}
