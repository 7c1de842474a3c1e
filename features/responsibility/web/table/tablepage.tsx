import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { Button } from '../../../../ui/look/controls.tsx';
import { ask, newKey } from '../../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import type { ImportView } from '../../rules/view.ts';
import { Faulty, Sound } from './dryrun.tsx';
import { type TableFile, type Unreadable, readTableFile } from './tablefile.ts';
import { tableWords } from './tablewords.ts';

type Tried = { readonly file: TableFile; readonly found: ImportView };

/** The duty list out and in as a table: tried first, with what is wrong written back into the file, then saved. */
export function TablePage({ mayEdit }: { mayEdit: boolean }) {
  const words = useWords(tableWords);
  const { locale } = useLocale();
  const queries = useQueryClient();
  const [onDay, setOnDay] = useState('');
  const [file, setFile] = useState<TableFile | null>(null);
  const [tried, setTried] = useState<Tried | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const clear = () => {
    setFile(null);
    setTried(null);
    setProblem(null);
  };
  const attempt = async (chosen: TableFile, day: string) => {
    setBusy(true);
    setTried(null);
    setProblem(null);
    const body = { csv: chosen.text, onDay: day || null };
    const answer = await ask<ImportView>('POST', '/api/responsibility/import', { body, locale });
    setBusy(false);
    if (answer.ok) setTried({ file: chosen, found: answer.value });
    else setProblem(answer.problem.detail);
  };
  const take = async (given: File | undefined) => {
    if (!given) return;
    clear();
    setSaved(false);
    const read: TableFile | Unreadable = await readTableFile(given);
    if (typeof read === 'string') return setProblem(words[read]);
    setFile(read);
    await attempt(read, onDay);
  };
  const save = async (because: string) => {
    if (!tried?.found.preview) return;
    setBusy(true);
    const body = { replace: tried.found.rows, onDay: onDay || null, token: tried.found.preview.token, because };
    const answer = await ask('POST', '/api/responsibility/rows', { body, key: newKey(), locale });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem.detail);
    clear();
    setSaved(true);
    await queries.invalidateQueries({ queryKey: ['responsibility'] });
  };
  return (
    <div className="tablepage">
      <section className="stack">
        <h2>{words.out}</h2>
        <p className="soft">{words.outMore}</p>
        <p>
          <a className="button" href="/api/responsibility/duty.csv" download>
            {words.out}
          </a>
        </p>
        {mayEdit && (
          <>
            <h2>{words.into}</h2>
            <p className="soft">{words.intoMore}</p>
            <label className="field">
              <span>{words.onDay}</span>
              <input
                className="input"
                type="date"
                value={onDay}
                onChange={(event) => {
                  setOnDay(event.target.value);
                  if (file) void attempt(file, event.target.value);
                }}
              />
            </label>
            <DropZone onFile={(given) => void take(given)} />
          </>
        )}
      </section>
      <section className="stack" aria-live="polite" aria-busy={busy}>
        {busy && <p className="soft">{words.reading}</p>}
        {saved && <p className="banner green">{words.saved}</p>}
        {problem && (
          <p className="banner red" role="alert">
            {problem}
          </p>
        )}
        {tried && <Outcome tried={tried} busy={busy} onSave={(because) => void save(because)} onCancel={clear} />}
      </section>
    </div>
  );
}

function Outcome({ tried, ...rest }: { tried: Tried; busy: boolean; onSave: (because: string) => void; onCancel: () => void }) {
  const { cells, preview } = tried.found;
  const isFaulty = cells.length > 0 || !preview || preview.issues.length > 0;
  return isFaulty ? <Faulty file={tried.file} found={tried.found} /> : <Sound found={tried.found} preview={preview} {...rest} />;
}

function DropZone({ onFile }: { onFile: (file: File | undefined) => void }) {
  const words = useWords(tableWords);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  return (
    <div
      className="dropzone"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="soft">{words.drop}</span>
      <label className="button">
        {words.choose}
        <input
          type="file"
          accept=".csv,text/csv"
          className="hidden-words"
          onChange={(event) => {
            onFile(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
    </div>
  );
}
