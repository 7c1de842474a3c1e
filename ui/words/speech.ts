import { createContext, use, useMemo } from 'react';
import type { Words } from '../../kernel/words.ts';
import { type CountedOn, formatAgo, formatClock, formatDate, formatLeft, formatSoon, formatTime } from './format.ts';
import { useLocale } from './locale.tsx';

/** Minutes east of UTC in the world shown: a desk in another zone still tells the street's own time. */
export const WorldOffset = createContext(480);

/** Names and times in the reader's language and the world's own clock. */
export function useSpeech() {
  const { locale } = useLocale();
  const offset = use(WorldOffset);
  return useMemo(
    () => ({
      name: (words: Words) => words[locale],
      near: (at: number, now: number = Date.now()) => formatSoon(at, now, locale, offset),
      day: (at: number) => formatDate(at, locale, offset),
      clock: (at: number) => formatClock(at, offset),
      time: (at: number) => formatTime(at, locale, offset),
      ago: (at: number, now: number = Date.now()) => formatAgo(at, now, locale),
      left: (minutes: number, on: CountedOn) => formatLeft(minutes, locale, on),
    }),
    [locale, offset],
  );
}
