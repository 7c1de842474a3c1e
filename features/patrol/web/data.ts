import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ask, newKey } from '../../../ui/outbox/ask.ts';
import { useLocale } from '../../../ui/words/locale.tsx';
import type { AskView, BoardView, WhyView } from '../rules/view.ts';

/** A refusal keeps its code, so that a screen tells "not yours" from "not now". */
export class Unheard extends Error {
  readonly code: string;

  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

function useAsking() {
  const { locale } = useLocale();
  return async <T>(path: string): Promise<T> => {
    const answer = await ask<T>('GET', path, { locale });
    if (!answer.ok) throw new Unheard(answer.problem.code, answer.problem.detail);
    return answer.value;
  };
}

/** Deadlines pass without anybody saying so; the feed tells the rest. */
const LOOKS_EVERY = 15_000;

/** The board, and by how much the server's clock is ahead of ours. */
export function useBoard() {
  const get = useAsking();
  return useQuery({
    queryKey: ['patrol', 'board'],
    refetchInterval: LOOKS_EVERY,
    retry: (failures, error) => failures < 1 && !(error instanceof Unheard && error.code === 'forbidden'),
    queryFn: async () => {
      const board = await get<BoardView>('/api/patrol/board');
      return { ...board, ahead: board.now - Date.now() };
    },
  });
}

export function useWhy(at: { street: string; promise: string; target: string }) {
  const get = useAsking();
  return useQuery({
    queryKey: ['patrol', 'why', at],
    refetchInterval: LOOKS_EVERY,
    queryFn: () => get<WhyView>(`/api/patrol/promises/${at.street}/${at.promise}/targets/${encodeURIComponent(at.target)}`),
  });
}

export function useMyAsks() {
  const get = useAsking();
  return useQuery({
    queryKey: ['patrol', 'asks'],
    refetchInterval: LOOKS_EVERY,
    queryFn: () => get<{ now: number; asks: AskView[] }>('/api/patrol/asks'),
  });
}

/** Fetches anew when the feed of promises says that something changed. The browser opens a lost line again by itself. */
export function usePatrolFeed() {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/api/patrol/live');
    const refresh = () => void queries.invalidateQueries({ queryKey: ['patrol'] });
    for (const event of ['patrol', 'refetch']) source.addEventListener(event, refresh);
    return () => source.close();
  }, [queries]);
}

/** Seconds tick for countdowns; by the server's clock. */
export function useTick(ahead: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const handle = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(handle);
  }, []);
  return now + ahead;
}

type Errand = { street: string; promise: string; target: string; person: string };

/** One tap sends, and a second tap before the answer sends the same. */
export function useSending() {
  const { locale } = useLocale();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [keys] = useState(() => new Map<string, string>());
  const send = async (path: string, body: object) => {
    const what = `${path} ${JSON.stringify(body)}`;
    const key = keys.get(what) ?? newKey();
    keys.set(what, key);
    setBusy(true);
    const answer = await ask<AskView>('POST', path, { body, key, locale });
    setBusy(false);
    // What came through or was refused is over; only what nobody heard is sent again under the same key.
    if (answer.ok || answer.problem.status !== 0) keys.delete(what);
    setProblem(answer.ok ? null : answer.problem.detail);
    await queries.invalidateQueries({ queryKey: ['patrol'] });
  };
  return {
    busy,
    problem,
    askToGo: (errand: Errand) => send('/api/patrol/asks', errand),
    answer: (id: string, said: 'accept' | 'decline') => send(`/api/patrol/asks/${id}/answer`, { answer: said }),
  };
}
