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
  const shares = useMemo(() => sharesOf(view, line, column), [view, line, column]);
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

/** Parties by how many of the family's matters they have a hand in; column −1 is every area. */
function sharesOf(view: MatrixView, line: string, column: number): [party: string, matters: number][] {
  const at = view.families.findIndex(({ id }) => id === line);
  const from = view.families.slice(0, at).reduce((sum, { matters }) => sum + matters.length, 0);
  const areas = column < 0 ? view.areas.map((_, area) => area) : [column];
  const partiesOf = (matter: number) =>
    new Set(areas.flatMap((area) => view.outcomes[view.cells[matter * view.areas.length + area] ?? -1]?.parties ?? []));
  const counts = new Map<string, number>();
  const all = (view.families[at]?.matters ?? []).flatMap((_, i) => [...partiesOf(from + i)]);
  for (const party of all) counts.set(party, (counts.get(party) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
