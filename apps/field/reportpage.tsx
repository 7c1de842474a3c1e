import { useEffect, useRef, useState } from 'react';
import type { Instant } from '../../kernel/brand.ts';
import { keepDraft, say } from '../../features/outbox/field/outbox.ts';
import { type Unordered, allEntries, fileOf } from '../../features/outbox/field/store.ts';
import type { EntryState } from '../../features/outbox/rules/entry.ts';
import type { Me } from '../../features/people/web/signin.tsx';
import { Button } from '../../ui/look/controls.tsx';
import { newKey, shrink } from '../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../ui/words/locale.tsx';
import { notKept, showFile, waiting } from './hand.ts';
import { fieldWords } from './words.ts';

type Finding = {
  readonly key: string;
  readonly text: string;
  readonly address: string;
  readonly point: { readonly lon: number; readonly lat: number } | null;
  readonly files: readonly string[];
};

/** Milliseconds that typing may rest before it is kept. */
const REST = 300;

function entryOf(me: Me, { key, text, address, point, files }: Finding, state: EntryState): Unordered {
  const place = { ...(point ? { point, crs: 'WGS84' } : {}), ...(address.trim() ? { address: address.trim() } : {}) };
  return {
    key,
    by: me.id,
    byName: me.name,
    to: { kind: 'new' },
    said: { type: 'report', body: { text: text.trim(), place } },
    saidAt: Date.now() as Instant,
    about: [text.trim(), address.trim()].filter(Boolean).join(' · '),
    pictures: files.map((file) => ({ file, place: 'report', id: null })),
    taken: null,
    state,
  };
}

/** The finding that was being entered when this page was last left. */
async function begunBefore(by: string): Promise<Finding | undefined> {
  const all = await allEntries().catch(() => []);
  const found = all.find(({ state, to, by: whose }) => state.status === 'draft' && to.kind === 'new' && whose === by);
  if (found?.said.type !== 'report') return undefined;
  for (const { file } of found.pictures) {
    const bytes = await fileOf(file);
    if (bytes) showFile(file, bytes);
  }
  const { text, place } = found.said.body as { text: string; place: { point?: Finding['point']; address?: string } };
  return { key: found.key, text, address: place.address ?? '', point: place.point ?? null, files: found.pictures.map(({ file }) => file) };
}

/** Something found on the way: words, a photo, where. Kept at every change, sent when there is a network. */
export function ReportPage({ me, onClose, onSaid }: { me: Me; onClose: () => void; onSaid: () => void }) {
  const words = useWords(fieldWords);
  const { locale } = useLocale();
  const [it, setIt] = useState<Finding>(() => ({ key: newKey(), text: '', address: '', point: null, files: [] }));
  const [problem, setProblem] = useState<string | null>(null);
  const touched = useRef(false);
  useEffect(() => {
    void begunBefore(me.id).then((found) => found && setIt(found));
  }, [me.id]);
  useEffect(() => {
    if (!touched.current) return undefined;
    const timer = setTimeout(() => void keepDraft(entryOf(me, it, { status: 'draft' })), REST);
    return () => clearTimeout(timer);
  }, [it, me]);
  const set = (part: Partial<Finding>) => {
    touched.current = true;
    setIt((before) => ({ ...before, ...part }));
  };
  const add = async (chosen: FileList) => {
    let { files } = it;
    for (const photo of [...chosen].slice(0, 9 - files.length)) {
      const bytes = await (await shrink(photo)).arrayBuffer();
      const id = newKey();
      files = [...files, id];
      const kept = await keepDraft(entryOf(me, { ...it, files }, { status: 'draft' }), [{ id, bytes }]);
      if (!kept.ok) return setProblem(refusal(kept.because));
      showFile(id, bytes);
      set({ files });
    }
  };
  const refusal = (because: Parameters<typeof notKept>[0]) => {
    const no = notKept(because, locale);
    return no.ok ? null : no.problem.detail;
  };
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => set({ point: { lon: coords.longitude, lat: coords.latitude } }),
      () => setProblem(words.finding.noPlace),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  const send = async () => {
    touched.current = false;
    const kept = await say([entryOf(me, it, waiting)]);
    if (kept.ok) onSaid();
    else setProblem(refusal(kept.because));
  };
  const isReady = it.text.trim().length > 0 || it.files.length > 0;
  return (
    <main className="phone">
      <header className="phonebar">
        <div className="line spread nowrap">
          <h1>{words.report}</h1>
          <Button look="quiet" className="closer" onClick={onClose} aria-label={words.finding.back} title={words.finding.back}>
            ✕
          </Button>
        </div>
      </header>
      <form
        className="stack outboxbody finding"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void send();
        }}
      >
        <div className="photos">
          {it.files.map((file) => (
            <figure key={file}>
              <img src={showFile(file)} alt={words.finding.photo} width={104} height={104} />
            </figure>
          ))}
        </div>
        <label className="button wide">
          {words.finding.photo}
          <input
            type="file"
            accept="image/*"
            multiple
            className="hidden-words"
            onChange={(event) => event.target.files && void add(event.target.files)}
          />
        </label>
        <label className="field">
          <span>{words.finding.text}</span>
          <textarea className="input" maxLength={4000} value={it.text} onChange={(event) => set({ text: event.target.value })} />
        </label>
        <label className="field">
          <span>{words.finding.address}</span>
          <input className="input" maxLength={200} value={it.address} onChange={(event) => set({ address: event.target.value })} />
        </label>
        <Button onClick={locate}>{it.point ? words.finding.located : words.finding.locate}</Button>
        {problem && (
          <p className="banner red" role="alert">
            <span>{problem}</span>
          </p>
        )}
        <Button type="submit" look="primary" wide disabled={!isReady}>
          {words.finding.send}
        </Button>
      </form>
    </main>
  );
}
