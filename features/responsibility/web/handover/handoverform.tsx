import { useState } from 'react';
import { Button } from '../../../../ui/look/controls.tsx';
import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { ContractView, ContractsView, HandoverPreview } from '../../rules/handoverview.ts';
import { Going } from './going.tsx';
import { type Asked, useHandover } from './handoverdata.ts';
import { handoverWords } from './handoverwords.ts';

type Props = {
  contract: ContractView;
  operators: ContractsView['operators'];
  preview: HandoverPreview | null;
  onPreview: (preview: HandoverPreview | null) => void;
  onClose: () => void;
};

/** What goes over, to whom, team by team, and from when. Every change asks for another preview: nothing is confirmed unseen. */
export function HandoverForm({ contract, operators, preview, onPreview, onClose }: Props) {
  const words = useWords(handoverWords);
  const { name } = useSpeech();
  const { preview: look, confirm, busy, refused } = useHandover();
  const [clauses, setClauses] = useState<readonly string[]>(contract.packages.map(({ clause }) => clause));
  const [to, setTo] = useState('');
  const [heirs, setHeirs] = useState<Readonly<Record<string, string>>>({});
  const [onDay, setOnDay] = useState('');
  const [seen, setSeen] = useState<Asked | null>(null);
  const follower = operators.find(({ id }) => id === to);
  const followed = contract.units.filter(({ id }) =>
    contract.packages.some((each) => clauses.includes(each.clause) && each.units.includes(id)),
  );
  const heirOf = (from: string) => heirs[from] ?? follower?.teams[0]?.id ?? to;
  const change = (set: () => void) => {
    set();
    setSeen(null);
    onPreview(null);
  };
  const show = async () => {
    const asked: Asked = {
      contract: contract.id,
      clauses: clauses.length === contract.packages.length ? null : clauses,
      to,
      heirs: followed.map(({ id }) => ({ from: id, to: heirOf(id) })),
      onDay: onDay || null,
    };
    const found = await look(asked);
    setSeen(found && asked);
    onPreview(found);
  };
  const send = async (because: string) => {
    if (seen && preview && (await confirm({ ...seen, token: preview.preview.token, because }))) onClose();
  };
  const toggle = (clause: string) =>
    setClauses(clauses.includes(clause) ? clauses.filter((each) => each !== clause) : [...clauses, clause]);
  return (
    <section className="stack" aria-label={words.title(name(contract.name))}>
      <h2>{words.title(name(contract.name))}</h2>
      <fieldset className="choices">
        <legend>{words.packages}</legend>
        {contract.packages.map(({ clause, basis, rows }) => (
          <button
            key={clause}
            type="button"
            className="chip"
            aria-pressed={clauses.includes(clause)}
            onClick={() => change(() => toggle(clause))}
          >
            {clause} {name(basis)} · {words.rows(rows)}
          </button>
        ))}
      </fieldset>
      <label className="field">
        <span>{words.to}</span>
        <select className="input" value={to} onChange={(event) => change(() => [setTo(event.target.value), setHeirs({})])}>
          <option value="">{words.choose}</option>
          {operators
            .filter(({ id }) => id !== contract.operator.id)
            .map((each) => (
              <option key={each.id} value={each.id}>
                {name(each.name)}
              </option>
            ))}
        </select>
      </label>
      {follower && follower.teams.length > 0 && (
        <fieldset className="heirs">
          <legend>{words.heirs}</legend>
          {followed.map((from) => (
            <label key={from.id} className="field">
              <span>{words.heir(name(from.name))}</span>
              <select
                className="input"
                value={heirOf(from.id)}
                onChange={(event) => change(() => setHeirs({ ...heirs, [from.id]: event.target.value }))}
              >
                {[...follower.teams, follower].map((team) => (
                  <option key={team.id} value={team.id}>
                    {name(team.name)}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </fieldset>
      )}
      <label className="field">
        <span>{words.onDay}</span>
        <input className="input" type="date" value={onDay} onChange={(event) => change(() => setOnDay(event.target.value))} />
      </label>
      {refused && (
        <p className="banner red" role="alert">
          {refused}
        </p>
      )}
      {!preview && (
        <div className="line">
          <Button look="primary" disabled={busy || !to || clauses.length === 0} onClick={() => void show()}>
            {busy ? words.counting : words.preview}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {words.cancel}
          </Button>
        </div>
      )}
      {preview && <Going preview={preview} />}
      {preview && preview.preview.issues.length === 0 && <Confirm busy={busy} onConfirm={(said) => void send(said)} onClose={onClose} />}
    </section>
  );
}

function Confirm({ busy, onConfirm, onClose }: { busy: boolean; onConfirm: (because: string) => void; onClose: () => void }) {
  const words = useWords(handoverWords);
  const [because, setBecause] = useState('');
  return (
    <>
      <label className="field">
        <span>{words.because}</span>
        <input className="input" maxLength={500} value={because} onChange={(event) => setBecause(event.target.value)} />
      </label>
      <div className="line">
        <Button look="primary" disabled={busy || because.trim().length < 2} onClick={() => onConfirm(because.trim())}>
          {busy ? words.confirming : words.confirm}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </>
  );
}
