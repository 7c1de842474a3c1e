import { useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { MatrixView } from '../rules/view.ts';
import type { ToldRow } from '../rules/wire.ts';
import { Family } from './family.tsx';
import { type Looking, useReason } from './looking.ts';
import type { RowNames } from './sayrow.ts';
import { Why } from './why.tsx';
import { dutyWords } from './words.ts';

type Props = {
  view: MatrixView;
  looking: Looking;
  at: number | null;
  names: RowNames;
  onOpen: ((row: ToldRow) => void) | null;
};

/** Below the map: the row that decides what is looked at; for a whole family who shares it. */
export function Reason({ view, looking, at, names, onOpen }: Props) {
  const words = useWords(dutyWords);
  const { name, time } = useSpeech();
  const { board, said, chosen, example } = looking;
  const reason = useReason(looking, at);
  const line = board.lines[chosen.row];
  if (reason) {
    const area = example?.place ?? view.areas[chosen.column];
    const title = [name(area?.name ?? reason.why.place), said.line.get(reason.matter), at === null ? words.now : time(at)];
    return <Why why={reason.why} names={names} onOpen={onOpen} title={title.join(' · ')} />;
  }
  if (line) return <Family view={view} line={line.family} column={chosen.column} said={said} />;
  return <p className="soft why">{words.pick}</p>;
}
