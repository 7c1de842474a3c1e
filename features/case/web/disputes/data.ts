import { useQuery } from '@tanstack/react-query';
import type { BaseMap } from '../../../../ui/canvas/layer.ts';
import { ask } from '../../../../ui/outbox/ask.ts';
import { useLocale } from '../../../../ui/words/locale.tsx';
import type { DisputesView } from '../../rules/disputeview.ts';

/** Time runs on while the inbox lies open; a ruling made elsewhere is told by the live feed. */
const MINUTE = 60_000;

export function useDisputes() {
  const { locale } = useLocale();
  return useQuery({
    queryKey: ['disputes'],
    retry: false,
    refetchInterval: MINUTE,
    queryFn: async () => {
      const answer = await ask<DisputesView>('GET', '/api/disputes', { locale });
      if (!answer.ok) throw Object.assign(new Error(answer.problem.detail), { status: answer.problem.status, title: answer.problem.title });
      return answer.value;
    },
  });
}

/** The ground under a pin; the words of a place stand without it. */
export function useBase(): BaseMap | null {
  const { data } = useQuery({
    queryKey: ['base'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await ask<BaseMap>('GET', '/geo/base.geojson', { locale: 'zh' });
      return answer.ok ? answer.value : null;
    },
  });
  return data ?? null;
}
