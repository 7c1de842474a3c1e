import { use, useMemo } from 'react';
import { Button } from '../../../../ui/look/controls.tsx';
import { Shape } from '../../../../ui/look/mark.tsx';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { CaseRow } from '../../rules/view.ts';
import { lightWords, statusWords } from '../../words/labels.ts';
import { caseWords } from '../words.ts';
import { AheadContext } from './ahead.ts';
import { useCases } from './data.ts';
import { useSteady } from './steady.ts';
import { shapeOfStatus, toneOf } from './tone.ts';

type Props = {
  filter: string;
  chosen: string | null;
  onChoose: (id: string) => void;
  /** What an empty list teaches, in the words of the page it stands on. */
  empty: { title: string; more: string };
};

/** Cases in the order of their deadlines. Wide it is a table of 28 px rows, narrow each row takes two lines. */
export function CaseList({ filter, chosen, onChoose, empty }: Props) {
  const words = useWords(caseWords);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useCases(filter);
  const { row } = use(AheadContext);
  const fresh = useMemo(() => data?.pages.flatMap((page) => page.cases.map(row)), [data, row]);
  const { rows, waiting, isGone, accept } = useSteady(fresh, !hasNextPage);
  if (error && rows.length === 0) {
    return (
      <div className="empty" role="alert">
        <b>{words.failed}</b>
        <p>{error.message}</p>
        <Button onClick={() => void refetch()}>{words.again}</Button>
      </div>
    );
  }
  if (isPending) return <Bones word={words.loading} />;
  const more = () => void fetchNextPage().then(({ data: all }) => accept(all?.pages.flatMap((page) => page.cases)));
  return (
    <>
      {waiting > 0 && (
        <button type="button" className="news" onClick={() => accept()}>
          {words.newRows(waiting)}
        </button>
      )}
      {rows.length === 0 ? (
        <div className="empty">
          <b>{empty.title}</b>
          <p>{empty.more}</p>
        </div>
      ) : (
        <div className="casetable">
          <Head />
          <ul className="cases">
            {rows.map((it) => (
              <li key={it.id}>
                <Row it={it} isChosen={it.id === chosen} isGone={isGone(it)} onChoose={onChoose} />
              </li>
            ))}
          </ul>
          {hasNextPage && (
            <p className="morerows">
              <Button wide disabled={isFetchingNextPage} onClick={more}>
                {isFetchingNextPage ? words.loading : words.more}
              </Button>
            </p>
          )}
        </div>
      )}
    </>
  );
}

/** The shape of the rows to come. */
function Bones({ word }: { word: string }) {
  return (
    <div className="casetable" role="status" aria-label={word}>
      <ul className="cases" aria-hidden="true">
        {Array.from({ length: 12 }, (_, i) => (
          <li key={i} className="caserow">
            <span className="bone" />
            <span className="c-what bone" />
            <span className="c-said bone" />
            <span className="c-left bone" />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Seen only where the list is wide enough for columns; each row says its own words anyway. */
function Head() {
  const { columns } = useWords(caseWords);
  return (
    <div className="caserow casehead" aria-hidden="true">
      <span />
      <span className="c-what">{columns.what}</span>
      <span className="c-said">{columns.said}</span>
      <span className="c-stage">{columns.stage}</span>
      <span className="c-unit">{columns.unit}</span>
      <span className="c-left">{columns.left}</span>
      <span className="c-ago">{columns.ago}</span>
    </div>
  );
}

function Row({ it, isChosen, isGone, onChoose }: { it: CaseRow; isChosen: boolean; isGone: boolean; onChoose: (id: string) => void }) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { name, ago, left, near, time } = useSpeech();
  const tone = toneOf(it.status, it.light);
  const isLoud = tone === 'red' || tone === 'amber';
  return (
    <button type="button" className={isGone ? 'caserow case gone' : 'caserow case'} aria-current={isChosen} onClick={() => onChoose(it.id)}>
      <span className="c-sign">
        <Shape tone={tone} shape={shapeOfStatus[it.status]} size={16} />
      </span>
      <span className="c-what cut">
        {it.urgent && (
          <span className="tag tone-red" title={words.urgent}>
            {words.urgentShort}
          </span>
        )}
        {it.supervised && (
          <span className="tag tone-amber" title={words.supervised}>
            {words.supervisedShort}
          </span>
        )}
        {it.matter ? <b>{name(it.matter.name)}</b> : <span className="soft">{words.noMatter}</span>}
      </span>
      <span className={it.matter ? 'c-said cut' : 'c-said all cut'}>
        {it.text || words.noText} · {it.address || (it.grid ? name(it.grid.name) : words.noPlace)}
      </span>
      <span className="c-stage">{isGone ? words.gone : statusWords[locale][it.status]}</span>
      <span className="c-unit cut soft">
        {name(it.accountable.name)}
        {it.joined > 0 ? ` · ${words.joined(it.joined)}` : ''}
      </span>
      <span className={isLoud ? `c-left tone-${tone}` : 'c-left'} title={it.due === null ? undefined : words.dueAt(near(it.due))}>
        {it.left ? left(it.left.minutes, it.left.on) : lightWords[locale][it.light]}
      </span>
      <span className="c-ago soft" title={time(it.reportedAt)}>
        {ago(it.reportedAt)}
      </span>
    </button>
  );
}
