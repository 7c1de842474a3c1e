import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ask, newKey } from '../../../ui/outbox/ask.ts';
import { useLocale } from '../../../ui/words/locale.tsx';
import type { Words } from '../../../kernel/words.ts';
import type { FiguresView } from '../../case/rules/disputeview.ts';
import type { ToldRow } from '../rules/wire.ts';
import type { DutyEdit, MatrixView, PreviewView, ProofView, WhyView } from '../rules/view.ts';

/** Throws the server's own sentence, so that a screen shows it as it is. */
export function useAsking() {
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

export function useRows() {
  const get = useAsking();
  return useQuery({ queryKey: ['responsibility', 'rows'], queryFn: () => get<{ rows: ToldRow[] }>('/api/responsibility/rows') });
}

/** What was refused and handed on most, by duty row, matter or case. */
export function useWorst(by: string) {
  const get = useAsking();
  return useQuery({
    queryKey: ['disputes', 'figures', by],
    retry: false,
    queryFn: () => get<FiguresView>(`/api/disputes/figures?by=${by}`),
  });
}

export type Unit = { id: string; name: Words; sector: 'government' | 'enterprise' | 'community' };

export function useUnits() {
  const get = useAsking();
  return useQuery({ queryKey: ['reference'], staleTime: 300_000, queryFn: () => get<{ units: Unit[] }>('/api/reference') });
}

/** Long enough that a hand still typing is not answered for every letter. */
const PAUSE = 350;

/** What saving this row would change, asked again after every pause; an answer to an older row is dropped. */
export function usePreview(row: ToldRow | undefined, tell: (preview: PreviewView | null) => void) {
  const { locale } = useLocale();
  const [state, setState] = useState<{ preview: PreviewView | null; problem: string | null; waiting: boolean }>({
    preview: null,
    problem: null,
    waiting: false,
  });
  const heard = useRef(tell);
  heard.current = tell;
  const said = row === undefined ? '' : JSON.stringify(row);
  useEffect(() => {
    let isOld = false;
    const known = (preview: PreviewView | null, problem: string | null) => {
      if (isOld) return;
      setState({ preview, problem, waiting: false });
      heard.current(preview);
    };
    if (said === '') {
      known(null, null);
      return;
    }
    setState((before) => ({ ...before, waiting: true }));
    const body = { rows: [JSON.parse(said) as ToldRow], remove: [] };
    const later = setTimeout(() => {
      void ask<PreviewView>('POST', '/api/responsibility/preview', { body, locale }).then((answer) =>
        answer.ok ? known(answer.value, null) : known(null, answer.problem.detail),
      );
    }, PAUSE);
    return () => {
      isOld = true;
      clearTimeout(later);
    };
  }, [said, locale]);
  return state;
}

export function useSave(done: () => void) {
  const { locale } = useLocale();
  const queries = useQueryClient();
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [key] = useState(newKey);
  const save = async (edit: Omit<DutyEdit, 'rows'> & { rows: readonly ToldRow[]; token: string; because: string; ruling?: string }) => {
    setSaving(true);
    const answer = await ask('POST', '/api/responsibility/rows', { body: edit, key, locale });
    setSaving(false);
    if (!answer.ok) return setRefused(answer.problem.detail);
    await queries.invalidateQueries({ predicate: ({ queryKey }) => ['responsibility', 'case', 'disputes'].includes(String(queryKey[0])) });
    done();
  };
  return { save, saving, refused };
}
