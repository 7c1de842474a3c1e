import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ask } from '../../../../ui/outbox/ask.ts';
import { useLocale } from '../../../../ui/words/locale.tsx';
import type { CaseRow, CaseView } from '../../rules/view.ts';

export type Counts = { byStatus: Partial<Record<CaseRow['status'], number>>; late: number; yellow: number };
export type PointRow = [id: string, lon: number, lat: number, status: CaseRow['status'], light: CaseRow['light'], urgent: boolean];

/** Throws the server's own sentence, so that a screen shows it as it is. */
function useAsking() {
  const { locale } = useLocale();
  return async <T>(path: string): Promise<T> => {
    const answer = await ask<T>('GET', path, { locale });
    if (!answer.ok) throw Object.assign(new Error(answer.problem.detail), { status: answer.problem.status, code: answer.problem.code });
    return answer.value;
  };
}

export function useCases(filter: string) {
  const get = useAsking();
  return useInfiniteQuery({
    queryKey: ['cases', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      get<{ cases: CaseRow[]; next: string | null }>(`/api/cases?${filter}${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`),
    getNextPageParam: ({ next }) => next,
  });
}

export function useCounts(filter = '') {
  const get = useAsking();
  return useQuery({ queryKey: ['counts', filter], queryFn: () => get<Counts>(`/api/cases/counts?${filter}`) });
}

export function usePoints(filter: string) {
  const get = useAsking();
  return useQuery({ queryKey: ['points', filter], queryFn: () => get<{ points: PointRow[] }>(`/api/cases/points?${filter}`) });
}

export function useCase(id: string) {
  const get = useAsking();
  return useQuery({ queryKey: ['case', id], queryFn: () => get<CaseView>(`/api/cases/${id}`), retry: false });
}

export function useCandidates(id: string, version: number | undefined) {
  const get = useAsking();
  return useQuery({
    queryKey: ['candidates', id, version],
    enabled: version !== undefined,
    queryFn: () => get<{ cases: (CaseRow & { metres: number | null })[] }>(`/api/cases/${id}/candidates`),
  });
}

export type News = { id: string; status: CaseRow['status']; type: string; number: string };

/**
 * Follows the live feed. What is on screen under the hand is not shoved: the open case and the counts refresh at once,
 * the list only tells how much is new and waits for a tap.
 */
export function useLive(onNews: (news: readonly News[]) => void): boolean {
  const queries = useQueryClient();
  const [live, setLive] = useState(false);
  useEffect(() => {
    const source = new EventSource('/api/live');
    const refresh = () =>
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'counts' || queryKey[0] === 'points' });
    source.addEventListener('open', () => setLive(true));
    source.addEventListener('error', () => setLive(false));
    source.addEventListener('refetch', () => void queries.invalidateQueries());
    source.addEventListener('cases', (event) => {
      const news = JSON.parse((event as MessageEvent<string>).data) as News[];
      for (const { id } of news) void queries.invalidateQueries({ queryKey: ['case', id] });
      refresh();
      onNews(news);
    });
    return () => source.close();
  }, [queries, onNews]);
  return live;
}
