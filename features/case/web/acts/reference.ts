import { useQuery } from '@tanstack/react-query';
import type { Words } from '../../../../kernel/words.ts';
import type { Limit } from '../../../../kernel/time/limit.ts';
import { ask } from '../../../../ui/outbox/ask.ts';

/** The lists a form chooses from, as the server sends them. */
export type Reference = {
  readonly units: readonly {
    id: string;
    name: Words;
    sector: 'government' | 'enterprise' | 'community';
    kind: string;
    parent: string | null;
  }[];
  readonly people: readonly { id: string; name: string; roles: readonly string[]; unit: string; streets: readonly string[] }[];
  readonly matters: readonly {
    key: string;
    name: Words;
    major: { code: string; name: Words };
    conditions: readonly { key: string; text: Words; limit: Limit; closing: Words }[];
  }[];
};

const none: Reference = { units: [], people: [], matters: [] };

export function useReference(): Reference {
  const { data } = useQuery({
    queryKey: ['reference'],
    staleTime: 10 * 60_000,
    queryFn: async () => {
      const answer = await ask<Reference>('GET', '/api/reference', { locale: 'zh' });
      if (!answer.ok) throw new Error(answer.problem.detail);
      return answer.value;
    },
  });
  return data ?? none;
}
