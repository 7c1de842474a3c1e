import { Mark } from '../../../../ui/look/mark.tsx';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import { minutesOf } from '../../../../kernel/time/deadline.ts';
import type { Status } from '../../rules/case.ts';
import type { CaseView, ClockView } from '../../rules/view.ts';
import { lightWords, limitText, statusWords } from '../../words/labels.ts';
import { caseWords } from '../words.ts';
import { Track } from '../track.tsx';
import { toneOfLight } from './tone.ts';

/** Where each stage stands on the line of the loop; the ways out of it have no place there. */
const stepOf: Partial<Record<Status, number>> = {
  reported: 0,
  verifying: 0,
  to_file: 1,
  to_dispatch: 2,
  disputed: 2,
  handling: 3,
  suspended: 3,
  to_check: 4,
  checking: 4,
  to_close: 5,
  closed: 6,
};

/** The promise: how far the case is, who has it now, and what is left of the time. */
export function PromiseBox({ it }: { it: CaseView }) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { name, time } = useSpeech();
  const step = stepOf[it.status];
  const worker = it.orders.find(({ status, handler }) => status === 'underway' && handler)?.handler?.name;
  return (
    <section className="promise" aria-label={words.progress}>
      {step !== undefined && <Track steps={Object.values(words.steps)} at={step} label={words.progress} />}
      <div className="promiseline">
        <div>
          <span className="soft small">{words.accountable}</span>
          <b className="holder">
            {name(it.accountable.name)}
            <span className="soft">{it.dispute ? worker : (it.assignee?.name ?? worker)}</span>
          </b>
        </div>
        <div className="right">
          <span className="soft small">{statusWords[locale][it.status]}</span>
          {it.status === 'suspended' && it.until !== null ? (
            <b className="holder">{words.pausedUntil(time(it.until))}</b>
          ) : (
            it.clock && <Left clock={it.clock} large />
          )}
        </div>
      </div>
      {it.clock && it.clock.light !== 'paused' && <Used clock={it.clock} />}
      <p className="soft small">{it.clock && <Terms it={it} clock={it.clock} />}</p>
    </section>
  );
}

export function Left({ clock, large = false }: { clock: ClockView; large?: boolean }) {
  const { locale } = useLocale();
  const { left } = useSpeech();
  const on = clock.limit.unit.startsWith('work') ? 'working' : 'running';
  const said = clock.light === 'paused' ? lightWords[locale].paused : left(clock.remaining, on);
  return (
    <span className={large ? 'left large' : 'left'}>
      <Mark tone={toneOfLight[clock.light]} word={said} />
    </span>
  );
}

/** The limit, the moment it ends, and the handling promise where the stage has another one. */
function Terms({ it, clock }: { it: CaseView; clock: ClockView }) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { near } = useSpeech();
  const { handling } = it;
  return (
    <>
      {words.terms(limitText(clock.limit, locale), near(clock.due))}
      {clock.provisional && ` · ${words.provisional}`}
      {handling && handling.due !== clock.due && (
        <span className="line small">
          {words.clockHandling} <Left clock={handling} />
        </span>
      )}
    </>
  );
}

/** How much of the promised time is used up; it says nothing that the words do not. */
function Used({ clock }: { clock: ClockView }) {
  const promised = minutesOf(clock.limit);
  const share = Math.min(1, Math.max(0, 1 - clock.remaining / promised));
  return (
    <div className={`used tone-${toneOfLight[clock.light]}`} aria-hidden="true">
      <span style={{ width: `${Math.round(share * 100)}%` }} />
    </div>
  );
}
