import { Shape } from '../../../../ui/look/mark.tsx';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { CaseRow } from '../../rules/view.ts';
import { statusWords } from '../../words/labels.ts';
import { caseWords } from '../words.ts';
import { shapeOfStatus, toneOf } from './tone.ts';

/** Others that may be the same incident, best first: near, alike and lately. */
export function SameCases({ cases, onOpen }: { cases: readonly (CaseRow & { metres: number | null })[]; onOpen: (id: string) => void }) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { ago } = useSpeech();
  if (cases.length === 0) return null;
  return (
    <section className="stack" aria-label={words.same}>
      <h2>{words.same}</h2>
      <ul className="same">
        {cases.slice(0, 3).map((it) => (
          <li key={it.id}>
            <button type="button" onClick={() => onOpen(it.id)}>
              <Shape tone={toneOf(it.status, it.light)} shape={shapeOfStatus[it.status]} size={14} />
              <span className="cut">{it.text || it.number}</span>
              <span className="soft small">
                {[it.metres === null ? '' : words.metres(it.metres), statusWords[locale][it.status], ago(it.reportedAt)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
