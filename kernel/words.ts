/** A name in both languages of the product. Chinese is never missing; English falls back to it where a source has none. */
export type Words = { readonly zh: string; readonly en: string };
/** The locales of the product; zh is the default. */
export type Locale = 'zh' | 'en';
