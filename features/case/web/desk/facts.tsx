import type { ReactNode } from 'react';
import { Button } from '../../../../ui/look/controls.tsx';
import { Mark } from '../../../../ui/look/mark.tsx';
import type { Tone } from '../../../../ui/look/shapes.ts';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { CaseView } from '../../rules/view.ts';
import { channelWords, orderWords } from '../../words/labels.ts';
import { optionWords } from '../acts/optionwords.ts';
import { caseWords } from '../words.ts';

const toneOfOrder: Record<CaseView['orders'][number]['status'], Tone> = {
  sent: 'amber',
  underway: 'blue',
  done: 'green',
  returned: 'red',
  withdrawn: 'grey',
};

export function Facts({ it, onOpen }: { it: CaseView; onOpen: (id: string) => void }) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { name, near } = useSpeech();
  const place = [it.address, it.community && name(it.community.name), it.grid && name(it.grid.name)].filter(Boolean).join(' · ');
  const rows: [string, ReactNode][] = [[words.place, place || words.noPlace]];
  if (it.insistedAgainst)
    rows.push([
      words.pin,
      <b key="pin" className="tone-amber">
        {words.insists(it.insistedAgainst)}
      </b>,
    ]);
  if (it.asset) rows.push([words.thing, `${name(it.asset.name)} (${it.asset.code})`]);
  if (it.condition) rows.push([words.condition, name(it.condition.text)], [words.closing, name(it.condition.closing)]);
  rows.push(
    [
      words.proposed,
      `${name(it.proposal.unit.name)}${it.proposal.fallback ? words.fallback : ''} · ${it.proposal.row} ${name(it.proposal.basis)}`,
    ],
    [words.channel, `${channelWords[locale][it.channel]} · ${near(it.reportedAt)}`],
  );
  if (it.joined > 0) rows.push([words.others, words.joined(it.joined)]);
  if (it.contact) rows.push([words.contact, <Contact key="contact" contact={it.contact} />]);
  if (it.reason) rows.push([words.form.reason, it.reason]);
  if (it.rating !== null) rows.push([words.rated, words.rating(it.rating)]);
  const turns = (['returns', 'hops', 'reworks', 'extensions', 'reopenings'] as const).filter((turn) => it.counts[turn] > 0);
  if (turns.length > 0) rows.push([words.turns, turns.map((turn) => words.counts[turn](it.counts[turn])).join(' · ')]);
  const { into } = it;
  if (into)
    rows.push([
      words.intoCase,
      <Button key="into" look="quiet" onClick={() => onOpen(into.id)}>
        {into.number}
      </Button>,
    ]);
  return (
    <dl className="facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Contact({ contact: { name, phone } }: { contact: { name: string; phone: string } }) {
  return (
    <>
      {name} {phone && <a href={`tel:${phone}`}>{phone}</a>}
    </>
  );
}

/** Who was sent, and how far each of them is. */
export function Orders({ it }: { it: CaseView }) {
  const options = useWords(optionWords);
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { name, near } = useSpeech();
  if (it.orders.length === 0) return null;
  return (
    <section className="stack" aria-label={words.orders}>
      <h2>{words.orders}</h2>
      <ul className="orders">
        {it.orders.map((order) => (
          <li key={order.id}>
            <span>
              <b>{name(order.unit.name)}</b>
              {order.handler ? ` · ${order.handler.name}` : ''} {order.lead && <span className="tag tone-grey">{words.lead}</span>}
              {order.guard && <span className="tag tone-amber">{options.guard}</span>}
              {order.act === 'enforcement' && <span className="tag tone-amber">{options.enforcement}</span>}
            </span>
            <Mark tone={toneOfOrder[order.status]} word={orderWords[locale][order.status]} />
            <span className="soft small">{[words.sentAt(near(order.sentAt)), order.task].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
