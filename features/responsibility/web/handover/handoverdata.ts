import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, newKey } from '../../../../ui/outbox/ask.ts';
import { useLocale } from '../../../../ui/words/locale.tsx';
import type { ContractsView, HandedCases, HandoverPreview, HandoverView } from '../../rules/handoverview.ts';
import { useAsking } from '../data.ts';

const path = '/api/responsibility/handovers';
/** How often a handover under way is looked at again. */
const LOOK = 1_000;

export function useContracts() {
  const get = useAsking();
  return useQuery({
    queryKey: ['responsibility', 'contracts'],
    queryFn: () => get<ContractsView>('/api/responsibility/contracts'),
    refetchInterval: ({ state }) => (state.data?.contracts.some(({ handover }) => handover !== null) ? LOOK : false),
  });
}

export function useHandovers() {
  const get = useAsking();
  return useQuery({
    queryKey: ['responsibility', 'handovers'],
    queryFn: async () => (await get<{ handovers: HandoverView[] }>(path)).handovers,
    refetchInterval: ({ state }) => (state.data?.some((each) => each.state === 'running' || each.state === 'waiting') ? LOOK : false),
  });
}

export function useHandedCases(id: string, moved: number, isWanted: boolean) {
  const get = useAsking();
  return useQuery({
    queryKey: ['responsibility', 'handovers', id, moved],
    enabled: isWanted,
    queryFn: async () => (await get<HandedCases>(`${path}/${id}/cases`)).cases,
  });
}

export type Asked = {
  readonly contract: string;
  readonly clauses: readonly string[] | null;
  readonly to: string;
  readonly heirs: readonly { readonly from: string; readonly to: string }[];
  readonly onDay: string | null;
};

/** Previews, confirms and takes back; `refused` is the server's own sentence. */
export function useHandover() {
  const { locale } = useLocale();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const post = async <T>(where: string, body: unknown): Promise<T | null> => {
    setBusy(true);
    setRefused(null);
    const answer = await ask<T>('POST', where, { body, key: newKey(), locale });
    setBusy(false);
    if (answer.ok) return answer.value;
    setRefused(answer.problem.detail);
    return null;
  };
  const changed = async <T>(done: T | null): Promise<T | null> => {
    if (done) await queries.invalidateQueries({ queryKey: ['responsibility'] });
    return done;
  };
  return {
    busy,
    refused,
    preview: (asked: Asked) => post<HandoverPreview>(`${path}/preview`, asked),
    confirm: async (asked: Asked & { token: string; because: string }) => changed(await post<HandoverView>(path, asked)),
    takeBack: async (id: string) => changed(await post<HandoverView>(`${path}/${id}/cancel`, {})),
  };
}
