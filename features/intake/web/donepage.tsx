import { useEffect, useState } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { ask, photoForm } from '../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import { dropPhoto, keptPhotos } from './photodraft.ts';
import type { Delivered } from './offer.ts';
import { intakeWords } from './words.ts';

/** Third screen: shown only once the server has it for good. The pictures follow by themselves. */
export function DonePage({ delivered: { receipt, key }, onAnother }: { delivered: Delivered; onAnother: () => void }) {
  const words = useWords(intakeWords);
  const { name, near } = useSpeech();
  const { locale } = useLocale();
  const photos = usePhotoDelivery(receipt.token, key);
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard?.writeText(receipt.number).then(() => setCopied(true));
  const sentence = `${words.who} ${name(receipt.accountable)} ${words.whoEnd}`;
  return (
    <main className="page">
      <h1 tabIndex={-1} ref={(heading) => heading?.focus()}>
        {receipt.joinedTo ? words.doneJoined : words.done}
      </h1>
      {receipt.danger && (
        <div className="banner red" role="alert">
          <span>{words.danger}</span>
          <a className="button danger" href="tel:110">
            110
          </a>
          <a className="button danger" href="tel:119">
            119
          </a>
          <a className="button danger" href="tel:120">
            120
          </a>
        </div>
      )}
      <section className="receipt" aria-label={words.yourNumber}>
        <span className="soft small">{words.yourNumber}</span>
        <strong>{receipt.number}</strong>
        <Button look="quiet" onClick={copy}>
          {copied ? words.copied : words.copy}
        </Button>
      </section>
      <p className="large">{words.by(near(receipt.due))}</p>
      <p className="soft">{sentence}</p>
      {receipt.provisional && <p className="soft small">{words.provisional}</p>}
      {photos.all > 0 && (
        <p className={photos.done === photos.all ? 'banner green' : 'banner'} role="status">
          {photos.done === photos.all
            ? words.photosDone(photos.all)
            : photos.failed
              ? words.photosWait
              : words.photosSending(photos.done, photos.all)}
        </p>
      )}
      <div className="dock">
        <a className="button primary wide" href={`/f/${receipt.token}`}>
          {words.follow}
        </a>
        <Button wide onClick={onAnother}>
          {words.another}
        </Button>
      </div>
    </main>
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
