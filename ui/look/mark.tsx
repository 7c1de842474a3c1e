import { type ShapeName, shapeOf, shapes, signs, type Tone } from './shapes.ts';

/** A shape in its tone's colour with the tone's sign inside; hollow when nothing is known. For legends and marks alike. */
export function Shape({ tone, shape = shapeOf[tone], size = 14 }: { tone: Tone; shape?: ShapeName; size?: number }) {
  const sign = signs[tone];
  const colour = `var(--${tone}-mark)`;
  return (
    <svg className="shape" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={shapes[shape]}
        fill={sign ? colour : 'none'}
        stroke={colour}
        strokeWidth={sign ? 0 : 3}
        strokeDasharray={sign ? undefined : '5 3'}
      />
      {sign && <path d={sign} fill="none" stroke="var(--on-mark)" strokeWidth="2.8" strokeLinecap="round" strokeLinejoin="round" />}
    </svg>
  );
}

/** A shape, a colour and a word: never one alone. */
export function Mark({ tone, word, shape }: { tone: Tone; word: string; shape?: ShapeName }) {
  return (
    <span className={`mark tone-${tone}`}>
      <Shape tone={tone} {...(shape ? { shape } : {})} />
      {word}
    </span>
  );
}
