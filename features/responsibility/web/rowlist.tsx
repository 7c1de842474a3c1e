import { useMemo, useState } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { ToldRow } from '../rules/wire.ts';
import { type RowNames, sayRow } from './sayrow.ts';
import { dutyWords } from './words.ts';

type Props = {
  rows: readonly ToldRow[];
  names: RowNames;
  onOpen: ((row: ToldRow) => void) | null;
  onNew: (() => void) | null;
};

/** The duty list (权责清单) as it stands, found by any word of a row. */
export function RowList({ rows, names, onOpen, onNew }: Props) {
  const words = useWords(dutyWords);
  const { locale } = useLocale();
  const { name } = useSpeech();
  const [sought, setSought] = useState('');
  const lines = useMemo(
    () =>
      rows
        .map((row) => {
          const party = typeof row.party === 'string' ? names.unit(row.party)?.[locale] : words.ofThing[row.party.of];
          return { row, party: party ?? String(row.party), said: sayRow(row, names, locale) };
        })
        .sort((a, b) => (a.row.id < b.row.id ? -1 : 1)),
    [rows, names, locale, words],
  );
  const wanted = sought.trim().toLowerCase();
  const found = lines.filter(({ row, party, said }) => `${row.id} ${party} ${said} ${name(row.basis)}`.toLowerCase().includes(wanted));
  return (
    <>
      <div className="rowtools">
        <input
          className="input"
          type="search"
          aria-label={words.seek}
          placeholder={words.seek}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
        {onNew && <Button onClick={onNew}>{words.addRow}</Button>}
      </div>
      {found.length === 0 && <p className="soft">{words.noRows}</p>}
      <ol>
        {found.map(({ row, party, said }) => (
          <li key={row.id}>
            <button type="button" className="fault" disabled={!onOpen} onClick={() => onOpen?.(row)}>
              <span>
                <span className="soft small">{row.id}</span> <b>{party}</b>
              </span>
              <span>{said}</span>
              <span className="soft small">{name(row.basis)}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
