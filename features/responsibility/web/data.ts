import { useQuery } from '@tanstack/react-query';
import { ask } from '../../../ui/outbox/ask.ts';
import { useLocale } from '../../../ui/words/locale.tsx';
import type { MatrixView, ProofView, WhyView } from '../rules/view.ts';

/** Throws the server's own sentence, so that a screen shows it as it is. */
function useAsking() {
  const { locale } = useLocale();
  return async <T>(path: string): Promise<T> => {
    const answer = await ask<T>('GET', path, { locale });
    if (!answer.ok) throw new Error(answer.problem.detail);
    return answer.value;
  };
}

const said = (asked: Record<string, string | number | null | undefined>) =>
  new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, String(value)]])),
  ).toString();

/** The matrix of a moment; the one before stays on screen while the next is fetched, so that the time slider does not flicker. */
export function useMatrix(asked: { at: number | null; level: string }) {
  const get = useAsking();
  return useQuery({
    queryKey: ['responsibility', 'matrix', asked],
    queryFn: () => get<MatrixView>(`/api/responsibility/matrix?${said(asked)}`),
    placeholderData: (before) => before,
  });
}

export function useProof() {
  const get = useAsking();
  return useQuery({ queryKey: ['responsibility', 'proof'], queryFn: () => get<ProofView>('/api/responsibility/proof') });
}

export type WhyAsked = {
  at: number | null;
  matter: string | null;
  condition?: string | null;
  area?: string | null;
  asset?: string | null;
  lon?: number | null;
  lat?: number | null;
};

export function useWhy(asked: WhyAsked | null) {
  const get = useAsking();
  return useQuery({
    queryKey: ['responsibility', 'why', asked],
    enabled: asked !== null,
    queryFn: () => get<WhyView>(`/api/responsibility/why?${said(asked ?? {})}`),
    placeholderData: (before) => before,
  });
}
