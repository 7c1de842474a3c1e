import type { Limit } from '../../../kernel/time/limit.ts';
import type { Words } from '../../../kernel/words.ts';

/** 部件 or 事项. The same five digits mean different things in each, so a matter's key is always both. */
export type Kind = 'part' | 'matter';
/** `part:01001` or `matter:06001`; local classes carry their own digits, legacy emergencies `matter:L0501`. */
export type MatterKey = `${Kind}:${string}`;

/** A filing condition (立案条件): what must be seen before a case is filed, the limit it carries, and what closes it. */
export type Condition = { readonly key: string; readonly text: Words; readonly limit: Limit; readonly closing: Words };

/** One minor class (小类) of the catalogue with its filing conditions. */
export type Matter = {
  readonly kind: Kind;
  readonly code: string;
  readonly major: { readonly code: string; readonly name: Words };
  readonly name: Words;
  /** The pre-2026 code, kept as an alias for lookups; null for local classes. */
  readonly legacy: string | null;
  readonly local: boolean;
  readonly conditions: readonly Condition[];
  /** What people say when they mean it, beside its own name: the lexicon that proposals are made from. */
  readonly sayings: readonly string[];
  /** Families that cut across the majors (`safety`, `campaign:winter`), for duty rows and programmes to name. */
  readonly tags?: readonly string[];
};

export function keyOf({ kind, code }: Pick<Matter, 'kind' | 'code'>): MatterKey {
  return `${kind}:${code}`;
}
