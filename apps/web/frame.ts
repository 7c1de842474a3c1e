import { useQuery } from '@tanstack/react-query';
import type { Words } from '../../kernel/words.ts';
import { ask } from '../../ui/outbox/ask.ts';
import { useLocale } from '../../ui/words/locale.tsx';

export type Frame = {
  name: Words;
  attribution: string[];
  boundaryNotice: Words | null;
  bounds: [number, number, number, number];
  utcOffsetMinutes: number;
  homeStreet: string;
};

/** The world this desk looks at; null until it is fetched. It does not change while a desk is open. */
export function useFrame(): Frame | null {
  const { locale } = useLocale();
  const { data } = useQuery({
    queryKey: ['frame'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await ask<Frame>('GET', '/geo/world.json', { locale });
      if (!answer.ok) throw new Error(answer.problem.detail);
      return answer.value;
    },
  });
  return data ?? null;
}
