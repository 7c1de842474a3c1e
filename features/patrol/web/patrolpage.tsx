import { type ReactNode, useMemo, useState } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { PromiseBoard } from '../rules/view.ts';
import { Unheard, useBoard, usePatrolFeed, useSending, useTick } from './data.ts';
import './patrol.css';
import { type Frame, PatrolMap } from './patrolmap.tsx';
import { TargetRow } from './targetrow.tsx';
import { mostUrgentFirst } from './urgency.ts';
import { WhyPanel } from './whypanel.tsx';
import { patrolWords } from './words.ts';

/** Patrol promises (巡查承诺): what is about to break and who could go, before what is broken. */
export function PatrolPage({ frame }: { frame: Frame | null }) {
  const words = useWords(patrolWords);
  const { data, error, refetch } = useBoard();
  const [at, setAt] = useState(0);
  usePatrolFeed();
  const now = useTick(data?.ahead ?? 0);
  if (error instanceof Unheard && error.code === 'forbidden') return <Empty title={words.forbidden} more={words.forbiddenMore} />;
  if (error && !data)
    return (
      <Empty title={words.failed} more={error.message}>
        <Button onClick={() => void refetch()}>{words.again}</Button>
      </Empty>
    );
  if (!data) return <div className="patrol bone" role="status" aria-label={words.loading} />;
  const promise = data.promises[at] ?? data.promises[0];
  if (!promise) return <Empty title={words.none} more={words.noneMore} />;
  return (
    <div className="patrol">
      <Choice promises={data.promises} chosen={promise} onChoose={setAt} />
      <Board key={`${promise.street} ${promise.id}`} promise={promise} frame={frame} now={now} />
    </div>
  );
}

function Empty({ title, more, children }: { title: string; more: string; children?: ReactNode }) {
  return (
    <div className="patrol">
      <div className="empty" role="alert">
        <b>{title}</b>
        <p>{more}</p>
        {children}
      </div>
    </div>
  );
}

function Choice({
  promises,
  chosen,
  onChoose,
}: {
  promises: readonly PromiseBoard[];
  chosen: PromiseBoard;
  onChoose: (at: number) => void;
}) {
  const words = useWords(patrolWords);
  const { name } = useSpeech();
  if (promises.length < 2) return null;
  return (
    <nav className="patrol-choice line" aria-label={words.title}>
      {promises.map((promise, at) => (
        <button
          key={`${promise.street} ${promise.id}`}
          type="button"
          className="chip"
          aria-pressed={promise === chosen}
          onClick={() => onChoose(at)}
        >
          {name(promise.name)}
          <span className="soft small">{promise.isOn ? countsOf(words, promise) : words.states.off_duty}</span>
        </button>
      ))}
    </nav>
  );
}

function countsOf(words: { counts: (risk: number, broken: number, unknown: number) => string }, { targets }: PromiseBoard): string {
  const count = (state: string) => targets.filter((target) => target.state === state).length;
  return words.counts(count('at_risk'), count('broken'), count('unknown'));
}

function Board({ promise, frame, now }: { promise: PromiseBoard; frame: Frame | null; now: number }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { busy, problem, askToGo } = useSending();
  const minute = Math.floor(now / 60_000) * 60_000;
  const targets = useMemo(() => mostUrgentFirst(promise.targets), [promise.targets]);
  const here = targets.find(({ id }) => id === chosen);
  const isStale = promise.isOn && (promise.heardAt === null || now - promise.heardAt > promise.staleAfter * 1000);
  return (
    <div className={`patrol-body ${here ? 'open' : ''}`}>
      <section className="patrol-list" aria-labelledby="patrol-title">
        <Head promise={promise} now={now} isStale={isStale} />
        {problem && (
          <p className="banner red" role="alert">
            <span>{problem}</span>
          </p>
        )}
        <ol className={isStale ? 'stale' : ''}>
          {targets.map((target) => (
            <TargetRow
              key={target.id}
              target={target}
              now={now}
              isChosen={target.id === chosen}
              mayAsk={promise.mayAsk}
              busy={busy}
              onChoose={() => setChosen(target.id === chosen ? null : target.id)}
              onAsk={(person) => void askToGo({ street: promise.street, promise: promise.id, target: target.id, person })}
            />
          ))}
        </ol>
      </section>
      <div className={isStale ? 'patrol-ground stale' : 'patrol-ground'}>
        {frame && <PatrolMap frame={frame} targets={promise.targets} chosen={chosen} minute={minute} onChoose={setChosen} />}
      </div>
      {here && <WhyPanel street={promise.street} promise={promise.id} target={here} onClose={() => setChosen(null)} />}
    </div>
  );
}

/** In one glance: how many are in danger, by which text, whether enough people walk, and how old all this is. */
function Head({ promise, now, isStale }: { promise: PromiseBoard; now: number; isStale: boolean }) {
  const words = useWords(patrolWords);
  const { name, clock, ago } = useSpeech();
  const { window, staffing, heardAt, onDuty } = promise;
  const isShort = promise.isOn && onDuty > 0 && onDuty < staffing.least;
  return (
    <header className="patrol-head">
      <h1 id="patrol-title">{promise.isOn ? countsOf(words, promise) : words.offDuty}</h1>
      <p className="soft small">
        {name(promise.name)} · {name(promise.team.name)}
        {window && ` · ${clock(window.from)}–${clock(window.to)}`} · {words.terms(promise.form, promise.every, promise.version)}
      </p>
      <p className="small">
        {onDuty === 0 ? words.nobody : words.duty(promise.heard, onDuty)} ·{' '}
        {words.staffing(promise.targets.length, promise.every, staffing.least, staffing.mover)}
        {isShort && <b className="tone-red"> · {words.staffingShort}</b>}
      </p>
      {isStale ? (
        <p className="banner" role="status">
          <span>{heardAt === null ? words.neverHeard : words.stale(clock(heardAt))}</span>
        </p>
      ) : (
        <p className="soft small">{heardAt === null ? words.neverHeard : words.heardAt(clock(heardAt), ago(heardAt, now))}</p>
      )}
    </header>
  );
}
