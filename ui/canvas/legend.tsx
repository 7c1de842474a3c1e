import { Shape } from '../look/mark.tsx';
import type { LegendLine } from './layer.ts';

/** What the marks mean; folds away, but never disappears. */
export function Legend({ title, lines }: { title: string; lines: readonly LegendLine[] }) {
  return (
    <details className="map-legend" open>
      <summary>{title}</summary>
      <ul>
        {lines.map((line) => (
          <li key={`${line.kind} ${line.word}`}>
            {line.kind === 'point' && <Shape tone={line.tone} shape={line.shape} size={16} />}
            {line.kind === 'area' && <span className={`map-swatch tone-${line.tone}`} aria-hidden="true" />}
            {line.kind === 'hue' && (
              <span
                className={line.hatched ? 'map-hue hatched' : 'map-hue'}
                style={{ background: `var(--hue-${line.hue})` }}
                aria-hidden="true"
              />
            )}
            {line.kind === 'cluster' && (
              <span className="map-cluster" aria-hidden="true">
                8
              </span>
            )}
            {line.word}
          </li>
        ))}
      </ul>
    </details>
  );
}
