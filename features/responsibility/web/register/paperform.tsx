import { useState } from 'react';
import { Button } from '../../../../ui/look/controls.tsx';
import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import { type DelegableAct, delegableActs, reservedActs } from '../../rules/authorisation.ts';
import { useMatrix, useUnits } from '../data.ts';
import { useTurn } from './registerdata.ts';
import { registerWords } from './registerwords.ts';

const blank = { id: '', name: '', document: '', body: '', company: '', from: '', until: '', checklist: '', certificate: '' };
type Draft = typeof blank;
const textFields = ['id', 'name', 'document'] as const;
const labelOf = { id: 'code', name: 'title', document: 'document' } as const;

/** Puts a paper in the register: only government's own units are offered as its body, and reserved acts are not offered at all. */
export function PaperForm({ onClose }: { onClose: () => void }) {
  const words = useWords(registerWords);
  const { put, busy, refused } = useTurn(onClose);
  const [draft, setDraft] = useState<Draft>(blank);
  const [areas, setAreas] = useState<string[]>([]);
  const [permitted, setPermitted] = useState<readonly DelegableAct[]>(['look', 'ask', 'photograph', 'persuade', 'report']);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const isReady =
    [...textFields, 'body', 'company', 'from', 'until'].every((field) => draft[field as keyof Draft].trim() !== '') &&
    areas.length > 0 &&
    permitted.length > 0;
  const send = () =>
    put({
      id: draft.id.trim(),
      name: { zh: draft.name.trim(), en: draft.name.trim() },
      document: draft.document.trim(),
      body: draft.body,
      company: draft.company,
      areas,
      from: draft.from,
      until: draft.until,
      permitted,
      forbidden: reservedActs,
      checklist: draft.checklist.trim() ? { name: draft.checklist.trim(), version: 1 } : null,
      certificate: draft.certificate.trim() || null,
      status: 'active',
    });
  return (
    <form
      className="stack"
      aria-label={words.adding}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !busy) void send();
      }}
    >
      <h2>{words.adding}</h2>
      {textFields.map((field) => (
        <Line key={field} label={words[labelOf[field]]} value={draft[field]} onChange={(value) => set({ [field]: value })} />
      ))}
      <Parties draft={draft} set={set} areas={areas} setAreas={setAreas} />
      <div className="pair">
        <Line type="date" label={words.from} value={draft.from} onChange={(from) => set({ from })} />
        <Line type="date" label={words.until} value={draft.until} onChange={(until) => set({ until })} />
      </div>
      <fieldset className="choices">
        <legend>{words.permitted}</legend>
        {delegableActs.map((act) => (
          <button
            key={act}
            type="button"
            className="chip"
            aria-pressed={permitted.includes(act)}
            onClick={() => setPermitted(permitted.includes(act) ? permitted.filter((each) => each !== act) : [...permitted, act])}
          >
            {words.acts[act]}
          </button>
        ))}
        <p className="soft small">{words.reserved}</p>
      </fieldset>
      <Line label={words.checklist} value={draft.checklist} onChange={(checklist) => set({ checklist })} />
      <Line label={words.certificate} value={draft.certificate} onChange={(certificate) => set({ certificate })} />
      {refused && (
        <p className="banner red" role="alert">
          {refused}
        </p>
      )}
      <div className="line">
        <Button type="submit" look="primary" disabled={!isReady || busy}>
          {busy ? words.sending : words.save}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

function Line({
  label,
  value,
  onChange,
  type = 'text',
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'date';
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <input className="input" type={type} maxLength={100} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

type PartyProps = { draft: Draft; set: (part: Partial<Draft>) => void; areas: readonly string[]; setAreas: (areas: string[]) => void };

function Parties({ draft, set, areas, setAreas }: PartyProps) {
  const words = useWords(registerWords);
  const { name } = useSpeech();
  const { data } = useUnits();
  const { data: view } = useMatrix({ at: null, level: 'street' });
  const places = [...(view?.areas ?? []), ...(view?.places ?? [])];
  return (
    <>
      {(['body', 'company'] as const).map((field) => (
        <label key={field} className="field">
          <span>{words[field]}</span>
          <select className="input" value={draft[field]} onChange={(event) => set({ [field]: event.target.value })}>
            <option value="">{words.choose}</option>
            {(data?.units ?? [])
              .filter(({ sector }) => (sector === 'government') === (field === 'body'))
              .map((unit) => (
                <option key={unit.id} value={unit.id}>
                  {name(unit.name)}
                </option>
              ))}
          </select>
        </label>
      ))}
      <label className="field">
        <span>
          {words.area} <span className="soft small">{words.areaHint}</span>
        </span>
        <select
          className="input"
          multiple
          size={4}
          value={[...areas]}
          onChange={(event) => setAreas([...event.target.selectedOptions].map(({ value }) => value))}
        >
          {[...new Map(places.map((place) => [place.id, place])).values()].map((place) => (
            <option key={place.id} value={place.id}>
              {name(place.name)} {place.id}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
