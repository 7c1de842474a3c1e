import { type Result, ok, refuse } from '../../kernel/result.ts';

/** Why a body is not JSON as we take it. */
export type NotJson = { code: 'not-json'; because: 'empty' | 'utf-8' | 'syntax' | 'key-twice' | 'key-not-taken' | 'too-deep' };

/** No message of ours is nested deeper than six. */
const DEEPEST = 32;
/** Names that mean something to JavaScript itself; no field of ours is called so. */
const notTaken = new Set(['__proto__', 'constructor', 'prototype']);
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * JSON as I-JSON (RFC 7493) wants it. `JSON.parse` alone would turn bad UTF-8 into question marks and let the last of two
 * equal keys win, and then we would store, and acknowledge, something else than what was said.
 */
export function readJson(bytes: Buffer): Result<unknown, NotJson> {
  const because = (reason: NotJson['because']) => refuse({ code: 'not-json' as const, because: reason });
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
  } catch {
    return because('utf-8');
  }
  if (text.trim() === '') return because('empty');
  try {
    value = JSON.parse(text);
  } catch {
    return because('syntax');
  }
  const fault = faultIn(text);
  return fault ? because(fault) : ok(value);
}

/** Reads over a text that is known to be JSON: in one, only a key is a string followed by a colon. */
function faultIn(text: string): 'key-twice' | 'key-not-taken' | 'too-deep' | undefined {
  const open: Set<string>[] = [];
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (sign === '{' || sign === '[') {
      open.push(new Set());
      if (open.length > DEEPEST) return 'too-deep';
    } else if (sign === '}' || sign === ']') open.pop();
    else if (sign === '"') {
      const end = endOfString(text, i);
      const raw = text.slice(i, end + 1);
      i = end;
      if (!isKey(text, end + 1)) continue;
      const key = JSON.parse(raw) as string;
      const keys = open.at(-1);
      if (notTaken.has(key)) return 'key-not-taken';
      if (keys?.has(key)) return 'key-twice';
      keys?.add(key);
    }
  }
  return undefined;
}

function isKey(text: string, after: number): boolean {
  let next = after;
  while (' \t\r\n'.includes(text[next] ?? '.')) next++;
  return text[next] === ':';
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}
