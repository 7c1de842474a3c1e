import { useQueryClient } from '@tanstack/react-query';
import { MiniMap } from '../../../../ui/canvas/minimap.tsx';
import { Button, PhotoRow } from '../../../../ui/look/controls.tsx';
import { useLocale, useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { RulingLine } from '../../rules/disputeview.ts';
import type { CaseView } from '../../rules/view.ts';
import { photoWords } from '../../words/labels.ts';
import { ActForm } from '../acts/actform.tsx';
import { useReference } from '../acts/reference.ts';
import { useCase } from '../desk/data.ts';
import { caseWords } from '../words.ts';
import { useBase } from './data.ts';
import { Clocks, Ruled, Sides } from './sides.tsx';
import { disputeWords } from './words.ts';

export type Going = { readonly onOpen: (id: string) => void; readonly onRow: ((id: string) => void) | null; readonly onBack: () => void };
/** `onRuled` keeps the case in sight once it waits no more: its ruling is yet to be written into the list. */
type Props = Going & { me: { id: string; unit: string }; similar: readonly RulingLine[]; onRuled: () => void };

/** One dispute with everything needed to end it, and the ruling in the same place. */
export function OneDispute({ id, ...rest }: Props & { id: string }) {
  const words = useWords(disputeWords);
  const { data: it, error, refetch } = useCase(id);
  if (!it && error)
    return (
      <div className="empty" role="alert">
        <b>{words.failed}</b>
        <p>{error.message}</p>
        <div className="line">
          <Button onClick={() => void refetch()}>{words.again}</Button>
          <Button onClick={rest.onBack}>{words.back}</Button>
        </div>
      </div>
    );
  if (!it) return <div className="bone" style={{ height: 320 }} role="status" aria-label={words.loading} />;
  return <Whole it={it} {...rest} />;
}

const nothing = () => undefined;

function Whole({ it, me, similar, onOpen, onRow, onBack, onRuled }: Props & { it: CaseView }) {
  const words = useWords(disputeWords);
  const cases = useWords(caseWords);
  const { locale } = useLocale();
  const { name } = useSpeech();
  const reference = useReference();
  const queries = useQueryClient();
  const done = (view: CaseView | null) => {
    onRuled();
    if (view) queries.setQueryData(['case', it.id], view);
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => ['disputes', 'cases', 'counts', 'points'].includes(String(queryKey[0])),
    });
  };
  return (
    <article className="onedispute" aria-label={it.number}>
      <header>
        <div className="line spread">
          <span className="number">{it.number}</span>
          <span className="line">
            <Button look="quiet" onClick={() => onOpen(it.id)}>
              {words.open}
            </Button>
            <Button look="quiet" className="narrow" onClick={onBack}>
              {words.back}
            </Button>
          </span>
        </div>
        <h1>
          {it.matter ? name(it.matter.name) : cases.noMatter}
          {it.urgent && <span className="tag tone-red">{cases.urgent}</span>}
        </h1>
        {it.text && <p className="said">{it.text}</p>}
      </header>
      <div className="columns">
        <div className="stack">
          {it.dispute ? <Clocks it={it} /> : <Ruled it={it} onRow={onRow && (() => onRow(it.id))} />}
          <section className="stack" aria-label={words.said}>
            <h2>{words.said}</h2>
            <Sides argued={it.argued} />
          </section>
          {it.offered.includes('rule') ? (
            <ActForm
              key={it.id}
              it={it}
              command="rule"
              me={me}
              reference={reference}
              same={[]}
              onDone={done}
              onCancel={null}
              onInstead={nothing}
            />
          ) : (
            it.dispute && <p className="soft">{words.party}</p>
          )}
        </div>
        <div className="stack">
          <Where it={it} />
          <ListSays it={it} />
          {it.dispute && (
            <section className="stack" aria-label={words.similar}>
              <h2>{words.similar}</h2>
              {similar.length === 0 ? <p className="soft">{words.noSimilar}</p> : <Rulings rulings={similar} onChoose={onOpen} />}
            </section>
          )}
          {it.photos.length > 0 && (
            <PhotoRow
              closeWord={cases.close}
              photos={it.photos.map(({ id, kind }) => ({
                id,
                caption: photoWords[locale][kind],
                src: `/photos/${id}`,
                thumb: `/photos/${id}?size=thumb`,
              }))}
            />
          )}
        </div>
      </div>
    </article>
  );
}

function Where({ it }: { it: CaseView }) {
  const words = useWords(disputeWords);
  const { locale } = useLocale();
  const { name } = useSpeech();
  const base = useBase();
  const said = [it.address, it.community && name(it.community.name), it.grid && name(it.grid.name), it.asset && name(it.asset.name)];
  return (
    <section className="stack" aria-label={words.where}>
      <h2>{words.where}</h2>
      <p>{said.filter(Boolean).join(' · ') || words.noPlace}</p>
      {it.point && (
        <MiniMap base={base} centre={it.point} locale={locale} label={words.map} pins={[{ point: it.point, tone: 'red' }]} height={200} />
      )}
    </section>
  );
}

/** The row that decided and what it beat: what the ruling would change, if it becomes a row. */
function ListSays({ it: { proposal } }: { it: CaseView }) {
  const words = useWords(disputeWords);
  const { name } = useSpeech();
  return (
    <section className="stack" aria-label={words.list}>
      <h2>{words.list}</h2>
      <p>
        <b>{words.row(proposal.row, name(proposal.unit.name))}</b>
        {proposal.fallback && words.fallback} <span className="soft">{name(proposal.basis)}</span>
      </p>
      {proposal.beat.length > 0 && (
        <>
          <p className="soft small">{words.beats}</p>
          <ol className="beat">
            {proposal.beat.map(({ row, by, basis, unit }) => (
              <li key={row}>
                <span>
                  <b>{row}</b> {unit ? name(unit.name) : ''} <span className="soft small">{name(basis)}</span>
                </span>
                <span className="soft small">{words.by[by]}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** Rulings as lines; one press opens the case. */
export function Rulings({ rulings, onChoose }: { rulings: readonly RulingLine[]; onChoose: (id: string) => void }) {
  const words = useWords(disputeWords);
  const cases = useWords(caseWords);
  const { name, near } = useSpeech();
  return (
    <ul className="rulings">
      {rulings.map((each) => (
        <li key={each.id}>
          <button type="button" onClick={() => onChoose(each.id)}>
            <b>
              {each.matter ? name(each.matter.name) : cases.noMatter} {words.ruledTo(name(each.unit.name))}
            </b>
            <span>{each.reason}</span>
            <span className="soft small">
              {[each.by.name, near(each.at), each.row ? words.became(each.row) : each.becomesRow ? words.toWrite : words.thisOnly].join(
                ' · ',
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
