import type { Locale } from '../../kernel/words.ts';

/** The stored choice, else the first language the browser asks for that we speak, else Chinese. */
export function localeFor(stored: string | null, wanted: readonly string[]): Locale {
  if (stored === 'zh' || stored === 'en') return stored;
  for (const language of wanted) {
    const [base] = language.toLowerCase().split('-');
    if (base === 'zh' || base === 'en') return base;
  }
  return 'zh';
}

/** What `<html lang>` says, so that screen readers and line breaking follow. */
export const languageTag: Record<Locale, string> = { zh: 'zh-CN', en: 'en' };
