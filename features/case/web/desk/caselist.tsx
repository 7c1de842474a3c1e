import { Button } from '../../../../ui/look/controls.tsx';
import { Mark } from '../../../../ui/look/mark.tsx';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { CaseRow } from '../../rules/view.ts';
import { lightWords, statusWords } from '../../words/labels.ts';
import { caseWords } from '../words.ts';
import { useCases } from './data.ts';
import { toneOfLight } from './tone.ts';

type Props = { filter: string; chosen: string | null; onChoose: (id: string) => void; news: number; onShowNews: () => void };

export function CaseList({ filter, chosen, onChoose, news, onShowNews }: Props) {
  const words = useWords(caseWords);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useCases(filter);
  const cases = data?.pages.flatMap((page) => page.cases) ?? [];
  if (error) {
    return (
      <div className="empty" role="alert">
        <b>{words.failed}</b>
        <p>{error.message}</p>
        <Button onClick={() => void refetch()}>{words.again}</Button>
      </div>
    );
  }
  if (isPending) {
    return (
      <div className="stack" role="status" aria-label={words.loading} style={{ padding: 12 }}>
        {Array.from({ length: 8 }, (_, i) => (
          // Bones have no identity
          <div key={i} className="bone" style={{ height: 62 }} />
        ))}
      </div>
    );
  }
  return (
    <>
      {news > 0 && (
        <button type="button" className="news" onClick={onShowNews}>
          {words.newRows(news)}
        </button>
      )}
      {cases.length === 0 ? (
        <div className="empty">
          <b>{words.noneTitle}</b>
          <p>{words.noneMore}</p>
        </div>
      ) : (
        <ul className="cases">
          {cases.map((it) => (
            <li key={it.id}>
              <Row it={it} chosen={it.id === chosen} onChoose={onChoose} />
            </li>
          ))}
          {hasNextPage && (
            <li style={{ padding: 12 }}>
              <Button wide onClick={() => void fetchNextPage()}>
                {words.more}
              </Button>
            </li>
          )}
        </ul>
      )}
    </>
  );
}

function Row({ it, chosen, onChoose }: { it: CaseRow; chosen: boolean; onChoose: (id: string) => void }) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { name, ago, near } = useSpeech();
  return (
    <button type="button" className="case" aria-current={chosen} onClick={() => onChoose(it.id)}>
      <span className="line spread">
        <b className="cut">
          {it.urgent && <span className="tag tone-red">{words.urgent}</span>}
          {it.supervised && <span className="tag tone-amber">{words.supervised}</span>}
          {it.matter ? name(it.matter.name) : it.text.slice(0, 24) || it.number}
        </b>
        <Mark tone={toneOfLight[it.light]} word={it.due !== null && it.light !== 'paused' ? near(it.due) : lightWords[locale][it.light]} />
      </span>
      <span className="cut soft">{[it.text, it.address].filter(Boolean).join(' · ') || it.number}</span>
      <span className="line spread small soft">
        <span className="cut">
          {statusWords[locale][it.status]} · {name(it.accountable.name)}
          {it.joined > 0 ? ` · ${words.joined(it.joined)}` : ''}
        </span>
        <span>{ago(it.reportedAt)}</span>
      </span>
    </button>
  );
}
