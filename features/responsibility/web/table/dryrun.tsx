import { useState } from 'react';
import { Button } from '../../../../ui/look/controls.tsx';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { type Marking, markTable } from '../../rules/marked.ts';
import type { ImportView, PreviewView } from '../../rules/view.ts';
import { Consequences } from '../consequences.tsx';
import { download } from './download.ts';
import type { TableFile } from './tablefile.ts';
import { type IssueCode, tableWords } from './tablewords.ts';

/** What must be mended, line by line, and the same file with it written in. */
export function Faulty({ file, found }: { file: TableFile; found: ImportView }) {
  const words = useWords(tableWords);
  const { locale } = useLocale();
  const say = (code: string) => words.issue[code as IssueCode] ?? code;
  const cells = found.cells.map(({ line, row, field, code, found: what }) => ({ line, row, said: words.said(field, say(code), what) }));
  const issues = (found.preview?.issues ?? []).map(({ line, row, field, code, found: what }) => ({
    line: line ?? 0,
    row,
    said: words.said(field, say(code), what),
  }));
  const faults: (Marking & { row: string })[] = [...cells, ...issues];
  const heading = locale === 'zh' ? '错误' : 'error';
  return (
    <>
      <h2>{words.faults(faults.length)}</h2>
      <p>
        <Button onClick={() => download(words.fileName(file.name), markTable(file.text, faults, heading))}>{words.marked}</Button>
      </p>
      <ol className="shares">
        {faults.slice(0, 200).map(({ line, row, said }) => (
          <li key={`${line} ${row} ${said}`}>
            <span>
              <b>{words.line(line)}</b> {row} <span className="soft">{said}</span>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

type Props = { found: ImportView; preview: PreviewView; busy: boolean; onSave: (because: string) => void; onCancel: () => void };

/** A table without a fault: what saving it would do, and the reason it is saved for. */
export function Sound({ found, preview, busy, onSave, onCancel }: Props) {
  const words = useWords(tableWords);
  const [because, setBecause] = useState('');
  const changes = preview.put.length + preview.removed.length;
  return (
    <>
      <h2>{words.fine(found.rows.length)}</h2>
      {changes === 0 ? (
        <p className="soft">{words.same}</p>
      ) : (
        <>
          <p>{words.changes(preview.put.length, preview.removed.length)}</p>
          <Consequences preview={preview} waiting={busy} />
          <label className="field">
            <span>{words.because}</span>
            <input className="input" maxLength={500} value={because} onChange={(event) => setBecause(event.target.value)} />
          </label>
        </>
      )}
      <div className="line">
        {changes > 0 && (
          <Button look="primary" disabled={busy || because.trim().length < 2} onClick={() => onSave(because.trim())}>
            {busy ? words.saving : words.save}
          </Button>
        )}
        <Button look="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </>
  );
}
