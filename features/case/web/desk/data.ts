import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { use } from 'react';
import { ask } from '../../../../ui/outbox/ask.ts';
import { useLocale } from '../../../../ui/words/locale.tsx';
import type { SecondOpinion } from '../../../judgement/rules/opinion.ts';
import type { CaseRow, CaseView } from '../../rules/view.ts';
import { AheadContext } from './ahead.ts';

export type Counts = { byStatus: Partial<Record<CaseRow['status'], number>>; late: number; yellow: number };
export type PointRow = [id: string, lon: number, lat: number, status: CaseRow['status'], light: CaseRow['light'], urgent: boolean];

/** What is left of a promise is told by the server; a minute later it is another minute. */
const MINUTE = 60_000;

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
    refetchInterval: MINUTE,
    queryFn: ({ pageParam }) =>
      get<{ cases: CaseRow[]; next: string | null }>(`/api/cases?${filter}${pageParam ? `&after=${encodeURIComponent(pageParam)}` : ''}`),
    getNextPageParam: ({ next }) => next,
  });
}

export function useCounts(filter = '') {
  const get = useAsking();
  return useQuery({ queryKey: ['counts', filter], queryFn: () => get<Counts>(`/api/cases/counts?${filter}`), refetchInterval: MINUTE });
}

export function usePoints(filter: string) {
  const get = useAsking();
  return useQuery({ queryKey: ['points', filter], queryFn: () => get<{ points: PointRow[] }>(`/api/cases/points?${filter}`) });
}

export function useCase(id: string) {
  const get = useAsking();
  const { view } = use(AheadContext);
  return useQuery({
    queryKey: ['case', id],
    queryFn: () => get<CaseView>(`/api/cases/${id}`),
    retry: false,
    refetchInterval: MINUTE,
    select: view,
  });
}

export function useCandidates(id: string, version: number | undefined) {
  const get = useAsking();
  return useQuery({
    queryKey: ['candidates', id, version],
    enabled: version !== undefined,
    queryFn: () => get<{ cases: (CaseRow & { metres: number | null })[] }>(`/api/cases/${id}/candidates`),
  });
}

/** Asked once for the same words: each asking costs somebody money. */
export function useSecondOpinion(id: string, text: string, isWanted: boolean) {
  const get = useAsking();
  return useQuery({
    queryKey: ['opinion', id, text],
    enabled: isWanted && text !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: () => get<SecondOpinion>(`/api/cases/${id}/opinion`),
  });
}
