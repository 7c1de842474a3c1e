import { type Pairs, readPairs } from '../rules/open311.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A form's names and values; undefined when they are not UTF-8, for `URLSearchParams` alone would put question marks in their place. */
export function parseForm(bytes: Buffer): Pairs | undefined {
  try {
    const text = utf8.decode(bytes);
    decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'));
    return readPairs(new URLSearchParams(text));
  } catch {
    return undefined;
  }
}
