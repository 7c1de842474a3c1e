import { type Lexicon, buildLexicon } from './lexicon.ts';
import { type Condition, type Matter, type MatterKey, keyOf } from './matter.ts';

/** The catalogue as it is searched. Lookups take the present key or, as an alias, the code used before 2026. */
export type Catalogue = {
  readonly matters: readonly Matter[];
  readonly byKey: ReadonlyMap<MatterKey, Matter>;
  /** `part:0101` and the like. One old class may have become several: all of them, in catalogue order. */
  readonly byLegacy: ReadonlyMap<string, readonly Matter[]>;
  readonly lexicon: Lexicon;
};

/** Throws when two classes share a key: a checked world has none. */
export function buildCatalogue(matters: readonly Matter[]): Catalogue {
  const byKey = new Map<MatterKey, Matter>();
  const byLegacy = new Map<string, Matter[]>();
  for (const matter of matters) {
    const key = keyOf(matter);
    if (byKey.has(key)) throw new Error(`two matters are called ${key}`);
    byKey.set(key, matter);
    // Sources mark doubtful aliases, as in "0190(local ext)"; the code is what comes before.
    const legacy = /^[0-9A-Z]+/.exec(matter.legacy ?? '')?.[0];
    if (legacy) byLegacy.set(`${matter.kind}:${legacy}`, [...(byLegacy.get(`${matter.kind}:${legacy}`) ?? []), matter]);
  }
  return { matters, byKey, byLegacy, lexicon: buildLexicon(matters) };
}

/** By key, or by old code where that became exactly one class; an old code that was split needs a person. */
export function findMatter({ byKey, byLegacy }: Catalogue, key: string): Matter | undefined {
  const heirs = byLegacy.get(key) ?? [];
  return byKey.get(key as MatterKey) ?? (heirs.length === 1 ? heirs[0] : undefined);
}

export function conditionOf({ byKey }: Catalogue, key: MatterKey, condition: string): Condition | undefined {
  return byKey.get(key)?.conditions.find((each) => each.key === condition);
}
