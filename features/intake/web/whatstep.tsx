import { useEffect, useMemo, useState } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { ask } from '../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { Draft } from './draft.ts';
import type { Offer, Picture, Thing } from './offer.ts';
import { DangerCalls } from './dangercalls.tsx';
import { plainName } from './plain.ts';
import { intakeWords } from './words.ts';

type Props = {
  draft: Draft;
  pictures: readonly Picture[];
  offers: readonly Offer[];
  thing: Thing | null;
  onChange: (part: Partial<Draft>) => void;
  onAdd: (files: FileList) => void;
  onRemove: (id: IDBValidKey) => void;
};

/** First screen: a picture, one tap on what it is, or a few words. Any one of the three is enough. */
export function WhatStep({ draft, pictures, offers, thing, onChange, onAdd, onRemove }: Props) {
  const words = useWords(intakeWords);
  const { name } = useSpeech();
  const { shown, danger } = useProposals(draft, offers);
  return (
    <div className="stack">
      {thing && (
        <p className="thing">
          <ThingSign />
          <span>
            <b>{name(thing.name)}</b>
            <span className="soft small">{words.thingCode(thing.code)}</span>
          </span>
        </p>
      )}
      <div className="photos">
        {pictures.map((picture, i) => (
          <PictureTile
            key={String(picture.id)}
            picture={picture}
            alt={words.photoAlt(i + 1)}
            remove={words.removePhoto}
            onRemove={() => onRemove(picture.id)}
          />
        ))}
        {pictures.length < 4 && (
          <label className={pictures.length === 0 ? 'shoot' : 'shoot more'}>
            <svg width="34" height="34" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
              <path d="M4 8h3l1.6-2.4h6.8L17 8h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z" />
              <circle cx="12" cy="13" r="3.6" />
            </svg>
            <span>{pictures.length === 0 ? words.takePhoto : words.morePhotos}</span>
            <input
              type="file"
              accept="image/jpeg,image/png,image/webp"
              multiple
              className="hidden-words"
              onChange={(event) => {
                if (event.target.files) onAdd(event.target.files);
                event.target.value = '';
              }}
            />
          </label>
        )}
      </div>
      {danger && <DangerCalls />}
      <fieldset className="choices kinds">
        <legend>{words.whatIsIt}</legend>
        {shown.map(({ key, name: called }) => (
          <button
            key={key}
            type="button"
            className="chip"
            aria-pressed={draft.matter === key}
            onClick={() => onChange({ matter: draft.matter === key ? null : key })}
          >
            {name(plainName({ key, name: called }))}
          </button>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="said">{words.words}</label>
        <textarea
          id="said"
          className="input"
          maxLength={2000}
          placeholder={words.wordsHint}
          value={draft.text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </div>
    </div>
  );
}

function ThingSign() {
  return (
    <svg width="26" height="26" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden="true">
      <path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5M8.5 12.2l2.4 2.4 4.6-5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

function PictureTile({ picture, alt, remove, onRemove }: { picture: Picture; alt: string; remove: string; onRemove: () => void }) {
  const url = useMemo(() => URL.createObjectURL(picture.photo), [picture.photo]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <figure>
      <img src={url} alt={alt} />
      <Button look="quiet" className="remove" onClick={onRemove} aria-label={remove} title={remove}>
        ✕
      </Button>
    </figure>
  );
}

/** The short list for the words so far, asked once the typing pauses. The chosen one never leaves the list under the finger. */
function useProposals(draft: Draft, offers: readonly Offer[]) {
  const { locale } = useLocale();
  const [found, setFound] = useState<readonly Offer[]>(offers);
  const [danger, setDanger] = useState(false);
  useEffect(() => {
    const text = draft.text.trim();
    if (!text) {
      setFound(offers);
      setDanger(false);
      return undefined;
    }
    const wait = setTimeout(async () => {
      const answer = await ask<{ matters: Offer[]; danger: boolean }>('POST', '/api/public/propose', {
        body: { text, ...(draft.asset ? { asset: draft.asset } : {}) },
        locale,
      });
      if (!answer.ok) return;
      setFound(answer.value.matters);
      setDanger(answer.value.danger);
    }, 350);
    return () => clearTimeout(wait);
  }, [draft.text, draft.asset, offers, locale]);
  const [kept, setKept] = useState<Offer | undefined>();
  const chosen = found.find(({ key }) => key === draft.matter);
  useEffect(() => {
    if (chosen) setKept(chosen);
  }, [chosen]);
  const shown = kept && draft.matter === kept.key && !chosen ? [kept, ...found] : found;
  return { shown, danger };
}
