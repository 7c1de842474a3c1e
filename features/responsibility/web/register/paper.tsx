import { useState } from 'react';
import { Button } from '../../../../ui/look/controls.tsx';
import { Mark } from '../../../../ui/look/mark.tsx';
import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import { SOON_DAYS, reservedActs } from '../../rules/authorisation.ts';
import type { AuthorisationView } from '../../rules/registerview.ts';
import { toneOf } from './papertone.ts';
import { type Turn, turnsOf, useChanges, useTurn } from './registerdata.ts';
import { registerWords } from './registerwords.ts';

/** One entry whole, and what may be done to it by who keeps the register. */
export function Paper({ entry, mayEdit }: { entry: AuthorisationView; mayEdit: boolean }) {
  const words = useWords(registerWords);
  const { name } = useSpeech();
  const [turn, setTurn] = useState<Turn | null>(null);
  return (
    <article className="stack" aria-label={name(entry.name)}>
      <p className="line">
        <Mark tone={toneOf[entry.standing]} word={words.standing[entry.standing]} />
        {entry.daysLeft !== null && entry.daysLeft <= SOON_DAYS && <span className="tag tone-amber">{words.endsIn(entry.daysLeft)}</span>}
        <span className="soft small">{entry.id}</span>
      </p>
      <h2>{name(entry.name)}</h2>
      {mayEdit && turn === null && (
        <div className="line">
          {turnsOf(entry).map((each) => (
            <Button key={each} look={each === 'revoke' ? 'danger' : 'plain'} onClick={() => setTurn(each)}>
              {words.turn[each]}
            </Button>
          ))}
        </div>
      )}
      {turn && <TurnForm id={entry.id} turn={turn} onClose={() => setTurn(null)} />}
      <PaperFacts entry={entry} />
      <Changes entry={entry} />
    </article>
  );
}

function PaperFacts({ entry }: { entry: AuthorisationView }) {
  const words = useWords(registerWords);
  const { name } = useSpeech();
  const { checklist } = entry;
  return (
    <dl className="paperfacts">
      <dt>{words.document}</dt>
      <dd>{entry.document}</dd>
      <dt>{words.body}</dt>
      <dd>{name(entry.body.name)}</dd>
      <dt>{words.company}</dt>
      <dd>{name(entry.company.name)}</dd>
      <dt>{words.area}</dt>
      <dd>{entry.areas.map((area) => name(area.name)).join(' · ')}</dd>
      <dt>{words.dates}</dt>
      <dd>{words.fromUntil(entry.from, entry.until)}</dd>
      <dt>{words.permitted}</dt>
      <dd className="line">
        {entry.permitted.map((act) => (
          <span key={act} className="tag tone-green">
            {words.acts[act]}
          </span>
        ))}
      </dd>
      <dt>{words.forbidden}</dt>
      <dd className="line">
        {[...new Set([...entry.forbidden, ...reservedActs])].map((act) => (
          <span key={act} className="tag tone-red">
            {words.acts[act]}
          </span>
        ))}
      </dd>
      <dt>{words.checklist}</dt>
      <dd>{checklist ? words.checklistVersion(checklist.name, checklist.version) : words.noneNeeded}</dd>
      <dt>{words.certificate}</dt>
      <dd>{entry.certificate ?? words.noneNeeded}</dd>
    </dl>
  );
}

function Changes({ entry }: { entry: AuthorisationView }) {
  const words = useWords(registerWords);
  const { time } = useSpeech();
  const { data: events = [] } = useChanges(entry.id, entry.version);
  if (events.length === 0) return null;
  const said = ({ type, status, version }: (typeof events)[number]) =>
    type === 'authorisation_turned' && status in words.turned ? words.turned[status as keyof typeof words.turned] : words.saved(version);
  return (
    <section className="stack">
      <h3>{words.history}</h3>
      <ol className="shares">
        {events.map((event) => (
          <li key={`${event.at} ${event.version}`}>
            <span>
              <b>{said(event)}</b> {event.reason}
            </span>
            <span className="soft small">
              {event.actor} · {time(event.at)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function TurnForm({ id, turn, onClose }: { id: string; turn: Turn; onClose: () => void }) {
  const words = useWords(registerWords);
  const { turn: send, busy, refused } = useTurn(onClose);
  const [reason, setReason] = useState('');
  return (
    <form
      className="consequences stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send(id, turn, reason.trim());
      }}
    >
      <p>{words.warn[turn]}</p>
      <label className="field">
        <span>{words.reason}</span>
        <input className="input" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {refused && (
        <p className="banner red" role="alert">
          {refused}
        </p>
      )}
      <div className="line">
        <Button type="submit" look={turn === 'revoke' ? 'danger' : 'primary'} disabled={busy || reason.trim().length < 2}>
          {busy ? words.sending : words.confirm(words.turn[turn])}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
