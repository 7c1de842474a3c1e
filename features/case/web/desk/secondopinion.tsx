import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { CaseView } from '../../rules/view.ts';
import { caseWords } from '../words.ts';
import { useSecondOpinion } from './data.ts';

/** What a language model makes of the words, said to be a machine's; nothing at all where none is asked or none answers. */
export function SecondOpinion({ it }: { it: CaseView }) {
  const words = useWords(caseWords);
  const { name } = useSpeech();
  const { data } = useSecondOpinion(it.id, it.text, it.offered.includes('file') || it.offered.includes('ask_verify'));
  if (!data || (!data.opinion && !data.summary)) return null;
  return (
    <section className="stack secondopinion" aria-label={words.second}>
      <h2>
        {words.second} <span className="tag tone-grey">{words.byMachine}</span>
      </h2>
      {data.summary && data.summary !== it.text && <p>{data.summary}</p>}
      {data.opinion && (
        <p>
          <b>{name(data.opinion.name)}</b> <span className="soft">{words.evidence(data.opinion.evidence)}</span>
          <br />
          <span className="soft small">
            {data.opinion.agrees ? words.agrees : words.differs} {words.afterOpinion[data.opinion.band]}
          </span>
        </p>
      )}
    </section>
  );
}
