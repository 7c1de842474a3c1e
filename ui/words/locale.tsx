import { createContext, type ReactNode, use, useCallback, useLayoutEffect, useMemo, useState } from 'react';
import type { Locale } from '../../kernel/words.ts';
import { languageTag, localeFor } from './choice.ts';
import { readStored, writeStored } from './stored.ts';
import { type Alike, type WordTables, wordsIn } from './words.ts';

const KEY = 'guanjia.locale';

/** The language in force and the way to change it. */
export type Speech = { readonly locale: Locale; readonly choose: (locale: Locale) => void };

const Spoken = createContext<Speech | undefined>(undefined);

/** What this device speaks before anything is drawn; also for `Accept-Language` of requests. */
export function localeNow(): Locale {
  return localeFor(readStored(KEY), navigator.languages);
}

export function LocaleProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(localeNow);
  useLayoutEffect(() => {
    document.documentElement.lang = languageTag[locale];
  }, [locale]);
  const choose = useCallback((chosen: Locale) => {
    writeStored(KEY, chosen);
    setLocale(chosen);
  }, []);
  const speech = useMemo(() => ({ locale, choose }), [locale, choose]);
  return <Spoken value={speech}>{children}</Spoken>;
}

/** Throws outside a LocaleProvider: every page has one. */
export function useLocale(): Speech {
  const speech = use(Spoken);
  if (!speech) throw new Error('useLocale needs a LocaleProvider above it');
  return speech;
}

export function useWords<T>(tables: WordTables<T>): Alike<T> {
  return wordsIn(tables, useLocale().locale);
}
