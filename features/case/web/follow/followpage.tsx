import { useCallback, useEffect, useState } from 'react';
import { Button, PhotoRow, Stars } from '../../../../ui/look/controls.tsx';
import { type Answer, ask, newKey, photoForm, shrink } from '../../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { FollowView } from '../../rules/view.ts';
import { sayEventPlainly } from '../../words/events.ts';
import { plainStatus } from '../../words/labels.ts';
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
            <div className="bone" style={{ height: 36 }} />
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
      <Acts view={view} token={token} onAnswer={setAnswer} />
      <section className="stack" aria-label={words.progress}>
        <h2>{words.progress}</h2>
        <History view={view} />
      </section>
      <p className="soft small" lang={locale === 'zh' ? 'zh-CN' : 'en'}>
        {words.number} {view.number}
      </p>
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

/** The page's first sentence says what it knows: the stage, who has it, what is left of the promise. */
function Headline({ view }: { view: FollowView }) {
  const words = useWords(followWords);
  const { locale } = useLocale();
  const { name, near, left } = useSpeech();
  const { clock } = view;
  const working = clock?.limit.unit.startsWith('work') ? 'working' : 'running';
  return (
    <header className="stack">
      <h1>{plainStatus[locale][view.status]}</h1>
      {view.status !== 'closed' && view.status !== 'refused' && view.status !== 'voided' && (
        <p className="large">{words.with(name(view.accountable))}</p>
      )}
      {clock && (
        <p className={clock.light === 'red' ? 'banner red' : 'banner green'}>
          {clock.light === 'paused'
            ? words.paused
            : clock.light === 'red'
              ? words.overdue(left(clock.remaining, working))
              : `${words.dueBy(near(clock.due))} · ${left(clock.remaining, working)}`}
        </p>
      )}
      <p>
        <b>{view.matter ? name(view.matter) : ''}</b> {view.text}
        {view.address && <span className="soft"> · {view.address}</span>}
      </p>
      {view.joinedTo && <p className="soft">{words.joined(view.joinedTo)}</p>}
      {view.joined > 0 && <p className="soft">{words.others(view.joined)}</p>}
    </header>
  );
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
  const { near, time } = useSpeech();
  const lines = view.history.flatMap((entry) => {
    const said = sayEventPlainly(locale, entry, { time });
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

function Acts({ view, token, onAnswer }: { view: FollowView; token: string; onAnswer: (answer: Answer<FollowView>) => void }) {
  const words = useWords(followWords);
  const { locale } = useLocale();
  const [stars, setStars] = useState<1 | 2 | 3 | 4 | 5 | 0>(0);
  const [said, setSaid] = useState('');
  const [reopening, setReopening] = useState(false);
  const [busy, setBusy] = useState(false);
  const [key] = useState(() => ({ rate: newKey(), reopen: newKey() }));
  const say = async (command: Record<string, unknown>, withKey: string) => {
    setBusy(true);
    onAnswer(await ask<FollowView>('POST', `/api/follow/${token}/commands`, { body: { command }, key: withKey, locale }));
    setBusy(false);
    setReopening(false);
  };
  const addPhoto = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    await ask('POST', `/api/follow/${token}/photos`, { body: photoForm(await shrink(file)), locale });
    onAnswer(await ask<FollowView>('GET', `/api/follow/${token}`, { locale }));
    setBusy(false);
  };
  const offers = (command: FollowView['offered'][number]) => view.offered.includes(command);
  return (
    <section className="stack">
      {view.rating !== null && <p className="banner green">{words.rated(view.rating)}</p>}
      {offers('rate') && !reopening && (
        <div className="stack">
          <h2>{words.rateTitle}</h2>
          <Stars value={stars} onChoose={setStars} label={words.rateTitle} each={words.stars} />
          {stars > 0 && (
            <>
              <textarea
                className="input"
                aria-label={words.rateWords}
                placeholder={words.rateWords}
                maxLength={1000}
                value={said}
                onChange={(event) => setSaid(event.target.value)}
              />
              <Button look="primary" disabled={busy} onClick={() => void say({ type: 'rate', stars, words: said }, key.rate)}>
                {busy ? words.sending : words.rateSend}
              </Button>
            </>
          )}
        </div>
      )}
      {offers('reopen') && !reopening && <Button onClick={() => setReopening(true)}>{words.reopen}</Button>}
      {reopening && (
        <div className="stack">
          <label htmlFor="why">
            <b>{words.reopenWhy}</b>
          </label>
          <textarea id="why" className="input" maxLength={500} value={said} onChange={(event) => setSaid(event.target.value)} />
          <div className="line">
            <Button
              look="primary"
              disabled={busy || said.trim().length < 2}
              onClick={() => void say({ type: 'reopen', reason: said.trim() }, key.reopen)}
            >
              {busy ? words.sending : words.reopenSend}
            </Button>
            <Button look="quiet" onClick={() => setReopening(false)}>
              {words.cancel}
            </Button>
          </div>
        </div>
      )}
      {offers('add_photos') && view.status !== 'closed' && (
        <label className="button">
          {busy ? words.sending : words.addPhoto}
          <input
            type="file"
            accept="image/jpeg,image/png,image/webp"
            className="hidden-words"
            disabled={busy}
            onChange={(event) => void addPhoto(event.target.files?.[0])}
          />
        </label>
      )}
    </section>
  );
}
