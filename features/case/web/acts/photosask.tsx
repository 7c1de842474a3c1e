import { useState } from 'react';
import { useWords } from '../../../../ui/words/locale.tsx';
import { caseWords } from '../words.ts';
import type { AskProps } from './asking.ts';
import { type Hand, useHand } from './hand.ts';

/** Takes one more picture into a list that holds these already. */
export type Take = (name: string, photo: Blob, before: readonly string[]) => ReturnType<Hand['photo']>;

export function PhotosAsk({ ask: each, values, set, take }: AskProps<'photos'> & { take: Take }) {
  const words = useWords(caseWords);
  const { src } = useHand();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const ids = (values[each.name] as string[] | undefined) ?? [];
  const add = async (files: FileList) => {
    setBusy(true);
    setProblem(null);
    const taken: string[] = [];
    for (const file of [...files].slice(0, 9 - ids.length)) {
      const answer = await take(each.name, file, [...ids, ...taken]);
      if (answer.ok) taken.push(answer.value.id);
      else setProblem(`${answer.problem.title}。${answer.problem.detail}`);
    }
    set({ [each.name]: [...new Set([...ids, ...taken])] });
    setBusy(false);
  };
  return (
    <div className="field">
      <span>{words.form[each.name]}</span>
      <div className="photos">
        {ids.map((id) => (
          <figure key={id}>
            <img src={src(id)} alt={words.form.photos} />
          </figure>
        ))}
      </div>
      <label className="button">
        {busy ? words.form.uploading : words.form.addPhoto}
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple
          className="hidden-words"
          disabled={busy}
          onChange={(event) => event.target.files && void add(event.target.files)}
        />
      </label>
      {(problem ?? (each.least > ids.length ? words.form.photoNeeded : null)) && (
        <span className={problem ? 'problem small' : 'soft small'}>{problem ?? words.form.photoNeeded}</span>
      )}
    </div>
  );
}
