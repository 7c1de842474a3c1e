import type { ReactNode } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { formatShare, formatSpan } from '../../../ui/words/format.ts';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { TargetView, WhyView } from '../rules/view.ts';
import { useWhy } from './data.ts';
import { Asked } from './targetrow.tsx';
import { patrolWords } from './words.ts';

type Props = { street: string; promise: string; target: TargetView; onClose: () => void };

/** What stands behind one target's state: what was seen, where nobody knows, by which text, and what went on record. */
export function WhyPanel({ street, promise, target, onClose }: Props) {
  const words = useWords(patrolWords);
  const { name, clock } = useSpeech();
  const { data: why, error } = useWhy({ street, promise, target: target.id });
  return (
    <aside className="patrol-why stack" aria-label={words.whyTitle}>
      <div className="line spread nowrap">
        <h2>
          {name(target.name)} <span className="soft">{words.whyTitle}</span>
        </h2>
        <Button look="quiet" onClick={onClose}>
          {words.close}
        </Button>
      </div>
      <Shares target={target} />
      {error && !why && <p role="alert">{error.message}</p>}
      {!why && !error && <div className="bone" role="status" aria-label={words.loading} style={{ minHeight: 160 }} />}
      {why && (
        <>
          <Band why={why} />
          <p className="small soft">
            {words.version(why.version, clock(why.window.from), clock(why.window.to))}
            {words.rule(why.rule.dwellSeconds, why.rule.fixes, why.rule.walked)}
            {words.asked(why.rule.askedSeconds)}
          </p>
          <Facts why={why} />
        </>
      )}
    </aside>
  );
}

function Shares({ target: { keptMs, brokenMs, unknownMs, longest } }: { target: TargetView }) {
  const words = useWords(patrolWords);
  const { locale } = useLocale();
  const all = Math.max(1, keptMs + brokenMs + unknownMs);
  const figures = [
    [words.kept, formatShare(keptMs / all)],
    [words.broken, formatShare(brokenMs / all)],
    [words.unknown, formatShare(unknownMs / all)],
    [words.longest, formatSpan(longest / 60_000, locale)],
  ];
  return (
    <dl className="patrol-figures">
      {figures.map(([word, figure]) => (
        <div key={word}>
          <dt className="soft small">{word}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The window as a band: kept, broken and unknown one after the other, told apart by hatching too. */
function Band({ why: { window, kept, broken, unknown } }: { why: WhyView }) {
  const words = useWords(patrolWords);
  const length = window.to - window.from;
  const pieces = [
    ...kept.map((span) => ({ ...span, of: 'kept' })),
    ...broken.map((span) => ({ ...span, of: 'broken' })),
    ...unknown.map((span) => ({ ...span, of: 'unknown' })),
  ];
  return (
    <div className="patrol-band" role="img" aria-label={words.bar}>
      {pieces.map(({ from, to, of }) => (
        <span
          key={`${of} ${from}`}
          className={of}
          style={{ left: `${((from - window.from) / length) * 100}%`, width: `${((to - from) / length) * 100}%` }}
        />
      ))}
    </div>
  );
}

function Facts({ why }: { why: WhyView }) {
  const words = useWords(patrolWords);
  const { clock } = useSpeech();
  return (
    <>
      {why.asks.slice(0, 3).map((ask) => (
        <Asked key={ask.id} ask={ask} />
      ))}
      <List title={words.staysTitle} empty={words.noStay}>
        {why.stays.slice(0, 8).map(({ from, to, fixes, counts, by }) => (
          <li key={`${by.id} ${from}`}>
            {words.stay(clock(from), clock(to), fixes)} · {by.name} · <b>{counts ? words.counted : words.crossed}</b>
          </li>
        ))}
      </List>
      <List title={words.recordsTitle}>
        {why.breaches.map(({ from, to, cause, clearedAt }) => (
          <li key={from}>
            {words.record(clock(from), to === null ? null : clock(to))} · {words.causes[cause]}
            {clearedAt !== null && <b> · {words.cleared(clock(clearedAt))}</b>}
          </li>
        ))}
      </List>
      <List title={words.silencesTitle}>
        {why.silences.slice(0, 6).map(({ from, to, by }) => (
          <li key={`${by?.id} ${from}`}>
            {words.silence(clock(from), clock(to))} · {by?.name ?? words.everybody}
          </li>
        ))}
      </List>
      <List title={words.warningsTitle}>
        {why.warnings.slice(0, 5).map(({ level, due, at }) => (
          <li key={`${level} ${due}`}>
            {words.warning(clock(at), clock(due))} · {words.levels[level]}
          </li>
        ))}
      </List>
    </>
  );
}

function List({ title, empty, children }: { title: string; empty?: string; children: ReactNode[] }) {
  if (children.length === 0 && empty === undefined) return null;
  return (
    <section>
      <h3>{title}</h3>
      {children.length === 0 ? <p className="soft">{empty}</p> : <ul className="patrol-facts">{children}</ul>}
    </section>
  );
}
