import { useEffect, useState } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { useAppearance } from '../../../ui/look/theme.ts';
import { ask, photoForm } from '../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import { DangerCalls } from './dangercalls.tsx';
import { FollowCode } from './followcode.tsx';
import { dropPhoto, keptPhotos } from './photodraft.ts';
import type { Delivered } from './offer.ts';
import { intakeWords } from './words.ts';

/** Third screen: shown only once the server has it for good. The pictures follow by themselves. */
export function DonePage({ delivered: { receipt, key }, onAnother }: { delivered: Delivered; onAnother: () => void }) {
  const words = useWords(intakeWords);
  const { name, near } = useSpeech();
  const photos = usePhotoDelivery(receipt.token, key);
  const link = `${location.origin}/f/${receipt.token}`;
  return (
    <main className="page done">
      <div className="donehead">
        <svg width="44" height="44" viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="11" fill="var(--accent)" />
          <path
            d="M7 12.4l3.3 3.3L17 9"
            fill="none"
            stroke="var(--on-accent)"
            strokeWidth="2.2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        <h1 tabIndex={-1} ref={(heading) => heading?.focus()}>
          {receipt.joinedTo ? words.doneJoined : words.done}
        </h1>
      </div>
      {receipt.danger && <DangerCalls />}
      <section className="receipt" aria-label={words.yourNumber}>
        <span className="soft small">{words.yourNumber}</span>
        <strong>{receipt.number}</strong>
        <p className="soft small">{words.doneMore}</p>
        <Keep number={receipt.number} link={link} />
        <FollowCode link={link} />
      </section>
      {photos.all > 0 && (
        <p className={photos.done === photos.all ? 'banner green' : 'banner'} role="status">
          {photos.done === photos.all
            ? words.photosDone(photos.all)
            : photos.failed
              ? words.photosWait
              : words.photosSending(photos.done, photos.all)}
        </p>
      )}
      <section className="stack" aria-label={words.afterwards}>
        <h2>{words.afterwards}</h2>
        <ol className="nexts">
          <li>
            <b>{words.steps.look(near(receipt.due))}</b>
            <span className="soft small">{words.who(name(receipt.accountable))}</span>
            {receipt.provisional && <span className="soft small">{words.provisional}</span>}
          </li>
          <li>{words.steps.handle}</li>
          <li>{words.steps.rate}</li>
        </ol>
      </section>
      <div className="dock">
        <Button onClick={onAnother}>{words.another}</Button>
        <a className="button primary wide" href={`/f/${receipt.token}`}>
          {words.follow}
        </a>
      </div>
    </main>
  );
}

/** Ways to keep the number: copied, sent to somebody, or read aloud for who sees badly. */
function Keep({ number, link }: { number: string; link: string }) {
  const words = useWords(intakeWords);
  const { locale } = useLocale();
  const { elder } = useAppearance();
  const [said, setSaid] = useState<string | null>(null);
  const copy = (text: string, then: string) => void navigator.clipboard?.writeText(text).then(() => setSaid(then));
  const share = () => {
    if ('share' in navigator) void navigator.share({ text: number, url: link }).catch(() => undefined);
    else copy(link, words.saveLink);
  };
  const read = () => {
    const speech = new SpeechSynthesisUtterance([...number].join(' '));
    speech.lang = locale === 'zh' ? 'zh-CN' : 'en';
    speechSynthesis.speak(speech);
  };
  return (
    <p className="line keep">
      <Button onClick={() => copy(number, words.copied)}>{words.copy}</Button>
      <Button onClick={share}>{words.share}</Button>
      {elder && 'speechSynthesis' in window && <Button onClick={read}>{words.read}</Button>}
      <span role="status">{said}</span>
    </p>
  );
}

/** Sends the kept pictures one by one and lets each go only when the server answered for it. */
function usePhotoDelivery(token: string, key: string) {
  const { locale } = useLocale();
  const [state, setState] = useState({ done: 0, all: 0, failed: false });
  useEffect(() => {
    let stopped = false;
    const deliver = async () => {
      const waiting = await keptPhotos(key).catch(() => []);
      setState((before) => ({ ...before, all: before.done + waiting.length, failed: false }));
      for (const { id, photo } of waiting) {
        if (stopped) return;
        const answer = await ask('POST', `/api/follow/${token}/photos`, { body: photoForm(photo), locale });
        // A refusal is final for this picture; a network that is away is not.
        if (!answer.ok && (answer.problem.status === 0 || answer.problem.status >= 500))
          return setState((before) => ({ ...before, failed: true }));
        await dropPhoto(id);
        setState((before) => ({ ...before, done: before.done + 1 }));
      }
    };
    void deliver();
    const again = () => void deliver();
    addEventListener('online', again);
    return () => {
      stopped = true;
      removeEventListener('online', again);
    };
  }, [token, key, locale]);
  return state;
}
