/** What a reporter has said so far. Kept on the device at every change, with the key that makes sending it twice harmless. */
export type Draft = {
  readonly key: string;
  readonly text: string;
  readonly matter: string | null;
  readonly point: { readonly lon: number; readonly lat: number } | null;
  readonly address: string;
  readonly asset: string | null;
  readonly phone: string;
  readonly joins: string | null;
  /** The place we asked about and the reporter stood by the pin: asked once, never again. */
  readonly pinSure?: string | undefined;
  readonly step: 1 | 2;
};

export type Sent = { readonly number: string; readonly token: string; readonly at: number; readonly text: string };

export function emptyDraft(key: string, asset: string | null): Draft {
  return { key, text: '', matter: null, point: null, address: '', asset, phone: '', joins: null, step: 1 };
}

/** Enough to send: some words, a chosen matter, or a picture. */
export function hasSaid({ text, matter }: Draft, photos: number): boolean {
  return text.trim().length > 0 || matter !== null || photos > 0;
}

/** The body of the report. Nothing is invented: what was not said is not sent. */
export function bodyOf(draft: Draft, photos: number, saidAt: number) {
  const { text, matter, point, address, asset, phone, joins, pinSure } = draft;
  return {
    text: text.trim(),
    ...(matter ? { matter } : {}),
    // The browser's position is WGS-84, and so is the map a pin is put on.
    place: {
      ...(point ? { point, crs: 'WGS84', ...(pinSure ? { insists: pinSure } : {}) } : {}),
      ...(asset ? { asset } : {}),
      ...(address.trim() ? { address: address.trim() } : {}),
    },
    ...(phone.trim() ? { contact: { phone: phone.trim() } } : {}),
    ...(joins ? { joins } : {}),
    photosToCome: photos,
    saidAt,
  };
}

const KEY = 'guanjia.draft';
const SENT = 'guanjia.sent';
type Store = { getItem(name: string): string | null; setItem(name: string, value: string): void; removeItem(name: string): void };

/** A draft of another thing's code is not this one's: scanning a second bin starts anew. */
export function loadDraft(store: Store, asset: string | null): Draft | undefined {
  try {
    const kept = JSON.parse(store.getItem(KEY) ?? 'null') as Draft | null;
    return kept && kept.asset === asset ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(store: Store, draft: Draft) {
  store.setItem(KEY, JSON.stringify(draft));
}

export function forgetDraft(store: Store) {
  store.removeItem(KEY);
}

export function sentBefore(store: Store): Sent[] {
  try {
    return (JSON.parse(store.getItem(SENT) ?? '[]') as Sent[]).slice(0, 10);
  } catch {
    return [];
  }
}

export function rememberSent(store: Store, sent: Sent) {
  const others = sentBefore(store).filter(({ token }) => token !== sent.token);
  store.setItem(SENT, JSON.stringify([sent, ...others].slice(0, 10)));
}
