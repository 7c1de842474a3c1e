import { useId } from 'react';
import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import { caseWords } from '../words.ts';
import type { AskProps } from './asking.ts';

/** The parties of a dispute stand first; otherwise the unit the duty list names stands first and is chosen; against it the dispatcher may decide, and the case will say so. */
export function UnitAsk({ ask: each, values, set, it, reference }: AskProps<'unit'>) {
  const words = useWords(caseWords);
  const { name } = useSpeech();
  const id = useId();
  const suggested = it.proposal.unit.id;
  const parties = it.argued.flatMap(({ unit, counter }) => [counter?.id, unit.id]);
  const first = (unit: string) => (it.dispute ? Number(parties.includes(unit)) : Number(unit === suggested));
  const units = [...reference.units]
    .filter(({ kind, sector }) => kind !== 'supervisor' && (each.only ?? sector) === sector)
    .sort((a, b) => first(b.id) - first(a.id));
  return (
    <div className="field">
      <label htmlFor={id}>{words.form[each.name]}</label>
      <select
        id={id}
        className="input"
        value={String(values[each.name] ?? '')}
        onChange={(event) => set({ [each.name]: event.target.value || (each.needed ? '' : null) })}
      >
        <option value="">{words.form.choose}</option>
        {units.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {name(unit.name)}
            {unit.id === suggested && each.name === 'unit' ? ` · ${words.form.suggested}` : ''}
          </option>
        ))}
      </select>
      {each.name === 'unit' && !each.only && (
        <span className="soft small">
          {words.basis}：{name(it.proposal.basis)}
          {it.proposal.fallback ? words.fallback : ''}
        </span>
      )}
    </div>
  );
}

export function PeopleAsk({ ask: each, values, set, it, reference }: AskProps<'person' | 'handler'>) {
  const words = useWords(caseWords);
  const id = useId();
  const fits = (person: (typeof reference.people)[number]) =>
    each.kind === 'person'
      ? person.roles.includes('patroller') && !it.orders.some(({ handler, unit }) => handler?.id === person.id || unit.id === person.unit)
      : it.orders.some(({ status, unit }) => status === 'sent' && unit.id === person.unit);
  return (
    <div className="field">
      <label htmlFor={id}>{words.form[each.name]}</label>
      <select
        id={id}
        className="input"
        value={String(values[each.name] ?? '')}
        onChange={(event) => set({ [each.name]: event.target.value || null })}
      >
        <option value="">{each.kind === 'handler' ? words.form.myself : words.form.choose}</option>
        {reference.people
          .filter((person) => person.streets.includes(it.street) && fits(person))
          .map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
      </select>
    </div>
  );
}
