import { useEffect, useMemo } from 'react';
import { Route, Router, Switch, useLocation, useSearch } from 'wouter';
import { CaseList } from '../../features/case/web/desk/caselist.tsx';
import { CasePage } from '../../features/case/web/desk/casepage.tsx';
import { useCounts } from '../../features/case/web/desk/data.ts';
import { useLive } from '../../features/case/web/desk/live.ts';
import { caseWords } from '../../features/case/web/words.ts';
import type { Me } from '../../features/people/web/signin.tsx';
import { useWords } from '../../ui/words/locale.tsx';
import { WorldOffset } from '../../ui/words/speech.ts';
import { Bar } from './bar.tsx';
import { CaseMap } from './casemap.tsx';
import { DisputesDesk } from './disputesdesk.tsx';
import { DutyDesk } from './dutydesk.tsx';
import { mayEditDuty } from './seats.ts';
import { type Frame, useFrame } from './frame.ts';
import { useKeys } from './keys.tsx';
import { ListHead } from './listhead.tsx';
import { PatrolDesk } from './patroldesk.tsx';
import { Queues } from './queues.tsx';
import { deskWords } from './words.ts';

/** The command centre's desk: queues, the list, the map and the open case, all four from one address in the URL. */
export function Desk({ me, onSignOut }: { me: Me; onSignOut: () => void }) {
  const frame = useFrame();
  return (
    <WorldOffset.Provider value={frame?.utcOffsetMinutes ?? 480}>
      <Router base="/desk">
        <Switch>
          <Route path="/disputes/:id?">
            {({ id }) => <DisputesDesk me={me} frame={frame} chosen={id ?? null} onSignOut={onSignOut} />}
          </Route>
          <Route path="/duty">{() => <Duty me={me} frame={frame} onSignOut={onSignOut} />}</Route>
          <Route path="/patrol">{() => <Patrol me={me} frame={frame} onSignOut={onSignOut} />}</Route>
          <Route path="/cases/:id">{({ id }) => <Whole me={me} frame={frame} id={id} onSignOut={onSignOut} />}</Route>
          <Route>{() => <Whole me={me} frame={frame} id={null} onSignOut={onSignOut} />}</Route>
        </Switch>
      </Router>
    </WorldOffset.Provider>
  );
}

function Duty({ me, frame, onSignOut }: { me: Me; frame: Frame | null; onSignOut: () => void }) {
  const [, go] = useLocation();
  return <DutyDesk me={me} frame={frame} onSignOut={onSignOut} onOpen={(id) => go(`/cases/${id}`)} />;
}

function Patrol({ me, frame, onSignOut }: { me: Me; frame: Frame | null; onSignOut: () => void }) {
  const [, go] = useLocation();
  return <PatrolDesk me={me} frame={frame} onSignOut={onSignOut} onOpen={(id) => go(`/cases/${id}`)} />;
}

function Whole({ me, frame, id, onSignOut }: { me: Me; frame: Frame | null; id: string | null; onSignOut: () => void }) {
  const [, go] = useLocation();
  const words = useWords(caseWords);
  const desk = useWords(deskWords);
  const search = useSearch();
  const filter = useMemo(() => asFilter(search), [search]);
  const live = useLive();
  useTitle();
  const open = (one: string) => go(`/cases/${one}${search ? `?${search}` : ''}`);
  const close = () => go(`/${search ? `?${search}` : ''}`);
  const keys = useKeys({ isOpen: id !== null, close });
  return (
    <div className={id ? 'desk open' : 'desk'}>
      <Bar me={me} frame={frame} live={live} keys={keys} onSignOut={onSignOut} onOpen={open} />
      <Queues search={search} />
      <section className="list" aria-labelledby="list-title">
        <ListHead search={search} filter={filter} />
        <CaseList
          key={filter}
          filter={filter}
          chosen={id}
          onChoose={open}
          empty={search ? { title: words.noneTitle, more: words.noneMore } : { title: desk.quiet, more: desk.quietMore }}
        />
      </section>
      <div className="ground">{frame && <CaseMap frame={frame} filter={filter} chosen={id} onChoose={open} />}</div>
      {id && (
        <aside className="panel" key={id}>
          <CasePage
            id={id}
            me={{ id: me.id, unit: me.unit.id }}
            onClose={close}
            onOpen={open}
            onRow={mayEditDuty(me) ? (one) => go(`/duty?ruling=${one}`) : null}
          />
        </aside>
      )}
    </div>
  );
}

/** The URL's own words are the filter's; a queue is a filter with a name. */
function asFilter(search: string): string {
  const said = new URLSearchParams(search);
  const filter = new URLSearchParams();
  for (const name of ['status', 'light', 'assignee', 'q']) {
    const value = said.get(name);
    if (value) filter.set(name, value);
  }
  filter.set('sort', said.get('sort') ?? 'due');
  return filter.toString();
}

/** A desk in a background tab still tells how many promises are broken. */
function useTitle() {
  const words = useWords(deskWords);
  const { data: counts } = useCounts();
  const late = counts?.late ?? 0;
  useEffect(() => {
    document.title = late > 0 ? words.tabLate(late) : words.tab;
  }, [late, words]);
}
