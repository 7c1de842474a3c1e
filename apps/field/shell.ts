/** Lets the page open without a network, and asks the browser not to clear this phone's store when room gets short. */
export function keepShell(): void {
  // Only on https and on one's own machine; elsewhere the page works as long as it stays open.
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('/fieldworker.js', { scope: '/field', updateViaCache: 'none' }).catch(() => undefined);
  let isNew = false;
  const had = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => (isNew = had));
  // A newer build is taken up when nobody looks; every form comes back as it was left.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && isNew) location.reload();
  });
  void navigator.storage?.persist?.();
}

/** Pictures of other people's cases do not stay behind when somebody signs out. */
export async function forgetPhotos(): Promise<void> {
  if ('caches' in globalThis) await caches.delete('photos');
}
