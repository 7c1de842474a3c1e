import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { HandoverPreview } from '../../rules/handoverview.ts';
import { Consequences } from '../consequences.tsx';
import { registerWords } from '../register/registerwords.ts';
import { handoverWords } from './handoverwords.ts';

/** What would go over: rows, open cases by party and stage, papers that do not follow, and what it would have done last year. */
export function Going({ preview: { rows, cases, papers, preview } }: { preview: HandoverPreview }) {
  const words = useWords(handoverWords);
  const { standing } = useWords(registerWords);
  const { name } = useSpeech();
  return (
    <section className="stack" aria-live="polite">
      <h3>{words.goes(rows.length, cases.count)}</h3>
      <p className="soft">{words.clocks}</p>
      {preview.issues.length > 0 && (
        <p className="banner red" role="alert">
          {words.issues(preview.issues.length)}
        </p>
      )}
      <ol className="shares">
        {cases.counts.map(({ from, to, status, count }) => (
          <li key={`${from.id} ${status}`}>
            <span>
              {words.stage[status] ?? status}{' '}
              <span className="soft small">
                {name(from.name)} → {name(to.name)}
              </span>
            </span>
            <b>{count}</b>
          </li>
        ))}
      </ol>
      {cases.staying > 0 && <p className="soft small">{words.staying(cases.staying)}</p>}
      {papers.length > 0 && (
        <div className="banner">
          <div>
            <b>{words.papers}</b>
            <p className="small">{words.papersMore}</p>
            <ul>
              {papers.map((paper) => (
                <li key={paper.id}>
                  {name(paper.name)} <span className="soft small">{standing[paper.standing]}</span>
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <Consequences preview={preview} waiting={false} />
      {cases.some.length > 0 && (
        <details>
          <summary>{words.list}</summary>
          <ol className="shares">
            {cases.some.map((each) => (
              <li key={each.id}>
                <a href={`/desk/cases/${each.id}`}>{each.number}</a>
                <span className="soft small">
                  {words.stage[each.status] ?? each.status} · {name(each.from.name)} → {name(each.to.name)}
                </span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
