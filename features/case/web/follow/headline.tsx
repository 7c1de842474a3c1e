import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { Status } from '../../rules/case.ts';
import type { FollowView } from '../../rules/view.ts';
import { plainStatus } from '../../words/labels.ts';
import { Track } from '../track.tsx';
import { followWords } from './words.ts';

/** Where a neighbour would say it stands; the ways out of the loop have no place on the line. */
const stepOf: Partial<Record<Status, number>> = {
  reported: 1,
  verifying: 1,
  to_file: 1,
  to_dispatch: 1,
  disputed: 1,
  handling: 2,
  suspended: 2,
  to_check: 3,
  checking: 3,
  to_close: 4,
  closed: 5,
};

/** The page's first sentence says what it knows: the stage, who has it, what is left of the promise. */
export function Headline({ view }: { view: FollowView }) {
  const words = useWords(followWords);
  const { locale } = useLocale();
  const { name } = useSpeech();
  const step = stepOf[view.status];
  return (
    <header className="stack">
      <section className="statuscard">
        <span className="soft small">
          {words.number} {view.number}
        </span>
        <h1>{plainStatus[locale][view.status]}</h1>
        {step !== undefined && <Track steps={Object.values(words.steps)} at={step} label={words.progress} />}
        <Promised view={view} />
        {step !== undefined && step < 5 && <p className="soft">{words.with(name(view.accountable))}</p>}
      </section>
      <p>
        {view.text || (view.matter && name(view.matter))}
        {view.address && <span className="soft"> · {view.address}</span>}
      </p>
      {view.joinedTo && <p className="soft">{words.joined(view.joinedTo)}</p>}
      {view.joined > 0 && <p className="soft">{words.others(view.joined)}</p>}
    </header>
  );
}

/** What was promised, or why nothing is promised any more and what one can do about it. */
function Promised({ view }: { view: FollowView }) {
  const words = useWords(followWords);
  const { near, left, day } = useSpeech();
  const { clock, status } = view;
  const fact = (type: string, name: string) => view.history.findLast((entry) => entry.type === type)?.facts[name];
  if (status === 'refused' || status === 'voided')
    return (
      <>
        <p className="large">{words.because(String(fact(status, 'reason') ?? ''))}</p>
        <p className="soft">{words.disagree}</p>
      </>
    );
  if (status === 'suspended') return <p className="large">{words.goesOn(day(Number(fact('suspended', 'until'))))}</p>;
  // Done and being checked: the promise to put it right is kept or broken, and no longer running.
  if (!clock || ['to_check', 'checking', 'to_close', 'closed'].includes(status)) return null;
  const isHandled = status === 'handling';
  const isWorking = clock.limit.unit.startsWith('work');
  if (clock.light === 'red')
    return (
      <p className="large late">
        {words.overdue(isHandled, near(clock.due))}
        <span className="soft small">{words.pressing}</span>
      </p>
    );
  return (
    <p className="large">
      {words.dueBy(isHandled, near(clock.due))}
      <span className="soft small">{isWorking ? words.workingTime : left(clock.remaining, 'running')}</span>
    </p>
  );
}
