/** Pictures of a report not yet delivered, in IndexedDB: a killed tab keeps them, and each leaves when the server has it. */
const NAME = 'guanjia-resident';

function open(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('photos', { autoIncrement: true });
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
}

async function change<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((done, failed) => {
      // Relaxed durability may lose the last second in a crash; a photo taken once is not taken again.
      const transaction = database.transaction('photos', mode, { durability: 'strict' });
      const request = work(transaction.objectStore('photos'));
      transaction.oncomplete = () => done(request.result);
      // A failed commit tells of itself only here.
      transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    database.close();
  }
}

export type KeptPhoto = { readonly draft: string; readonly photo: Blob };

export function keepPhoto(kept: KeptPhoto): Promise<IDBValidKey> {
  return change('readwrite', (store) => store.add(kept));
}

export async function keptPhotos(draft: string): Promise<{ id: IDBValidKey; photo: Blob }[]> {
  const [ids, all] = await Promise.all([
    change('readonly', (store) => store.getAllKeys()),
    change('readonly', (store) => store.getAll() as IDBRequest<KeptPhoto[]>),
  ]);
  return all.flatMap((kept, i) => (kept.draft === draft ? [{ id: ids[i] ?? 0, photo: kept.photo }] : []));
}

export function dropPhoto(id: IDBValidKey): Promise<undefined> {
  return change('readwrite', (store) => store.delete(id));
}
