import { useMemo, useState } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { MatrixView, PreviewView } from '../rules/view.ts';
import { type Unit, usePreview, useSave } from './data.ts';
import { type DraftRow, rowOf } from './draftrow.ts';
import { Consequences } from './consequences.tsx';
import { editorWords } from './editorwords.ts';

type Props = {
  draft: DraftRow;
  view: MatrixView;
  units: readonly Unit[];
  onChange: (draft: DraftRow) => void;
  onPreview: (preview: PreviewView | null) => void;
  onClose: () => void;
};

/** One row of the duty list, with what it would have changed shown while it is written. Nothing is saved unseen. */
export function Editor({ draft, view, units, onChange, onPreview, onClose }: Props) {
  const words = useWords(editorWords);
  const row = useMemo(() => rowOf(draft), [draft]);
  const { preview, problem, waiting } = usePreview(row, onPreview);
  const [because, setBecause] = useState(draft.ruling?.because ?? '');
  const { save, saving, refused } = useSave(onClose);
  const set = (part: Partial<DraftRow>) => onChange({ ...draft, ...part });
  const said = problem ?? refused;
  return (
    <section className="editor stack" aria-label={words.title(draft.id)}>
      <header className="line spread">
        <h2>{words.title(draft.id)}</h2>
        <Button look="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
      </header>
      <What draft={draft} view={view} set={set} />
      <When draft={draft} set={set} />
      <Who draft={draft} units={units} set={set} />
      {said && (
        <p className="banner tone-red" role="alert">
          {said}
        </p>
      )}
      {row ? <Consequences preview={preview} waiting={waiting} /> : <p className="soft">{words.unfinished}</p>}
      <label className="field">
        <span>{words.because}</span>
        <input className="input" maxLength={200} value={because} onChange={(event) => setBecause(event.target.value)} />
      </label>
      <Button
        look="primary"
        wide
        disabled={!row || !preview || waiting || saving || because.trim().length < 2}
        onClick={() =>
          row &&
          preview &&
          void save({
            rows: [row],
            remove: [],
            token: preview.token,
            because: because.trim(),
            ...(draft.ruling ? { ruling: draft.ruling.id } : {}),
          })
        }
      >
        {saving ? words.saving : words.save}
      </Button>
    </section>
  );
}

type Part = { draft: DraftRow; set: (part: Partial<DraftRow>) => void };

function What({ draft, view, set }: Part & { view: MatrixView }) {
  const words = useWords(editorWords);
  const { name } = useSpeech();
  const places = [
    ...view.areas.map(({ id, name: own }) => ({ id, name: own })),
    ...view.places.filter(({ id }) => view.areas.every((area) => area.id !== id)),
  ];
  return (
    <>
      <label className="field">
        <span>{words.matter}</span>
        <select
          className="input"
          value={draft.matter || draft.family}
          onChange={({ target: { value } }) =>
            set(
              view.families.some(({ id }) => id === value)
                ? { family: value, matter: '', condition: '' }
                : { matter: value, family: '', condition: '' },
            )
          }
        >
          <option value="">{words.anyMatter}</option>
          {view.families.map((family) => (
            <optgroup key={family.id} label={name(family.name)}>
              <option value={family.id}>{words.wholeFamily(name(family.name))}</option>
              {family.matters.map((matter) => (
                <option key={matter.id} value={matter.id}>
                  {name(matter.name)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{words.place}</span>
        <select className="input" value={draft.area} onChange={(event) => set({ area: event.target.value })}>
          <option value="">{words.everywhere}</option>
          {places.map((place) => (
            <option key={place.id} value={place.id}>
              {name(place.name)} {place.id}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

function When({ draft, set }: Part) {
  const words = useWords(editorWords);
  return (
    <>
      <div className="pair">
        <label className="field">
          <span>{words.from}</span>
          <input className="input" type="date" value={draft.from} onChange={(event) => set({ from: event.target.value })} />
        </label>
        <label className="field">
          <span>{words.until}</span>
          <input className="input" type="date" value={draft.until} onChange={(event) => set({ until: event.target.value })} />
        </label>
      </div>
      <label className="field">
        <span>{words.hours}</span>
        <select className="input" value={draft.on} onChange={(event) => set({ on: event.target.value as DraftRow['on'] })}>
          <option value="">{words.always}</option>
          {(['every', 'workdays', 'restdays', 'holidays'] as const).map((on) => (
            <option key={on} value={on}>
              {words.on[on]}
            </option>
          ))}
        </select>
      </label>
      {draft.on !== '' && (
        <div className="pair">
          <input
            className="input"
            type="time"
            aria-label={words.from}
            value={draft.fromHour}
            onChange={(event) => set({ fromHour: event.target.value })}
          />
          <input
            className="input"
            type="time"
            aria-label={words.until}
            value={draft.toHour}
            onChange={(event) => set({ toHour: event.target.value })}
          />
        </div>
      )}
    </>
  );
}

const sectors = ['enterprise', 'government', 'community'] as const;

function Who({ draft, units, set }: Part & { units: readonly Unit[] }) {
  const words = useWords(editorWords);
  const { name } = useSpeech();
  return (
    <>
      <label className="field">
        <span>{words.party}</span>
        <select className="input" value={draft.party} onChange={(event) => set({ party: event.target.value })}>
          <option value="">{draft.was && typeof draft.was.party !== 'string' ? words.ofThing[draft.was.party.of] : words.choose}</option>
          {sectors.map((sector) => (
            <optgroup key={sector} label={words.sector[sector]}>
              {units
                .filter((unit) => unit.sector === sector)
                .map((unit) => (
                  <option key={unit.id} value={unit.id}>
                    {name(unit.name)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{words.basis}</span>
        <input className="input" maxLength={200} value={draft.basis} onChange={(event) => set({ basis: event.target.value })} />
      </label>
      <div className="pair">
        <label className="field">
          <span>{words.limit}</span>
          <span className="pair">
            <input
              className="input"
              inputMode="decimal"
              value={draft.limit}
              placeholder={words.asFiled}
              onChange={(event) => set({ limit: event.target.value })}
            />
            <select
              className="input"
              aria-label={words.limit}
              value={draft.limitUnit}
              onChange={(event) => set({ limitUnit: event.target.value as DraftRow['limitUnit'] })}
            >
              {(['urgent_hour', 'urgent_day', 'work_hour', 'work_day', 'natural_day'] as const).map((unit) => (
                <option key={unit} value={unit}>
                  {words.limitUnit[unit]}
                </option>
              ))}
            </select>
          </span>
        </label>
        <label className="field">
          <span>{words.priority}</span>
          <input
            className="input"
            type="number"
            min={-100}
            max={100}
            value={draft.priority}
            onChange={(event) => set({ priority: event.target.value })}
          />
        </label>
      </div>
    </>
  );
}
