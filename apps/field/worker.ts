/** Serves the field page without a network. It holds the page and nothing else: what people entered lies in the database beside it. */
declare const SHELL: readonly string[];

type Lasting = Event & { waitUntil: (work: Promise<unknown>) => void };
type Fetched = Event & { request: Request; respondWith: (answer: Promise<Response> | Response) => void };
type Scope = {
  skipWaiting: () => Promise<void>;
  clients: { claim: () => Promise<void> };
  addEventListener: ((name: 'install' | 'activate', hear: (event: Lasting) => void) => void) &
    ((name: 'fetch', hear: (event: Fetched) => void) => void);
};
const worker = self as unknown as Scope;

/** Every build has files of other names, so this names the build. */
const PREFIX = 'field ';
const NOW = PREFIX + SHELL.join(' ');
const PHOTOS = 'photos';
const MOST_PHOTOS = 300;

worker.addEventListener('install', (event) =>
  event.waitUntil(
    caches
      .open(NOW)
      // Past the browser's own cache: the page must be the one that these files belong to.
      .then((cache) => cache.addAll(SHELL.map((path) => new Request(path, { cache: path === '/field' ? 'reload' : 'default' }))))
      .then(() => worker.skipWaiting()),
  ),
);

worker.addEventListener('activate', (event) => event.waitUntil(forgetOld().then(() => worker.clients.claim())));

/** The build before this one stays: a page that is still open may yet ask for its files. */
async function forgetOld() {
  const builds = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NOW);
  await Promise.all(builds.slice(0, -1).map((name) => caches.delete(name)));
}

worker.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET') return;
  if (event.request.mode === 'navigate' && /^\/field(\/|$)/.test(pathname)) event.respondWith(kept('/field', event.request));
  else if (pathname.startsWith('/assets/')) event.respondWith(kept(event.request, event.request));
  else if (pathname.startsWith('/photos/') && event.request.url.includes('size=thumb')) event.respondWith(photo(event.request));
});

/** The kept page first: a network that is there but answers nothing would otherwise be waited for. */
async function kept(what: Request | string, asked: Request): Promise<Response> {
  const now = await (await caches.open(NOW)).match(what);
  return now ?? (await caches.match(what)) ?? fetch(asked);
}

/** A picture never changes under its name. */
async function photo(asked: Request): Promise<Response> {
  const cache = await caches.open(PHOTOS);
  const found = await cache.match(asked);
  if (found) return found;
  const answer = await fetch(asked);
  if (answer.ok) {
    await cache.put(asked, answer.clone());
    const names = await cache.keys();
    await Promise.all(names.slice(0, Math.max(0, names.length - MOST_PHOTOS)).map((name) => cache.delete(name)));
  }
  return answer;
}
export {};
