import { Heat } from '../../../ui/heat/heat.tsx';
import type { Cell } from '../../../ui/heat/geometry.ts';
import { useAppearance } from '../../../ui/look/theme.ts';
import { useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { MatrixView } from '../rules/view.ts';
import type { Square } from './board.ts';
import type { Looking } from './looking.ts';
import { paintOf } from './sayings.ts';
import { dutyWords } from './words.ts';

/** Families of matters by areas, in the hue of who has them. */
export function Matrix({ view, looking }: { view: MatrixView; looking: Looking }) {
  const words = useWords(dutyWords);
  const { name } = useSpeech();
  const { board, said, open, chosen, pick } = looking;
  const squareSaid = ({ party, others, gap }: Square) => {
    const who = party === null ? words.nobody : (said.party.get(party) ?? party);
    if (gap === 'nobody') return words.nobody;
    if (gap === 'fallback' && others === 0) return words.fallback(who);
    return others > 0 ? words.shared(who, others) : who;
  };
  const say = ({ row, column }: Cell) => {
    const line = said.line.get(board.lines[row]?.id ?? '') ?? '';
    const area = view.areas[column];
    if (!area) return line;
    return row < 0 ? name(area.name) : words.cell(line, name(area.name), squareSaid(board.squareAt(row, column)));
  };
  return (
    <div className="duty-matrix">
      <Heat
        label={words.matrix}
        rows={board.lines.map(({ id, matter }) => ({
          key: id,
          label: said.line.get(id) ?? id,
          depth: matter === null ? 0 : 1,
          ...(matter === null ? { isOpen: open.has(id) } : {}),
        }))}
        columns={view.areas.map((area) => ({ key: area.id, label: name(area.name), group: name(area.within) }))}
        paintAt={(row, column) => paintOf(board, said, board.squareAt(row, column))}
        chosen={chosen}
        onPick={pick}
        say={say}
        theme={useAppearance().shown}
      />
    </div>
  );
}
