import { useState } from 'react';
import { Button } from '../../../../ui/look/controls.tsx';
import { Mark } from '../../../../ui/look/mark.tsx';
import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { HandoverView } from '../../rules/handoverview.ts';
import { useHandedCases, useHandover, useHandovers } from './handoverdata.ts';
import { handoverWords } from './handoverwords.ts';

const toneOf = { waiting: 'amber', running: 'blue', done: 'green', cancelled: 'grey' } as const;

/** Every handover with how far it has come, and what went over in it. */
export function PastHandovers({ mayHandOver }: { mayHandOver: boolean }) {
  const words = useWords(handoverWords);
  const { data = [] } = useHandovers();
  return (
    <section className="stack" aria-label={words.past}>
      <h2>{words.past}</h2>
      {data.length === 0 && <p className="soft">{words.noPast}</p>}
      {data.map((each) => (
        <One key={each.id} it={each} mayHandOver={mayHandOver} />
      ))}
    </section>
  );
}

function One({ it, mayHandOver }: { it: HandoverView; mayHandOver: boolean }) {
  const words = useWords(handoverWords);
  const { name, time } = useSpeech();
  const { takeBack, busy, refused } = useHandover();
  const [open, setOpen] = useState(false);
  const { data: cases = [] } = useHandedCases(it.id, it.moved, open);
  return (
    <article className="stack handed" aria-label={`${name(it.contract.name)} ${words.state[it.state]}`}>
      <p className="line spread">
        <Mark tone={toneOf[it.state]} word={words.state[it.state]} />
        <span className="soft small">{words.at(time(it.cutOver))}</span>
      </p>
      <p>
        <b>{name(it.contract.name)}</b>
        <br />
        {name(it.from.name)} → {name(it.to.name)} · {words.rows(it.rows)} · {words.progress(it.moved, it.left)}
        <br />
        <span className="soft small">
          {it.plannedBy}：{it.reason}
        </span>
      </p>
      {refused && (
        <p className="banner red" role="alert">
          {refused}
        </p>
      )}
      <div className="line">
        {mayHandOver && it.state === 'waiting' && (
          <Button look="danger" disabled={busy} onClick={() => void takeBack(it.id)}>
            {words.takeBack}
          </Button>
        )}
        {it.moved > 0 && !open && <Button onClick={() => setOpen(true)}>{words.show}</Button>}
      </div>
      {open && (
        <ol className="shares">
          {cases.map((each) => (
            <li key={each.id}>
              <a href={`/desk/cases/${each.id}`}>{each.number}</a>
              <span className="soft small">{words.handed(name(each.from.name), name(each.to.name), each.orders)}</span>
            </li>
          ))}
        </ol>
      )}
    </article>
  );
}
