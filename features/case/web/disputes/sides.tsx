import { Button } from '../../../../ui/look/controls.tsx';
import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { CaseView } from '../../rules/view.ts';
import { Left } from '../desk/promise.tsx';
import './disputes.css';
import { disputeWords } from './words.ts';

/** What each side said about whose it is, in the order in which it was said. */
export function Sides({ argued }: { argued: CaseView['argued'] }) {
  const words = useWords(disputeWords);
  const { name, near } = useSpeech();
  return (
    <ol className="sides">
      {argued.map(({ unit, reason, facts, counter, at }) => (
        <li key={`${unit.id} ${at}`}>
          <span>
            <b>{name(unit.name)}</b> <span className="soft small">{near(at)}</span>
          </span>
          <span className="said">{reason}</span>
          {facts && (
            <span className="said">
              <span className="tag tone-amber">{words.facts}</span>
              {facts}
            </span>
          )}
          {counter && <span className="soft">{words.counter(name(counter.name))}</span>}
        </li>
      ))}
    </ol>
  );
}

/** Both clocks: the one of the ruling, and that of the work, which nobody stopped; brief where the page shows them already. */
export function Clocks({ it, brief = false }: { it: CaseView; brief?: boolean }) {
  const words = useWords(disputeWords);
  const { name, time } = useSpeech();
  if (!it.dispute || !it.clock) return null;
  return (
    <div className="stack clocks">
      <p>
        <b>{words.ruleBy(it.dispute.arbiter.name, time(it.clock.due))}</b>
      </p>
      {!brief && (
        <p className="line">
          <span className="soft">{words.clock}</span> <Left clock={it.clock} />
        </p>
      )}
      {!brief && it.handling && (
        <p className="line">
          <span className="soft">{words.handling}</span> <Left clock={it.handling} />
        </p>
      )}
      <p className="soft small">{it.dispute.guard ? words.guard(name(it.dispute.guard.name)) : words.noGuard}</p>
    </div>
  );
}

/** What the dispute was about and how it ended, for everyone who opens the case. */
export function DisputeBox({ it, onRow }: { it: CaseView; onRow: (() => void) | null }) {
  const words = useWords(disputeWords);
  if (!it.dispute && !it.ruling) return null;
  return (
    <section className="dispute stack" aria-label={it.dispute ? words.dispute : words.ruling}>
      <h2>{it.dispute ? words.dispute : words.ruling}</h2>
      {it.dispute ? <Clocks it={it} brief /> : <Ruled it={it} onRow={onRow} />}
      <Sides argued={it.argued} />
    </section>
  );
}

export function Ruled({ it, onRow }: { it: CaseView; onRow: (() => void) | null }) {
  const words = useWords(disputeWords);
  const { name, near } = useSpeech();
  const { ruling } = it;
  if (!ruling) return null;
  return (
    <div className="stack ruled">
      <p>
        <b>{words.ruledTo(name(ruling.unit.name))}</b>
        <br />
        <span className="said">{ruling.reason}</span>
        <br />
        <span className="soft small">
          {ruling.by.name} · {near(ruling.at)} ·{' '}
          {ruling.row ? words.became(ruling.row) : ruling.becomesRow ? words.toWrite : words.thisOnly}
        </span>
      </p>
      {onRow && ruling.row === null && ruling.becomesRow && (
        <p>
          <Button look="primary" onClick={onRow}>
            {words.write}
          </Button>
        </p>
      )}
    </div>
  );
}
