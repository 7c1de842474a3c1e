import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, newKey } from '../../../../ui/outbox/ask.ts';
import { useLocale } from '../../../../ui/words/locale.tsx';
import type { AuthorisationHistory, AuthorisationView } from '../../rules/registerview.ts';
import { useAsking } from '../data.ts';

const path = '/api/responsibility/authorisations';
export type Turn = 'grant' | 'suspend' | 'restore' | 'revoke';
const statusAfter = { grant: 'active', suspend: 'suspended', restore: 'active', revoke: 'revoked' } as const;

export function useRegister() {
  const get = useAsking();
  return useQuery({
    queryKey: ['responsibility', 'authorisations'],
    queryFn: async () => (await get<{ authorisations: AuthorisationView[] }>(path)).authorisations,
  });
}

export function useChanges(id: string, version: number) {
  const get = useAsking();
  return useQuery({
    queryKey: ['responsibility', 'authorisations', id, version],
    queryFn: async () => (await get<AuthorisationHistory>(`${path}/${encodeURIComponent(id)}/history`)).events,
  });
}

/** Says a change of the register once; `refused` is the server's own sentence. */
export function useTurn(done: () => void) {
  const { locale } = useLocale();
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const post = async (where: string, body: unknown) => {
    setBusy(true);
    const answer = await ask('POST', where, { body, key, locale });
    setBusy(false);
    if (!answer.ok) return setRefused(answer.problem.detail);
    await queries.invalidateQueries({ queryKey: ['responsibility', 'authorisations'] });
    done();
  };
  return {
    busy,
    refused,
    turn: (id: string, turn: Turn, reason: string) =>
      post(`${path}/${encodeURIComponent(id)}/status`, { status: statusAfter[turn], reason }),
    put: (entry: object) => post(path, entry),
  };
}

/** What may be done to an entry: a draft is granted, one in force suspended, a suspended one restored; a revoked one stays so. */
export function turnsOf({ status }: Pick<AuthorisationView, 'status'>): Turn[] {
  if (status === 'revoked') return [];
  if (status === 'draft') return ['grant', 'revoke'];
  return status === 'suspended' ? ['restore', 'revoke'] : ['suspend', 'revoke'];
}
