import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, PhotoRow } from '../../../../ui/look/controls.tsx';
import { Mark } from '../../../../ui/look/mark.tsx';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { SpokenType } from '../../rules/command.ts';
import type { CaseView, ClockView } from '../../rules/view.ts';
import { channelWords, commandWords, lightWords, limitText, orderWords, photoWords, statusWords } from '../../words/labels.ts';
import { ActForm } from '../acts/actform.tsx';
import { inOrder, leads } from '../acts/forms.ts';
import { useReference } from '../acts/reference.ts';
import { caseWords } from '../words.ts';
import { useCandidates, useCase } from './data.ts';
import { History } from './history.tsx';
import { toneOfLight } from './tone.ts';

/** Everything about one case, and only what this person may do to it now. Desk and phone show the same page at two sizes. */
export function CasePage({
  id,
  me,
  onClose,
  onOpen,
}: {
  id: string;
  me: { id: string; unit: string };
  onClose: () => void;
  onOpen: (id: string) => void;
}) {
  const words = useWords(caseWords);
  const { data: it, error, refetch } = useCase(id);
  if (error) {
    return (
      <div className="empty" role="alert">
        <p>{error.message}</p>
        <div className="line">
          <Button onClick={() => void refetch()}>{words.again}</Button>
          <Button onClick={onClose}>{words.back}</Button>
        </div>
      </div>
    );
  }
  if (!it) {
    return (
      <div className="stack casepage" role="status" aria-label={words.loading}>
        <div className="bone" style={{ height: 40 }} />
        <div className="bone" style={{ height: 120 }} />
        <div className="bone" style={{ height: 240 }} />
      </div>
    );
  }
  return <Whole key={it.id} it={it} me={me} onClose={onClose} onOpen={onOpen} />;
}

function Whole({
  it,
  me,
  onClose,
  onOpen,
}: {
  it: CaseView;
  me: { id: string; unit: string };
  onClose: () => void;
  onOpen: (id: string) => void;
}) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { name } = useSpeech();
  const reference = useReference();
  const { data: same } = useCandidates(it.id, it.version);
  return (
    <article className="casepage" aria-label={it.number}>
      <header className="stack">
        <div className="line spread">
          <span className="soft">{it.number}</span>
          <Button look="quiet" onClick={onClose} aria-label={words.back}>
            ✕
          </Button>
        </div>
        <h1>
          {it.urgent && <span className="tag tone-red">{words.urgent}</span>}
          {it.supervised && <span className="tag tone-amber">{words.supervised}</span>}
          {it.matter ? name(it.matter.name) : it.text.slice(0, 30)}
        </h1>
        <p>{it.text}</p>
        <div className="line">
          <b className="stage">{statusWords[locale][it.status]}</b>
          {it.assignee && <span>{it.assignee.name}</span>}
          {it.clock && <Left clock={it.clock} label={words.clockStage} />}
          {it.handling && it.handling.due !== it.clock?.due && <Left clock={it.handling} label={words.clockHandling} />}
        </div>
        {it.clock?.provisional && <p className="soft small">{words.provisional}</p>}
      </header>
      <Acts it={it} me={me} same={same?.cases ?? []} reference={reference} />
      <Facts it={it} onOpen={onOpen} />
      {it.photos.length > 0 ? (
        <section className="stack" aria-label={words.photos}>
          <PhotoRow
            closeWord={words.close}
            photos={it.photos.map(({ id, kind }) => ({
              id,
              caption: photoWords[locale][kind],
              src: `/photos/${id}`,
              thumb: `/photos/${id}?size=thumb`,
            }))}
          />
        </section>
      ) : (
        <p className="soft">{words.noPhotos}</p>
      )}
      {(same?.cases.length ?? 0) > 0 && (
        <section className="stack" aria-label={words.same}>
          <h2>{words.same}</h2>
          {same?.cases.slice(0, 3).map((other) => (
            <button key={other.id} type="button" className="case" onClick={() => onOpen(other.id)}>
              <span className="line spread">
                <span className="cut">
                  {other.number} · {other.text}
                </span>
                <span className="soft small">{other.metres !== null ? words.metres(other.metres) : ''}</span>
              </span>
            </button>
          ))}
        </section>
      )}
      <History it={it} reference={reference} />
    </article>
  );
}

/** What is left of a promise, with its limit and its due time one glance away. */
function Left({ clock, label }: { clock: ClockView; label: string }) {
  const { locale } = useLocale();
  const { left, time } = useSpeech();
  const on = clock.limit.unit.startsWith('work') ? 'working' : 'running';
  const said = clock.light === 'paused' ? lightWords[locale].paused : left(clock.remaining, on);
  return (
    <span title={`${label} · ${limitText(clock.limit, locale)} · ${time(clock.due)}`} className="line small">
      <span className="soft">{label}</span>
      <Mark tone={toneOfLight[clock.light]} word={said} />
    </span>
  );
}

function Acts({
  it,
  me,
  same,
  reference,
}: {
  it: CaseView;
  me: { id: string; unit: string };
  same: Parameters<typeof ActForm>[0]['same'];
  reference: Parameters<typeof ActForm>[0]['reference'];
}) {
  const { locale } = useLocale();
  const words = useWords(caseWords);
  const queries = useQueryClient();
  const offered = inOrder(it.offered);
  const [open, setOpen] = useState<SpokenType | null>(null);
  const done = (view: CaseView) => {
    queries.setQueryData(['case', it.id], view);
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] === 'cases' || queryKey[0] === 'counts' || queryKey[0] === 'points',
    });
    setOpen(null);
  };
  if (open)
    return (
      <ActForm key={open} it={it} command={open} me={me} reference={reference} same={same} onDone={done} onCancel={() => setOpen(null)} />
    );
  return (
    <div className="stack">
      {it.request && (
        <p className="banner">
          <span>
            {words.requestPending}：{it.request.reason} ({it.request.by})
          </span>
        </p>
      )}
      <div className="line acts">
        {offered.map((command) => (
          <Button key={command} look={leads(command) ? 'primary' : 'plain'} onClick={() => setOpen(command)}>
            {commandWords[locale][command]}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Facts({ it, onOpen }: { it: CaseView; onOpen: (id: string) => void }) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { name, time } = useSpeech();
  const rows: [string, React.ReactNode][] = [
    [words.accountable, <b key="a">{name(it.accountable.name)}</b>],
    [
      words.proposed,
      `${name(it.proposal.unit.name)} · ${it.proposal.row} ${name(it.proposal.basis)}${it.proposal.fallback ? ` (${words.fallback})` : ''}`,
    ],
    [
      words.place,
      [it.address, name(it.community?.name ?? { zh: '', en: '' }), name(it.grid?.name ?? { zh: '', en: '' })].filter(Boolean).join(' · ') ||
        words.noPlace,
    ],
    [words.channel, channelWords[locale][it.channel]],
  ];
  if (it.asset) rows.push([words.thing, `${name(it.asset.name)} (${it.asset.code})`]);
  if (it.condition) rows.push([words.condition, `${name(it.condition.text)} → ${name(it.condition.closing)}`]);
  if (it.contact) rows.push([words.contact, `${it.contact.name} ${it.contact.phone}`]);
  if (it.until) rows.push([words.until, time(it.until)]);
  if (it.reason) rows.push([words.form.reason, it.reason]);
  const { into } = it;
  if (into)
    rows.push([
      words.intoCase,
      <Button key="into" look="quiet" onClick={() => onOpen(into.id)}>
        {into.number}
      </Button>,
    ]);
  return (
    <>
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {it.orders.length > 0 && (
        <section className="stack" aria-label={words.orders}>
          <h2>{words.orders}</h2>
          <ul className="orders">
            {it.orders.map((order) => (
              <li key={order.id}>
                <b>{name(order.unit.name)}</b> {order.lead ? <span className="tag tone-grey">{words.lead}</span> : null}{' '}
                {orderWords[locale][order.status]}
                {order.handler ? ` · ${order.handler.name}` : ''}
                {order.task ? <span className="soft"> · {order.task}</span> : null}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
