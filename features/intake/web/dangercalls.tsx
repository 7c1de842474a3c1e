import { useWords } from '../../../ui/words/locale.tsx';
import { intakeWords } from './words.ts';

/** Before anything else where life is in danger: no form is quicker than a call. */
export function DangerCalls() {
  const words = useWords(intakeWords);
  return (
    <div className="banner red calls" role="alert">
      <b>{words.danger}</b>
      <span className="line">
        {(['110', '119', '120'] as const).map((number) => (
          <a key={number} className="button danger" href={`tel:${number}`}>
            {number} {words.calls[`to${number}`]}
          </a>
        ))}
      </span>
    </div>
  );
}
