import { useState } from 'react';
import type { Receipt } from '../../features/intake/rules/report.ts';
import { channelWords } from '../../features/case/words/labels.ts';
import { Button, Sheet } from '../../ui/look/controls.tsx';
import { ask, newKey } from '../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../ui/words/locale.tsx';
import { deskWords } from './words.ts';

const channels = ['phone', 'counter', 'leader', 'department', 'media'] as const;

/** A caller says it once: the seat writes it down through the same door as everybody else. */
export function Registration({ onClose, onOpen }: { onClose: () => void; onOpen: (id: string) => void }) {
  const words = useWords(deskWords);
  const { locale } = useLocale();
  // Not the moment of the press: pressed again with the same key, what was typed must be the same report.
  const [saidAt] = useState(Date.now);
  const [key] = useState(newKey);
  const [said, setSaid] = useState({ text: '', address: '', name: '', phone: '' });
  const [channel, setChannel] = useState<(typeof channels)[number]>('phone');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    if (!said.text.trim()) return setProblem(words.needed);
    setBusy(true);
    const body = {
      text: said.text,
      channel,
      place: { address: said.address },
      contact: { name: said.name, phone: said.phone },
      saidAt,
    };
    const answer = await ask<Receipt>('POST', '/api/reports', { body, key, locale });
    setBusy(false);
    if (!answer.ok) return setProblem(`${answer.problem.title}。${answer.problem.detail}`);
    onClose();
    onOpen(answer.value.id);
  };
  const line = (name: keyof typeof said, label: string, most: number) => (
    <div className="field">
      <label htmlFor={`reg-${name}`}>{label}</label>
      <input
        id={`reg-${name}`}
        className="input"
        maxLength={most}
        value={said[name]}
        onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
      />
    </div>
  );
  return (
    <Sheet title={words.registerTitle} onClose={onClose}>
      <fieldset className="choices">
        <legend>{words.channel}</legend>
        {channels.map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={channel === one} onClick={() => setChannel(one)}>
            {channelWords[locale][one]}
          </button>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="reg-text">{words.said}</label>
        <textarea
          id="reg-text"
          className="input"
          autoFocus
          maxLength={4000}
          value={said.text}
          onChange={(event) => setSaid({ ...said, text: event.target.value })}
        />
      </div>
      {line('address', words.where, 200)}
      <div className="twocolumns">
        {line('name', words.name, 40)}
        {line('phone', words.phone, 24)}
      </div>
      {problem && (
        <p className="banner red" role="alert">
          <span>{problem}</span>
        </p>
      )}
      <div className="line">
        <Button look="primary" disabled={busy} onClick={() => void send()}>
          {busy ? words.sending : words.send}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </Sheet>
  );
}
