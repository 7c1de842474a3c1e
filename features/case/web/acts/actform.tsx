import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../../../ui/look/controls.tsx';
import { newKey } from '../../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { SpokenType } from '../../rules/command.ts';
import type { CaseRow, CaseView } from '../../rules/view.ts';
import { commandWords } from '../../words/labels.ts';
import { caseWords } from '../words.ts';
import type { AskProps, Values } from './asking.ts';
import { ClaimAsk } from './claimask.tsx';
import { useBegun } from './begun.ts';
import { type Ask, forms } from './forms.ts';
import { useHand } from './hand.ts';
import { optionWords } from './optionwords.ts';
import { MatterAsk } from './matterask.tsx';
import { PeopleAsk, UnitAsk } from './partyask.tsx';
import { PhotosAsk, type Take } from './photosask.tsx';
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
  const send = async () => {
    setBusy(true);
    const saying = { command: { type: command, ...form.also, ...values, ...(order ? { order } : {}) }, version, saidAt: Date.now() };
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
  const ready = asks.every((each) => answered(each, values));
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

function orderFor(it: CaseView, command: SpokenType, unit: string): string | null {
  const wanted = forms[command]?.order;
  if (!wanted) return null;
  if (wanted === 'new') return newKey();
  const status = command === 'accept_order' ? ['sent'] : command === 'finish_order' ? ['underway'] : ['sent', 'underway'];
  const mine = it.orders.find((order) => status.includes(order.status) && (wanted === 'open' ? !order.lead : order.unit.id === unit));
  return mine?.id ?? null;
}

/** What the form starts with: the likely answer, so that the usual case is one press. */
function firstValues(it: CaseView, asks: readonly Ask[]): Values {
  const start: Values = {};
  for (const each of asks) {
    if (each.kind === 'words') start[each.name] = '';
    if (each.kind === 'photos') start[each.name] = [];
    if (each.kind === 'choice') start[each.name] = each.options[0];
    if (each.kind === 'handler') start[each.name] = null;
    if (each.kind === 'unit')
      start[each.name] = each.name === 'unit' && it.status === 'to_dispatch' ? it.proposal.unit.id : each.needed ? '' : null;
    if (each.kind === 'person') start[each.name] = '';
    if (each.kind === 'matter')
      Object.assign(start, { matter: it.matter?.id ?? '' }, each.withCondition ? { condition: it.condition?.key ?? '' } : {});
    if (each.kind === 'case') start[each.name] = '';
  }
  return start;
}

function answered(each: Ask, values: Values): boolean {
  switch (each.kind) {
    case 'words':
      return !each.needed || String(values[each.name] ?? '').trim().length >= (each.label === 'reason' || each.label === 'facts' ? 2 : 1);
    case 'photos':
      return ((values[each.name] as string[] | undefined)?.length ?? 0) >= each.least;
    case 'unit':
      return !each.needed || Boolean(values[each.name]);
    case 'matter':
      return Boolean(values.matter) && (!each.withCondition || Boolean(values.condition));
    case 'person':
    case 'until':
    case 'case':
      return Boolean(values[each.name]);
    case 'choice':
    case 'handler':
    case 'claim':
      return true;
  }
}

function OneAsk({
  ask: each,
  same,
  take,
  ...rest
}: {
  ask: Ask;
  values: Values;
  set: (part: Values) => void;
  it: CaseView;
  reference: Reference;
  same: readonly CaseRow[];
  me: Props['me'];
  take: Take;
}) {
  switch (each.kind) {
    case 'words':
      return <WordsAsk ask={each} {...rest} />;
    case 'photos':
      return <PhotosAsk ask={each} take={take} {...rest} />;
    case 'choice':
      return <ChoiceAsk ask={each} {...rest} />;
    case 'until':
      return <UntilAsk ask={each} {...rest} />;
    case 'matter':
      return <MatterAsk ask={each} {...rest} />;
    case 'unit':
      return <UnitAsk ask={each} {...rest} />;
    case 'person':
    case 'handler':
      return <PeopleAsk ask={each} {...rest} />;
    case 'claim':
      return <ClaimAsk ask={each} {...rest} />;
    case 'case':
      return <CaseAsk ask={each} same={same} {...rest} />;
  }
}

function WordsAsk({ ask: each, values, set }: AskProps<'words'>) {
  const words = useWords(caseWords);
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.form[each.label]}</label>
      <textarea
        id={id}
        className="input"
        maxLength={each.label === 'reason' || each.label === 'facts' ? 500 : 1000}
        value={String(values[each.name] ?? '')}
        onChange={(event) => set({ [each.name]: event.target.value })}
      />
    </div>
  );
}

function ChoiceAsk({ ask: each, values, set }: AskProps<'choice'>) {
  const words = useWords(caseWords);
  const options = useWords(optionWords);
  const said = (option: string | boolean) => {
    const named = `${each.name}${option === true ? 'True' : 'False'}`;
    if (typeof option === 'boolean' && named in options) return options[named as keyof typeof options];
    return options[String(option) as keyof typeof options];
  };
  return (
    <fieldset className="choices">
      <legend>{words.form[each.name as keyof typeof words.form] ?? each.name}</legend>
      {each.options.map((option) => (
        <button
          key={String(option)}
          type="button"
          className="chip"
          aria-pressed={values[each.name] === option}
          onClick={() => set({ [each.name]: option })}
        >
          {said(option)}
        </button>
      ))}
    </fieldset>
  );
}

function UntilAsk({ ask: each, values, set }: AskProps<'until'>) {
  const words = useWords(caseWords);
  const id = useId();
  const shown = values[each.name] ? new Date(Number(values[each.name])).toISOString().slice(0, 10) : '';
  return (
    <div className="field">
      <label htmlFor={id}>{words.form.until}</label>
      <input
        id={id}
        type="date"
        className="input"
        value={shown}
        onChange={(event) => set({ [each.name]: event.target.value ? Date.parse(`${event.target.value}T08:00:00+08:00`) : undefined })}
      />
    </div>
  );
}

function CaseAsk({ values, set, same, ask: each }: AskProps<'case'> & { same: readonly CaseRow[] }) {
  const words = useWords(caseWords);
  const { name } = useSpeech();
  return (
    <fieldset className="choices">
      <legend>{words.form.into}</legend>
      {same.length === 0 && <p className="soft">{words.noneTitle}</p>}
      {same.map((other) => (
        <button
          key={other.id}
          type="button"
          className="chip"
          aria-pressed={values[each.name] === other.id}
          onClick={() => set({ [each.name]: other.id })}
        >
          {other.number} · {other.matter ? name(other.matter.name) : other.text.slice(0, 16)}
        </button>
      ))}
    </fieldset>
  );
}
