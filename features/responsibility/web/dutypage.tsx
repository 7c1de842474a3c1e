import { type ReactNode, useState } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { Mark } from '../../../ui/look/mark.tsx';
import { useWords } from '../../../ui/words/locale.tsx';
import type { ProofView } from '../rules/view.ts';
import { useMatrix, useProof } from './data.ts';
import './duty.css';
import type { Frame } from './frame.ts';
import { Ground } from './ground.tsx';
import { HandoverPage } from './handover/handoverpage.tsx';
import type { Ruled } from './ruledrow.ts';
import { Register } from './register/register.tsx';
import { TablePage } from './table/tablepage.tsx';
import { TimeBar } from './timebar.tsx';
import { dutyWords } from './words.ts';

const shownLevels = ['duty_grid', 'community', 'street'] as const;

const views = ['map', 'register', 'table', 'handover'] as const;
type ViewName = (typeof views)[number];

type Props = { frame: Frame | null; mayEdit: boolean; mayHandOver?: boolean; ruled?: Ruled | null };

/** Responsibility at the desk: the map of who has what, and the papers beside it. */
export function DutyPage({ frame, mayEdit, mayHandOver = false, ruled = null }: Props) {
  const words = useWords(dutyWords);
  const [shown, setShown] = useState<ViewName>('map');
  const tabs = (
    <div className="tabs" role="tablist" aria-label={words.views.label}>
      {views.map((each) => (
        <button key={each} type="button" role="tab" aria-selected={each === shown} className="chip" onClick={() => setShown(each)}>
          {words.views[each]}
        </button>
      ))}
    </div>
  );
  if (shown === 'map') return <DutyMapPage frame={frame} mayEdit={mayEdit} tabs={tabs} ruled={ruled} />;
  return (
    <div className="duty">
      <header className="duty-head">
        <h1>{words.views[shown]}</h1>
        {tabs}
      </header>
      {shown === 'register' && <Register frame={frame} mayEdit={mayEdit} />}
      {shown === 'table' && <TablePage mayEdit={mayEdit} />}
      {shown === 'handover' && <HandoverPage frame={frame} mayHandOver={mayHandOver} />}
    </div>
  );
}

type MapProps = { frame: Frame | null; mayEdit: boolean; tabs: ReactNode; ruled: Ruled | null };

/** The responsibility map (责任地图): who has what where and when, why, and where the duty list has holes. */
function DutyMapPage({ frame, mayEdit, tabs, ruled }: MapProps) {
  const words = useWords(dutyWords);
  const [at, setAt] = useState<number | null>(null);
  const [level, setLevel] = useState<(typeof shownLevels)[number]>('duty_grid');
  const { data: view, error, refetch } = useMatrix({ at, level });
  const { data: proof } = useProof();
  if (error && !view)
    return (
      <div className="empty" role="alert">
        <b>{words.failed}</b>
        <p>{error.message}</p>
        <Button onClick={() => void refetch()}>{words.again}</Button>
      </div>
    );
  return (
    <div className="duty">
      <header className="duty-head">
        <Verdict proof={proof ?? null} />
        {tabs}
        <TimeBar at={at} onChange={setAt} />
        <label>
          <span className="soft">{words.level} </span>
          <select className="input" value={level} onChange={(event) => setLevel(event.target.value as typeof level)}>
            {shownLevels.map((each) => (
              <option key={each} value={each}>
                {words.levels[each]}
              </option>
            ))}
          </select>
        </label>
      </header>
      {view && proof ? (
        <Ground view={view} proof={proof} frame={frame} at={at} onTime={setAt} mayEdit={mayEdit} level={level} ruled={ruled} />
      ) : (
        <div className="bone duty-body" role="status" aria-label={words.loading} />
      )}
    </div>
  );
}

/** The whole list in one sentence: complete, or how many holes. */
function Verdict({ proof }: { proof: ProofView | null }) {
  const words = useWords(dutyWords);
  if (!proof) return <h1>{words.loading}</h1>;
  const { nobody, fallback, overlap } = proof.counts;
  return (
    <div>
      <h1>
        {proof.sound ? (
          <>
            <Mark tone="green" word={words.complete} /> {words.whole}
          </>
        ) : (
          words.holes(nobody + fallback, overlap)
        )}
      </h1>
      <p className="soft small">{words.proved(proof.rows, proof.from, proof.until)}</p>
    </div>
  );
}
