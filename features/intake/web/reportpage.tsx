import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { ask, newKey, shrink } from '../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import type { Receipt } from '../rules/report.ts';
import { type Draft, bodyOf, emptyDraft, forgetDraft, hasSaid, keepDraft, loadDraft, rememberSent } from './draft.ts';
import { type KeptPhoto, dropPhoto, keepPhoto, keptPhotos } from './photodraft.ts';
import type { Delivered, Offer, Picture, Thing } from './offer.ts';
import { WhatStep } from './whatstep.tsx';
import { type WorldFrame, WhereStep } from './wherestep.tsx';
import { intakeWords } from './words.ts';

/** The two screens before the receipt. Everything typed or taken is on the device before it is on the screen. */
export function ReportPage({
  world,
  thing,
  offers,
  onDone,
}: {
  world: WorldFrame;
  thing: Thing | null;
  offers: readonly Offer[];
  onDone: (delivered: Delivered) => void;
}) {
  const words = useWords(intakeWords);
  const { locale } = useLocale();
  const asset = thing?.code ?? null;
  const [kept, setKept] = useState(() => loadDraft(localStorage, asset));
  const [draft, setDraft] = useState<Draft>(kept ?? emptyDraft(newKey(), asset));
  const [pictures, setPictures] = useState<readonly Picture[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => keepDraft(localStorage, draft), [draft]);
  useEffect(() => {
    keptPhotos(draft.key).then(setPictures, () => undefined);
  }, [draft.key]);
  // The heading takes the focus when the step changes, not on every key
  useEffect(() => heading.current?.focus(), [draft.step]);

  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const add = async (files: FileList) => {
    for (const file of [...files].slice(0, 4 - pictures.length)) {
      const kept: KeptPhoto = { draft: draft.key, photo: await shrink(file) };
      const id = await keepPhoto(kept).catch(() => Math.random());
      setPictures((before) => [...before, { id, photo: kept.photo }]);
    }
  };
  const remove = (id: IDBValidKey) => {
    void dropPhoto(id);
    setPictures((before) => before.filter((picture) => picture.id !== id));
  };
  const clear = () => {
    for (const { id } of pictures) void dropPhoto(id);
    setPictures([]);
    setKept(undefined);
    setDraft(emptyDraft(newKey(), asset));
  };
  const send = async () => {
    setBusy(true);
    setProblem(null);
    const answer = await ask<Receipt>('POST', '/api/reports', { body: bodyOf(draft, pictures.length, Date.now()), key: draft.key, locale });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem.status === 0 ? words.offline : `${answer.problem.title}。${answer.problem.detail}`);
    rememberSent(localStorage, { number: answer.value.number, token: answer.value.token, at: Date.now(), text: draft.text });
    forgetDraft(localStorage);
    onDone({ receipt: answer.value, key: draft.key });
  };
  const sendLater = useRef(send);
  sendLater.current = send;
  useEffect(() => {
    // Back on the net: what was already sent off once goes again by itself, under the same key.
    const again = () => {
      if (problem === words.offline) void sendLater.current();
    };
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [problem, words.offline]);

  const ready = hasSaid(draft, pictures.length);
  return (
    <main className="page">
      <Steps at={draft.step} />
      <h1 ref={heading} tabIndex={-1}>
        {draft.step === 1 ? (thing ? words.leadThing : words.lead) : words.where}
      </h1>
      {kept && hasSaid(kept, 0) && draft.step === 1 && (
        <p className="banner">
          <span>{words.kept}</span>
          <Button look="quiet" onClick={clear}>
            {words.clear}
          </Button>
        </p>
      )}
      {draft.step === 1 ? (
        <WhatStep
          draft={draft}
          pictures={pictures}
          offers={offers}
          thing={thing}
          onChange={change}
          onAdd={(files) => void add(files)}
          onRemove={remove}
        />
      ) : (
        <WhereStep draft={draft} world={world} thing={thing} onChange={change} />
      )}
      {problem && (
        <p className="banner red" role="alert">
          <span>{problem}</span>
        </p>
      )}
      <div className="dock">
        {draft.step === 2 && <Button onClick={() => change({ step: 1 })}>{words.back}</Button>}
        {draft.step === 1 ? (
          <Button look="primary" wide disabled={!ready} onClick={() => change({ step: 2 })}>
            {ready ? words.next : words.needSomething}
          </Button>
        ) : (
          <Button look="primary" wide disabled={busy} onClick={() => void send()}>
            {busy ? words.sending : draft.joins ? words.sendJoined : words.send}
          </Button>
        )}
      </div>
    </main>
  );
}

/** Two screens to fill and one to keep: said once for everybody, drawn as three short lines. */
function Steps({ at }: { at: 1 | 2 }) {
  const words = useWords(intakeWords);
  return (
    <p className="steps" role="img" aria-label={words.stepOf(at)}>
      {[1, 2].map((step) => (
        <span key={step} className={step <= at ? 'on' : ''} />
      ))}
    </p>
  );
}
