import { useCallback, useEffect, useState } from 'react';
import { PhotoRow } from '../../../../ui/look/controls.tsx';
import { type Answer, ask } from '../../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { FollowView } from '../../rules/view.ts';
import { sayEventPlainly } from '../../words/events.ts';
import { AnswerBack } from './answer.tsx';
import { Headline } from './headline.tsx';
import { followWords } from './words.ts';

const EVERY = 20_000;

/** What became of a report: read by whoever holds its link, and the place to rate it or to say that it is not solved. */
export function FollowPage({ token }: { token: string }) {
  const words = useWords(followWords);
  const { locale } = useLocale();
  const { view, problem, setAnswer } = useFollowed(token);
  if (!view) {
    return (
      <main className="page">
        {problem ? (
          <div className="empty" role="alert">
            <h1>{problem.status === 404 ? words.gone : problem.title}</h1>
            <p>{problem.status === 404 ? words.goneMore : problem.detail}</p>
            <a className="button" href="/">
              {words.home}
            </a>
          </div>
        ) : (
          <div className="stack" role="status" aria-label={words.loading}>
            <div className="bone" style={{ height: 190 }} />
            <div className="bone" style={{ height: 90 }} />
            <div className="bone" style={{ height: 180 }} />
          </div>
        )}
      </main>
    );
  }
  return (
    <main className="page">
      {problem && <p className="banner">{problem.status === 0 ? words.offline : problem.detail}</p>}
      <Headline view={view} />
      <Pictures view={view} token={token} />
      <AnswerBack view={view} token={token} onAnswer={setAnswer} />
      <section className="stack" aria-label={words.progress}>
        <h2>{words.progress}</h2>
        <History view={view} />
      </section>
      <a className="plainlink" href="tel:12345">
        {words.call}
      </a>
      <a className="button wide" href="/">
        {words.home}
      </a>
    </main>
  );
}

function useFollowed(token: string) {
  const { locale } = useLocale();
  const [view, setView] = useState<FollowView | null>(null);
  const [problem, setProblem] = useState<{ status: number; title: string; detail: string } | null>(null);
  const setAnswer = useCallback((answer: Answer<FollowView>) => {
    if (answer.ok) setView(answer.value);
    setProblem(answer.ok ? null : answer.problem);
  }, []);
  useEffect(() => {
    const look = () => {
      if (!document.hidden) void ask<FollowView>('GET', `/api/follow/${token}`, { locale }).then(setAnswer);
    };
    look();
    const handle = setInterval(look, EVERY);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(handle);
      document.removeEventListener('visibilitychange', look);
    };
  }, [token, locale, setAnswer]);
  return { view, problem, setAnswer };
}

function Pictures({ view, token }: { view: FollowView; token: string }) {
  const words = useWords(followWords);
  const said = { report: words.before, before: words.before, after: words.after, verify: words.checked, check: words.checked };
  if (view.photos.length === 0) return null;
  const shown = view.photos.map(({ id, kind }) => ({
    id,
    caption: said[kind],
    src: `/photos/${id}?t=${token}`,
    thumb: `/photos/${id}?size=thumb&t=${token}`,
  }));
  return <PhotoRow photos={shown} closeWord={words.close} />;
}

function History({ view }: { view: FollowView }) {
  const { locale } = useLocale();
  const { near, day } = useSpeech();
  const lines = view.history.flatMap((entry) => {
    const said = sayEventPlainly(locale, entry, { time: near, day });
    return said ? [{ ...entry, said }] : [];
  });
  return (
    <ol className="timeline">
      {[...lines].reverse().map(({ seq, said, at }, i) => (
        <li key={seq} className={i === 0 ? 'now' : ''}>
          <div>{said}</div>
          <time className="soft small" dateTime={new Date(at).toISOString()}>
            {near(at)}
          </time>
        </li>
      ))}
    </ol>
  );
}
