/** A door that said no, or no door at all: `status` 0 means the network never answered. */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly facts: Record<string, unknown>;
};
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export type Asking = {
  readonly body?: unknown;
  readonly key?: string;
  readonly locale: 'zh' | 'en';
  /** Whose words these are: the server refuses them when somebody else, or nobody, is signed in here by now. */
  readonly person?: string;
  readonly signal?: AbortSignal;
};

/** Reading and sending fail alike, but what is safe and what to do differ. */
const away = {
  zh: {
    read: ['连不上', '网络或服务器暂时不通，打开着的还可以看，恢复后会自动刷新。'],
    send: ['没有送出去', '网络或服务器暂时不通，填的内容还在，请稍后再按一次。'],
  },
  en: {
    read: ['No connection', 'The network or the server is away. What is open can still be read; it refreshes by itself.'],
    send: ['Not sent', 'The network or the server is away. What you entered is still here; press again in a moment.'],
  },
} as const;

/** What is sent: a form as it is, anything else as JSON. */
function sending(method: string, { body, key, locale, person, signal }: Asking): RequestInit {
  const headers: Record<string, string> = { 'accept-language': locale, 'x-guanjia': '1' };
  if (key) headers['idempotency-key'] = key;
  if (person) headers['x-guanjia-person'] = encodeURIComponent(person);
  const how = { method, headers, ...(signal ? { signal } : {}) };
  if (body === undefined) return how;
  if (body instanceof FormData) return { ...how, body };
  return { ...how, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function problemOf(status: number, said: Record<string, unknown> | null): Problem {
  const { code = 'internal', title = '', detail = '', ...facts } = said ?? {};
  return { status, code: String(code), title: String(title), detail: String(detail), facts };
}

/** Asks the server as a page of ours: with the session cookie, our header, and the key that makes a repeat harmless. */
export async function ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, asking: Asking): Promise<Answer<T>> {
  try {
    const answer = await fetch(path, sending(method, asking));
    const text = await answer.text();
    const said = (text ? JSON.parse(text) : null) as Record<string, unknown> | null;
    return answer.ok ? { ok: true, value: said as T } : { ok: false, problem: problemOf(answer.status, said) };
  } catch {
    const [title, detail] = away[asking.locale][method === 'GET' ? 'read' : 'send'];
    return { ok: false, problem: { status: 0, code: 'offline', title, detail, facts: {} } };
  }
}

/** A fresh key, as old browsers can make it too. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const SIDE = 1600;

/** A picture small enough to send from a street corner; the server strips and re-encodes it again whatever we do. */
export async function shrink(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return file;
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob((blob) => done(blob ?? file), 'image/jpeg', 0.8));
}

export function photoForm(photo: Blob): FormData {
  const form = new FormData();
  form.set('photo', photo, 'photo.jpg');
  return form;
}
