import { useState } from 'react';
import { Button, Stars } from '../../../../ui/look/controls.tsx';
import { type Answer, ask, newKey, photoForm, shrink } from '../../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import type { FollowView } from '../../rules/view.ts';
import { followWords } from './words.ts';

type Props = { view: FollowView; token: string; onAnswer: (answer: Answer<FollowView>) => void };
type Says = (command: Record<string, unknown>, withKey: string) => void;

/** What the reporter may say back: a rating, that it is not solved, another picture. */
export function AnswerBack({ view, token, onAnswer }: Props) {
  const words = useWords(followWords);
  const { locale } = useLocale();
  const [said, setSaid] = useState('');
  const [reopening, setReopening] = useState(false);
  const [busy, setBusy] = useState(false);
  const say: Says = async (command, withKey) => {
    setBusy(true);
    onAnswer(await ask<FollowView>('POST', `/api/follow/${token}/commands`, { body: { command }, key: withKey, locale }));
    setBusy(false);
    setReopening(false);
    setSaid('');
  };
  const offers = (command: FollowView['offered'][number]) => view.offered.includes(command);
  const common = { said, onSaid: setSaid, busy, onSay: say };
  return (
    <section className="stack">
      {view.rating !== null && <p className="banner green">{words.rated(view.rating)}</p>}
      {offers('rate') && !reopening && <Rating {...common} {...(offers('reopen') ? { onReopen: () => setReopening(true) } : {})} />}
      {reopening ? (
        <Reopening {...common} onCancel={() => setReopening(false)} />
      ) : (
        offers('reopen') && <Button onClick={() => setReopening(true)}>{words.reopen}</Button>
      )}
      {offers('add_photos') && view.status !== 'closed' && <MorePhotos token={token} onAnswer={onAnswer} />}
    </section>
  );
}

type Saying = { said: string; onSaid: (said: string) => void; busy: boolean; onSay: Says };

/** Few stars mean it is not right yet: then putting it right is offered before being rated. */
function Rating({ said, onSaid, busy, onSay, onReopen }: Saying & { onReopen?: () => void }) {
  const words = useWords(followWords);
  const [stars, setStars] = useState<1 | 2 | 3 | 4 | 5 | 0>(0);
  const [key] = useState(newKey);
  const isPoor = stars > 0 && stars < 3;
  return (
    <div className="stack ratebox">
      <h2>{words.rateTitle}</h2>
      <Stars value={stars} onChoose={setStars} label={words.rateTitle} each={words.stars} />
      {stars > 0 && (
        <>
          {isPoor && onReopen && (
            <p className="banner">
              <span>{words.poor}</span>
              <Button onClick={onReopen}>{words.reopenSend}</Button>
            </p>
          )}
          <textarea
            className="input"
            aria-label={words.rateWords}
            placeholder={isPoor ? words.poorWords : words.rateWords}
            maxLength={1000}
            value={said}
            onChange={(event) => onSaid(event.target.value)}
          />
          <Button look="primary" disabled={busy} onClick={() => onSay({ type: 'rate', stars, words: said.trim() }, key)}>
            {busy ? words.sending : words.rateSend}
          </Button>
        </>
      )}
    </div>
  );
}

function Reopening({ said, onSaid, busy, onSay, onCancel }: Saying & { onCancel: () => void }) {
  const words = useWords(followWords);
  const [key] = useState(newKey);
  return (
    <div className="stack ratebox">
      <label htmlFor="why">
        <b>{words.reopenWhy}</b>
      </label>
      <textarea
        id="why"
        className="input"
        autoFocus
        maxLength={500}
        placeholder={words.reopenHint}
        value={said}
        onChange={(event) => onSaid(event.target.value)}
      />
      <div className="line">
        <Button
          look="primary"
          disabled={busy || said.trim().length < 2}
          onClick={() => onSay({ type: 'reopen', reason: said.trim() }, key)}
        >
          {busy ? words.sending : words.reopenSend}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </div>
  );
}

function MorePhotos({ token, onAnswer }: Omit<Props, 'view'>) {
  const words = useWords(followWords);
  const { locale } = useLocale();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const add = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const sent = await ask('POST', `/api/follow/${token}/photos`, { body: photoForm(await shrink(file)), locale });
    setProblem(sent.ok ? null : `${sent.problem.title}：${sent.problem.detail}`);
    if (sent.ok) onAnswer(await ask<FollowView>('GET', `/api/follow/${token}`, { locale }));
    setBusy(false);
  };
  return (
    <>
      <label className="button">
        {busy ? words.sending : words.addPhoto}
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp"
          className="hidden-words"
          disabled={busy}
          onChange={(event) => void add(event.target.files?.[0])}
        />
      </label>
      {problem && (
        <p className="banner red" role="alert">
          <span>{problem}</span>
        </p>
      )}
    </>
  );
}
