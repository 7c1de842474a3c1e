import { type ReactNode, createContext, useContext, useEffect, useState } from 'react';
import type { Locale, Words } from '../../kernel/words.ts';

const KEY = 'guanjia.locale';

type Choice = { readonly locale: Locale; readonly choose: (locale: Locale) => void };
const Chosen = createContext<Choice>({ locale: 'zh', choose: () => undefined });

/** What the person chose before, else what the browser speaks, else Chinese. */
function firstLocale(): Locale {
  const kept = localStorage.getItem(KEY);
  if (kept === 'zh' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

export function LocaleProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(firstLocale);
  useEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
  }, [locale]);
  const choose = (next: Locale) => {
    localStorage.setItem(KEY, next);
    setLocale(next);
  };
  return <Chosen.Provider value={{ locale, choose }}>{children}</Chosen.Provider>;
}

export function useLocale(): Choice {
  return useContext(Chosen);
}

/** A table of words in both languages; English must have exactly the Chinese keys, or it does not compile. */
export function useWords<T>(table: Record<Locale, T>): T {
  return table[useContext(Chosen).locale];
}

/** Picks one of a name's two languages. */
export function useNames(): (words: Words) => string {
  const { locale } = useContext(Chosen);
  return (words) => words[locale];
}
