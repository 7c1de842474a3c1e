import type { BaseMap } from './layer.ts';

const kept = new Map<string, Promise<BaseMap>>();

/** The base map behind `url`, fetched once a page. Rejects when it cannot be had; the next call tries again. */
export function loadBase(url: string): Promise<BaseMap> {
  const known = kept.get(url);
  if (known) return known;
  const asked = fetch(url).then((answer) => {
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    return answer.json() as Promise<BaseMap>;
  });
  kept.set(url, asked);
  asked.catch(() => kept.delete(url));
  return asked;
}
