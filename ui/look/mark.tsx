/** The five meanings of the product. Each has a colour and a shape of its own, so that no one needs the colour. */
export const tones = ['red', 'amber', 'green', 'blue', 'grey'] as const;
export type Tone = (typeof tones)[number];

const shapes: Record<Tone, string> = {
  red: 'M7 1.2 13.2 12H.8z',
  amber: 'M7 .8 13.2 7 7 13.2.8 7z',
  green: 'M7 1a6 6 0 1 1 0 12A6 6 0 0 1 7 1z',
  blue: 'M2 2h10v10H2z',
  grey: 'M2 5.6h10v2.8H2z',
};

/** A shape, a colour and a word: never one alone. */
export function Mark({ tone, word }: { tone: Tone; word: string }) {
  return (
    <span className={`mark tone-${tone}`}>
      <svg width="12" height="12" viewBox="0 0 14 14" fill="currentColor" aria-hidden="true">
        <path d={shapes[tone]} />
      </svg>
      {word}
    </span>
  );
}
