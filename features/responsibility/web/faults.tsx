import { Button } from '../../../ui/look/controls.tsx';
import { Mark } from '../../../ui/look/mark.tsx';
import { useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { FaultView, ProofView } from '../rules/view.ts';
import { dutyWords } from './words.ts';

const toneOf = { nobody: 'red', overlap: 'amber', fallback: 'grey' } as const;

/** Every gap and overlap with its smallest example; choosing one shows it on the matrix and the map. */
export function Faults({
  proof,
  chosen,
  onChoose,
  onMend,
}: {
  proof: ProofView;
  chosen: number | null;
  onChoose: (fault: FaultView, index: number) => void;
  onMend: ((fault: FaultView) => void) | null;
}) {
  const words = useWords(dutyWords);
  const { name, time } = useSpeech();
  const title = { nobody: words.faultNobody, fallback: words.faultFallback, overlap: words.faultOverlap };
  return (
    <>
      {proof.faults.length === 0 && <p className="soft">{words.noFaults}</p>}
      <ol>
        {proof.faults.map((fault, index) => (
          <li key={`${fault.kind} ${fault.example.matter.id} ${fault.example.place.id} ${fault.example.at}`}>
            <button type="button" className="fault" aria-current={index === chosen} onClick={() => onChoose(fault, index)}>
              <Mark tone={toneOf[fault.kind]} word={title[fault.kind]} />
              {fault.parties.length > 0 && <b>{fault.parties.map((party) => name(party.name)).join(' / ')}</b>}
              <span>{words.example(time(fault.example.at), name(fault.example.place.name), name(fault.example.matter.name))}</span>
              <span className="soft small">{words.asMuch(fault.questions, fault.places)}</span>
            </button>
            {onMend && index === chosen && (
              <Button onClick={() => onMend(fault)}>{fault.kind === 'overlap' ? words.mendOverlap : words.mend}</Button>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
