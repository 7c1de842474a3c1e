import type { Locale } from '../../kernel/words.ts';

/** A sentence, a sentence made from facts, or a group of either. */
type Entry = string | ((...facts: never[]) => string) | Table;
type Table = { readonly [key: string]: Entry };

/** The same keys with the same facts; only the wording is free. */
export type Alike<T> = T extends string
  ? string
  : T extends (...facts: infer Facts) => string
    ? (...facts: Facts) => string
    : { readonly [Key in keyof T]: Alike<T[Key]> };

export type WordTables<T> = { readonly zh: T; readonly en: Alike<T> };

/**
 * The words of one screen in both languages. Chinese leads: English must say exactly the same keys from the same facts,
 * else the screen does not compile. Write both tables as literals in the call, so that a key too many is seen as well.
 */
export function createWords<T extends Table>(tables: { zh: T; en: NoInfer<Alike<T>> }): WordTables<T> {
  return tables;
}

/** The words in one language, for code outside React. */
export function wordsIn<T>(tables: WordTables<T>, locale: Locale): Alike<T> {
  // T is its own Alike<T> with narrower strings; TypeScript does not resolve the conditional type for an open T.
  return locale === 'zh' ? (tables.zh as Alike<T>) : tables.en;
}
