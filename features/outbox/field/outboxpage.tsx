import { type ReactNode, useState } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { Mark } from '../../../ui/look/mark.tsx';
import type { Tone } from '../../../ui/look/shapes.ts';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { SpokenType } from '../../case/rules/command.ts';
import { commandWords } from '../../case/words/labels.ts';
import { sayProblem } from '../../case/words/problems.ts';
import type { Entry } from '../rules/entry.ts';
import { caseOf } from '../rules/queue.ts';
import { discard, sendAgain, useOutbox } from './outbox.ts';
import { outboxWords } from './words.ts';

type Shown = Entry['state']['status'] | 'sending';
const toneOf: Record<Shown, Tone> = { draft: 'grey', waiting: 'amber', sending: 'blue', stored: 'green', returned: 'red' };
const groups = ['returned', 'draft', 'waiting', 'stored'] as const;

type Props = { me: string; onClose: () => void; onOpen: (entry: Entry) => void; foot?: ReactNode };

/** Everything entered on this phone and where each piece stands, the ones that need a person first. */
export function OutboxPage({ me, onClose, onOpen, foot }: Props) {
  const words = useWords(outboxWords);
  const outbox = useOutbox();
  const mine = outbox.entries.filter(({ by }) => by === me);
  const others = outbox.entries.filter(({ by, state }) => by !== me && state.status !== 'stored');
  return (
    <main className="phone outbox">
      <header className="phonebar">
        <div className="line spread nowrap">
          <h1>{words.title}</h1>
          <Button look="quiet" className="closer" onClick={onClose} aria-label={words.back} title={words.back}>
            ✕
          </Button>
        </div>
      </header>
      <div className="stack outboxbody">
        {outbox.refused && (
          <p className="banner red" role="alert">
            <span>{words.refused}</span>
          </p>
        )}
        {mine.length === 0 && (
          <div className="empty">
            <b>{words.empty}</b>
            <p>{words.emptyMore}</p>
          </div>
        )}
        {groups.map((group) => {
          const here = mine.filter(({ state }) => state.status === group);
          if (here.length === 0) return null;
          return (
            <section key={group} className="stack" aria-label={words.groups[group]}>
              <h2>{words.groups[group]}</h2>
              {group === 'stored' && <p className="soft small">{words.storedMore}</p>}
              {(group === 'stored' ? [...here].reverse() : here).map((entry) => (
                <Card key={entry.key} entry={entry} all={outbox.entries} isSending={entry.key === outbox.sending} onOpen={onOpen} />
              ))}
            </section>
          );
        })}
        {others.length > 0 && <p className="banner">{words.others(others.length, namesOf(others, words.comma))}</p>}
        {foot}
      </div>
    </main>
  );
}

/** Who entered these, each once. */
export function namesOf(entries: readonly Entry[], comma: string): string {
  return [...new Set(entries.map(({ byName }) => byName))].join(comma);
}

function Card({
  entry,
  all,
  isSending,
  onOpen,
}: {
  entry: Entry;
  all: readonly Entry[];
  isSending: boolean;
  onOpen: (entry: Entry) => void;
}) {
  const words = useWords(outboxWords);
  const { locale } = useLocale();
  const { near } = useSpeech();
  const { state, pictures } = entry;
  const shown: Shown = isSending ? 'sending' : state.status;
  const facts = [words.said(near(entry.saidAt)), words.photos(pictures.length)];
  if (state.status === 'stored') facts.push(words.storedAt(near(state.at)), words.receipt(state.receipt.number, state.receipt.version));
  if (state.status === 'waiting' && !isSending) {
    if (caseOf(entry, all) === undefined) facts.push(words.after);
    else if (state.tries > 0) facts.push(words.tries(state.tries));
  }
  return (
    <article className="entry" data-state={shown} data-key={entry.key}>
      <div className="line spread">
        <b>{entry.said.type === 'report' ? words.report : commandWords[locale][entry.said.command.type as SpokenType]}</b>
        <Mark tone={toneOf[shown]} word={words.states[shown]} />
      </div>
      {entry.about && <p className="cut">{entry.about}</p>}
      <p className="soft small">{facts.filter(Boolean).join(' · ')}</p>
      {state.status === 'returned' && <Returned no={state.no} rescued={state.rescued} />}
      <Acts entry={entry} isSending={isSending} onOpen={onOpen} />
    </article>
  );
}

/** The server's refusal in the same words as on the desk, and what has become of the evidence. */
function Returned({ no, rescued }: { no: { code: string; facts: Readonly<Record<string, unknown>> }; rescued: boolean }) {
  const words = useWords(outboxWords);
  const { locale } = useLocale();
  const { title, detail } = sayProblem(locale, no.code, no.facts);
  return (
    <p className="banner red">
      <span>
        <b>{title}</b>
        <br />
        {detail}
        {rescued && ` ${words.rescued}`}
      </span>
    </p>
  );
}

function Acts({ entry, isSending, onOpen }: { entry: Entry; isSending: boolean; onOpen: (entry: Entry) => void }) {
  const words = useWords(outboxWords);
  const [isSure, setSure] = useState(false);
  const { status } = entry.state;
  const mayDrop = status === 'draft' || status === 'returned';
  const opens = status === 'draft' || entry.said.type === 'command' || entry.taken !== null || status === 'returned';
  return (
    <div className="line">
      {opens && entry.to.kind !== 'entry' && <Button onClick={() => onOpen(entry)}>{status === 'draft' ? words.goOn : words.look}</Button>}
      {status === 'returned' && (
        <Button look="primary" onClick={() => void sendAgain(entry.key)}>
          {words.again}
        </Button>
      )}
      {status === 'waiting' && !isSending && <Button onClick={() => void sendAgain(entry.key)}>{words.now}</Button>}
      {mayDrop && (
        <Button look={isSure ? 'danger' : 'quiet'} onClick={() => (isSure ? void discard([entry.key]) : setSure(true))}>
          {isSure ? words.dropSure : words.drop}
        </Button>
      )}
    </div>
  );
}
