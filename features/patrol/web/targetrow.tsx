import { Button } from '../../../ui/look/controls.tsx';
import { Mark } from '../../../ui/look/mark.tsx';
import { formatMetres } from '../../../ui/words/format.ts';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { AskView, TargetView } from '../rules/view.ts';
import { minutesUntil, toneOfState } from './urgency.ts';
import { patrolWords } from './words.ts';

type Props = {
  target: TargetView;
  now: number;
  isChosen: boolean;
  mayAsk: boolean;
  busy: boolean;
  onChoose: () => void;
  onAsk: (person: string) => void;
};

/** One target: how it stands, how long that lasts, who could go, and the one button that asks them. */
export function TargetRow({ target, now, isChosen, mayAsk, busy, onChoose, onAsk }: Props) {
  const words = useWords(patrolWords);
  const { name, clock } = useSpeech();
  const isCalm = target.state === 'kept' || target.state === 'off_duty';
  return (
    <li className={`patrol-row ${target.state}`} data-target={target.id} data-state={target.state}>
      <button type="button" className="patrol-open" aria-current={isChosen} onClick={onChoose}>
        <span className="line spread nowrap">
          <b className="cut">{name(target.name)}</b>
          <Mark tone={toneOfState[target.state]} word={words.states[target.state]} />
        </span>
        <span className="patrol-say">
          <Countdown target={target} now={now} />
          {!isCalm && <Nearest target={target} />}
        </span>
        <span className="soft small">
          {target.last ? words.last(clock(target.last.to), target.last.by.name) : words.neverVisited} ·{' '}
          {words.done(target.visits, target.planned)}
        </span>
      </button>
      <Act target={target} mayAsk={mayAsk && !isCalm} busy={busy} onAsk={onAsk} />
    </li>
  );
}

function Countdown({ target: { state, due }, now }: Pick<Props, 'target' | 'now'>) {
  const words = useWords(patrolWords);
  if (state === 'off_duty') return <span className="soft">{words.offDuty}</span>;
  if (state === 'unknown') return <b>{words.lost}</b>;
  if (due === null) return <span className="soft">{words.settled}</span>;
  const minutes = minutesUntil(due, now);
  if (state === 'broken') return <b className="tone-red">{words.over(Math.max(1, -minutes))}</b>;
  if (state === 'at_risk') return <b className="tone-amber">{words.left(minutes)}</b>;
  return <span>{words.dueIn(Math.max(0, minutes))}</span>;
}

function Nearest({ target: { near, ask } }: Pick<Props, 'target'>) {
  const words = useWords(patrolWords);
  const { locale } = useLocale();
  if (ask) return null;
  const able = near.find(({ isFree }) => isFree) ?? near[0];
  if (!able) return <span className="soft">{words.noneNear}</span>;
  const minutes = Math.max(1, Math.ceil(able.seconds / 60));
  return (
    <span>
      {able.metres === 0 ? words.inside(able.person.name) : words.near(able.person.name, formatMetres(able.metres, locale))}
      <span className="soft">
        {' · '}
        {able.isFree ? words.walk(minutes) : words.busy}
      </span>
    </span>
  );
}

function Act({ target: { near, ask }, mayAsk, busy, onAsk }: Pick<Props, 'target' | 'mayAsk' | 'busy' | 'onAsk'>) {
  const words = useWords(patrolWords);
  if (ask) return <Asked ask={ask} />;
  const able = near.find(({ isFree }) => isFree);
  if (!mayAsk || !able) return null;
  return (
    <Button look="primary" disabled={busy} onClick={() => onAsk(able.person.id)}>
      {words.ask(able.person.name)}
    </Button>
  );
}

export function Asked({ ask: { status, person, escalatedTo } }: { ask: AskView }) {
  const words = useWords(patrolWords);
  return (
    <p className="patrol-asked small" role="status">
      {words.askStates[status](person.name, escalatedTo?.name ?? '')}
    </p>
  );
}
