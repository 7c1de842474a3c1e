import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../../ui/look/controls.tsx';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import type { SpokenType } from '../../rules/command.ts';
import type { CaseRow, CaseView } from '../../rules/view.ts';
import { commandWords } from '../../words/labels.ts';
import { caseWords } from '../words.ts';
import { answered, corrections, firstValues, orderFor } from './answers.ts';
import { useBegun } from './begun.ts';
import { forms } from './forms.ts';
import { useHand } from './hand.ts';
import { OneAsk } from './oneask.tsx';
import type { Reference } from './reference.ts';

type Props = {
  it: CaseView;
  command: SpokenType;
  reference: Reference;
  same: readonly CaseRow[];
  me: { id: string; unit: string };
  /** Null when the words are kept on this device and the server has not decided. */
  onDone: (view: CaseView | null) => void;
  /** Null where the form stands for itself. */
  onCancel: (() => void) | null;
  /** Another command instead of this one: what a paper does not allow is handed over to who may. */
  onInstead: (command: SpokenType) => void;
};

/** One renderer for every command's form. The key is made once a form, so pressing twice or retrying says it once. */
export function ActForm({ it, command, reference, same, me, onDone, onCancel, onInstead }: Props) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const form = forms[command];
  const asks = (form?.asks ?? []).filter((each) => !('onlyRuled' in each) || it.ruling?.unit.id === me.unit);
  // What was filled in was filled in looking at this version; the page behind goes on moving by itself.
  const [version, setVersion] = useState(it.version);
  const hand = useHand();
  const [order] = useState(() => orderFor(it, command, me.unit));
  const { key, values, set, isReady } = useBegun(hand, { it, command, first: () => firstValues(it, asks) });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refusal | null>(null);
  const queries = useQueryClient();
  if (!form || !isReady) return null;
  const changed = command === 'correct' ? corrections(it, values) : {};
  const send = async () => {
    setBusy(true);
    const saying = {
      command: { type: command, ...form.also, ...values, ...changed, ...(order ? { order } : {}) },
      version,
      saidAt: Date.now(),
    };
    const answer = await hand.send(it, saying, key);
    setBusy(false);
    if (answer.ok) return onDone(answer.value);
    const { now } = answer.problem.facts;
    // Told what changed, whoever sends again has seen it.
    if (answer.problem.code === 'changed-meanwhile' && typeof now === 'number') {
      setVersion(now);
      void queries.invalidateQueries({ queryKey: ['case', it.id] });
    }
    setProblem({ said: `${answer.problem.title}。${answer.problem.detail}`, code: answer.problem.code });
  };
  const mayHandOver = problem?.code === 'not-authorised' && it.offered.includes('hand_over');
  const ready = changed !== null && asks.every((each) => answered(each, values));
  return (
    <form
      className="stack actform"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !busy) void send();
      }}
    >
      <h2>{commandWords[locale][command]}</h2>
      {asks.map((each) => (
        <OneAsk
          key={`${each.kind} ${'name' in each ? each.name : ''}`}
          ask={each}
          values={values}
          set={set}
          it={it}
          reference={reference}
          same={same}
          me={me}
          take={(name, photo, before) => hand.photo({ it, command, name, form: { key, values: { ...values, [name]: before } } }, photo)}
        />
      ))}
      {problem && (
        <p className="banner red" role="alert">
          <span>{problem.said}</span>
          {mayHandOver && <Button onClick={() => onInstead('hand_over')}>{commandWords[locale].hand_over}</Button>}
        </p>
      )}
      <div className="line">
        <Button type="submit" look={form.danger ? 'danger' : 'primary'} disabled={busy || !ready}>
          {busy ? words.form.sending : commandWords[locale][command]}
        </Button>
        {onCancel && (
          <Button look="quiet" onClick={onCancel}>
            {words.form.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}

type Refusal = { readonly said: string; readonly code: string };
