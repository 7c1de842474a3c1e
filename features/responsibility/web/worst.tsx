import { useState } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { ToldRow } from '../rules/wire.ts';
import { useWorst } from './data.ts';
import { dutyWords } from './words.ts';

const kinds = ['row', 'matter', 'case'] as const;

/** What was argued about most in ninety days; a row opens in the editor, where it is mended. */
export function Worst({ rows, onOpen }: { rows: readonly ToldRow[]; onOpen: (row: ToldRow) => void }) {
  const words = useWords(dutyWords);
  const { name } = useSpeech();
  const [by, setBy] = useState<(typeof kinds)[number]>('row');
  const { data, error, refetch } = useWorst(by);
  return (
    <>
      <div className="tabs worstby" role="group" aria-label={words.worst.by}>
        {kinds.map((kind) => (
          <button key={kind} type="button" className="chip" aria-pressed={kind === by} onClick={() => setBy(kind)}>
            {words.worst.kinds[kind]}
          </button>
        ))}
      </div>
      <p className="soft small">{words.worst.more}</p>
      {error && !data && (
        <p role="alert">
          {error.message} <Button onClick={() => void refetch()}>{words.again}</Button>
        </p>
      )}
      {data?.figures.length === 0 && <p className="soft">{words.worst.none}</p>}
      <ol>
        {data?.figures.map(({ key, name: said, refusals, hops, hours, cases }) => {
          const row = by === 'row' ? rows.find(({ id }) => id === key) : undefined;
          return (
            <li key={key ?? ''}>
              <button type="button" className="fault" disabled={!row} onClick={() => row && onOpen(row)}>
                <span>
                  <b>{said ? name(said) : (key ?? words.worst.against)}</b>{' '}
                  {said && by === 'row' && <span className="soft small">{key}</span>}
                </span>
                <span>{words.worst.figures(refusals, hops, hours)}</span>
                {by !== 'case' && <span className="soft small">{words.worst.cases(cases)}</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </>
  );
}
