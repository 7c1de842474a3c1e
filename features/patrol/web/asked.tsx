import { Button } from '../../../ui/look/controls.tsx';
import { formatMetres } from '../../../ui/words/format.ts';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { AskView } from '../rules/view.ts';
import './asked.css';
import { useMyAsks, usePatrolFeed, useSending, useTick } from './data.ts';
import { minutesUntil } from './urgency.ts';
import { patrolWords } from './words.ts';

/** On the phone of the person asked: where to, by when, yes or no. Nothing at all when nobody asks. */
export function AskedToGo({ me }: { me: string }) {
  const { data } = useMyAsks();
  usePatrolFeed();
  const now = useTick(0);
  const { busy, problem, answer } = useSending();
  if (!data || data.asks.length === 0) return null;
  return (
    <section className="asked-to-go" aria-live="assertive">
      {data.asks.map((ask) => (
        <One key={ask.id} ask={ask} isLead={ask.person.id !== me} now={now} busy={busy} onAnswer={(said) => void answer(ask.id, said)} />
      ))}
      {problem && <p role="alert">{problem}</p>}
    </section>
  );
}

type OneProps = { ask: AskView; isLead: boolean; now: number; busy: boolean; onAnswer: (said: 'accept' | 'decline') => void };

function One({ ask, isLead, now, busy, onAnswer }: OneProps) {
  const words = useWords(patrolWords);
  const { name } = useSpeech();
  const { locale } = useLocale();
  const minutes = minutesUntil(ask.due, now);
  return (
    <article className="stack" data-ask={ask.id}>
      <h2>{isLead ? words.phoneLead(ask.person.name) : words.phoneTitle}</h2>
      <p className="asked-where">
        <b>{name(ask.target.name)}</b> <span>{minutes < 0 ? words.over(-minutes) : words.left(minutes)}</span>
      </p>
      <p className="small">
        {words.phoneWay(formatMetres(ask.metres, locale), Math.max(1, Math.ceil(ask.seconds / 60)))} ·{' '}
        {words.phoneBy(ask.askedBy.name, name(ask.promise.name))}
      </p>
      {ask.status === 'accepted' ? (
        <p role="status">✓ {isLead ? words.askStates.accepted(ask.person.name) : words.onTheWay}</p>
      ) : (
        <div className="asked-buttons">
          <Button look="primary" disabled={busy} onClick={() => onAnswer('accept')}>
            {words.accept}
          </Button>
          <Button disabled={busy} onClick={() => onAnswer('decline')}>
            {words.decline}
          </Button>
        </div>
      )}
    </article>
  );
}
