import { useMemo } from 'react';
import { useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { MatrixView } from '../rules/view.ts';
import type { Said } from './sayings.ts';
import { dutyWords } from './words.ts';

/** Who shares a family in one area, or over all of them: each party with how many of its matters. */
export function Family({ view, line, column, said }: { view: MatrixView; line: string; column: number; said: Said }) {
  const words = useWords(dutyWords);
  const { name } = useSpeech();
  const shares = useMemo(() => {
    const counts = new Map<string, number>();
    let from = 0;
    for (const { id, matters } of view.families) {
      if (id === line)
        for (let matter = from; matter < from + matters.length; matter += 1) {
          const cells = column < 0 ? view.areas.map((_, area) => area) : [column];
          const parties = new Set(
            cells.flatMap((area) => view.outcomes[view.cells[matter * view.areas.length + area] ?? -1]?.parties ?? []),
          );
          for (const party of parties) counts.set(party, (counts.get(party) ?? 0) + 1);
        }
      from += matters.length;
    }
    return [...counts].sort(([, a], [, b]) => b - a);
  }, [view, line, column]);
  const area = view.areas[column];
  return (
    <section className="why stack">
      <h2>
        {said.line.get(line)}
        {area ? ` · ${name(area.name)}` : ''}
      </h2>
      <ul className="shares">
        {shares.map(([party, count]) => (
          <li key={party}>
            <span>{said.party.get(party)}</span>
            <span className="soft">{words.inFamily(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
