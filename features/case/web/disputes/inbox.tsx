import { Button } from '../../../../ui/look/controls.tsx';
import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import type { DisputesView } from '../../rules/disputeview.ts';
import { Left } from '../desk/promise.tsx';
import { caseWords } from '../words.ts';
import { useDisputes } from './data.ts';
import { type Going, OneDispute, Rulings } from './onedispute.tsx';
import { disputeWords } from './words.ts';

type Props = Omit<Going, 'onBack'> & { me: { id: string; unit: string }; chosen: string | null; onChoose: (id: string | null) => void };

/** The disputes inbox (争议待裁): what waits for a ruling, most urgent first, and what was ruled. */
export function DisputesPage({ me, chosen, onChoose, onOpen, onRow }: Props) {
  const words = useWords(disputeWords);
  const { data, error, refetch } = useDisputes();
  if (!data && error) {
    const isForbidden = 'status' in error && error.status === 403;
    return (
      <div className="disputes">
        <div className="empty" role="alert">
          <b>{isForbidden && 'title' in error ? String(error.title) : words.failed}</b>
          <p>{error.message}</p>
          {!isForbidden && <Button onClick={() => void refetch()}>{words.again}</Button>}
        </div>
      </div>
    );
  }
  const id = chosen ?? data?.open[0]?.id ?? null;
  return (
    <div className={chosen ? 'disputes chosen' : 'disputes'}>
      <section className="disputelist" aria-label={words.title}>
        {data ? (
          <List data={data} id={id} onChoose={onChoose} />
        ) : (
          <div className="bone" style={{ height: 200 }} role="status" aria-label={words.loading} />
        )}
      </section>
      <div className="disputepane">
        {id ? (
          <OneDispute
            key={id}
            id={id}
            me={me}
            similar={data?.open.find((each) => each.id === id)?.similar ?? []}
            onOpen={onOpen}
            onRow={onRow}
            onBack={() => onChoose(null)}
            onRuled={() => onChoose(id)}
          />
        ) : (
          data && <p className="empty">{words.pick}</p>
        )}
      </div>
    </div>
  );
}

function List({ data: { open, ruled }, id, onChoose }: { data: DisputesView; id: string | null; onChoose: (id: string) => void }) {
  const words = useWords(disputeWords);
  const cases = useWords(caseWords);
  const { name } = useSpeech();
  return (
    <>
      <h1>{words.waiting(open.length)}</h1>
      {open.length === 0 && <p className="soft">{words.none}</p>}
      <ul className="rulings">
        {open.map((each) => (
          <li key={each.id}>
            <button type="button" aria-current={each.id === id} onClick={() => onChoose(each.id)}>
              <span className="line spread">
                <b>{each.matter ? name(each.matter.name) : cases.noMatter}</b>
                {each.clock && <Left clock={each.clock} />}
              </span>
              <span className="cut">{each.text}</span>
              <span className="soft small">
                {each.argued.map(({ unit, counter }) => `${name(unit.name)}${counter ? ` → ${name(counter.name)}` : ''}`).join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <h2>{words.ruled}</h2>
      {ruled.length === 0 ? <p className="soft">{words.noneRuled}</p> : <Rulings rulings={ruled} onChoose={onChoose} />}
    </>
  );
}
