import { useWords, useLocale } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { EventType } from '../../rules/event.ts';
import type { CaseView, EntryView } from '../../rules/view.ts';
import { sayEvent } from '../../words/events.ts';
import { roleWords } from '../../words/labels.ts';
import type { Reference } from '../acts/reference.ts';
import { caseWords } from '../words.ts';

/** The log in sentences, newest first: who, in which post, when they said it and, where it differs, when we heard it. */
export function History({ it, reference }: { it: CaseView; reference: Reference }) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { name, time, near } = useSpeech();
  const names = {
    unit: (id: string) => name(reference.units.find((unit) => unit.id === id)?.name ?? { zh: id, en: id }),
    person: (id: string) =>
      reference.people.find((person) => person.id === id)?.name ?? it.history.find(({ actor }) => actor.id === id)?.actor.name ?? id,
    matter: (key: string) => name(reference.matters.find((matter) => matter.key === key)?.name ?? { zh: key, en: key }),
    number: (id: string) => (it.into?.id === id ? it.into.number : id.slice(-6)),
    time,
  };
  const by = ({ actor }: EntryView) =>
    [actor.name, roleWords[locale][actor.role as keyof (typeof roleWords)['zh']] ?? actor.role].filter(Boolean).join(' · ');
  const late = ({ saidAt, heardAt }: EntryView) => (heardAt - saidAt > 5 * 60_000 ? ` (${words.heard(near(heardAt))})` : '');
  return (
    <section className="stack" aria-label={words.history}>
      <h2>{words.history}</h2>
      <ol className="timeline">
        {[...it.history].reverse().map((entry, i) => (
          <li key={entry.seq} className={i === 0 ? 'now' : ''}>
            <div>{sayEvent(locale, { type: entry.type as EventType, facts: entry.facts }, names)}</div>
            <div className="soft small">
              {by(entry)} · {near(entry.saidAt)}
              {late(entry)}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
