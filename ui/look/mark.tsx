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
      {sign && tone === 'blue' && <Dots size={size} />}
      {sign && tone !== 'blue' && (
        <path d={sign} fill="none" stroke="var(--on-mark)" strokeWidth="2.8" strokeLinecap="round" strokeLinejoin="round" />
      )}
    </svg>
  );
}

/** Three dots that fall on whole pixels: round ones on halves of them run together into a dash at this size. */
function Dots({ size }: { size: number }) {
  const unit = 24 / size;
  const dot = Math.max(2, Math.round(size / 8));
  const left = size / 2 - 1.5 * dot - 1;
  return (
    <g fill="var(--on-mark)" shapeRendering="crispEdges">
      {[0, 1, 2].map((n) => (
        <rect key={n} x={(left + n * (dot + 1)) * unit} y={(size / 2 - Math.ceil(dot / 2)) * unit} width={dot * unit} height={dot * unit} />
      ))}
    </g>
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
