import { useState } from 'react';
import { useWords } from '../../../ui/words/locale.tsx';
import type { FaultView, ProofView } from '../rules/view.ts';
import type { ToldRow } from '../rules/wire.ts';
import { Faults } from './faults.tsx';
import { RowList } from './rowlist.tsx';
import type { RowNames } from './sayrow.ts';
import { Worst } from './worst.tsx';
import { dutyWords } from './words.ts';

type Props = {
  proof: ProofView;
  rows: readonly ToldRow[];
  names: RowNames;
  fault: number | null;
  onFault: (fault: FaultView, index: number) => void;
  onMend: ((fault: FaultView) => void) | null;
  onOpen: ((row: ToldRow) => void) | null;
  onNew: (() => void) | null;
};

/** What is wrong, or the whole list: the page opens on whichever needs eyes. */
export function SideList({ proof, rows, names, fault, onFault, onMend, onOpen, onNew }: Props) {
  const words = useWords(dutyWords);
  const [tab, setTab] = useState<'faults' | 'rows' | 'worst'>(proof.faults.length > 0 ? 'faults' : 'rows');
  const shown = [
    ['faults', words.faultTab(proof.faults.length)],
    ['rows', words.rowTab(rows.length)],
    ...(onOpen ? [['worst', words.worst.tab] as const] : []),
  ] as const;
  return (
    <section className="faults">
      <div className="tabs" role="tablist">
        {shown.map(([id, word]) => (
          <button key={id} type="button" role="tab" aria-selected={tab === id} className="chip" onClick={() => setTab(id)}>
            {word}
          </button>
        ))}
      </div>
      {tab === 'faults' && <Faults proof={proof} chosen={fault} onChoose={onFault} onMend={onMend} />}
      {tab === 'worst' && onOpen && <Worst rows={rows} onOpen={onOpen} />}
      {tab === 'rows' && <RowList rows={rows} names={names} onOpen={onOpen} onNew={onNew} />}
    </section>
  );
}
