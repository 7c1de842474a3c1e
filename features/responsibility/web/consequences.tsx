import { Mark } from '../../../ui/look/mark.tsx';
import { useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { PreviewView } from '../rules/view.ts';
import { editorWords } from './editorwords.ts';

/** What the edit does: holes closed and opened, and the past year's cases that would have gone elsewhere. */
export function Consequences({ preview, waiting }: { preview: PreviewView | null; waiting: boolean }) {
  const words = useWords(editorWords);
  const { name } = useSpeech();
  if (!preview)
    return (
      <p className="soft" role="status">
        {waiting ? words.counting : ''}
      </p>
    );
  const { faults, moved, cases, shifts, promises } = preview;
  const party = (each: { name: { zh: string; en: string } } | null) => (each ? name(each.name) : words.nobody);
  return (
    <section className="consequences stack" aria-live="polite" aria-busy={waiting} aria-label={words.consequences}>
      <h3>{words.consequences}</h3>
      <p className="line">
        {faults.closed.length > 0 && <Mark tone="green" word={words.closes(faults.closed.length)} />}
        {faults.opened.length > 0 && <Mark tone="red" word={words.opens(faults.opened.length)} />}
        {faults.closed.length + faults.opened.length === 0 && <span className="soft">{words.sameFaults}</span>}
      </p>
      <p>{words.moved(moved, cases)}</p>
      {shifts.length > 0 && (
        <ol className="shares">
          {shifts.slice(0, 8).map((shift) => (
            <li key={`${shift.matter?.id} ${shift.from?.id} ${shift.to?.id}`}>
              <span>
                {shift.matter ? name(shift.matter.name) : words.unnamed}
                <br />
                <span className="soft small">
                  {party(shift.from)} → {party(shift.to)}
                </span>
              </span>
              <b>{shift.count}</b>
            </li>
          ))}
        </ol>
      )}
      {promises.length > 0 && <p className="soft small">{words.promises(promises.reduce((sum, { count }) => sum + count, 0))}</p>}
    </section>
  );
}
