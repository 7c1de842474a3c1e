import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** The feed is open, is being opened for the first time, or has been away since then. */
export type Live = { readonly state: 'open' | 'opening' } | { readonly state: 'lost'; readonly since: number };

/** Everything a list or a map shows; fetched anew at most this often however much happens. */
const shown = ['cases', 'counts', 'points'];
const AT_MOST_EVERY = 1_000;
/** A browser retries a broken feed by itself, but gives up when a server answers with an error. */
const TRY_AGAIN = 3_000;
/** The server beats every 15 s; a line that went silent without a word is dead after this. */
const SILENCE = 40_000;

/** Follows the live feed. What it tells of is fetched anew: the screens decide what may move under the hand. */
export function useLive(): Live {
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>({ state: 'opening' });
  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let soon: ReturnType<typeof setTimeout> | undefined;
    let silence: ReturnType<typeof setTimeout> | undefined;
    let wasLost = false;
    const refresh = () => {
      soon = undefined;
      void queries.invalidateQueries({ predicate: ({ queryKey }) => shown.includes(String(queryKey[0])) });
    };
    const lose = () => {
      wasLost = true;
      setLive((before) => (before.state === 'lost' ? before : { state: 'lost', since: Date.now() }));
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(retry);
      retry = setTimeout(open, TRY_AGAIN);
    };
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        source?.close();
        lose();
      }, SILENCE);
    };
    const open = () => {
      source?.close();
      source = new EventSource('/api/live');
      source.addEventListener('beat', heard);
      source.addEventListener('open', () => {
        heard();
        setLive({ state: 'open' });
        // Nobody knows what was missed meanwhile.
        if (wasLost) void queries.invalidateQueries();
        wasLost = false;
      });
      source.addEventListener('error', lose);
      source.addEventListener('refetch', () => void queries.invalidateQueries());
      source.addEventListener('cases', (event) => {
        heard();
        const news = JSON.parse((event as MessageEvent<string>).data) as { id: string }[];
        for (const { id } of news) void queries.invalidateQueries({ queryKey: ['case', id] });
        soon ??= setTimeout(refresh, AT_MOST_EVERY);
      });
    };
    const goOffline = () => {
      source?.close();
      lose();
    };
    open();
    addEventListener('offline', goOffline);
    addEventListener('online', open);
    return () => {
      removeEventListener('offline', goOffline);
      removeEventListener('online', open);
      clearTimeout(retry);
      clearTimeout(soon);
      clearTimeout(silence);
      source?.close();
    };
  }, [queries]);
  return live;
}
