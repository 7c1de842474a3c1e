import { useId } from 'react';
import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { CaseRow, CaseView } from '../../rules/view.ts';
import { caseWords } from '../words.ts';
import type { AskProps, Values } from './asking.ts';
import { ClaimAsk } from './claimask.tsx';
import type { Ask } from './forms.ts';
import { MatterAsk } from './matterask.tsx';
import { optionWords } from './optionwords.ts';
import { PeopleAsk, UnitAsk } from './partyask.tsx';
import { PhotosAsk, type Take } from './photosask.tsx';
import { PlaceAsk } from './placeask.tsx';
import type { Reference } from './reference.ts';

/** Draws one question by its kind. */
export function OneAsk({
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
  me: { id: string; unit: string };
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
    case 'place':
      return <PlaceAsk ask={each} {...rest} />;
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
