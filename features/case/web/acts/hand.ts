import { createContext, use, useMemo } from 'react';
import { type Answer, ask, photoForm, shrink } from '../../../../ui/outbox/ask.ts';
import { useLocale } from '../../../../ui/words/locale.tsx';
import type { SpokenType } from '../../rules/command.ts';
import type { CaseView } from '../../rules/view.ts';
import type { Values } from './asking.ts';

/** A form as it stands, under the key it will be sent with. */
export type Begun = { readonly key: string; readonly values: Values };
/** `version` is the one that was looked at. */
export type Saying = { readonly command: { readonly type: SpokenType } & Values; readonly version: number; readonly saidAt: number };

/** How a form's words and pictures leave it. The desk sends them at once; the phone keeps them first and sends when it can. */
export type Hand = {
  /** What was entered here before and never sent. */
  readonly begun?: (it: CaseView, command: SpokenType) => Promise<Begun | undefined>;
  readonly keep?: (it: CaseView, command: SpokenType, form: Begun) => void;
  /** Takes a picture into the list `name` of the form; answers the id to quote it by. */
  readonly photo: (at: { it: CaseView; command: SpokenType; name: string; form: Begun }, photo: Blob) => Promise<Answer<{ id: string }>>;
  readonly src: (id: string) => string;
  /** Null when it was only kept: the server has not decided yet. */
  readonly send: (it: CaseView, saying: Saying, key: string) => Promise<Answer<CaseView | null>>;
};

export const HandContext = createContext<Hand | null>(null);

export function useHand(): Hand {
  const { locale } = useLocale();
  const given = use(HandContext);
  const online = useMemo(() => onlineHand(locale), [locale]);
  return given ?? online;
}

export function onlineHand(locale: 'zh' | 'en'): Hand {
  return {
    photo: async ({ it }, photo) => ask('POST', `/api/cases/${it.id}/photos`, { body: photoForm(await shrink(photo)), locale }),
    src: (id) => `/photos/${id}?size=thumb`,
    send: (it, saying, key) => ask('POST', `/api/cases/${it.id}/commands`, { body: saying, key, locale }),
  };
}
