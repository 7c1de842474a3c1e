import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { ask } from '../../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import { limitText } from '../../words/labels.ts';
import { caseWords } from '../words.ts';
import type { AskProps } from './asking.ts';

/** Matters proposed from the report's own words first, the whole catalogue behind them; then the condition with its limit. */
export function MatterAsk({ ask: each, values, set, it, reference }: AskProps<'matter'>) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { name } = useSpeech();
  const id = useId();
  const { data: proposed = [] } = useQuery({
    queryKey: ['propose', it.id, it.text],
    queryFn: async () => {
      const answer = await ask<{ matters: { key: string }[] }>('POST', '/api/public/propose', {
        body: { text: it.text, ...(it.asset ? { asset: it.asset.code } : {}) },
        locale,
      });
      return answer.ok ? answer.value.matters.map(({ key }) => key) : [];
    },
  });
  const matter = reference.matters.find(({ key }) => key === values.matter);
  const choose = (key: string) => {
    const found = reference.matters.find((one) => one.key === key);
    set({ matter: key, ...(each.withCondition ? { condition: found?.conditions.length === 1 ? found.conditions[0]?.key : '' } : {}) });
  };
  const majors = [...new Map(reference.matters.map(({ major }) => [major.code, major])).values()];
  return (
    <>
      <fieldset className="choices">
        <legend>{words.form.matter}</legend>
        {proposed.slice(0, 5).map((key) => {
          const found = reference.matters.find((one) => one.key === key);
          return (
            found && (
              <button key={key} type="button" className="chip" aria-pressed={values.matter === key} onClick={() => choose(key)}>
                {name(found.name)}
              </button>
            )
          );
        })}
      </fieldset>
      <div className="field">
        <label htmlFor={id} className="hidden-words">
          {words.form.matter}
        </label>
        <select id={id} className="input" value={String(values.matter ?? '')} onChange={(event) => choose(event.target.value)}>
          <option value="">{proposed.length > 0 ? words.form.otherMatter : words.form.choose}</option>
          {majors.map((major) => (
            <optgroup key={major.code} label={name(major.name)}>
              {reference.matters
                .filter((one) => one.major.code === major.code)
                .map((one) => (
                  <option key={one.key} value={one.key}>
                    {name(one.name)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </div>
      {each.withCondition && matter && (
        <fieldset className="choices">
          <legend>{words.form.condition}</legend>
          {matter.conditions.map((condition) => (
            <button
              key={condition.key}
              type="button"
              className="chip"
              aria-pressed={values.condition === condition.key}
              onClick={() => set({ condition: condition.key })}
            >
              {name(condition.text)} · {limitText(condition.limit, locale)}
            </button>
          ))}
        </fieldset>
      )}
    </>
  );
}
