import type { Paint } from '../../../ui/heat/paint.ts';
import type { MatrixView } from '../rules/view.ts';
import type { Board, Square } from './board.ts';
import { shortNames } from './shortname.ts';

/** Names on the board in the reader's language. */
export type Said = {
  readonly line: ReadonlyMap<string, string>;
  readonly party: ReadonlyMap<string, string>;
  readonly short: ReadonlyMap<string, string>;
};

export function sayings({ families, parties }: MatrixView, locale: 'zh' | 'en'): Said {
  const names = parties.map(({ name }) => name[locale]);
  const short = shortNames(names, locale);
  return {
    line: new Map(
      families.flatMap(({ id, name, matters }) => [
        [id, name[locale]] as const,
        ...matters.map((each) => [each.id, each.name[locale]] as const),
      ]),
    ),
    party: new Map(parties.map(({ id }, i) => [id, names[i] ?? id])),
    short: new Map(parties.map(({ id }, i) => [id, short[i] ?? ''])),
  };
}

/** How a square looks: the hue of who leads it, hatched where only the fallback answers. */
export function paintOf({ hueOf }: Board, { short }: Said, { party, others, gap }: Square): Paint {
  if (gap === 'nobody' || party === null) return { fill: 'sheet', hatched: true, short: '!' };
  return {
    fill: `hue-${hueOf.get(party) ?? 1}`,
    hatched: gap === 'fallback',
    short: `${short.get(party) ?? ''}${others > 0 ? `+${others}` : ''}`,
  };
}
