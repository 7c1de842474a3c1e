import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** The feed is open, is being opened for the first time, or has been away since then. */
export type Live = { readonly state: 'open' | 'opening' } | { readonly state: 'lost'; readonly since: number };

/** Everything a list or a map shows; fetched anew at most this often however much happens. */
const shown = ['cases', 'counts', 'points', 'disputes'];
/** And what was read before the feed was open: what happened in between, no feed will ever tell. */
const readBefore = [...shown, 'case'];
const AT_MOST_EVERY = 1_000;
/** A model's opinion of the same words is the same, and each asking costs somebody money. */
const paid = ['opinion'];

/** Follows the live feed. What it tells of is fetched anew: the screens decide what may move under the hand. */
export function useLive(): Live {
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>({ state: 'opening' });
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const renew = (names: readonly string[]) =>
      void queries.invalidateQueries({ predicate: ({ queryKey }) => names.includes(String(queryKey[0])) });
    const refresh = () => {
      soon = undefined;
      renew(shown);
    };
    const stop = followFeed({
      onOpen: () => {
        setLive({ state: 'open' });
        renew(readBefore);
      },
      onLost: () => setLive((before) => (before.state === 'lost' ? before : { state: 'lost', since: Date.now() })),
      onMissed: () => void queries.invalidateQueries({ predicate: ({ queryKey }) => !paid.includes(String(queryKey[0])) }),
      onCases: (ids) => {
        for (const id of ids) void queries.invalidateQueries({ queryKey: ['case', id] });
        soon ??= setTimeout(refresh, AT_MOST_EVERY);
      },
    });
    return () => {
      clearTimeout(soon);
      stop();
    };
  }, [queries]);
  return live;
}

/** A browser retries a broken feed by itself, but gives up when a server answers with an error. */
const TRY_AGAIN = 3_000;
/** The server beats every 15 s; a line that went silent without a word is dead after this. */
const SILENCE = 40_000;

type Ear = {
  onOpen: () => void;
  onLost: () => void;
  /** The line was away, or the server forgot how far we were: anything may have changed. */
  onMissed: () => void;
  onCases: (ids: readonly string[]) => void;
};

/** Keeps one feed open until told to stop. */
function followFeed({ onOpen, onLost, onMissed, onCases }: Ear): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let wasLost = false;
  const lose = () => {
    wasLost = true;
    onLost();
    if (source?.readyState !== EventSource.CLOSED) return;
    clearTimeout(retry);
    retry = setTimeout(open, TRY_AGAIN);
  };
  const cut = () => {
    source?.close();
    lose();
  };
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(cut, SILENCE);
  };
  const open = () => {
    source?.close();
    source = new EventSource('/api/live');
    source.addEventListener('beat', heard);
    source.addEventListener('error', lose);
    source.addEventListener('refetch', onMissed);
    source.addEventListener('open', () => {
      heard();
      onOpen();
      if (wasLost) onMissed();
      wasLost = false;
    });
    source.addEventListener('cases', (event) => {
      heard();
      onCases((JSON.parse((event as MessageEvent<string>).data) as { id: string }[]).map(({ id }) => id));
    });
  };
  open();
  addEventListener('offline', cut);
  addEventListener('online', open);
  return () => {
    removeEventListener('offline', cut);
    removeEventListener('online', open);
    clearTimeout(retry);
    clearTimeout(silence);
    source?.close();
  };
}
